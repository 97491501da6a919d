import { m } from '#lib/paraglide/messages.js';
import type { FieldDescription, LeafField } from '../description.ts';
import * as shape from '../shapes.ts';

/** What is done to an item of a draft beside editing it. */

const reason = (hint: () => string, isRequired = true): LeafField => ({
	kind: 'markdown',
	name: 'reason',
	label: m.edit_withdraw_reason,
	hint,
	rows: 3,
	isRequired
});

export const dropFields: readonly FieldDescription[] = [reason(m.writing_drop_reason_hint)];

export const mergeFields: readonly FieldDescription[] = [
	{ kind: 'checks', name: 'items', label: m.writing_merge_items, options: 'given' }
];

export const splitFields: readonly FieldDescription[] = [
	{
		kind: 'rows',
		name: 'parts',
		label: m.writing_split_parts,
		hint: m.writing_split_parts_hint,
		one: m.writing_split_part,
		maximum: 20,
		fields: [shape.title(), { kind: 'text', name: 'code', label: m.edit_code, maxlength: 20, isNarrow: true }]
	}
];

const origins: LeafField = {
	kind: 'checks',
	name: 'origins',
	label: m.writing_origins_items,
	hint: m.writing_origins_hint,
	options: 'given'
};
export const originsFields: readonly FieldDescription[] = [origins];
/** What was adopted keeps its text; only where it comes from may be told better, with a reason. */
export const frozenOriginsFields: readonly FieldDescription[] = [origins, reason(m.writing_origins_reason_hint)];

export const successorFields: readonly FieldDescription[] = [
	{
		kind: 'select',
		name: 'successor',
		label: m.writing_successor,
		options: 'given',
		empty: m.edit_choose,
		isRequired: true
	}
];

export const formerFields: readonly FieldDescription[] = [
	{ kind: 'select', name: 'former', label: m.writing_former, options: 'editions', empty: m.writing_former_none }
];
export const frozenFormerFields: readonly FieldDescription[] = [...formerFields, reason(m.writing_origins_reason_hint)];
