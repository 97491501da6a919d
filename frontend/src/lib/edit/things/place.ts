import { m } from '#lib/paraglide/messages.js';
import type { FieldDescription, RowsField } from '../description.ts';

/** The choice that says: in this edition, but nobody knows yet where. */
export const NO_PLACE = 'none:';

const linkRow: RowsField = {
	kind: 'rows',
	name: 'links',
	label: m.edit_place_links,
	hint: m.edit_place_links_hint,
	one: m.edit_place_link,
	maximum: 20,
	fields: [
		{
			kind: 'reference',
			name: 'target',
			label: m.edit_place_target,
			options: 'places',
			empty: m.edit_choose,
			isRequired: true
		},
		{
			kind: 'select',
			name: 'counts',
			label: m.edit_place_counts_label,
			// what is added to a first link contributes, unless one says otherwise
			options: () => [
				{ value: 'false', label: m.edit_place_counts_no() },
				{ value: 'true', label: m.edit_place_counts_yes() }
			]
		},
		{ kind: 'check', name: 'isInferred', label: m.edit_inferred },
		{ kind: 'markdown', name: 'doubt', label: m.edit_place_doubt, hint: m.edit_place_doubt_hint, rows: 2 }
	]
};
export const placeFields: readonly FieldDescription[] = [linkRow];
