import { TOWN_RESULTS } from '#lib/writing/results.ts';
import { m } from '#lib/paraglide/messages.js';
import type { FieldDescription, Section } from '../description.ts';
import * as shape from '../shapes.ts';

/** By what an edition is adopted. Only the chosen basis counts. */
export type Basis = 'decision' | 'results' | 'past';

const basis: FieldDescription = {
	kind: 'radios',
	name: 'basis',
	label: m.writing_adopt_basis,
	options: () => [
		{ value: 'decision', label: m.writing_adopt_basis_decision(), hint: m.writing_adopt_basis_decision_hint() },
		{ value: 'results', label: m.writing_adopt_basis_results(), hint: m.writing_adopt_basis_results_hint() },
		{ value: 'past', label: m.writing_adopt_basis_past(), hint: m.writing_adopt_basis_past_hint() }
	]
};
const results: FieldDescription = {
	kind: 'rows',
	name: 'results',
	label: m.writing_results,
	hint: m.writing_results_hint,
	one: m.writing_result,
	maximum: 100,
	fields: [
		{
			kind: 'select',
			name: 'municipality',
			label: m.writing_result_town,
			options: 'municipalities',
			empty: m.edit_choose,
			isRequired: true
		},
		{
			kind: 'select',
			name: 'result',
			label: m.edit_decision_result,
			options: shape.choices(TOWN_RESULTS)
		},
		{ kind: 'date', name: 'date', label: m.edit_date, isBrief: true },
		{ kind: 'text', name: 'number', label: m.edit_decision_number, maxlength: 60, isNarrow: true }
	]
};

export const adoptionSections: readonly (Section & { readonly basis: Basis | null })[] = [
	{ title: m.writing_adopt_grounds, basis: null, fields: [basis] },
	{
		title: m.edit_decision,
		basis: 'decision',
		fields: [
			{
				kind: 'select',
				name: 'decision',
				label: m.writing_adopt_decision,
				hint: m.writing_adopt_decision_hint,
				options: 'decisions',
				empty: m.edit_choose
			}
		]
	},
	{ title: m.writing_results, basis: 'results', fields: [results] },
	{ title: m.sources, basis: 'past', fields: [shape.sources] },
	{
		title: m.edit_section_main,
		basis: null,
		fields: [
			{ kind: 'date', name: 'date', label: m.writing_adopted_on, hint: m.writing_adopt_date_hint },
			{ kind: 'markdown', name: 'text', label: m.writing_adoption_text, rows: 3 }
		]
	},
	{
		title: m.writing_adopt_sure_title,
		basis: null,
		fields: [{ kind: 'check', name: 'isSure', label: m.writing_adopt_sure }]
	}
];
export const adoptionFields: readonly FieldDescription[] = adoptionSections.flatMap(({ fields }) => fields);
