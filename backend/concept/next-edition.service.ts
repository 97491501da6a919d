import type { z } from 'zod';
import type { LineageKind, nextEdition } from '@konzeptstand/contract/edition.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { ItemBase, Work } from '../record/record.service.ts';
import { AttachmentModel } from './attachment.model.ts';
import type { AttachmentItem } from './attachment.model.ts';
import type { ChapterItem } from './chapter.model.ts';
import { EditionModel } from './edition.model.ts';
import type { EditionItem, FieldItem, GoalItem, MeasureItem } from './edition.model.ts';
import type { IndicatorItem } from './indicator.model.ts';
import { lineageModel } from './lineage.service.ts';
import type { LineageItem } from './lineage.service.ts';

/**
 * Begins the next draft from an edition. Everything is carried over as an item of its own that knows its origin; the
 * edition itself is only read.
 * @throws ApplicationError not_found, duplicate, invalid_input; conflict when the edition was withdrawn
 */
export async function startNext(work: Work, from: string, input: z.output<typeof nextEdition>): Promise<EditionItem> {
	const former = await work.require(EditionModel, from);
	if (former.withdrawn) throw new ApplicationError('conflict', { field: 'id', problem: 'withdrawn' });
	const { isEmpty, ...named } = input;
	const next = await work.create(EditionModel, {
		...named,
		state: 'draft',
		former: from,
		levels: former.levels,
		vision: isEmpty ? null : former.vision
	});
	if (!isEmpty) await carryOver(work, former, next);
	return next;
}

async function carryOver(work: Work, former: EditionItem, next: EditionItem): Promise<void> {
	const edition = next._id;
	/** New ids by old ones. */
	const heirs = new Map<string, string>([[former._id, edition]]);
	const heirOf = (id: string | null): string | null => (id === null ? null : (heirs.get(id) ?? null));
	const carry = async (kind: LineageKind, item: LineageItem, place: object): Promise<void> => {
		const heir = await work.create(lineageModel(kind), { ...copyOf(item), ...place, origins: [item._id] });
		heirs.set(item._id, heir._id);
	};
	const inFormer = { edition: former._id };
	for (const field of await living<FieldItem>(work, 'field', inFormer)) await carry('field', field, { edition });
	const goals = await living<GoalItem>(work, 'goal', inFormer);
	for (const goal of [...goals.filter(isTop), ...goals.filter((one) => !isTop(one))])
		await carry('goal', goal, { edition, field: heirOf(goal.field), parent: heirOf(goal.parent) });
	for (const measure of await living<MeasureItem>(work, 'measure', inFormer))
		await carry('measure', measure, { edition, field: heirOf(measure.field), goal: heirOf(measure.goal) });
	const subjects = { 'subject.id': { $in: [...heirs.keys()] }, 'subject.kind': { $in: ['goal', 'measure'] } };
	for (const indicator of await living<IndicatorItem>(work, 'indicator', subjects)) {
		const subject = { kind: indicator.subject.kind, id: heirs.get(indicator.subject.id) };
		await carry('indicator', indicator, { subject });
	}
	for (const chapter of await living<ChapterItem>(work, 'chapter', inFormer))
		await carry('chapter', chapter, { edition });
	await carryFiles(work, heirs);
}

/** Texts name their pictures by file name: each heir has files of its own, of the same content. */
async function carryFiles(work: Work, heirs: ReadonlyMap<string, string>): Promise<void> {
	const files = await AttachmentModel.find({
		region: work.region,
		withdrawn: null,
		'of.id': { $in: [...heirs.keys()] }
	})
		.session(work.session)
		.lean<AttachmentItem[]>();
	for (const file of files) {
		const id = heirs.get(file.of.id) ?? '';
		await work.create(AttachmentModel, { ...copyOf(file), of: { kind: file.of.kind, id } });
	}
}

const isTop = (goal: GoalItem): boolean => goal.parent === null;

/** What an item says, without what it is; what was decided about it was decided about no copy. */
export function copyOf<T extends ItemBase>(item: T): Partial<T> {
	const { _id, region, version, key, withdrawn, approval, ...rest } = item as T & { approval?: unknown };
	void [_id, region, version, key, withdrawn, approval];
	return rest as unknown as Partial<T>;
}

function living<T extends LineageItem>(work: Work, kind: LineageKind, condition: object): Promise<T[]> {
	return lineageModel(kind)
		.find({ region: work.region, withdrawn: null, ...condition } as never)
		.sort({ position: 1, _id: 1 })
		.session(work.session)
		.lean<T[]>();
}
