import type { z } from 'zod';
import type { goalList, ListQuery, measureList, MeasureRow } from '@konzeptstand/contract/concept.ts';
import type { projectList, ProjectRow } from '@konzeptstand/contract/project.ts';
import { STATUSES } from '@konzeptstand/contract/status.ts';
import type { Reference } from '@konzeptstand/contract/values.ts';
import { compareEdtf } from '@konzeptstand/contract/format/edtf.ts';
import { mayReport } from '../accounts/accounts.service.ts';
import type { ActorContext, RouteSnapshot } from '../foundation/http/route.ts';
import { isMatchingMeasure, isMatchingProject, isMatchingText, isMine } from './concept-filter.ts';
import { countedLink, readConceptRows, referenceTo } from './concept-rows.ts';
import type { ConceptRows, ProjectFacts } from './concept-rows.ts';
import { allGoals, buildTree } from './concept-tree.ts';
import type { ConceptTree, MeasureNode } from './concept-tree.ts';
import { findReferences, referenceOr } from './references.ts';
import { compareCodes, compareTitles } from './roll-up.ts';

/** Lists of projects, measures and goals with filters, sorting and paging. */

type Query = Partial<ListQuery> & Pick<ListQuery, 'limit' | 'offset' | 'sort'>;

function paged<T>(rows: readonly T[], query: Query): { total: number; limit: number; offset: number; rows: T[] } {
	return {
		total: rows.length,
		limit: query.limit,
		offset: query.offset,
		rows: rows.slice(query.offset, query.offset + query.limit)
	};
}

/** Sorts by the asked column; equal rows stay in their order, so that pages never overlap. */
function sorted<T>(rows: T[], sort: Query['sort'], columns: Partial<Record<string, (a: T, b: T) => number>>): T[] {
	const compare = columns[sort.replace('-', '')];
	if (!compare) return rows;
	return rows.sort((a, b) => (sort.startsWith('-') ? compare(b, a) : compare(a, b)));
}

const compareNumbers = (a: number | null, b: number | null): number => (a ?? -1) - (b ?? -1);

export async function readProjectList(
	region: string,
	snapshot: RouteSnapshot,
	query: Query,
	actor: ActorContext,
	day: string
): Promise<z.output<typeof projectList>> {
	const rows = await readConceptRows(region, snapshot.session, query.edition ?? null, day);
	const fieldOf = fieldFinder(rows);
	const found = rows.projects.filter((project) => {
		const link = countedLink(project.item, rows.edition?._id);
		if (query.unplaced !== undefined && (link?.target == null) !== query.unplaced) return false;
		if (query.edition !== undefined && !query.unplaced && !link) return false;
		if (query.measure !== undefined && link?.target?.id !== query.measure) return false;
		if (query.goal !== undefined && link?.target?.id !== query.goal) return false;
		if (query.field !== undefined && fieldOf(project)?.id !== query.field) return false;
		return isMatchingProject(project, query, actor);
	});
	const page = paged(
		sorted(found, query.sort, {
			code: (a, b) => compareCodes(a.item.code, b.item.code) || compareTitles(a.item.title, b.item.title),
			title: (a, b) => compareTitles(a.item.title, b.item.title),
			status: (a, b) =>
				STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) || compareTitles(a.item.title, b.item.title),
			progress: (a, b) => compareNumbers(a.current.progress, b.current.progress),
			asOf: (a, b) => compareEdtf(a.current.asOf, b.current.asOf)
		}),
		query
	);
	const parties = await findReferences(
		region,
		snapshot.session,
		'party',
		page.rows.flatMap(({ item }) => item.roles.map((role) => role.party))
	);
	const towns = new Map(rows.municipalities.map((town) => [town._id, referenceTo('municipality', town)]));
	return {
		...page,
		rows: page.rows.map((project) => presentRow(project, rows, fieldOf, parties, towns, actor, region))
	};
}

function presentRow(
	project: ProjectFacts,
	rows: ConceptRows,
	fieldOf: (project: ProjectFacts) => Reference | null,
	parties: ReadonlyMap<string, Reference>,
	towns: ReadonlyMap<string, Reference>,
	actor: ActorContext,
	region: string
): ProjectRow {
	const { item } = project;
	const link = countedLink(item, rows.edition?._id);
	return {
		id: item._id,
		version: item.version,
		code: item.code,
		title: item.title,
		titleEn: item.titleEn,
		municipalities: item.municipalities.map((town) => referenceOr(towns, 'municipality', town)),
		carriers: item.roles
			.filter((role) => role.role === 'carrier')
			.map((role) => referenceOr(parties, 'party', role.party)),
		edition: link && rows.edition ? referenceTo('edition', rows.edition) : null,
		field: fieldOf(project),
		place: placeOf(project, rows),
		isInferred: link?.isInferred ?? false,
		current: project.current,
		costCents: project.costCents,
		isMine: isMine(item, actor),
		mayReport: mayReport(actor, { region, responsiblePeople: item.responsiblePeople })
	};
}

