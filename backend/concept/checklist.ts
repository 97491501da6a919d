import type { LineageKind, ChecklistRow } from '@konzeptstand/contract/edition.ts';
import type { ItemKind } from '@konzeptstand/contract/values.ts';
import type { ChapterItem } from './chapter.model.ts';
import { referenceTo } from './concept-rows.ts';
import type { FieldItem, GoalItem, MeasureItem } from './edition.model.ts';

/** What an edition still lacks to be a complete concept. Pure: no clock, no database. */

interface Named {
	_id: string;
	code?: string | null;
	title: string;
}

export interface ChecklistInput {
	edition: Named;
	fields: readonly FieldItem[];
	goals: readonly GoalItem[];
	measures: readonly MeasureItem[];
	chapters: readonly ChapterItem[];
	/** Ids of goals and measures that have an indicator. */
	withIndicator: ReadonlySet<string>;
	/** Unfinished projects that count in the edition, and whether they have a step. */
	projects: readonly (Named & { hasStep: boolean })[];
	/** Pictures of the edition's items. */
	pictures: readonly { of: { kind: ItemKind; id: string }; name: string; alt: string | null }[];
	/** What of the former edition neither goes on nor was dropped. */
	openFormer: readonly (Named & { kind: LineageKind })[];
}

type Problem = ChecklistRow['problem'];

/** Every lack, in the order of the concept: chapters, fields, goals, measures, projects, then the former edition. */
export function checkEdition(input: ChecklistInput): ChecklistRow[] {
	const rows: ChecklistRow[] = [];
	const lack = (problem: Problem, kind: ItemKind, item: Named, field: string | null = null): void => {
		rows.push({ problem, item: referenceTo(kind, item), field });
	};
	if (input.chapters.length === 0) lack('edition_without_chapter', 'edition', input.edition);
	for (const chapter of input.chapters) {
		if (!chapter.text?.trim()) lack('chapter_empty', 'chapter', chapter, 'text');
	}
	for (const { kind, item, field } of picturesWithoutAlt(input)) lack('image_without_alt', kind, item, field);
	for (const field of input.fields) {
		if (![...input.goals, ...input.measures].some((one) => one.field === field._id))
			lack('field_empty', 'field', field);
	}
	checkGoals(input, lack);
	checkMeasures(input, lack);
	for (const project of input.projects) if (!project.hasStep) lack('project_without_step', 'project', project);
	for (const item of input.openFormer) lack('former_item_open', item.kind, item);
	return rows;
}

type Lack = (problem: Problem, kind: ItemKind, item: Named, field?: string | null) => void;

/** What stands below a sub-goal serves the goal above it too. */
function checkGoals({ goals, measures, withIndicator }: ChecklistInput, lack: Lack): void {
	const served = new Set(measures.map((one) => one.goal));
	for (const goal of goals) {
		const all = [goal._id, ...goals.filter((one) => one.parent === goal._id).map((one) => one._id)];
		if (!all.some((id) => served.has(id))) lack('goal_without_measure', 'goal', goal);
		if (!all.some((id) => withIndicator.has(id))) lack('goal_without_indicator', 'goal', goal);
	}
}

function checkMeasures({ measures }: ChecklistInput, lack: Lack): void {
	for (const measure of measures) {
		const isResponsible = measure.roles.some(({ role }) => role === 'responsible' || role === 'carrier');
		if (!isResponsible) lack('measure_without_responsible', 'measure', measure, 'roles');
		if (measure.costs.length === 0) lack('measure_without_costs', 'measure', measure, 'costs');
		if (measure.periods.planned === null && measure.periods.actual === null)
			lack('measure_without_period', 'measure', measure, 'periods.planned');
		if (measure.priority === null) lack('measure_without_priority', 'measure', measure, 'priority');
	}
}

/** A picture in Markdown without words in its brackets. */
const WITHOUT_WORDS = /!\[\s*\]\(/;

function picturesWithoutAlt(input: ChecklistInput): { kind: ItemKind; item: Named; field: string | null }[] {
	const inTexts = [
		...input.chapters.map((item) => ({ kind: 'chapter' as const, item, field: 'text', text: item.text })),
		...(['field', 'goal', 'measure'] as const).flatMap((kind) =>
			input[`${kind}s`].map((item) => ({ kind, item, field: 'description', text: item.description }))
		)
	];
	return [
		...inTexts.filter(({ text }) => text !== null && WITHOUT_WORDS.test(text)),
		...input.pictures
			.filter(({ alt }) => !alt?.trim())
			.map(({ of, name }) => ({ kind: of.kind, item: { _id: of.id, title: name }, field: null }))
	];
}
