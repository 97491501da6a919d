import type { Model } from 'mongoose';
import type { z } from 'zod';
import type {
	fieldList,
	fieldListQuery,
	goalList,
	goalListQuery,
	measureList,
	measureListQuery
} from '@konzeptstand/contract/concept.ts';
import type { PartyRole, Reference } from '@konzeptstand/contract/values.ts';
import type { ActorContext, RouteSnapshot } from '../foundation/http/route.ts';
import { isFound } from '../foundation/search.ts';
import { presentItem } from '../record/present.service.ts';
import type { ItemBase } from '../record/record.service.ts';
import { hasFilter, isMatchingMeasure, isMatchingProject, isMatchingText, isMine } from './concept-filter.ts';
import { fieldOfMeasure, readConceptRows, referenceTo } from './concept-rows.ts';
import type { ConceptRows } from './concept-rows.ts';
import { allGoals, allMeasures, buildTree } from './concept-tree.ts';
import type { FieldNode, GoalNode, MeasureNode } from './concept-tree.ts';
import { FieldModel, GoalModel, MeasureModel } from './edition.model.ts';
import type { EditionItem, FieldItem, GoalItem, MeasureItem } from './edition.model.ts';
import { byNumber, columnOf, paged, sorted } from './list-rows.ts';
import { byPlace } from './place-order.ts';
import { findReferences, referenceOr } from './references.ts';
import { compareCodes, compareTitles, countedAmount } from './roll-up.ts';

/** The lists of what an edition says: fields, goals, measures. Without another wish in the concept's own order. */

type Listed = Pick<ConceptRows, 'municipalities' | 'fields' | 'goals'> & { edition: EditionItem };

/** Rows of the edition; null while the region has none. */
async function readEdition(region: string, snapshot: RouteSnapshot, edition: string | undefined, day: string) {
	const rows = await readConceptRows(region, snapshot, edition ?? null, day);
	return rows.edition ? (rows as ConceptRows & { edition: EditionItem }) : null;
}

/** What was withdrawn of one kind in an edition. */
async function findWithdrawn<T extends ItemBase & { position: number; code: string | null; title: string }>(
	model: Model<T>,
	{ edition }: Listed,
	{ session }: RouteSnapshot
): Promise<T[]> {
	const condition = { region: edition.region, edition: edition._id, withdrawn: { $ne: null } };
	const found = await model
		.find(condition as never)
		.session(session)
		.lean<T[]>();
	return found.sort(byPlace);
}

/** @throws ApplicationError not_found when there is no such edition */
export async function readFieldList(
	region: string,
	snapshot: RouteSnapshot,
	query: z.output<typeof fieldListQuery>,
	day: string
): Promise<z.output<typeof fieldList>> {
	const rows = await readEdition(region, snapshot, query.edition, day);
	if (rows && query.withdrawn) rows.fields = await findWithdrawn<FieldItem>(FieldModel, rows, snapshot);
	const nodes: FieldNode[] = rows ? buildTree(rows).fields : [];
	const page = paged(
		nodes.filter(({ item }) => isFound(query.text, item.code, item.title, item.titleEn)),
		query
	);
	return { ...page, rows: page.rows.map(({ item, rollUp }) => ({ ...presentItem(item), rollUp })) };
}

/** @throws ApplicationError not_found when there is no such edition */
export async function readGoalList(
	region: string,
	snapshot: RouteSnapshot,
	query: z.output<typeof goalListQuery>,
	actor: ActorContext,
	day: string
): Promise<z.output<typeof goalList>> {
	const rows = await readEdition(region, snapshot, query.edition, day);
	if (!rows) return paged([], query);
	const edition = referenceTo('edition', rows.edition);
	const goals = new Map(rows.goals.map((goal) => [goal._id, referenceTo('goal', goal)]));
	if (query.withdrawn) rows.goals = await findWithdrawn<GoalItem>(GoalModel, rows, snapshot);
	const fields = new Map(rows.fields.map((field) => [field._id, referenceTo('field', field)]));
	const { text, field, ...ofProjects } = query;
	const found = allGoals(buildTree(rows)).filter(({ item, all }) => {
		if (field !== undefined && item.field !== field) return false;
		if (hasFilter(ofProjects) && !all.some((project) => isMatchingProject(project, ofProjects, actor))) return false;
		return isMatchingText(item, text);
	});
	const page = paged(
		sorted(found, query.sort, {
			title: columnOf((row: GoalNode) => row.item.title, compareTitles),
			progress: columnOf((row: GoalNode) => row.rollUp.progress.value, byNumber)
		}),
		query
	);
	return {
		...page,
		rows: page.rows.map(({ item, rollUp }) => ({
			id: item._id,
			key: item.key,
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

/** @throws ApplicationError not_found when there is no such edition */
export async function readMeasureList(
	region: string,
	snapshot: RouteSnapshot,
	query: z.output<typeof measureListQuery>,
	actor: ActorContext,
	day: string
): Promise<z.output<typeof measureList>> {
	const rows = await readEdition(region, snapshot, query.edition, day);
	if (!rows) return paged([], query);
	if (query.withdrawn) rows.measures = await findWithdrawn<MeasureItem>(MeasureModel, rows, snapshot);
	const edition = referenceTo('edition', rows.edition);
	const goals = new Map(rows.goals.map((goal) => [goal._id, goal]));
	const fields = new Map(rows.fields.map((field) => [field._id, referenceTo('field', field)]));
	const towns = new Map(rows.municipalities.map((town) => [town._id, referenceTo('municipality', town)]));
	const fieldOf = (item: MeasureItem) => fieldOfMeasure(item, goals);
	const found = allMeasures(buildTree(rows)).filter(({ item, projects }) => {
		if (query.field !== undefined && fieldOf(item) !== query.field) return false;
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
			code: columnOf((row: MeasureNode) => row.item.code, compareCodes),
			title: columnOf((row: MeasureNode) => row.item.title, compareTitles),
			progress: columnOf((row: MeasureNode) => row.rollUp.progress.value, byNumber)
		}),
		query
	);
	const named = page.rows.flatMap(({ item }) => item.roles.map((role) => role.party));
	const parties = await findReferences(region, snapshot.session, 'party', named);
	return {
		...page,
		rows: page.rows.map(({ item, rollUp }) => {
			const goal = item.goal === null ? undefined : goals.get(item.goal);
			const inRole = (role: PartyRole): Reference[] =>
				item.roles.filter((one) => one.role === role).map((one) => referenceOr(parties, 'party', one.party));
			return {
				id: item._id,
				key: item.key,
				version: item.version,
				code: item.code,
				title: item.title,
				titleEn: item.titleEn,
				edition,
				field: fields.get(fieldOf(item) ?? '') ?? null,
				goal: goal ? referenceTo('goal', goal) : null,
				isKeyMeasure: item.isKeyMeasure,
				priority: item.priority,
				municipalities: item.municipalities.map((town) => referenceOr(towns, 'municipality', town)),
				responsible: inRole('responsible'),
				partners: inRole('partner'),
				periods: item.periods,
				cost: countedAmount(item.costs),
				isMine: isMine(item, actor),
				rollUp
			};
		})
	};
}
