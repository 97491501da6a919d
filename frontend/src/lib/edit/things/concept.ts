import { m } from '#lib/paraglide/messages.js';
import type { ThingDescription } from '../description.ts';
import * as shape from '../shapes.ts';

/** The concept as it is written: editions, fields, goals, measures. */

export const edition: ThingDescription = {
	kind: 'edition',
	folder: 'editions',
	permission: 'concept.edit',
	name: m.edition,
	newTitle: m.edit_new_edition,
	onlyNew: [
		{
			kind: 'text',
			name: 'key',
			label: m.edit_key,
			hint: m.edit_edition_key_hint,
			maxlength: 80,
			isNarrow: true,
			isRequired: true
		}
	],
	sections: [
		{
			title: m.edit_section_main,
			fields: [
				shape.title(),
				shape.titleEn,
				{ kind: 'number', name: 'year', label: m.edit_year, isWhole: true, isRequired: true },
				{ kind: 'text', name: 'commissionedBy', label: m.edit_commissioned_by, maxlength: 300 },
				{ kind: 'text', name: 'preparedBy', label: m.edit_prepared_by, maxlength: 300 },
				{ kind: 'date', name: 'workPeriod', label: m.edit_work_period, hint: m.edit_period_hint },
				{ kind: 'date', name: 'horizon', label: m.edit_horizon, hint: m.edit_horizon_hint }
			]
		},
		{
			title: m.edit_vision,
			fields: [
				{
					kind: 'group',
					name: 'vision',
					label: m.edit_vision,
					isNullable: true,
					fields: [{ kind: 'markdown', name: 'text', label: m.edit_vision_text, isRequired: true }, shape.innerSources]
				}
			]
		},
		{
			title: m.edit_levels,
			isFolded: true,
			fields: [
				{
					kind: 'group',
					name: 'levels',
					label: m.edit_levels,
					hint: m.edit_levels_hint,
					isNullable: false,
					fields: [
						{ kind: 'text', name: 'field', label: m.concept_kind_field, maxlength: 60 },
						{ kind: 'text', name: 'goal', label: m.concept_kind_goal, maxlength: 60 },
						{ kind: 'text', name: 'measure', label: m.concept_kind_measure, maxlength: 60 },
						{ kind: 'text', name: 'project', label: m.concept_kind_project, maxlength: 60 }
					]
				}
			]
		},
		{
			title: m.edit_completeness,
			isFolded: true,
			fields: [
				{
					kind: 'group',
					name: 'measureTotal',
					label: m.edit_measure_total,
					hint: m.edit_measure_total_hint,
					isNullable: true,
					fields: [shape.quantity, shape.innerSources]
				},
				{
					kind: 'group',
					name: 'adoption',
					label: m.edit_adoption,
					hint: m.edit_adoption_hint,
					// Never null: the towns' results, which have no place here, would go with it.
					isNullable: false,
					fields: [
						{ kind: 'date', name: 'date', label: m.edit_date },
						{
							kind: 'select',
							name: 'decision',
							label: m.edit_decision,
							options: 'decisions',
							empty: m.edit_none_chosen
						},
						{ kind: 'markdown', name: 'text', label: m.edit_text, rows: 3 },
						shape.innerSources
					]
				}
			]
		},
		...shape.itemSections
	]
};

export const field: ThingDescription = {
	kind: 'field',
	folder: 'fields',
	permission: 'concept.edit',
	name: m.concept_kind_field,
	newTitle: m.concept_add_field,
	sections: [
		{
			title: m.edit_section_main,
			fields: [
				...shape.code,
				shape.title(),
				{ kind: 'check', name: 'isTitleInferred', label: m.edit_title_inferred },
				shape.titleEn,
				{
					kind: 'radios',
					name: 'kind',
					label: m.edit_field_kind,
					options: shape.choices({ field: m.concept_kind_field, 'cross-cutting': m.concept_kind_cross_cutting })
				}
			]
		},
		{ title: m.edit_section_text, fields: shape.description },
		...shape.itemSections
	]
};

export const goal: ThingDescription = {
	kind: 'goal',
	folder: 'goals',
	permission: 'concept.edit',
	name: m.concept_kind_goal,
	newTitle: m.concept_add_goal,
	sections: [
		{
			title: m.edit_section_main,
			fields: [...shape.code, shape.title(), shape.titleEn]
		},
		{
			title: m.edit_section_place,
			fields: [
				{
					kind: 'select',
					name: 'field',
					label: m.concept_kind_field,
					hint: m.edit_goal_field_hint,
					options: 'fields',
					empty: m.concept_goals_above
				},
				{
					kind: 'select',
					name: 'parent',
					label: m.edit_goal_parent,
					hint: m.edit_goal_parent_hint,
					options: 'mainGoals',
					empty: m.edit_goal_parent_none
				}
			]
		},
		{ title: m.edit_section_text, fields: shape.description },
		...shape.itemSections
	]
};

export const measure: ThingDescription = {
	kind: 'measure',
	folder: 'measures',
	permission: 'concept.edit',
	name: m.concept_kind_measure,
	newTitle: m.concept_add_measure,
	sections: [
		{
			title: m.edit_section_main,
			fields: [
				...shape.code,
				shape.title(),
				{ kind: 'check', name: 'isTitleTruncated', label: m.edit_title_truncated },
				shape.titleEn,
				{ kind: 'check', name: 'isKeyMeasure', label: m.concept_key_measure },
				{
					kind: 'radios',
					name: 'priority',
					label: m.edit_priority,
					empty: m.unknown,
					options: shape.choices({
						high: m.edit_priority_high,
						medium: m.edit_priority_medium,
						low: m.edit_priority_low
					})
				}
			]
		},
		{
			title: m.edit_section_place,
			fields: [
				{ kind: 'select', name: 'field', label: m.concept_kind_field, options: 'fields', empty: m.edit_field_none },
				{
					kind: 'select',
					name: 'goal',
					label: m.edit_measure_goal,
					hint: m.edit_measure_goal_hint,
					options: 'goals',
					empty: m.edit_goal_none
				}
			]
		},
		{ title: m.edit_section_text, fields: shape.description },
		{ title: m.edit_section_who, fields: [shape.municipalities, shape.roles, shape.responsiblePeople] },
		{ title: m.edit_section_time_money, fields: [shape.periods, shape.costs] },
		...shape.itemSections
	]
};
