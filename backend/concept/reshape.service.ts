import type { Model } from 'mongoose';
import type { z } from 'zod';
import type { LineageKind, splitInput } from '@konzeptstand/contract/edition.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { ItemBase, Work } from '../record/record.service.ts';
import { changeLiving } from '../region/living.service.ts';
import { AttachmentModel } from './attachment.model.ts';
import { GoalModel, MeasureModel } from './edition.model.ts';
import type { GoalItem, MeasureItem } from './edition.model.ts';
import { requireOpenEdition } from './edition.service.ts';
import { IndicatorModel } from './indicator.model.ts';
import { lineageModel } from './lineage.service.ts';
import type { LineageItem } from './lineage.service.ts';
import { copyOf } from './next-edition.service.ts';
import { ProjectModel } from './project.model.ts';
import type { ProjectItem } from './project.model.ts';

/** Several items of a draft become one, or one becomes several. What comes of what is told by their origins. */

export type ReshapedKind = Exclude<LineageKind, 'indicator'>;
const TEXTS = ['description', 'descriptionEn', 'text'] as const;
const LISTS = ['municipalities', 'responsiblePeople', 'roles', 'sources', 'notes', 'contradictions'] as const;
type Joined = LineageItem & Partial<Record<(typeof TEXTS)[number], string | null>>;

/**
 * Merges others into an item: it takes their origins, their texts below its own, and all that hangs below them.
 * @throws ApplicationError frozen, not_found, version_conflict, conflict, invalid_input
 */
export async function mergeItems(
	work: Work,
	kind: ReshapedKind,
	id: string,
	version: number | null,
	others: readonly string[]
): Promise<LineageItem> {
	const model = lineageModel(kind);
	const into = await work.require(model, id);
	await requireOpenEdition(work, into.edition ?? '');
	const merged: LineageItem[] = [];
	for (const [index, other] of others.entries()) {
		const field = `items.${String(index)}`;
		const found = await work.find(model, other);
		if (!found) throw new ApplicationError('invalid_input', { field, problem: 'not_found' });
		if (found.withdrawn) throw new ApplicationError('invalid_input', { field, problem: 'withdrawn' });
		if (other === id || others.indexOf(other) < index)
			throw new ApplicationError('invalid_input', { field, problem: 'duplicate' });
		if (found.edition !== into.edition)
			throw new ApplicationError('invalid_input', { field, problem: 'other_edition' });
		merged.push(found);
	}
	const changed = await changeLiving(work, model, id, version, joined([into, ...merged]));
	await moveBelow(work, kind, others, changed);
	for (const other of merged) await work.withdraw(model, other._id, null, null);
	return changed;
}

/** What the one says when it speaks for all. Costs stay its own: of several, the first is the one that counts. */
function joined(items: readonly Joined[]): Partial<Joined> {
	const [into] = items as [Joined];
	const patch: Record<string, unknown> = { origins: [...new Set(items.flatMap((item) => item.origins))] };
	for (const name of TEXTS) {
		if (name in into) patch[name] = items.flatMap((item) => item[name] ?? []).join('\n\n') || null;
	}
	for (const name of LISTS) {
		const all = items.flatMap(
			(item) => ((item as unknown as Record<string, unknown>)[name] as unknown[] | undefined) ?? []
		);
		if (name in into) patch[name] = [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
	}
	return patch;
}

async function moveBelow(work: Work, kind: ReshapedKind, from: readonly string[], into: LineageItem): Promise<void> {
	const to = into._id;
	const below = async <T extends ItemBase>(model: Model<T>, path: string): Promise<T[]> =>
		model
			.find({ region: work.region, withdrawn: null, [path]: { $in: from } } as never)
			.session(work.session)
			.lean<T[]>();
	const move = async <T extends ItemBase>(model: Model<T>, path: string, patch: object): Promise<void> => {
		for (const item of await below(model, path)) await work.update(model, item._id, null, patch);
	};
	if (kind === 'field') {
		await move(GoalModel, 'field', { field: to });
		await move(MeasureModel, 'field', { field: to });
	}
	if (kind === 'goal') {
		const { field, parent } = into as unknown as GoalItem;
		const subGoals = await below<GoalItem>(GoalModel, 'parent');
		if (parent !== null && from.includes(parent))
			throw new ApplicationError('conflict', { field: 'items', problem: 'circular' });
		if (subGoals.length > 0 && parent !== null)
			throw new ApplicationError('conflict', { field: 'items', problem: 'one_level' });
		await move(GoalModel, 'parent', { parent: to, field });
		await move<MeasureItem>(MeasureModel, 'goal', { goal: to, ...(field === null ? {} : { field }) });
		for (const sub of subGoals) {
			const measures = { region: work.region, withdrawn: null, goal: sub._id };
			const found = await MeasureModel.find(measures).session(work.session).lean<MeasureItem[]>();
			for (const one of field === null ? [] : found) await work.update(MeasureModel, one._id, null, { field });
		}
	}
	for (const { _id, links } of await below<ProjectItem>(ProjectModel, 'links.target.id'))
		await work.update(ProjectModel, _id, null, { links: relinked(links, from, to) });
	await move(IndicatorModel, 'subject.id', { subject: { kind, id: to } });
	await move(AttachmentModel, 'of.id', { of: { kind, id: to } });
}

/** Links to what was merged lead to what it was merged into, one link each; one that counts counts on. */
function relinked(links: ProjectItem['links'], from: readonly string[], to: string): ProjectItem['links'] {
	const moved = links.map((link) =>
		link.target && from.includes(link.target.id) ? { ...link, target: { ...link.target, id: to } } : link
	);
	const ours = moved.filter((link) => link.target?.id === to);
	const kept = ours.find((link) => link.counts) ?? ours[0];
	return moved.filter((link) => link.target?.id !== to || link === kept);
}

/**
 * Splits an item: the parts come beside it, out of the same origins, with all that it says; what hangs below it stays.
 * @returns the item and its parts
 * @throws ApplicationError frozen, not_found, version_conflict, conflict, duplicate, invalid_input
 */
export async function splitItem(
	work: Work,
	kind: ReshapedKind,
	id: string,
	version: number | null,
	parts: z.output<typeof splitInput>['parts']
): Promise<LineageItem[]> {
	const model = lineageModel(kind);
	const item = await work.require(model, id);
	await requireOpenEdition(work, item.edition ?? '');
	await changeLiving(work, model, id, version, {});
	// It says the same as before and yet is another part: who splits it again must have seen this.
	const made: LineageItem[] = [await work.touch(model, id)];
	for (const { title, code } of parts) {
		// A chapter has no code of its own.
		const named = kind === 'chapter' ? { title, titleEn: null } : { title, titleEn: null, code, isCodeInferred: false };
		made.push(await work.create(model, { ...copyOf(item), ...named }));
	}
	return made;
}
