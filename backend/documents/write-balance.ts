import type { Amount } from '@konzeptstand/contract/values.ts';
import { figures } from '../concept/whole-concept.service.ts';
import type { ConceptTree, MeasureNode, WholeProject } from '../concept/whole-concept.service.ts';
import type { DocumentData } from './document-data.ts';
import type { DocumentProject } from './document-parts.ts';
import type { ProjectWriter } from './write-project.ts';

/** What has become of an edition: its projects by how they ended, with what was planned and what it came to. */

type Balance = NonNullable<DocumentData['balance']>;
type Group = Balance['completed'];
type Sum = Group['planned'];

const DROPPED = new Set(['stopped', 'rejected']);

/** @param projects as the document has them, by id */
export function writeBalance(writer: ProjectWriter, projects: ReadonlyMap<string, DocumentProject>): Balance {
	const { rows, tree } = writer.rows.concept;
	const own = rows.projects.filter(({ item }) =>
		item.links.some((link) => link.counts && link.edition === rows.edition?._id)
	);
	const group = (isIn: (project: WholeProject) => boolean): Group => {
		const found = own.filter(isIn).flatMap(({ id, item }) => {
			const project = projects.get(id);
			return project ? [{ project, ...amountsOf(writer, item.costs) }] : [];
		});
		return {
			rows: found,
			planned: sumOf(found.map(({ planned }) => planned)),
			actual: sumOf(found.map(({ actual }) => actual))
		};
	};
	const groups = {
		completed: group(({ current }) => current.status === 'completed'),
		ongoing: group(({ current: { status } }) => status !== 'completed' && status !== 'unknown' && !DROPPED.has(status)),
		dropped: group(({ current }) => DROPPED.has(current.status)),
		unknown: group(({ current }) => current.status === 'unknown')
	};
	const all = Object.values(groups);
	return {
		...groups,
		total: {
			projects: all.reduce((count, one) => count + one.rows.length, 0),
			planned: totalOf(all.map((one) => one.planned)),
			actual: totalOf(all.map((one) => one.actual))
		},
		withoutProject: measuresOf(tree)
			.filter(({ projects: counted }) => counted.length === 0)
			.map(({ item }) => ({
				code: item.code,
				title: writer.title(item),
				sources: writer.sources.numbers(item.sources)
			}))
	};
}

/** All measures of an edition, in the order of its outline. */
export function measuresOf(tree: ConceptTree): MeasureNode[] {
	const goals = [...tree.fields.flatMap((field) => field.goals), ...tree.goals];
	return [
		...goals.flatMap((goal) => [...goal.measures, ...goal.subGoals.flatMap((sub) => sub.measures)]),
		...tree.fields.flatMap((field) => field.measures),
		...tree.unplaced.measures
	];
}

/** Of several amounts of a kind the one that figures count. */
function amountsOf(writer: ProjectWriter, costs: readonly Amount[]): Pick<Group['rows'][number], 'planned' | 'actual'> {
	const one = (kind: Amount['kind']) => {
		const known = costs.filter((cost) => cost.kind === kind);
		const counted = figures.countedCost(known);
		return writer.amounts(known.filter((cost) => cost.cents === counted?.cents).slice(0, 1))[0] ?? null;
	};
	return { planned: one('planned'), actual: one('actual') };
}

function sumOf(amounts: readonly ({ cents: number; relation: Amount['relation'] } | null)[]): Sum {
	const known = amounts.filter((amount) => amount !== null);
	return {
		cents: known.reduce((cents, amount) => cents + amount.cents, 0),
		inexact: known.filter((amount) => amount.relation !== 'exact').length,
		unknown: amounts.length - known.length
	};
}

function totalOf(sums: readonly Sum[]): Sum {
	const add = (name: keyof Sum): number => sums.reduce((total, one) => total + one[name], 0);
	return { cents: add('cents'), inexact: add('inexact'), unknown: add('unknown') };
}
