import type { PaperRule } from '@konzeptstand/contract/paper.ts';
import { m } from '#lib/paraglide/messages.js';
import type { FieldDescription } from '../description.ts';
import * as shape from '../shapes.ts';

/** The result of a council whose meetings are kept elsewhere. */
const fields: readonly FieldDescription[] = [
	{
		kind: 'radios',
		name: 'body',
		label: m.paper_outside_body,
		options: 'given',
		initial: '',
		isRequired: true
	},
	{
		kind: 'radios',
		name: 'result',
		label: m.paper_outside_result,
		initial: '',
		isRequired: true,
		options: shape.choices({ accepted: m.paper_outside_yes, rejected: m.paper_outside_no })
	},
	{ kind: 'date', name: 'date', label: m.paper_outside_date, isRequired: true },
	{ kind: 'text', name: 'number', label: m.paper_outside_number, maxlength: 60, isNarrow: true },
	{
		kind: 'group',
		name: 'counts',
		label: m.paper_outside_counts,
		hint: m.paper_outside_counts_hint,
		isNullable: true,
		fields: [
			{ kind: 'number', name: 'yes', label: m.paper_vote_yes, isWhole: true, isRequired: true },
			{ kind: 'number', name: 'no', label: m.paper_vote_no, isWhole: true, isRequired: true },
			{ kind: 'number', name: 'abstained', label: m.paper_vote_abstained, isWhole: true, isRequired: true }
		]
	},
	{ kind: 'markdown', name: 'text', label: m.paper_outside_text, hint: m.paper_outside_text_hint, rows: 3 }
];

/** On a joint matter all councils vote on the same wording: there is none to enter. */
export const outsideResultFields = (rule: PaperRule): readonly FieldDescription[] =>
	rule === 'joint' ? fields.filter(({ name }) => name !== 'text') : fields;
