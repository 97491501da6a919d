import type { z } from 'zod';
import type {
	ColumnField,
	HierarchyBy,
	ImportLevel,
	importList,
	ImportRow,
	ImportRows,
	importStep,
	ImportText,
	ImportView,
	MoneyUnit
} from '@konzeptstand/contract/import.ts';
import { inLanguage } from '#lib/language.ts';
import { numberText } from '#lib/format.ts';
import { m } from '#lib/paraglide/messages.js';

/** The contract's words about lists as readers know them; one table each, checked by the compiler to be complete. */

const FIELDS: Record<ColumnField, () => string> = {
	ignore: m.import_field_ignore,
	number: m.import_field_number,
	title: m.import_field_title,
	level: m.import_field_level,
	'field-number': m.import_field_field_number,
	field: m.import_field_field,
	'goal-number': m.import_field_goal_number,
	goal: m.import_field_goal,
	'sub-goal': m.import_field_sub_goal,
	'measure-number': m.import_field_measure_number,
	measure: m.import_field_measure,
	'project-number': m.import_field_project_number,
	project: m.import_field_project,
	description: m.import_field_description,
	carrier: m.import_field_carrier,
	responsible: m.import_field_responsible,
	partner: m.import_field_partner,
	funder: m.import_field_funder,
	'approving-authority': m.import_field_approving_authority,
	municipality: m.import_field_municipality,
	priority: m.import_field_priority,
	'key-measure': m.import_field_key_measure,
	kind: m.import_field_kind,
	period: m.import_field_period,
	start: m.import_field_start,
	end: m.import_field_end,
	costs: m.import_field_costs,
	programme: m.import_field_programme,
	'funding-amount': m.import_field_funding_amount,
	'funding-rate': m.import_field_funding_rate,
	status: m.import_field_status,
	signal: m.import_field_signal,
	delayed: m.import_field_delayed,
	progress: m.import_field_progress,
	'as-of': m.import_field_as_of,
	'status-text': m.import_field_status_text,
	source: m.import_field_source,
	note: m.import_field_note,
	reasons: m.import_field_reasons,
	'item-id': m.import_field_item_id,
	'item-key': m.import_field_item_key,
	'title-en': m.import_field_title_en,
	'actual-period': m.import_field_actual_period,
	'costs-exactness': m.import_field_costs_exactness,
	'costs-up-to': m.import_field_costs_up_to
};
export const COLUMN_FIELDS = Object.keys(FIELDS) as ColumnField[];
export const columnFieldName = (field: ColumnField): string => FIELDS[field]();

const LEVELS: Record<ImportLevel, () => string> = {
	field: m.concept_kind_field,
	goal: m.concept_kind_goal,
	'sub-goal': m.concept_kind_sub_goal,
	measure: m.concept_kind_measure,
	project: m.concept_kind_project
};
export const IMPORT_LEVELS = Object.keys(LEVELS) as ImportLevel[];
export const importLevelName = (level: ImportLevel): string => LEVELS[level]();

const ROWS: Record<ImportRows, () => string> = {
	project: m.import_rows_project,
	measure: m.import_rows_measure,
	'measure-and-project': m.import_rows_both,
	goal: m.import_rows_goal,
	field: m.import_rows_field
};
export const IMPORT_ROWS = Object.keys(ROWS) as ImportRows[];
export const importRowsName = (rows: ImportRows): string => ROWS[rows]();

const HIERARCHIES: Record<HierarchyBy, () => string> = {
	columns: m.import_hierarchy_columns,
	numbering: m.import_hierarchy_numbering,
	indentation: m.import_hierarchy_indentation,
	emphasis: m.import_hierarchy_emphasis
};
export const HIERARCHIES_BY = Object.keys(HIERARCHIES) as HierarchyBy[];
export const hierarchyName = (by: HierarchyBy): string => HIERARCHIES[by]();

