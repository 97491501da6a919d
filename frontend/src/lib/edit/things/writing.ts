import { AMENDMENT_TYPES } from '#lib/writing/results.ts';
import { CHAPTER_KIND_WORDS } from '#lib/writing/words.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ThingDescription } from '../description.ts';
import * as shape from '../shapes.ts';

/** What is written beside fields, goals and measures: chapters, amendments, and what files show. */

export const chapter: ThingDescription = {
	kind: 'chapter',
	folder: 'chapters',
	permission: 'concept.edit',
	name: m.writing_chapter,
	newTitle: m.writing_chapter_new,
	sections: [
		{
			title: m.edit_section_main,
			fields: [
				{
					kind: 'select',
					name: 'kind',
					label: m.writing_chapter_kind,
					options: shape.choices(CHAPTER_KIND_WORDS)
				},
				shape.title(),
				shape.titleEn
			]
		},
		{
			title: m.edit_text,
			fields: [{ kind: 'markdown', name: 'text', label: m.edit_text, hint: m.writing_chapter_text_hint, rows: 20 }]
		},
		...shape.itemSections
	]
};

export const amendment: ThingDescription = {
	kind: 'amendment',
	folder: 'amendments',
	permission: 'concept.edit',
	name: m.writing_amendment_or_erratum,
	newTitle: m.writing_amendment_new,
	sections: [
		{
			title: m.edit_section_main,
			fields: [
				{
					kind: 'radios',
					name: 'type',
					label: m.writing_amendment_type,
					hint: m.writing_amendment_type_hint,
					options: shape.choices(AMENDMENT_TYPES)
				},
				{
					kind: 'reference',
					name: 'of',
					label: m.writing_amendment_subject,
					options: 'editionItems',
					empty: m.writing_amendment_whole
				},
				shape.title(),
				{ kind: 'markdown', name: 'text', label: m.edit_text, isRequired: true },
				{
					kind: 'select',
					name: 'decision',
					label: m.edit_decision,
					hint: m.writing_amendment_decision_hint,
					options: 'decisions',
					empty: m.edit_none_chosen
				},
				{ kind: 'date', name: 'date', label: m.edit_date }
			]
		},
		...shape.itemSections
	]
};

export const attachment: ThingDescription = {
	kind: 'attachment',
	folder: 'attachments',
	permission: 'concept.edit',
	name: m.writing_file,
	newTitle: m.writing_file_new,
	isUploaded: true,
	sections: [
		{
			title: m.edit_section_main,
			fields: [
				{ kind: 'text', name: 'name', label: m.writing_file_name, maxlength: 150, isRequired: true },
				{ kind: 'text', name: 'alt', label: m.writing_file_alt, hint: m.writing_file_alt_hint, maxlength: 1000 },
				{ kind: 'text', name: 'credit', label: m.writing_file_credit, hint: m.writing_file_credit_hint, maxlength: 300 }
			]
		}
	]
};
