import { z } from 'zod';
import type { RollUpParts } from '@konzeptstand/contract/roll-up.ts';
import { id, key } from '@konzeptstand/contract/values.ts';
import type { Reference } from '@konzeptstand/contract/values.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { RouteSnapshot } from '../foundation/http/route.ts';
import { RegionModel } from '../region/region.model.ts';
import type { RegionItem } from '../region/region.model.ts';
import { countedLink, readConceptRows, referenceTo } from './concept-rows.ts';
import type { ConceptRows, ProjectFacts } from './concept-rows.ts';
import { allGoals, buildTree } from './concept-tree.ts';
import { readItem } from './item.service.ts';
import { countedProgress, rollUp } from './roll-up.ts';

/** Which figure is to be opened. Without an id: the chosen edition, or the whole region. */
export const rollUpQuery = z.strictObject({
	edition: key.optional(),
	kind: z.enum(['region', 'edition', 'field', 'goal', 'measure', 'municipality']),
	id: id.optional()
});

/**
 * What a figure is made of: each distinct project with its own part in it.
 * @throws ApplicationError not_found
 */
export async function readRollUpParts(
	region: string,
	snapshot: RouteSnapshot,
	query: z.output<typeof rollUpQuery>,
	day: string
): Promise<RollUpParts> {
	const rows = await readConceptRows(region, snapshot.session, query.edition ?? null, day);
	const { subject, projects } = await findSubject(region, snapshot, query, rows);
	const distinct = [...new Map(projects.map((project) => [project.id, project])).values()];
	const total =
		query.kind === 'edition' && rows.edition?.measureTotal
			? { known: rows.measures.length, total: rows.edition.measureTotal.quantity }
			: null;
	return {
		subject,
		rollUp: rollUp(distinct, total),
		parts: distinct.map((project) => ({
			project: referenceTo('project', project.item),
			via: placeIn(rows, project),
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

async function findSubject(
	region: string,
	snapshot: RouteSnapshot,
	query: z.output<typeof rollUpQuery>,
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

function placeIn(rows: ConceptRows, project: ProjectFacts): Reference | null {
	const target = countedLink(project.item, rows.edition?._id)?.target;
	if (!target) return null;
	const item =
		target.kind === 'measure'
			? rows.measures.find((one) => one._id === target.id)
			: rows.goals.find((one) => one._id === target.id);
	return item ? referenceTo(target.kind, item) : null;
}
