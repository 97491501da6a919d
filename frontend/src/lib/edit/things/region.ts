import { m } from '#lib/paraglide/messages.js';
import type { ThingDescription } from '../description.ts';
import * as shape from '../shapes.ts';

/** Around the concept: who takes part, what happened, what was decided. */

export const party: ThingDescription = {
	kind: 'party',
	folder: 'parties',
	permission: 'region.edit',
	name: m.edit_party,
	newTitle: m.edit_new_party,
	sections: [
		{
			title: m.edit_section_main,
			fields: [
				{ kind: 'text', name: 'name', label: m.edit_name, maxlength: 300, isRequired: true },
				{ kind: 'text', name: 'shortName', label: m.edit_short_name, maxlength: 60, isNarrow: true },
				{
					kind: 'select',
					name: 'kind',
					label: m.edit_party_kind,
					empty: m.edit_choose,
					isRequired: true,
					options: shape.choices({
						municipality: m.edit_party_municipality,
						cooperation: m.edit_party_cooperation,
						district: m.edit_party_district,
						state: m.edit_party_state,
						federal: m.edit_party_federal,
						authority: m.edit_party_authority,
						company: m.edit_party_company,
						association: m.edit_party_association,
						other: m.edit_party_other
					})
				},
				{
					kind: 'select',
					name: 'municipality',
					label: m.edit_party_of_municipality,
					options: 'municipalities',
					empty: m.edit_none_chosen
				},
				{ kind: 'markdown', name: 'description', label: m.edit_description, rows: 5 }
			]
		},
		...shape.itemSections
	]
};

export const milestone: ThingDescription = {
	kind: 'milestone',
	folder: 'milestones',
	permission: 'region.edit',
	name: m.edit_milestone,
	newTitle: m.edit_new_milestone,
	sections: [
		{
			title: m.edit_section_main,
			fields: [
				{ kind: 'date', name: 'date', label: m.edit_date, isRequired: true },
				shape.title(),
				shape.titleEn,
				{
					kind: 'select',
					name: 'kind',
					label: m.edit_milestone_kind,
					options: shape.choices({
						event: m.edit_milestone_event,
						contract: m.edit_milestone_contract,
						award: m.edit_milestone_award,
						forum: m.edit_milestone_forum,
						opening: m.edit_milestone_opening,
						decision: m.edit_milestone_decision,
						concept: m.edit_milestone_concept
					})
				},
				{ kind: 'markdown', name: 'text', label: m.edit_text, rows: 5 }
			]
		},
		...shape.itemSections
	]
};

export const decision: ThingDescription = {
	kind: 'decision',
	folder: 'decisions',
	permission: 'decision.edit',
	name: m.edit_decision,
	newTitle: m.edit_new_decision,
	sections: [
		{
			title: m.edit_section_main,
			fields: [
				shape.title(),
				{ kind: 'select', name: 'body', label: m.edit_decision_body, options: 'bodies', empty: m.edit_body_other },
				{
					kind: 'text',
					name: 'authority',
					label: m.edit_decision_authority,
					hint: m.edit_decision_authority_hint,
					maxlength: 300
				},
				{ kind: 'date', name: 'date', label: m.edit_date },
				{ kind: 'text', name: 'number', label: m.edit_decision_number, maxlength: 60, isNarrow: true },
				{
					kind: 'radios',
					name: 'result',
					label: m.edit_decision_result,
					initial: 'unknown',
					options: shape.choices({
						accepted: m.edit_result_accepted,
						rejected: m.edit_result_rejected,
						recommended: m.edit_result_recommended,
						postponed: m.edit_result_postponed,
						unknown: m.unknown
					})
				},
				{ kind: 'markdown', name: 'text', label: m.edit_text }
			]
		},
		{
			title: m.edit_decision_subjects,
			isFolded: true,
			fields: [shape.subjects(m.edit_decision_subjects_hint)]
		},
		...shape.itemSections
	]
};
