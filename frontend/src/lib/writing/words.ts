import type { ChapterKind, ChecklistProblem, ComparedChange, LineageKind } from '@konzeptstand/contract/edition.ts';
import type { IconName } from '#lib/parts/icon.svelte';
import { m } from '#lib/paraglide/messages.js';

/** The contract's words about writing an edition as readers know them; each table complete, checked by the compiler. */

const CHAPTER_KINDS: Record<ChapterKind, () => string> = {
	preamble: m.writing_chapter_preamble,
	situation: m.writing_chapter_situation,
	swot: m.writing_chapter_swot,
	vision: m.writing_chapter_vision,
	participation: m.writing_chapter_participation,
	organisation: m.writing_chapter_organisation,
	monitoring: m.writing_chapter_monitoring,
	other: m.writing_chapter_other
};
export const CHAPTER_KIND_WORDS = CHAPTER_KINDS;
export const chapterKindName = (kind: ChapterKind) => CHAPTER_KINDS[kind]();

/** In the order in which a concept is read. */
export const LINEAGE_KINDS: readonly LineageKind[] = ['field', 'goal', 'measure', 'indicator', 'chapter'];
const KINDS: Record<LineageKind, () => string> = {
	field: m.writing_kind_fields,
	goal: m.writing_kind_goals,
	measure: m.writing_kind_measures,
	indicator: m.writing_kind_indicators,
	chapter: m.writing_kind_chapters
};
export const lineageKindsName = (kind: LineageKind) => KINDS[kind]();

/** The folder of a kind in the addresses of pages and API alike. */
export const folderOf = (kind: LineageKind) => `${kind}s` as const;

export const CHANGES: readonly ComparedChange[] = ['new', 'changed', 'moved', 'merged', 'split', 'dropped', 'kept'];
const CHANGE_WORDS: Record<ComparedChange, () => string> = {
	new: m.comparison_new,
	dropped: m.comparison_dropped,
	kept: m.comparison_kept,
	changed: m.comparison_changed,
	merged: m.comparison_merged,
	split: m.comparison_split,
	moved: m.comparison_moved
};
export const changeName = (change: ComparedChange) => CHANGE_WORDS[change]();
export const CHANGE_ICONS: Record<ComparedChange, IconName> = {
	new: 'plus',
	dropped: 'rejected',
	kept: 'completed',
	changed: 'edit',
	merged: 'merge',
	split: 'split',
	moved: 'move'
};

interface ProblemWords {
	/** "Maßnahmen ohne verantwortlichen Akteur" */
	readonly title: () => string;
	/** what is done about one of them: "Akteur nennen" */
	readonly mend: () => string;
}
export const PROBLEMS: Record<ChecklistProblem, ProblemWords> = {
	former_item_open: { title: m.writing_check_former_item_open, mend: m.writing_mend_former_item_open },
	edition_without_chapter: {
		title: m.writing_check_edition_without_chapter,
		mend: m.writing_mend_edition_without_chapter
	},
	chapter_empty: { title: m.writing_check_chapter_empty, mend: m.writing_mend_chapter_empty },
	image_without_alt: { title: m.writing_check_image_without_alt, mend: m.writing_mend_image_without_alt },
	field_empty: { title: m.writing_check_field_empty, mend: m.writing_mend_field_empty },
	goal_without_measure: { title: m.writing_check_goal_without_measure, mend: m.writing_mend_goal_without_measure },
	goal_without_indicator: {
		title: m.writing_check_goal_without_indicator,
		mend: m.writing_mend_goal_without_indicator
	},
	measure_without_responsible: {
		title: m.writing_check_measure_without_responsible,
		mend: m.writing_mend_measure_without_responsible
	},
	measure_without_costs: { title: m.writing_check_measure_without_costs, mend: m.writing_mend_measure_without_costs },
	measure_without_period: {
		title: m.writing_check_measure_without_period,
		mend: m.writing_mend_measure_without_period
	},
	measure_without_priority: {
		title: m.writing_check_measure_without_priority,
		mend: m.writing_mend_measure_without_priority
	},
	project_without_step: { title: m.writing_check_project_without_step, mend: m.writing_mend_project_without_step }
};
