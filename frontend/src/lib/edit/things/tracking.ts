import { m } from '#lib/paraglide/messages.js';
import type { ThingDescription } from '../description.ts';
import * as shape from '../shapes.ts';

/** What follows the concept through its years: indicators with their readings, assessments. */

export const indicator: ThingDescription = {
	kind: 'indicator',
	folder: 'indicators',
	permission: 'concept.edit',
	name: m.edit_indicator,
	newTitle: m.edit_new_indicator,
	sections: [
		{
			title: m.edit_section_main,
			fields: [
				shape.title(),
				shape.titleEn,
				{
					kind: 'text',
					name: 'unit',
					label: m.edit_unit,
					hint: m.edit_unit_hint,
					maxlength: 60,
					isNarrow: true,
					isRequired: true
				}
			]
		},
		{
			title: m.edit_section_values,
			fields: [shape.datedQuantity('baseline', m.edit_baseline), shape.datedQuantity('target', m.edit_target)]
		},
		...shape.itemSections
	]
};

export const reading: ThingDescription = {
	kind: 'reading',
	folder: 'readings',
	permission: 'concept.edit',
	name: m.edit_reading,
	newTitle: m.edit_new_reading,
	isOnlyAdded: true,
	sections: [
		{
			title: m.edit_section_main,
			fields: [{ kind: 'date', name: 'date', label: m.edit_reading_date }, shape.quantity]
		},
		...shape.itemSections
	]
};

export const assessment: ThingDescription = {
	kind: 'assessment',
	folder: 'assessments',
	permission: 'concept.edit',
	name: m.edit_assessment,
	newTitle: m.edit_new_assessment,
	isOnlyAdded: true,
	sections: [
		{
			title: m.edit_section_main,
			fields: [
				{
					kind: 'radios',
					name: 'kind',
					label: m.edit_assessment_kind,
					options: shape.choices({ outcome: m.edit_assessment_outcome, outlook: m.edit_assessment_outlook })
				},
				{ kind: 'date', name: 'asOf', label: m.edit_as_of },
				{ kind: 'markdown', name: 'text', label: m.edit_text, isRequired: true }
			]
		},
		...shape.itemSections
	]
};
