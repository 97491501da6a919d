import { relation, partyRole } from '@konzeptstand/contract/values.ts';
import type { PartyRole, Relation } from '@konzeptstand/contract/values.ts';
import { m } from '#lib/paraglide/messages.js';
import type { FieldDescription, GroupField, LeafField, Option, RowsField, Section } from './description.ts';

/** The shapes that many things share: sources, amounts, periods, roles, people, places. */

const RELATIONS: Record<Relation, () => string> = {
	exact: m.edit_relation_exact,
	about: m.edit_relation_about,
	almost: m.edit_relation_almost,
	'more-than': m.edit_relation_more_than,
	'at-least': m.edit_relation_at_least,
	range: m.edit_relation_range
};
const PARTY_ROLES: Record<PartyRole, () => string> = {
	carrier: m.edit_role_carrier,
	responsible: m.edit_role_responsible,
	partner: m.edit_role_partner,
	'grant-recipient': m.edit_role_grant_recipient,
	administrator: m.edit_role_administrator,
	'approving-authority': m.edit_role_approving_authority,
	funder: m.edit_role_funder
};
/** Choices from a table of words, in the table's order. */
export const choices = (words: Record<string, () => string>) => (): readonly Option[] =>
	Object.entries(words).map(([value, label]) => ({ value, label: label() }));

export const title = (maximum = 300): LeafField => ({
	kind: 'text',
	name: 'title',
	label: m.edit_title,
	maxlength: maximum,
	isRequired: true
});
export const titleEn: LeafField = {
	kind: 'text',
	name: 'titleEn',
	label: m.edit_title_en,
	hint: m.edit_english_hint,
	maxlength: 300
};
export const description: readonly LeafField[] = [
	{ kind: 'markdown', name: 'description', label: m.edit_description },
	{ kind: 'markdown', name: 'descriptionEn', label: m.edit_description_en, hint: m.edit_english_hint }
];
export const code: readonly LeafField[] = [
	{ kind: 'text', name: 'code', label: m.edit_code, hint: m.edit_code_hint, maxlength: 20, isNarrow: true },
	{ kind: 'check', name: 'isCodeInferred', label: m.edit_code_inferred }
];

export const sources: RowsField = {
	kind: 'rows',
	name: 'sources',
	label: m.sources,
	one: m.edit_source,
	maximum: 50,
	fields: [
		{ kind: 'text', name: 'title', label: m.edit_source_title, maxlength: 500, isRequired: true },
		{ kind: 'text', name: 'address', label: m.edit_source_address, hint: m.edit_source_address_hint, maxlength: 500 }
	]
};
export const innerSources: RowsField = { ...sources, maximum: 20 };

const notesUnder = (name: string, label: () => string, one: () => string): RowsField => ({
	kind: 'rows',
	name,
	label,
	one,
	maximum: 50,
	fields: [
		{ kind: 'text', name: 'topic', label: m.edit_note_topic, maxlength: 200 },
		{ kind: 'markdown', name: 'text', label: m.edit_note_text, rows: 3, isRequired: true },
		innerSources
	]
});
/** What every item has: where its facts come from, what else is known, where sources disagree. */
export const itemSections: readonly Section[] = [
	{ title: m.sources, fields: [sources] },
	{
		title: m.edit_section_notes,
		isFolded: true,
		fields: [
			notesUnder('notes', m.edit_notes, m.edit_note),
			{
				...notesUnder('contradictions', m.edit_contradictions, m.edit_contradiction),
				hint: m.edit_contradictions_hint
			}
		]
	}
];

const relationField: LeafField = {
	kind: 'select',
	name: 'relation',
	label: m.edit_relation,
	options: () => relation.options.map((value) => ({ value, label: RELATIONS[value]() }))
};
const upper = { label: m.edit_upper, when: { field: 'relation', is: ['range'] } } as const;

