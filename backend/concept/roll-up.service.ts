import type { Model } from 'mongoose';
import { z } from 'zod';
import type { RollUpParts } from '@konzeptstand/contract/roll-up.ts';
import { id, key } from '@konzeptstand/contract/values.ts';
import type { Reference } from '@konzeptstand/contract/values.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { RouteSnapshot } from '../foundation/http/route.ts';
import { RegionModel } from '../region/region.model.ts';
import type { RegionItem } from '../region/region.model.ts';
import { countedLink, placeFinder, readConceptRows, referenceTo } from './concept-rows.ts';
import type { ConceptRows, ProjectFacts } from './concept-rows.ts';
import { allGoals, buildTree, completenessOf } from './concept-tree.ts';
import { FieldModel, GoalModel, MeasureModel } from './edition.model.ts';
import type { FieldItem } from './edition.model.ts';
import { readItem } from './item.service.ts';
import { countedProgress, rollUp } from './roll-up.ts';

export { bestOf, countedProgress } from './roll-up.ts';

/** Which figure is to be opened. A field, goal or measure is of its own edition, whichever is chosen. */
export const rollUpQuery = z
	.strictObject({
		edition: key.optional(),
		kind: z.enum(['region', 'edition', 'field', 'goal', 'measure', 'municipality']),
		id: id.optional()
	})
	.refine((query) => query.id !== undefined || query.kind === 'region' || query.kind === 'edition', {
		error: 'required',
		path: ['id']
	});
type RollUpQuery = z.output<typeof rollUpQuery>;

/**
 * What a figure is made of: each distinct project with its own part in it.
 * @throws ApplicationError not_found
 */
export async function readRollUpParts(
	region: string,
	snapshot: RouteSnapshot,
	query: RollUpQuery,
	day: string
): Promise<RollUpParts> {
	const wanted = (await editionOf(region, snapshot, query)) ?? query.edition ?? null;
	const rows = await readConceptRows(region, snapshot, wanted, day);
	const { subject, projects } = await findSubject(region, snapshot, query, rows);
	const distinct = [...new Map(projects.map((project) => [project.id, project])).values()];
	const placeOf = placeFinder(rows);
	return {
		subject,
		rollUp: rollUp(distinct, query.kind === 'edition' ? completenessOf(rows) : null),
		parts: distinct.map((project) => ({
			project: referenceTo('project', project.item),
			via: placeOf(project),
			status: project.status,
			progress: countedProgress(project),
			costCents: project.costCents,
			isLate: project.isLate,
			isDelayed: project.isDelayed,
			isOutdated: project.isOutdated,
			asOf: project.current.asOf
		}))
	};
}

const IN_EDITION = { field: FieldModel, goal: GoalModel, measure: MeasureModel } as const;

/** Id of the edition to which the subject belongs; null for one that is of no edition, and for an edition itself. */
async function editionOf(region: string, snapshot: RouteSnapshot, query: RollUpQuery): Promise<string | null> {
	if (query.id === undefined) return null;
	if (query.kind === 'edition') return query.id;
	if (query.kind === 'region' || query.kind === 'municipality') return null;
	const model = IN_EDITION[query.kind] as unknown as Model<FieldItem>;
	return (await readItem(model, region, query.id, snapshot)).edition;
}

async function findSubject(
	region: string,
	snapshot: RouteSnapshot,
	query: RollUpQuery,
	rows: ConceptRows
): Promise<{ subject: Reference; projects: ProjectFacts[] }> {
	const tree = buildTree(rows);
	const { edition } = rows;
	switch (query.kind) {
		case 'region': {
			const item = await readItem<RegionItem>(RegionModel, region, region, snapshot);
			return { subject: referenceTo('region', item), projects: rows.projects };
		}
		case 'edition':
			if (edition)
				return {
					subject: referenceTo('edition', edition),
					projects: rows.projects.filter((one) => countedLink(one.item, edition._id))
				};
			break;
		case 'field': {
			const node = tree.fields.find((one) => one.item._id === query.id);
			if (node) return { subject: referenceTo('field', node.item), projects: node.all };
			break;
		}
		case 'goal': {
			const node = allGoals(tree).find((one) => one.item._id === query.id);
			if (node) return { subject: referenceTo('goal', node.item), projects: node.all };
			break;
		}
		case 'measure': {
			const item = rows.measures.find((one) => one._id === query.id);
			if (item)
				return {
					subject: referenceTo('measure', item),
					projects: rows.projects.filter((one) => countedLink(one.item, edition?._id)?.target?.id === item._id)
				};
			break;
		}
		case 'municipality': {
			const town = rows.municipalities.find((one) => one._id === query.id);
			if (town)
				return {
					subject: referenceTo('municipality', town),
					projects: rows.projects.filter((one) => one.item.municipalities.includes(town._id))
				};
		}
	}
	throw new ApplicationError('not_found', { field: 'id', problem: 'not_found' });
}
