import type {
	Hierarchy,
	HierarchyField,
	HierarchyGoal,
	HierarchyMeasure,
	HierarchyProject
} from '@konzeptstand/contract/hierarchy.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { mayReport } from '../accounts/accounts.service.ts';
import type { ActorContext, RouteSnapshot } from '../foundation/http/route.ts';
import { hasFilter, isMatchingMeasure, isMatchingProject, isMatchingText, isMine, isSearch } from './concept-filter.ts';
import type { ConceptFilter } from './concept-filter.ts';
import { countedLink, readConceptRows } from './concept-rows.ts';
import type { ProjectFacts } from './concept-rows.ts';
import { buildTree } from './concept-tree.ts';
import type { FieldNode, GoalNode, MeasureNode } from './concept-tree.ts';
import { presentEdition } from './present.ts';

/**
 * The whole concept as a tree with the roll-up of each node. Filters prune the tree; figures stay those of the whole.
 * @param day today in the region's time zone, ISO
 * @throws ApplicationError not_found when there is no (such) edition
 */
export async function readHierarchy(
	region: string,
	snapshot: RouteSnapshot,
	query: ConceptFilter & { edition?: string | undefined },
	actor: ActorContext,
	day: string
): Promise<Hierarchy> {
	const rows = await readConceptRows(region, snapshot, query.edition ?? null, day);
	if (!rows.edition) throw new ApplicationError('not_found', { field: 'edition', problem: 'not_found' });
	const tree = buildTree(rows);
	const { edition: _edition, ...filter } = query;
	void _edition;
	const pruner = new Pruner(filter, actor, region, rows.edition._id);
	const wantsAll = filter.field === undefined && filter.keyMeasure !== true;
	return {
		state: { sequence: snapshot.head?.sequence ?? 0, day },
		edition: presentEdition(rows.edition),
		rollUp: tree.rollUp,
		fields: tree.fields
			.filter((node) => filter.field === undefined || node.item._id === filter.field)
			.flatMap((node) => pruner.field(node)),
		goals: filter.field === undefined ? tree.goals.flatMap((node) => pruner.goal(node)) : [],
		unplaced: {
			measures: filter.field === undefined ? tree.unplaced.measures.flatMap((node) => pruner.measure(node)) : [],
			projects: wantsAll ? pruner.projects(tree.unplaced.projects) : [],
			withoutEdition: wantsAll ? pruner.projects(tree.unplaced.withoutEdition) : []
		},
		regionRollUp: tree.regionRollUp
	};
}

/** Presents the tree and leaves out what the filters do not want. A node stays when it or anything below it is wanted. */
class Pruner {
	readonly #filter: ConceptFilter;
	readonly #actor: ActorContext;
	readonly #region: string;
	readonly #edition: string;
	readonly #isFiltered: boolean;
	readonly #isPruned: boolean;
	/** Whether only a text is searched: then whatever it finds stays with all that stands below it. */
	readonly #isSearch: boolean;

	constructor(filter: ConceptFilter, actor: ActorContext, region: string, edition: string) {
		this.#filter = filter;
		this.#actor = actor;
		this.#region = region;
		this.#edition = edition;
		this.#isFiltered = hasFilter(filter);
		this.#isPruned = this.#isFiltered || filter.keyMeasure !== undefined;
		this.#isSearch = isSearch(filter);
	}

	/** The pruner for what stands below an item. */
	#below(item: { code: string | null; title: string; titleEn: string | null }): Pruner {
		if (!this.#isSearch || !isMatchingText(item, this.#filter.text)) return this;
		return new Pruner({}, this.#actor, this.#region, this.#edition);
	}

	field(node: FieldNode): HierarchyField[] {
		const { item } = node;
		const below = this.#below(item);
		const goals = node.goals.flatMap((goal) => below.goal(goal));
		const measures = node.measures.flatMap((measure) => below.measure(measure));
		if (below.#isPruned && goals.length === 0 && measures.length === 0) return [];
		return [
			{
				kind: 'field',
				id: item._id,
				version: item.version,
				code: item.code,
				title: item.title,
				titleEn: item.titleEn,
				isTitleInferred: item.isTitleInferred,
				isCodeInferred: item.isCodeInferred,
				isCrossCutting: item.kind === 'cross-cutting',
				position: item.position,
				rollUp: node.rollUp,
				goals,
				measures
			}
		];
	}

	goal(node: GoalNode): HierarchyGoal[] {
		const below = this.#below(node.item);
		const subGoals = node.subGoals.flatMap((sub) => below.goal(sub)).map(({ subGoals: _none, ...sub }) => sub);
		const measures = node.measures.flatMap((measure) => below.measure(measure));
		const projects = this.#filter.keyMeasure === true ? [] : below.projects(node.projects);
		if (below.#isPruned && subGoals.length + measures.length + projects.length === 0) return [];
		const { item } = node;
		const { _id, version, code, title, titleEn, position } = item;
		return [
			{
				kind: 'goal',
				id: _id,
				version,
				code,
				title,
				titleEn,
				position,
				rollUp: node.rollUp,
				measures,
				projects,
				subGoals
			}
		];
	}

	measure(node: MeasureNode): HierarchyMeasure[] {
		const { item } = node;
		const { keyMeasure } = this.#filter;
		if (keyMeasure !== undefined && item.isKeyMeasure !== keyMeasure) return [];
		const projects = this.#below(item).projects(node.projects);
		if (this.#isFiltered && projects.length === 0 && !isMatchingMeasure(item, this.#filter, this.#actor)) return [];
		return [
			{
				kind: 'measure',
				id: item._id,
				version: item.version,
				code: item.code,
				title: item.title,
				titleEn: item.titleEn,
				isKeyMeasure: item.isKeyMeasure,
				isCodeInferred: item.isCodeInferred,
				priority: item.priority,
				municipalities: item.municipalities,
				isMine: isMine(item, this.#actor),
				position: item.position,
				rollUp: node.rollUp,
				projects
			}
		];
	}

	projects(projects: readonly ProjectFacts[]): HierarchyProject[] {
		const found = this.#isFiltered
			? projects.filter((project) => isMatchingProject(project, this.#filter, this.#actor))
			: projects;
		return found.map(({ item, current }) => ({
			kind: 'project',
			id: item._id,
			code: item.code,
			title: item.title,
			titleEn: item.titleEn,
			municipalities: item.municipalities,
			isInferred: countedLink(item, this.#edition)?.isInferred ?? false,
			isMine: isMine(item, this.#actor),
			mayReport: mayReport(this.#actor, { region: this.#region, responsiblePeople: item.responsiblePeople }),
			current
		}));
	}
}