/** The fields of one amount of money. */
export const amountFields: readonly FieldDescription[] = [
	relationField,
	{ kind: 'euro', name: 'cents', label: m.edit_amount_euro, hint: m.edit_amount_hint, isRequired: true },
	{ kind: 'euro', name: 'maximumCents', ...upper },
	{
		kind: 'select',
		name: 'kind',
		label: m.edit_amount_kind,
		options: choices({ unknown: m.unknown, planned: m.amount_planned, actual: m.amount_actual })
	},
	{
		kind: 'select',
		name: 'tax',
		label: m.edit_amount_tax,
		options: choices({ unknown: m.unknown, net: m.amount_net, gross: m.amount_gross })
	},
	{ kind: 'text', name: 'scope', label: m.edit_amount_scope, hint: m.edit_amount_scope_hint, maxlength: 300 },
	innerSources
];
export const costs: RowsField = {
	kind: 'rows',
	name: 'costs',
	label: m.edit_costs,
	hint: m.edit_costs_hint,
	one: m.edit_amount,
	maximum: 20,
	fields: amountFields
};

/** A number with its exactness. */
export const quantityFields: readonly LeafField[] = [
	relationField,
	{ kind: 'number', name: 'value', label: m.edit_value, isRequired: true },
	{ kind: 'number', name: 'maximum', ...upper }
];
export const quantity: GroupField = {
	kind: 'group',
	name: 'quantity',
	label: m.edit_value,
	isNullable: false,
	isUntitled: true,
	fields: quantityFields
};
/** A number as of a date, or none. */
export const datedQuantity = (name: string, label: () => string): GroupField => ({
	kind: 'group',
	name,
	label,
	isNullable: true,
	fields: [quantity, { kind: 'date', name: 'date', label: m.edit_date, isBrief: true }]
});

/** What something is about: editions, goals, measures, projects, milestones. */
export const subjects = (hint: () => string): RowsField => ({
	kind: 'rows',
	name: 'subjects',
	label: m.edit_decision_subjects,
	hint,
	one: m.edit_decision_subject,
	maximum: 50,
	isBare: true,
	fields: [
		{
			kind: 'reference',
			name: 'subject',
			label: m.edit_decision_subject,
			options: 'subjects',
			empty: m.edit_choose,
			isRequired: true
		}
	]
});

export const periods: GroupField = {
	kind: 'group',
	name: 'periods',
	label: m.edit_periods,
	isNullable: false,
	fields: [
		{ kind: 'date', name: 'planned', label: m.edit_period_planned, hint: m.edit_period_hint },
		{ kind: 'date', name: 'actual', label: m.edit_period_actual, hint: m.edit_period_hint }
	]
};

export const roles: RowsField = {
	kind: 'rows',
	name: 'roles',
	label: m.edit_roles,
	hint: m.edit_roles_hint,
	one: m.edit_role,
	maximum: 50,
	fields: [
		{
			kind: 'select',
			name: 'role',
			label: m.edit_role_kind,
			options: () =>
				[...partyRole.options]
					.sort((a, b) => Object.keys(PARTY_ROLES).indexOf(a) - Object.keys(PARTY_ROLES).indexOf(b))
					.map((value) => ({ value, label: PARTY_ROLES[value]() }))
		},
		{
			kind: 'select',
			name: 'party',
			label: m.edit_party,
			options: 'parties',
			empty: m.edit_choose,
			isRequired: true
		},
		{ kind: 'text', name: 'part', label: m.edit_role_part, hint: m.edit_role_part_hint, maxlength: 300 },
		{ kind: 'check', name: 'isInferred', label: m.edit_inferred }
	]
};
export const responsiblePeople: LeafField = {
	kind: 'checks',
	name: 'responsiblePeople',
	label: m.edit_responsible_people,
	hint: m.edit_responsible_people_hint,
	options: 'people'
};
export const municipalities: LeafField = {
	kind: 'checks',
	name: 'municipalities',
	label: m.edit_municipalities,
	options: 'municipalities'
};
