import { m } from '#lib/paraglide/messages.js';
import type { FieldDescription } from '../description.ts';
import * as shape from '../shapes.ts';

/** The draft of the next edition: which one it continues, with its contents or without, and what it is called. */
export const nextEditionFields: readonly FieldDescription[] = [
	{
		kind: 'select',
		name: 'from',
		label: m.writing_next_from,
		hint: m.writing_next_from_hint,
		options: 'editions',
		empty: m.writing_next_from_none
	},
	{
		kind: 'radios',
		name: 'contents',
		label: m.writing_next_contents,
		options: () => [
			{ value: 'all', label: m.writing_next_contents_all(), hint: m.writing_next_contents_all_hint() },
			{ value: 'empty', label: m.writing_next_contents_empty(), hint: m.writing_next_contents_empty_hint() }
		]
	},
	{ kind: 'number', name: 'year', label: m.edit_year, isWhole: true, isRequired: true },
	{
		kind: 'text',
		name: 'key',
		label: m.edit_key,
		hint: m.edit_edition_key_hint,
		maxlength: 80,
		isNarrow: true,
		isRequired: true
	},
	shape.title(),
	shape.titleEn
];
