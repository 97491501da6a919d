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

/** One pass over the rows; each project is put in its place once, and what has lost its place stands without one. */
export function buildTree(rows: ConceptRows): ConceptTree {
	const { byTarget, inEdition, unplaced } = placeProjects(rows);
	const goalIds = new Set(rows.goals.map((goal) => goal._id));
	const fieldIds = new Set(rows.fields.map((field) => field._id));
	const goalOf = ({ item }: MeasureNode): string | null => known(item.goal, goalIds);

	const measures = rows.measures.map((item): MeasureNode => {
		const projects = byTarget.get(item._id) ?? [];
		return { item, projects, rollUp: rollUp(projects) };
	});
	const measuresByGoal = grouped(measures, goalOf);
	const goalsByParent = grouped(rows.goals, (goal) => known(goal.parent, goalIds));
	const goalNode = (item: GoalItem): GoalNode => {
		const subGoals = (goalsByParent.get(item._id) ?? []).map(goalNode);
		const own = measuresByGoal.get(item._id) ?? [];
		const projects = byTarget.get(item._id) ?? [];
		const all = [...projects, ...own.flatMap((node) => node.projects), ...subGoals.flatMap((node) => node.all)];
		return { item, subGoals, measures: own, projects, all, rollUp: rollUp(all) };
	};
	const topGoals = rows.goals.filter((goal) => known(goal.parent, goalIds) === null).map(goalNode);
	const goalsByField = grouped(topGoals, ({ item }) => known(item.field, fieldIds));
	const loose = measures.filter((node) => goalOf(node) === null);
	const looseByField = grouped(loose, ({ item }) => known(item.field, fieldIds));
	const measuresByField = grouped(measures, ({ item }) => known(item.field, fieldIds));

	const fields = rows.fields.map((item): FieldNode => {
		const goals = goalsByField.get(item._id) ?? [];
		// A measure of the field may serve a goal above all fields: it still counts here.
		const all = [
			...goals.flatMap((node) => node.all),
			...(measuresByField.get(item._id) ?? []).flatMap((node) => node.projects)
		];
		return { item, goals, measures: looseByField.get(item._id) ?? [], all, rollUp: rollUp(all) };
	});
	return {
		fields,
		goals: topGoals.filter(({ item }) => known(item.field, fieldIds) === null),
		unplaced: { ...unplaced, measures: loose.filter(({ item }) => known(item.field, fieldIds) === null) },
		rollUp: rollUp(inEdition, completenessOf(rows)),
		regionRollUp: rollUp(rows.projects)
	};
}

function placeProjects({ edition, measures, goals, projects }: ConceptRows) {
	const targets = new Set([...measures, ...goals].map((item) => item._id));
	const byTarget = new Map<string, ProjectFacts[]>();
	const inEdition: ProjectFacts[] = [];
	const unplaced = { projects: [] as ProjectFacts[], withoutEdition: [] as ProjectFacts[] };
	for (const project of projects) {
		const link = countedLink(project.item, edition?._id);
		const target = known(link?.target?.id ?? null, targets);
		if (link) inEdition.push(project);
		if (target !== null) gather(byTarget, target, project);
		else if (link) unplaced.projects.push(project);
		else if (!project.item.links.some((one) => one.counts)) unplaced.withoutEdition.push(project);
	}
	return { byTarget, inEdition, unplaced };
}

/** How many measures stand here, of how many that the printed edition has. */
export function completenessOf({
	edition,
	measures
}: Pick<ConceptRows, 'edition' | 'measures'>): RollUp['completeness'] {
	return edition?.measureTotal ? { known: measures.length, total: edition.measureTotal.quantity } : null;
}

/** The id, when what it names stands; what was withdrawn is no place. */
function known(id: string | null, ids: ReadonlySet<string>): string | null {
	return id !== null && ids.has(id) ? id : null;
}

/** Every goal of a tree, sub-goals included. */
export function allGoals(tree: ConceptTree): GoalNode[] {
	const top = [...tree.goals, ...tree.fields.flatMap((field) => field.goals)];
	return top.flatMap((goal) => [goal, ...goal.subGoals]);
}

/** Every measure of a tree, in the order in which its places stand. */
export function allMeasures(tree: ConceptTree): MeasureNode[] {
	const ofGoals = allGoals(tree).flatMap((goal) => goal.measures);
	return [...ofGoals, ...tree.fields.flatMap((field) => field.measures), ...tree.unplaced.measures];
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
