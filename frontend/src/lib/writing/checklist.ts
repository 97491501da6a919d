import type { ChecklistProblem } from '@konzeptstand/contract/edition.ts';
import type { Reference } from '@konzeptstand/contract/values.ts';
import { links } from '#lib/links.ts';
import { PROBLEMS } from './words.ts';

interface Row {
	readonly problem: ChecklistProblem;
	readonly item: Reference;
	readonly field: string | null;
}
export interface ProblemGroup {
	readonly problem: ChecklistProblem;
	readonly rows: readonly Row[];
}

/** What is lacking, one group a kind of lack, in the order in which one would settle it. */
export function groupedByProblem(rows: readonly Row[]): ProblemGroup[] {
	return (Object.keys(PROBLEMS) as ChecklistProblem[])
		.map((problem) => ({ problem, rows: rows.filter((row) => row.problem === problem) }))
		.filter((group) => group.rows.length > 0);
}

const FIELDS: Partial<Record<ChecklistProblem, string>> = {
	measure_without_responsible: 'roles',
	measure_without_costs: 'costs',
	measure_without_period: 'periods',
	measure_without_priority: 'priority',
	chapter_empty: 'text'
};

/** The place at which one settles it: the form, at the field that is empty. */
export function placeToSettle(region: string, edition: { id: string; key: string }, row: Row): string {
	const { problem, item } = row;
	switch (problem) {
		case 'former_item_open':
			return `${links.edition(region, edition.id, 'lineage')}#item-${item.id}`;
		case 'edition_without_chapter':
			return links.newChapter(region, edition.key);
		case 'field_empty':
			return links.newMeasure(region, { edition: edition.key, field: item.id });
		case 'goal_without_measure':
			return links.newMeasure(region, { edition: edition.key, goal: item.id });
		case 'goal_without_indicator':
			return links.newIndicator(region, { subject: `goal:${item.id}` });
		case 'project_without_step':
			return links.project(region, item.id, 'steps/new');
		case 'image_without_alt':
			return item.kind === 'attachment'
				? links.attachment(region, item.id, 'edit')
				: `${links.chapter(region, item.id, 'edit')}#field-text`;
		default: {
			const field = row.field?.split('.')[0] ?? FIELDS[problem];
			return links.thing(region, `${item.kind}s`, item.id, 'edit') + (field ? `#field-${field}` : '');
		}
	}
}
