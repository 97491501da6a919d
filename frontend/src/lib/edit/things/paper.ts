import type { NewPaper } from '@konzeptstand/contract/paper.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ThingDescription } from '../description.ts';
import * as shape from '../shapes.ts';
import type { Body } from '../values.ts';

/** What is put to the vote, and what it sets in motion: an effect is one choice, "Ziel 1.2 in Kraft setzen". */
export const paper: ThingDescription = {
	kind: 'paper',
	folder: 'papers',
	permission: 'council.prepare',
	name: m.item_kind_paper,
	newTitle: m.paper_new,
	sections: [
		{
			title: m.edit_section_main,
			fields: [
				shape.title(),
				{
					kind: 'markdown',
					name: 'proposal',
					label: m.paper_proposal,
					hint: m.paper_proposal_hint,
					rows: 6,
					isRequired: true
				},
				{ kind: 'markdown', name: 'reason', label: m.paper_reason, rows: 8 },
				{ kind: 'check', name: 'isPublic', label: m.paper_is_public, hint: m.paper_is_public_hint }
			]
		},
		{
			title: m.paper_who_decides,
			fields: [
				{
					kind: 'radios',
					name: 'rule',
					label: m.paper_rule,
					initial: 'single',
					options: () => [
						{ value: 'single', label: m.paper_rule_single(), hint: m.paper_rule_single_hint() },
						{ value: 'joint', label: m.paper_rule_joint(), hint: m.paper_rule_joint_hint() }
					]
				},
				{
					kind: 'select',
					name: 'body',
					label: m.paper_body,
					hint: m.paper_body_hint,
					options: 'bodies',
					empty: m.edit_none_chosen
				}
			]
		},
		{
			title: m.paper_effects,
			fields: [
				{
					kind: 'rows',
					name: 'effects',
					label: m.paper_effects,
					hint: m.paper_effects_hint,
					one: m.paper_effect,
					maximum: 20,
					fields: [
						{
							kind: 'reference',
							name: 'effect',
							label: m.paper_effect_what,
							options: 'effects',
							empty: m.edit_choose,
							isRequired: true
						},
						{
							kind: 'date',
							name: 'planned',
							label: m.paper_effect_planned,
							hint: m.paper_effect_planned_hint,
							isBrief: true
						}
					]
				}
			]
		},
		{
			title: m.paper_costs,
			fields: [
				{
					kind: 'rows',
					name: 'costs',
					label: m.paper_costs,
					hint: m.paper_costs_hint,
					one: m.paper_cost,
					maximum: 200,
					fields: [
						{
							kind: 'select',
							name: 'municipality',
							label: m.paper_cost_town,
							options: 'municipalities',
							empty: m.edit_choose,
							isRequired: true
						},
						{ kind: 'number', name: 'year', label: m.paper_cost_year, isWhole: true },
						{ kind: 'euro', name: 'cents', label: m.edit_amount_euro, isRequired: true },
						{ kind: 'text', name: 'note', label: m.paper_cost_note, maxlength: 300 }
					]
				}
			]
		},
		{
			title: m.edit_decision_subjects,
			isFolded: true,
			fields: [shape.subjects(m.paper_subjects_hint)]
		},
		...shape.itemSections
	],
	fromStored: (item) => ({
		...item,
		effects: ((item.effects ?? []) as NewPaper['effects']).map(({ type, subject, planned }) => ({
			effect: { kind: type, id: subject },
			planned
		}))
	}),
	toSent: (body) =>
		body.effects === undefined
			? body
			: {
					...body,
					effects: (body.effects as Body[]).map(({ effect, planned }) => {
						const { kind, id } = effect as { kind: string; id: string };
						return { type: kind, subject: id, planned };
					})
				}
};
