import type {
	Hierarchy,
	HierarchyField,
	HierarchyGoal,
	HierarchyMeasure,
	HierarchyProject
} from '@konzeptstand/contract/hierarchy.ts';
import type { CurrentStatus } from '@konzeptstand/contract/project.ts';
import type { RollUp } from '@konzeptstand/contract/roll-up.ts';

export type NodeKind = 'group' | 'field' | 'cross-cutting' | 'goal' | 'sub-goal' | 'measure' | 'project';

/** One row of the outline: an item with either its own status (project) or what is summed below it. */
export interface OutlineNode {
	/** unique in the outline; the same project may stand in two places */
	readonly key: string;
	readonly kind: NodeKind;
	readonly id: string;
	readonly code: string | null;
	readonly title: string;
	readonly titleEn: string | null;
	readonly isKeyMeasure: boolean;
	/** a field's title or a project's place that no source states */
	readonly isInferred: boolean;
	readonly mayReport: boolean;
	readonly current: CurrentStatus | null;
	readonly rollUp: RollUp | null;
	readonly children: readonly OutlineNode[];
}

/** A row as it is shown: with its depth and the row it hangs under. */
export interface OutlineRow {
	readonly node: OutlineNode;
	readonly level: number;
	readonly parent: string | null;
	readonly position: number;
	readonly siblings: number;
	readonly isOpen: boolean;
}

/** The random end of a UUIDv7 is short enough for an address and unique in one outline. */
const keyOf = (id: string, above: string) => (above ? `${above}.${id.slice(-8)}` : id.slice(-8));

const plain = { isKeyMeasure: false, isInferred: false, mayReport: false, current: null, rollUp: null, titleEn: null };

function projectNode(project: HierarchyProject, above: string): OutlineNode {
	const { id, code, title, titleEn, isInferred, mayReport, current } = project;
	const key = keyOf(id, above);
	return { ...plain, key, kind: 'project', id, code, title, titleEn, isInferred, mayReport, current, children: [] };
}

function measureNode(measure: HierarchyMeasure, above: string): OutlineNode {
	const { id, code, title, titleEn, isKeyMeasure, rollUp } = measure;
	const key = keyOf(id, above);
	const children = measure.projects.map((project) => projectNode(project, key));
	return { ...plain, key, kind: 'measure', id, code, title, titleEn, isKeyMeasure, rollUp, children };
}

function goalNode(goal: Omit<HierarchyGoal, 'subGoals'> & Partial<HierarchyGoal>, above: string): OutlineNode {
	const { id, code, title, titleEn, rollUp } = goal;
	const key = keyOf(id, above);
	const children = [
		...(goal.subGoals ?? []).map((subGoal) => goalNode(subGoal, key)),
		...goal.measures.map((measure) => measureNode(measure, key)),
		...goal.projects.map((project) => projectNode(project, key))
	];
	return { ...plain, key, kind: goal.subGoals ? 'goal' : 'sub-goal', id, code, title, titleEn, rollUp, children };
}

function fieldNode(field: HierarchyField): OutlineNode {
	const { id, code, title, titleEn, isTitleInferred, isCrossCutting, rollUp } = field;
	const key = keyOf(id, '');
	const children = [
		...field.goals.map((goal) => goalNode(goal, key)),
		...field.measures.map((measure) => measureNode(measure, key))
	];
	const kind = isCrossCutting ? 'cross-cutting' : 'field';
	return { ...plain, key, kind, id, code, title, titleEn, isInferred: isTitleInferred, rollUp, children };
}

/** Goals above all fields, then the fields with what is below them. */
export function outlineOf(hierarchy: Hierarchy): OutlineNode[] {
	return [...hierarchy.goals.map((goal) => goalNode(goal, '')), ...hierarchy.fields.map(fieldNode)];
}

/** What has no place yet, in groups named by the caller; empty groups are left out. */
export function unplacedOf(
	hierarchy: Hierarchy,
	titles: { measures: string; projects: string; withoutEdition: string }
): OutlineNode[] {
	const { measures, projects, withoutEdition } = hierarchy.unplaced;
	const group = (id: keyof typeof titles, children: OutlineNode[]): OutlineNode => ({
		...plain,
		key: id,
		kind: 'group',
		id,
		code: null,
		title: titles[id],
		children
	});
	return [
		group(
			'measures',
			measures.map((measure) => measureNode(measure, 'm'))
		),
		group(
			'projects',
			projects.map((project) => projectNode(project, 'p'))
		),
		group(
			'withoutEdition',
			withoutEdition.map((project) => projectNode(project, 'e'))
		)
	].filter(({ children }) => children.length > 0);
}

export function countRows(nodes: readonly OutlineNode[]): number {
	return nodes.reduce((sum, node) => sum + 1 + countRows(node.children), 0);
}

/** The rows to show: a node's children follow it as long as it and all above it are open. */
export function visibleRows(
	nodes: readonly OutlineNode[],
	isOpen: (node: OutlineNode, level: number) => boolean,
	level = 1,
	parent: string | null = null
): OutlineRow[] {
	return nodes.flatMap((node, index) => {
		const open = node.children.length > 0 && isOpen(node, level);
		const row = { node, level, parent, position: index + 1, siblings: nodes.length, isOpen: open };
		return open ? [row, ...visibleRows(node.children, isOpen, level + 1, node.key)] : [row];
	});
}
