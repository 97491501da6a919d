import { m } from '#lib/paraglide/messages.js';
import type { ThingDescription } from '../description.ts';
import * as shape from '../shapes.ts';

/** Projects and their steps. */

export const project: ThingDescription = {
	kind: 'project',
	folder: 'projects',
	permission: 'concept.edit',
	name: m.concept_kind_project,
	newTitle: m.concept_add_project,
	sections: [
		{
			title: m.edit_section_main,
			fields: [
				...shape.code,
				shape.title(),
				shape.titleEn,
				{ kind: 'text', name: 'kind', label: m.edit_project_kind, hint: m.edit_project_kind_hint, maxlength: 100 },
				{ kind: 'check', name: 'isDocumentedInConcept', label: m.edit_documented_in_concept }
			]
		},
		{ title: m.edit_section_text, fields: shape.description },
		{
			title: m.edit_section_where,
			fields: [
				shape.municipalities,
				{
					kind: 'select',
					name: 'leadMunicipality',
					label: m.edit_lead_municipality,
					options: 'municipalities',
					empty: m.edit_none_chosen
				},
				{ kind: 'text', name: 'outsideRegion', label: m.edit_outside_region, maxlength: 300 }
			]
		},
		{ title: m.edit_section_who, fields: [shape.roles, shape.responsiblePeople] },
		{ title: m.edit_section_time_money, fields: [shape.periods, shape.costs] },
		{
			title: m.edit_fundings,
			isFolded: true,
			fields: [
				{
					kind: 'rows',
					name: 'fundings',
					label: m.edit_fundings,
					one: m.edit_funding,
					maximum: 20,
					fields: [
						{ kind: 'text', name: 'programme', label: m.edit_programme, maxlength: 300, isRequired: true },
						{ kind: 'text', name: 'code', label: m.edit_funding_code, maxlength: 40 },
						{ kind: 'rate', name: 'rate', label: m.edit_funding_rate, hint: m.edit_funding_rate_hint },
						{
							kind: 'group',
							name: 'amount',
							label: m.edit_amount,
							isNullable: true,
							fields: shape.amountFields
						},
						{ kind: 'markdown', name: 'note', label: m.edit_note_text, rows: 3 }
					]
				}
			]
		},
		{
			title: m.edit_characteristics,
			isFolded: true,
			fields: [
				{
					kind: 'rows',
					name: 'characteristics',
					label: m.edit_characteristics,
					hint: m.edit_characteristics_hint,
					one: m.edit_characteristic,
					maximum: 50,
					fields: [
						{ kind: 'text', name: 'label', label: m.edit_characteristic_label, maxlength: 100, isRequired: true },
						shape.quantity,
						{ kind: 'text', name: 'unit', label: m.edit_unit, maxlength: 30 },
						{ kind: 'date', name: 'asOf', label: m.edit_as_of, isBrief: true }
					]
				}
			]
		},
		{
			title: m.edit_relations,
			isFolded: true,
			fields: [
				{
					kind: 'rows',
					name: 'relations',
					label: m.edit_relations,
					one: m.edit_relation_one,
					maximum: 50,
					fields: [
						{
							kind: 'select',
							name: 'kind',
							label: m.edit_relation_kind,
							options: shape.choices({
								'part-of': m.edit_relation_part_of,
								continues: m.edit_relation_continues,
								'merged-into': m.edit_relation_merged_into
							})
						},
						{
							kind: 'select',
							name: 'project',
							label: m.concept_kind_project,
							options: 'projects',
							empty: m.edit_choose,
							isRequired: true
						}
					]
				}
			]
		},
		...shape.itemSections
	]
};

export const step: ThingDescription = {
	kind: 'step',
	folder: 'steps',
	permission: 'concept.edit',
	name: m.edit_step,
	newTitle: m.edit_new_step,
	decided: ({ isCouncilStep }) => (isCouncilStep === true ? ['title', 'planned'] : []),
	sections: [
		{
			title: m.edit_section_main,
			fields: [
				shape.title(),
				shape.titleEn,
				{ kind: 'markdown', name: 'description', label: m.edit_description, rows: 4 }
			]
		},
		{
			title: m.edit_section_dates,
			fields: [
				{ kind: 'date', name: 'planned', label: m.edit_step_planned },
				{ kind: 'date', name: 'expected', label: m.edit_step_expected, hint: m.edit_step_expected_hint },
				{ kind: 'date', name: 'actual', label: m.edit_step_actual }
			]
		},
		...shape.itemSections
	]
};