/** Measure or goal under which the project counts in the chosen edition. */
function placeOf(project: ProjectFacts, rows: ConceptRows): Reference | null {
	const target = countedLink(project.item, rows.edition?._id)?.target;
	if (!target) return null;
	const item =
		target.kind === 'measure'
			? rows.measures.find((one) => one._id === target.id)
			: rows.goals.find((one) => one._id === target.id);
	return item ? referenceTo(target.kind, item) : null;
}

/** Finds the field above a project in the chosen edition. */
function fieldFinder(rows: ConceptRows): (project: ProjectFacts) => Reference | null {
	const fields = new Map(rows.fields.map((field) => [field._id, referenceTo('field', field)]));
	const goals = new Map(rows.goals.map((goal) => [goal._id, goal.field]));
	const measures = new Map(
		rows.measures.map((measure) => [
			measure._id,
			measure.field ?? (measure.goal === null ? null : (goals.get(measure.goal) ?? null))
		])
	);
	return (project) => {
		const target = countedLink(project.item, rows.edition?._id)?.target;
		const field = target && (target.kind === 'measure' ? measures.get(target.id) : goals.get(target.id));
		return field ? (fields.get(field) ?? null) : null;
	};
}

function allMeasures(tree: ConceptTree): MeasureNode[] {
	const below = [...tree.fields.flatMap((field) => field.measures), ...tree.unplaced.measures];
	return [...below, ...allGoals(tree).flatMap((goal) => goal.measures)];
}

export async function readMeasureList(
	region: string,
	snapshot: RouteSnapshot,
	query: Query,
	actor: ActorContext,
	day: string
): Promise<z.output<typeof measureList>> {
	const rows = await readConceptRows(region, snapshot.session, query.edition ?? null, day);
	if (!rows.edition) return { total: 0, limit: query.limit, offset: query.offset, rows: [] };
	const edition = referenceTo('edition', rows.edition);
	const fields = new Map(rows.fields.map((field) => [field._id, referenceTo('field', field)]));
	const goals = new Map(rows.goals.map((goal) => [goal._id, referenceTo('goal', goal)]));
	const towns = new Map(rows.municipalities.map((town) => [town._id, referenceTo('municipality', town)]));
	const found = allMeasures(buildTree(rows)).filter(({ item, projects }) => {
		if (query.field !== undefined && item.field !== query.field) return false;
		if (query.goal !== undefined && item.goal !== query.goal) return false;
		if (query.keyMeasure !== undefined && item.isKeyMeasure !== query.keyMeasure) return false;
		if (query.unplaced !== undefined && (item.goal === null && item.field === null) !== query.unplaced) return false;
		return (
			isMatchingMeasure(item, query, actor) ||
			(query.text === undefined &&
				query.mine === undefined &&
				projects.some((project) => isMatchingProject(project, query, actor)))
		);
	});
	const page = paged(
		sorted(found, query.sort, {
			code: (a, b) => compareCodes(a.item.code, b.item.code) || compareTitles(a.item.title, b.item.title),
			title: (a, b) => compareTitles(a.item.title, b.item.title),
			progress: (a, b) => compareNumbers(a.rollUp.progress.value, b.rollUp.progress.value)
		}),
		query
	);
	return {
		...page,
		rows: page.rows.map(({ item, rollUp }): MeasureRow => ({
			id: item._id,
			version: item.version,
			code: item.code,
			title: item.title,
			titleEn: item.titleEn,
			edition,
			field: item.field === null ? null : (fields.get(item.field) ?? null),
			goal: item.goal === null ? null : (goals.get(item.goal) ?? null),
			isKeyMeasure: item.isKeyMeasure,
			priority: item.priority,
			municipalities: item.municipalities.map((town) => referenceOr(towns, 'municipality', town)),
			isMine: isMine(item, actor),
			rollUp
		}))
	};
}

export async function readGoalList(
	region: string,
	snapshot: RouteSnapshot,
	query: Query,
	day: string
): Promise<z.output<typeof goalList>> {
	const rows = await readConceptRows(region, snapshot.session, query.edition ?? null, day);
	if (!rows.edition) return { total: 0, limit: query.limit, offset: query.offset, rows: [] };
	const edition = referenceTo('edition', rows.edition);
	const fields = new Map(rows.fields.map((field) => [field._id, referenceTo('field', field)]));
	const goals = new Map(rows.goals.map((goal) => [goal._id, referenceTo('goal', goal)]));
	const found = allGoals(buildTree(rows)).filter(
		({ item }) => (query.field === undefined || item.field === query.field) && isMatchingText(item, query.text)
	);
	// Without another wish goals stand in the concept's own order.
	const page = paged(
		sorted(found, query.sort, {
			title: (a, b) => compareTitles(a.item.title, b.item.title),
			progress: (a, b) => compareNumbers(a.rollUp.progress.value, b.rollUp.progress.value)
		}),
		query
	);
	return {
		...page,
		rows: page.rows.map(({ item, rollUp }) => ({
			id: item._id,
			version: item.version,
			code: item.code,
			title: item.title,
			titleEn: item.titleEn,
			edition,
			field: item.field === null ? null : (fields.get(item.field) ?? null),
			parent: item.parent === null ? null : (goals.get(item.parent) ?? null),
			rollUp
		}))
	};
}
