import type { Section } from '#lib/edit/description.ts';
import { choices, itemSections } from '#lib/edit/shapes.ts';
import { m } from '#lib/paraglide/messages.js';
import { ITEM_TYPES, itemTypeName, MEETING_KINDS, meetingKindName } from './words.ts';

/** What is asked about a meeting; its body and kind only once, when it is made. */
export const meetingSections = (isNew: boolean): readonly Section[] => [
	{
		title: m.council_section_when,
		fields: [
			...(isNew
				? ([
						{
							kind: 'select',
							name: 'body',
							label: m.item_kind_body,
							options: 'bodies',
							empty: m.edit_choose,
							isRequired: true
						},
						{
							kind: 'radios',
							name: 'kind',
							label: m.council_kind,
							hint: m.council_kind_hint,
							options: () => MEETING_KINDS.map((value) => ({ value, label: meetingKindName(value) }))
						}
					] as const)
				: []),
			{ kind: 'day', name: 'day', label: m.council_day, hint: m.council_day_hint, isRequired: true },
			{ kind: 'time', name: 'startsAt', label: m.council_starts_at },
			{ kind: 'time', name: 'endsAt', label: m.council_ends_at },
			{ kind: 'text', name: 'place', label: m.council_place, maxlength: 300 }
		]
	},
	{
		title: m.council_section_more,
		fields: [
			{ kind: 'text', name: 'title', label: m.edit_title, hint: m.council_title_hint, maxlength: 300 },
			{
				kind: 'select',
				name: 'chair',
				label: m.council_chair,
				options: 'municipalities',
				empty: m.council_chair_by_list
			},
			{ kind: 'markdown', name: 'guests', label: m.council_guests, rows: 3 }
		]
	},
	...itemSections
];

/** What is asked about a point of the agenda. */
export const agendaItemSections: readonly Section[] = [
	{
		title: m.edit_section_main,
		fields: [
			{ kind: 'text', name: 'title', label: m.edit_title, maxlength: 300, isRequired: true },
			{
				kind: 'radios',
				name: 'type',
				label: m.council_item_type,
				options: () => ITEM_TYPES.map((value) => ({ value, label: itemTypeName(value) }))
			},
			{
				kind: 'radios',
				name: 'publicity',
				label: m.council_item_publicity,
				hint: m.council_item_publicity_hint,
				options: choices({ public: m.council_public, closed: m.council_closed })
			},
			{
				kind: 'select',
				name: 'paper',
				label: m.item_kind_paper,
				hint: m.council_item_paper_hint,
				options: 'papers',
				empty: m.edit_none_chosen
			},
			{
				kind: 'select',
				name: 'approvesMinutesOf',
				label: m.council_item_approves,
				options: 'meetings',
				empty: m.edit_none_chosen
			},
			{ kind: 'markdown', name: 'text', label: m.council_item_text, hint: m.council_item_text_hint, rows: 5 }
		]
	},
	{
		title: m.council_item_subjects,
		isFolded: true,
		fields: [
			{
				kind: 'rows',
				name: 'subjects',
				label: m.council_item_subjects,
				hint: m.council_item_subjects_hint,
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
			}
		]
	}
];