/** What is asked about one level of a list: "2. Zwischenüberschrift ist". */
export function levelLabel(by: HierarchyBy, index: number): string {
	if (by === 'emphasis') return index === 0 ? m.import_level_bold() : m.import_level_plain();
	const label = {
		columns: m.import_level_band,
		numbering: m.import_level_numbering,
		indentation: m.import_level_indentation
	}[by];
	return label({ place: index + 1 });
}

const UNITS: Record<MoneyUnit, () => string> = {
	euro: m.import_unit_euro,
	'thousand-euro': m.import_unit_thousand,
	'million-euro': m.import_unit_million
};
export const MONEY_UNITS = Object.keys(UNITS) as MoneyUnit[];
export const unitName = (unit: MoneyUnit): string => UNITS[unit]();

type RowOutcome = ImportRow['outcome'];
const OUTCOMES: Record<RowOutcome, () => string> = {
	new: m.import_outcome_new,
	changed: m.import_outcome_changed,
	unchanged: m.import_outcome_unchanged,
	doubtful: m.import_outcome_doubtful,
	'left-out': m.import_outcome_left_out
};
export const OUTCOMES_OF_ROWS = Object.keys(OUTCOMES) as RowOutcome[];
export const outcomeName = (outcome: RowOutcome): string => OUTCOMES[outcome]();

type ImportHead = z.output<typeof importList>['rows'][number];
const STATES: Record<ImportHead['state'], () => string> = {
	open: m.import_state_open,
	taking: m.import_state_taking,
	taken: m.import_state_taken,
	undone: m.import_state_undone
};
export const stateName = (state: ImportHead['state']): string => STATES[state]();

/** What was sent: "XLSX, 34 kB". */
export const fileText = ({ kind, size }: Pick<ImportHead, 'kind' | 'size'>): string =>
	kind === 'pasted'
		? m.import_kind_pasted()
		: `${kind.toUpperCase()}, ${m.import_size({ size: numberText(Math.max(1, Math.round(size / 1024))) })}`;

const STEPS: Record<z.output<typeof importStep>, () => string> = {
	reading: m.import_running_reading,
	comparing: m.import_running_comparing,
	writing: m.import_running_writing
};
export const IMPORT_STEPS = Object.keys(STEPS) as z.output<typeof importStep>[];
export const stepName = (step: z.output<typeof importStep>): string => STEPS[step]();

/** The API's text in the reader's language. */
export const textOf = ({ de, en }: ImportText): string => inLanguage(de, en);

type Column = ImportView['sheets'][number]['columns'][number];
export interface Confidence {
	readonly kind: 'sure' | 'likely' | 'chosen' | 'guess' | 'none';
	readonly text: string;
	/** What else it may be, or why. */
	readonly more: string | null;
}
/** How sure the meaning of a column is, in words. */
export function confidenceOf({ field, proposals, samples }: Column): Confidence {
	if (samples.length === 0) return { kind: 'none', text: m.import_column_empty(), more: null };
	const [first] = proposals;
	const others = proposals.filter((one) => one.field !== field).map((one) => columnFieldName(one.field));
	const more = others.length > 0 ? m.import_perhaps({ others: others.slice(0, 2).join(', ') }) : null;
	if (first?.field === field) {
		const isByName = first.text.de.startsWith('Die Spalte heißt');
		return { kind: isByName ? 'sure' : 'likely', text: isByName ? m.import_sure() : m.import_likely(), more };
	}
	if (!first) return { kind: 'guess', text: m.import_guess(), more: null };
	return { kind: 'chosen', text: '', more };
}

/** How many rows: "1 Zeile", "52 Zeilen". */
export const rowsText = (count: number): string =>
	count === 1 ? m.import_rows_one() : m.import_rows_count({ count: numberText(count) });

type Counts = Pick<ImportView['summary'], 'field' | 'goal' | 'measure' | 'project'>;
export const COUNTED = ['field', 'goal', 'measure', 'project'] as const satisfies (keyof Counts)[];
/** How many items of all kinds. */
export const countOf = (summary: Counts, outcome: 'new' | 'changed' | 'unchanged'): number =>
	COUNTED.reduce((sum, kind) => sum + summary[kind][outcome], 0);
