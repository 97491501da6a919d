import { m } from '#lib/paraglide/messages.js';
import type { ThingDescription } from '../description.ts';
import * as shape from '../shapes.ts';

/** Who decides and who advises: seats by office, chairs by year, rhythm and rules. */
export const body: ThingDescription = {
	kind: 'body',
	folder: 'bodies',
	permission: 'region.edit',
	name: m.item_kind_body,
	newTitle: m.council_body_new,
	sections: [
		{
			title: m.edit_section_main,
			fields: [
				{ kind: 'text', name: 'name', label: m.edit_name, maxlength: 300, isRequired: true },
				{ kind: 'text', name: 'nameEn', label: m.council_body_name_en, hint: m.edit_english_hint, maxlength: 300 },
				{
					kind: 'select',
					name: 'kind',
					label: m.council_body_kind,
					empty: m.edit_choose,
					isRequired: true,
					options: shape.choices({
						deciding: m.council_body_deciding,
						advisory: m.council_body_advisory,
						council: m.council_body_council,
						'steering-group': m.council_body_steering_group,
						'working-group': m.council_body_working_group
					})
				},
				{
					kind: 'select',
					name: 'municipality',
					label: m.council_body_municipality,
					hint: m.council_body_municipality_hint,
					options: 'municipalities',
					empty: m.edit_none_chosen
				},
				{ kind: 'markdown', name: 'role', label: m.council_body_role, rows: 3 },
				{ kind: 'date', name: 'since', label: m.council_body_since }
			]
		},
		{
			title: m.council_body_how,
			fields: [
				{ kind: 'markdown', name: 'rhythm', label: m.council_body_rhythm, rows: 2 },
				{
					kind: 'number',
					name: 'rhythmWeeks',
					label: m.council_body_rhythm_weeks,
					hint: m.council_body_rhythm_weeks_hint,
					isWhole: true,
					suffix: m.council_weeks()
				},
				{
					kind: 'select',
					name: 'votingRule',
					label: m.council_body_voting_rule,
					empty: m.council_rule_none,
					options: shape.choices({
						'unanimity-of-towns': m.council_rule_unanimity,
						majority: m.council_rule_majority
					})
				},
				{
					kind: 'select',
					name: 'quorum',
					label: m.council_body_quorum,
					empty: m.council_quorum_none,
					options: shape.choices({
						'all-towns': m.council_quorum_all_towns,
						'majority-of-seats': m.council_quorum_majority
					})
				}
			]
		},
		{
			title: m.council_seats,
			fields: [
				{
					kind: 'rows',
					name: 'seats',
					label: m.council_seats,
					hint: m.council_seats_hint,
					one: m.council_seat,
					maximum: 200,
					fields: [
						{ kind: 'text', name: 'office', label: m.council_seat_office, maxlength: 300, isRequired: true },
						{
							kind: 'select',
							name: 'municipality',
							label: m.council_seat_municipality,
							options: 'municipalities',
							empty: m.edit_none_chosen
						},
						{ kind: 'text', name: 'deputy', label: m.council_seat_deputy, maxlength: 300 },
						{ kind: 'date', name: 'term', label: m.council_seat_term, isBrief: true },
						{
							kind: 'select',
							name: 'person',
							label: m.council_seat_person,
							hint: m.council_seat_person_hint,
							options: 'people',
							empty: m.edit_none_chosen
						},
						{
							kind: 'select',
							name: 'deputyPerson',
							label: m.council_seat_deputy_person,
							options: 'people',
							empty: m.edit_none_chosen
						}
					]
				}
			]
		},
		{
			title: m.council_chairs,
			isFolded: true,
			fields: [
				{
					kind: 'rows',
					name: 'chairs',
					label: m.council_chairs,
					hint: m.council_chairs_hint,
					one: m.council_chair,
					maximum: 100,
					fields: [
						{ kind: 'date', name: 'year', label: m.council_chair_year, isRequired: true, isBrief: true },
						{
							kind: 'select',
							name: 'municipality',
							label: m.council_seat_municipality,
							options: 'municipalities',
							empty: m.edit_choose,
							isRequired: true
						},
						{ kind: 'markdown', name: 'note', label: m.edit_note_text, rows: 2 },
						shape.innerSources
					]
				}
			]
		},
		...shape.itemSections
	]
};
