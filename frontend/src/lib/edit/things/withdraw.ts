import { m } from '#lib/paraglide/messages.js';
import type { FieldDescription } from '../description.ts';

/** A reason must be typed for a withdrawal, and is kept in the record. */
export const withdrawFields: readonly FieldDescription[] = [
	{
		kind: 'markdown',
		name: 'reason',
		label: m.edit_withdraw_reason,
		hint: m.edit_withdraw_reason_hint,
		rows: 3,
		isRequired: true
	}
];
