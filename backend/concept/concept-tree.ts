import type { RollUp } from '@konzeptstand/contract/roll-up.ts';
import type { ConceptRows, ProjectFacts } from './concept-rows.ts';
import { countedLink } from './concept-rows.ts';
import type { FieldItem, GoalItem, MeasureItem } from './edition.model.ts';
import { rollUp } from './roll-up.ts';

/** The rows of an edition as a tree, each node knowing the projects that count below it. */

export interface MeasureNode {
	item: MeasureItem;
	projects: ProjectFacts[];
	rollUp: RollUp;
}
export interface GoalNode {
	item: GoalItem;
	subGoals: GoalNode[];
	measures: MeasureNode[];
	/** Counted directly for the goal, without a measure between. */
	projects: ProjectFacts[];
	/** All that count below it, not yet distinct. */
	all: ProjectFacts[];
	rollUp: RollUp;
}
export interface FieldNode {
	item: FieldItem;
	goals: GoalNode[];
	measures: MeasureNode[];
	all: ProjectFacts[];
	rollUp: RollUp;
}
export interface ConceptTree {
	fields: FieldNode[];
	/** Above all fields. */
	goals: GoalNode[];
	unplaced: { measures: MeasureNode[]; projects: ProjectFacts[]; withoutEdition: ProjectFacts[] };
	rollUp: RollUp;
	regionRollUp: RollUp;
}

/** One pass over the rows; each project is put in its place once. */
export function buildTree(rows: ConceptRows): ConceptTree {
	const edition = rows.edition;
	const byTarget = new Map<string, ProjectFacts[]>();
	const inEdition: ProjectFacts[] = [];
	const unplaced: ConceptTree['unplaced'] = { measures: [], projects: [], withoutEdition: [] };
	for (const project of rows.projects) {
		const link = countedLink(project.item, edition?._id);
		if (link) inEdition.push(project);
		if (link?.target) gather(byTarget, link.target.id, project);
		else if (link) unplaced.projects.push(project);
		else if (!project.item.links.some((one) => one.counts)) unplaced.withoutEdition.push(project);
	}

	const measures = rows.measures.map((item): MeasureNode => {
		const projects = byTarget.get(item._id) ?? [];
		return { item, projects, rollUp: rollUp(projects) };
	});
	const measuresByGoal = grouped(measures, (node) => node.item.goal);
	const goalsByParent = grouped(rows.goals, (goal) => goal.parent);
	const goalNode = (item: GoalItem): GoalNode => {
		const subGoals = (goalsByParent.get(item._id) ?? []).map(goalNode);
		const own = measuresByGoal.get(item._id) ?? [];
		const projects = byTarget.get(item._id) ?? [];
		const all = [...projects, ...own.flatMap((node) => node.projects), ...subGoals.flatMap((node) => node.all)];
		return { item, subGoals, measures: own, projects, all, rollUp: rollUp(all) };
	};
	const topGoals = rows.goals.filter((goal) => goal.parent === null).map(goalNode);
	const goalsByField = grouped(topGoals, (node) => node.item.field);
	const loose = measures.filter((node) => node.item.goal === null);
	const looseByField = grouped(loose, (node) => node.item.field);
	const measuresByField = grouped(measures, (node) => node.item.field);

	const fields = rows.fields.map((item): FieldNode => {
		const goals = goalsByField.get(item._id) ?? [];
		// A measure of the field may serve a goal above all fields: it still counts here.
		const all = [
			...goals.flatMap((node) => node.all),
			...(measuresByField.get(item._id) ?? []).flatMap((node) => node.projects)
		];
		return { item, goals, measures: looseByField.get(item._id) ?? [], all, rollUp: rollUp(all) };
	});
	const knownFields = new Set(rows.fields.map((field) => field._id));
	unplaced.measures = loose.filter((node) => node.item.field === null || !knownFields.has(node.item.field));
	const total = edition?.measureTotal ? { known: rows.measures.length, total: edition.measureTotal.quantity } : null;
	return {
		fields,
		goals: topGoals.filter((node) => node.item.field === null || !knownFields.has(node.item.field)),
		unplaced,
		rollUp: rollUp(inEdition, total),
		regionRollUp: rollUp(rows.projects)
	};
}

/** Every goal of a tree, sub-goals included. */
export function allGoals(tree: ConceptTree): GoalNode[] {
	const top = [...tree.goals, ...tree.fields.flatMap((field) => field.goals)];
	return top.flatMap((goal) => [goal, ...goal.subGoals]);
}

function gather<T>(groups: Map<string, T[]>, key: string, value: T): void {
	const group = groups.get(key);
	if (group) group.push(value);
	else groups.set(key, [value]);
}

function grouped<T>(values: readonly T[], key: (value: T) => string | null): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const value of values) {
		const name = key(value);
		if (name !== null) gather(groups, name, value);
	}
	return groups;
}
