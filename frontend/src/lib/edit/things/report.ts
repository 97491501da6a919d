import { STATUSES, WITHOUT_PROGRESS } from '@konzeptstand/contract/status.ts';
import { statusLabel } from '#lib/status.ts';
import { m } from '#lib/paraglide/messages.js';
import type { FieldDescription, LeafField } from '../description.ts';
import * as shape from '../shapes.ts';

/** A status report: added, never edited. */

const statusField: LeafField = {
	kind: 'radios',
	name: 'status',
	label: m.edit_report_status,
	options: () => STATUSES.map((value) => ({ value, label: statusLabel(value) }))
};
/** In their order on the page; the status itself has a look of its own. */
export const reportMain: readonly FieldDescription[] = [
	{
		kind: 'number',
		name: 'progress',
		label: m.edit_report_progress,
		hint: m.edit_report_progress_hint,
		isWhole: true,
		suffix: '%',
		when: { field: 'status', is: STATUSES.filter((one) => one !== 'completed' && !WITHOUT_PROGRESS.has(one)) }
	},
	{ kind: 'date', name: 'asOf', label: m.edit_report_as_of, hint: m.edit_report_as_of_hint },
	{ kind: 'check', name: 'isDelayed', label: m.edit_report_delayed },
	{
		kind: 'markdown',
		name: 'delayReason',
		label: m.edit_report_delay_reason,
		rows: 3,
		isRequired: true,
		when: { field: 'isDelayed', is: ['true'] }
	},
	{ kind: 'markdown', name: 'text', label: m.edit_report_text, rows: 5 }
];
export const reportMore: readonly FieldDescription[] = [
	{
		kind: 'radios',
		name: 'basis',
		label: m.edit_report_basis,
		options: shape.choices({ stated: m.edit_report_basis_stated, inferred: m.edit_report_basis_inferred })
	},
	shape.sources
];
export const correctionReason: FieldDescription = {
	kind: 'markdown',
	name: 'reason',
	label: m.edit_report_reason,
	rows: 2,
	isRequired: true
};

export const reportFields = (isCorrection: boolean): readonly FieldDescription[] => [
	...(isCorrection ? [correctionReason] : []),
	statusField,
	...reportMain,
	...reportMore
];
