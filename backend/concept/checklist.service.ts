import type { z } from 'zod';
import type { checklist, LineageKind } from '@konzeptstand/contract/edition.ts';
import { FINISHED } from '@konzeptstand/contract/status.ts';
import type { RouteSnapshot } from '../foundation/http/route.ts';
import { AttachmentModel } from './attachment.model.ts';
import type { AttachmentItem } from './attachment.model.ts';
import { checkEdition } from './checklist.ts';
import type { ChecklistInput } from './checklist.ts';
import { ChapterModel } from './chapter.model.ts';
import type { ChapterItem } from './chapter.model.ts';
import { countedLink, findProjectFacts, referenceTo } from './concept-rows.ts';
import { byPosition } from './edition-part.service.ts';
import { EditionModel, FieldModel, GoalModel, MeasureModel } from './edition.model.ts';
import type { EditionItem, FieldItem, GoalItem, MeasureItem } from './edition.model.ts';
import { IndicatorModel } from './indicator.model.ts';
import type { IndicatorItem } from './indicator.model.ts';
import { readItem } from './item.service.ts';
import type { LineageItem } from './lineage.service.ts';
import { OmissionModel } from './omission.model.ts';
import { byPlace } from './place-order.ts';
import { StepModel } from './project.model.ts';

/** Everything that stands in one edition. */
export interface EditionParts {
	fields: FieldItem[];
	goals: GoalItem[];
	measures: MeasureItem[];
	chapters: ChapterItem[];
	indicators: IndicatorItem[];
}

/** Living items of an edition, each kind in its order. */
export async function readEditionParts(
	region: string,
	{ session }: Pick<RouteSnapshot, 'session'>,
	edition: string
): Promise<EditionParts> {
	const living = { region, edition, withdrawn: null };
	const fields = await FieldModel.find(living).session(session).lean<FieldItem[]>();
	const goals = await GoalModel.find(living).session(session).lean<GoalItem[]>();
	const measures = await MeasureModel.find(living).session(session).lean<MeasureItem[]>();
	const chapters = await ChapterModel.find(living).session(session).lean<ChapterItem[]>();
	const subjects = [...goals, ...measures].map((one) => one._id);
	const indicators = await IndicatorModel.find({ region, withdrawn: null, 'subject.id': { $in: subjects } })
		.session(session)
		.lean<IndicatorItem[]>();
	return {
		fields: fields.sort(byPlace),
		goals: goals.sort(byPlace),
		measures: measures.sort(byPlace),
		chapters: chapters.sort(byPosition),
		indicators: indicators.sort(byPosition)
	};
}

/** The parts of an edition with their kinds. */
export function partsOf(parts: EditionParts): [kind: LineageKind, items: LineageItem[]][] {
	return [
		['chapter', parts.chapters],
		['field', parts.fields],
		['goal', parts.goals],
		['measure', parts.measures],
		['indicator', parts.indicators]
	];
}

/**
 * What the edition still lacks to be a complete concept.
 * @param day today, ISO
 * @throws ApplicationError not_found
 */
export async function readChecklist(
	region: string,
	id: string,
	snapshot: RouteSnapshot,
	day: string
): Promise<z.output<typeof checklist>> {
	const { session } = snapshot;
	const edition = await readItem<EditionItem>(EditionModel, region, id, snapshot);
	const parts = await readEditionParts(region, snapshot, id);
	const ids = [id, ...partsOf(parts).flatMap(([, items]) => items.map((item) => item._id))];
	const pictures = await AttachmentModel.find({
		region,
		withdrawn: null,
		'of.id': { $in: ids },
		type: /^image\//
	})
		.session(session)
		.lean<AttachmentItem[]>();
	const rows = checkEdition({
		edition,
		...parts,
		withIndicator: new Set(parts.indicators.map((one) => one.subject.id)),
		projects: await unfinishedProjects(region, id, snapshot, day),
		pictures,
		openFormer: await openFormer(region, edition, parts, snapshot)
	});
	return { edition: referenceTo('edition', edition), isComplete: rows.length === 0, total: rows.length, rows };
}

/** Projects that count in the edition and have an end before them; a lasting task needs no step. */
async function unfinishedProjects(
	region: string,
	edition: string,
	{ session }: RouteSnapshot,
	day: string
): Promise<ChecklistInput['projects']> {
	const facts = await findProjectFacts(region, session, { 'links.edition': edition }, day);
	const counted = facts.filter(
		({ item, status }) => countedLink(item, edition) !== null && !FINISHED.has(status) && status !== 'ongoing'
	);
	const steps = await StepModel.distinct('project', {
		region,
		withdrawn: null,
		project: { $in: counted.map((one) => one.id) }
	}).session(session);
	return counted.map(({ item }) => ({ ...item, hasStep: steps.includes(item._id) }));
}

async function openFormer(
	region: string,
	edition: EditionItem,
	parts: EditionParts,
	snapshot: RouteSnapshot
): Promise<ChecklistInput['openFormer']> {
	if (edition.former === null) return [];
	const former = await readEditionParts(region, snapshot, edition.former);
	const dropped = await OmissionModel.distinct('item', { region, edition: edition._id, withdrawn: null }).session(
		snapshot.session
	);
	const carried = partsOf(parts).flatMap(([, items]) => items.flatMap((item) => item.origins));
	const settled = new Set([...dropped, ...carried]);
	return partsOf(former).flatMap(([kind, items]) =>
		items.filter((item) => !settled.has(item._id)).map((item) => ({ ...item, kind }))
	);
}
