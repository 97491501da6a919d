import type { Hierarchy, HierarchyGoal } from '@konzeptstand/contract/hierarchy.ts';
import type { ProjectRow, StepRow } from '@konzeptstand/contract/project.ts';
import type { Region } from '@konzeptstand/contract/region.ts';
import type { Option } from '#lib/edit/description.ts';
import { dateShort } from '#lib/format.ts';
import { nameOf, titleOf } from '#lib/language.ts';
import { effectAct, effectChoice } from './effect-words.ts';
import type { EffectType } from './effect-words.ts';

type Named = { id: string; code: string | null; title: string };

/**
 * What a decision can set in motion as things stand, under the heading of what happens. Its values are `type:subject`.
 * @param outlines of the same editions, in the same order
 */
export function effectOptions(
	editions: Region['editions'],
	outlines: readonly Hierarchy[],
	projects: readonly ProjectRow[],
	steps: readonly StepRow[]
): Option[] {
	const offer =
		(type: EffectType, prefix = '') =>
		(item: Named): Option => ({
			value: `${type}:${item.id}`,
			label: effectChoice(type, prefix + nameOf(item)),
			group: effectAct(type)
		});
	const step = (type: EffectType) => (row: StepRow) => ({
		value: `${type}:${row.id}`,
		label: effectChoice(
			type,
			`${nameOf(row.projectReference)}: ${titleOf(row)}${row.planned ? ` (${dateShort(row.planned)})` : ''}`
		),
		group: effectAct(type)
	});
	const undone = steps.filter(({ actual }) => actual === null);
	const fixed = undone.filter(({ isCouncilStep }) => isCouncilStep);
	const year = (index: number) => `${String(editions[index]?.year ?? '')}: `;
	return [
		...editions
			.filter(({ state }) => state !== 'adopted')
			.map((edition) => offer('edition.adopt', `${String(edition.year)} `)({ ...edition, code: null })),
		...outlines.flatMap((outline, index) => goalsOf(outline).map(offer('goal.put-in-force', year(index)))),
		...outlines.flatMap((outline, index) => measuresOf(outline).map(offer('measure.approve', year(index)))),
		...projects.map(offer('project.approve')),
		...undone.filter(({ isCouncilStep }) => !isCouncilStep).map(step('step.fix')),
		...fixed.map(step('step.move')),
		...fixed.map(step('step.drop'))
	];
}

const withSubGoals = (goals: readonly HierarchyGoal[]) => goals.flatMap((goal) => [goal, ...goal.subGoals]);
const goalsOf = ({ goals, fields }: Hierarchy) => [
	...withSubGoals(goals),
	...fields.flatMap((field) => withSubGoals(field.goals))
];
const measuresOf = (outline: Hierarchy) => [
	...outline.fields.flatMap(({ measures }) => measures),
	...goalsOf(outline).flatMap(({ measures }) => measures),
	...outline.unplaced.measures
];
