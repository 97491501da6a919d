import type { Model } from 'mongoose';
import { FieldModel, GoalModel, MeasureModel } from '../../concept/edition.model.ts';
import { ProjectModel } from '../../concept/project.model.ts';
import type { ProjectItem } from '../../concept/project.model.ts';
import type { ItemBase } from '../../record/record.service.ts';
import type { Interpretation } from './interpret.ts';
import { labelKey } from './list-items.ts';

type Placed = ItemBase & { edition: string; code: string | null; title: string };

/**
 * The edition of which a list of the product speaks: that of its items, or that in which most of its projects stand
 * where the list says.
 * @returns its id; null where the list names no item by its id, or no place
 */
export async function editionOfList(region: string, { rows }: Pick<Interpretation, 'rows'>): Promise<string | null> {
	const named = new Map(
		rows.flatMap((row) => {
			const own = row.named.at(-1);
			return own?.id === undefined ? [] : [[own.id, row.named.at(-2) ?? null] as const];
		})
	);
	if (named.size === 0) return null;
	const condition = { region, withdrawn: null };
	const read = (model: unknown): Promise<Placed[]> =>
		(model as Model<Placed>).find(condition).select('edition code title').lean<Placed[]>();
	const placed = (await Promise.all([FieldModel, GoalModel, MeasureModel].map(read))).flat();
	const projects = await ProjectModel.find(condition).select('links').lean<Pick<ProjectItem, '_id' | 'links'>[]>();
	const votes = new Map<string, number>();
	const vote = (edition: string): unknown => votes.set(edition, (votes.get(edition) ?? 0) + 1);
	for (const item of placed) if (named.has(item._id)) vote(item.edition);
	const labels = new Map(placed.map((item) => [item._id, labelKey(item)]));
	for (const { _id, links } of projects) {
		const place = named.get(_id);
		if (!place) continue;
		for (const { edition, counts, target } of links)
			if (counts && target && labels.get(target.id) === labelKey(place)) vote(edition);
	}
	return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
