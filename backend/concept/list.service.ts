import type { z } from 'zod';
import type { ListQuery } from '@konzeptstand/contract/concept.ts';
import type { CurrentStatus, projectList, ProjectRow } from '@konzeptstand/contract/project.ts';
import { STATUSES } from '@konzeptstand/contract/status.ts';
import type { PartyRole, Reference } from '@konzeptstand/contract/values.ts';
import { compareEdtf } from '@konzeptstand/contract/format/edtf.ts';
import { mayReport } from '../accounts/accounts.service.ts';
import type { ActorContext, RouteSnapshot } from '../foundation/http/route.ts';
import { isMatchingProject, isMine } from './concept-filter.ts';
import {
	countedLink,
	fieldOfMeasure,
	findProjectFacts,
	placeFinder,
	readConceptRows,
	referenceTo
} from './concept-rows.ts';
import type { ConceptRows, ProjectFacts } from './concept-rows.ts';
import { allGoals, buildTree } from './concept-tree.ts';
import { byNumber, columnOf, paged, sorted } from './list-rows.ts';
import { findReferences, referenceOr } from './references.ts';
import { compareCodes, compareTitles, countedAmount } from './roll-up.ts';

export { PRIORITY_WORDS, STATUS_WORDS } from './table-words.ts';

/** The list of projects. */

const COLUMNS = {
	code: columnOf((row: ProjectFacts) => row.item.code, compareCodes),
	title: columnOf((row: ProjectFacts) => row.item.title, compareTitles),
	status: columnOf((row: ProjectFacts) => STATUSES.indexOf(row.status), byNumber),
	progress: columnOf((row: ProjectFacts) => row.current.progress, byNumber),
	asOf: columnOf((row: ProjectFacts) => row.current.asOf, compareEdtf)
};

/**
 * Projects of the region with their place in the chosen edition; all of them, or with `edition` those of that edition.
 * @param day today, ISO
 * @throws ApplicationError not_found when there is no such edition
 */
export async function readProjectList(
	region: string,
	snapshot: RouteSnapshot,
	query: ListQuery,
	actor: ActorContext,
	day: string
): Promise<z.output<typeof projectList>> {
	const { session } = snapshot;
	const rows = await readConceptRows(region, snapshot, query.edition ?? null, day);
	if (query.withdrawn) rows.projects = await findProjectFacts(region, session, { withdrawn: { $ne: null } }, day);
	const fieldOf = fieldFinder(rows);
	const found = rows.projects
		.filter(placeFilter(rows, fieldOf, query))
		.filter((project) => isMatchingProject(project, query, actor));
	const page = paged(sorted(found, query.sort, COLUMNS), query);
	const parties = await findReferences(
		region,
		session,
		'party',
		page.rows.flatMap(({ item }) => item.roles.map((role) => role.party))
	);
	const towns = new Map(rows.municipalities.map((town) => [town._id, referenceTo('municipality', town)]));
	const placeOf = placeFinder(rows);
	const present = (project: ProjectFacts): ProjectRow => {
		const { item } = project;
		const link = countedLink(item, rows.edition?._id);
		const inRole = (role: PartyRole): Reference[] =>
			item.roles.filter((one) => one.role === role).map((one) => referenceOr(parties, 'party', one.party));
		return {
			id: item._id,
			key: item.key,
			version: item.version,
			code: item.code,
			title: item.title,
			titleEn: item.titleEn,
			municipalities: item.municipalities.map((town) => referenceOr(towns, 'municipality', town)),
			carriers: inRole('carrier'),
			partners: inRole('partner'),
			periods: item.periods,
			cost: countedAmount(item.costs),
			edition: link && rows.edition ? referenceTo('edition', rows.edition) : null,
			field: fieldOf(project),
			place: placeOf(project),
			isInferred: link?.isInferred ?? false,
			current: project.current,
			costCents: project.costCents,
			isMine: isMine(item, actor),
			mayReport: item.withdrawn === null && mayReport(actor, { region, responsiblePeople: item.responsiblePeople })
		};
	};
	return { ...page, rows: page.rows.map(present) };
}

/** Living projects by id, with what is known of each on that day. */
export async function findCurrentProjects(
	region: string,
	{ session }: Pick<RouteSnapshot, 'session'>,
	ids: readonly string[],
	day: string
): Promise<Map<string, Reference & { current: CurrentStatus }>> {
	const found = await findProjectFacts(region, session, { _id: { $in: ids } }, day);
	return new Map(found.map(({ item, current }) => [item._id, { ...referenceTo('project', item), current }]));
}

/** The filters that ask where a project stands in the chosen edition. */
function placeFilter(
	rows: ConceptRows,
	fieldOf: (project: ProjectFacts) => Reference | null,
	query: ListQuery
): (project: ProjectFacts) => boolean {
	const placeOf = placeFinder(rows);
	const keyMeasures = new Set(rows.measures.filter((one) => one.isKeyMeasure).map((one) => one._id));
	const belowGoal = query.goal === undefined ? null : projectsBelow(rows, query.goal);
	return (project) => {
		const place = placeOf(project);
		if (query.unplaced !== undefined && (place === null) !== query.unplaced) return false;
		if (query.edition !== undefined && !query.unplaced && !countedLink(project.item, rows.edition?._id)) return false;
		if (query.measure !== undefined && place?.id !== query.measure) return false;
		if (belowGoal && !belowGoal.has(project.id)) return false;
		if (query.keyMeasure !== undefined && keyMeasures.has(place?.id ?? '') !== query.keyMeasure) return false;
		return query.field === undefined || fieldOf(project)?.id === query.field;
	};
}

function projectsBelow(rows: ConceptRows, goal: string): ReadonlySet<string> {
	const node = allGoals(buildTree(rows)).find(({ item }) => item._id === goal);
	return new Set(node?.all.map((project) => project.id));
}

/** Finds the field above a project in the chosen edition. */
function fieldFinder(rows: ConceptRows): (project: ProjectFacts) => Reference | null {
	const fields = new Map(rows.fields.map((field) => [field._id, referenceTo('field', field)]));
	const goals = new Map(rows.goals.map((goal) => [goal._id, goal]));
	const fieldByPlace = new Map([
		...rows.goals.map((goal) => [goal._id, goal.field] as const),
		...rows.measures.map((measure) => [measure._id, fieldOfMeasure(measure, goals)] as const)
	]);
	return ({ item }) => {
		const target = countedLink(item, rows.edition?._id)?.target;
		const field = target && fieldByPlace.get(target.id);
		return field ? (fields.get(field) ?? null) : null;
	};
}
