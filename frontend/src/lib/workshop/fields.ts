import type { FieldDescription } from '#lib/edit/description.ts';
import { m } from '#lib/paraglide/messages.js';

/** What saving a text asks for, and what going back to the shipped one does. */

const reason = (label: () => string): FieldDescription => ({
	kind: 'markdown',
	name: 'reason',
	label,
	hint: m.workshop_reason_hint,
	rows: 2,
	isRequired: true
});

export const saveFields: readonly FieldDescription[] = [
	{ kind: 'markdown', name: 'text', label: m.workshop_text, isRequired: true },
	reason(m.workshop_reason)
];
export const returnFields: readonly FieldDescription[] = [reason(m.workshop_return_reason)];

/** Of the box that says that the shipped text of today has been worked in. */
export const UP_TO_DATE = '_isBroughtUpToDate';
/** Of the fields that say what the preview is about; they are not saved. */
export const ABOUT = {
	template: '_template',
	edition: '_edition',
	project: '_project',
	measure: '_measure',
	meeting: '_meeting',
	paper: '_paper',
	body: '_body',
	audience: '_audience',
	year: '_year'
} as const;
