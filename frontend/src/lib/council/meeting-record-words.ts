import type { AgendaItem, Attendance, Meeting, MeetingState } from '@konzeptstand/contract/meeting.ts';
import { dateText, instantText } from '#lib/format.ts';
import { m } from '#lib/paraglide/messages.js';
import {
	itemTypeName,
	meetingKindName,
	meetingMailName,
	meetingStateName,
	outcomeText,
	presenceName
} from './words.ts';

/** How the record names and shows what is done to meetings and their agenda. */

export const MEETING_ACTIONS: Record<string, () => string> = {
	'meeting.create-series': m.council_action_series,
	'meeting.cancel': m.council_action_cancel,
	'meeting.invite': m.council_action_invite,
	'meeting.attend': m.council_action_attend,
	'meeting.close': m.council_action_close,
	'meeting.minutes': m.council_action_minutes,
	'meeting.draft-minutes': m.council_action_draft,
	'meeting.return-minutes': m.council_action_return,
	'meeting.order': m.council_action_order,
	'agenda-item.minutes': m.council_action_minutes,
	'agenda-item.noted': m.council_action_noted,
	'agenda-item.postpone': m.council_action_postpone,
	'agenda-item.refer': m.council_action_refer,
	'agenda-item.reopening': m.council_action_reopen,
	'agenda-item.removal': m.council_action_remove
};

export const MEETING_LABELS: Record<string, () => string> = {
	body: m.item_kind_body,
	day: m.council_day,
	startsAt: m.council_starts_at,
	endsAt: m.council_ends_at,
	place: m.council_place,
	chair: m.council_chair,
	guests: m.council_guests,
	openedAt: m.council_field_opened,
	closedAt: m.council_field_closed,
	cancelReason: m.council_cancel_reason,
	attendance: m.council_attendance,
	minutes: m.council_minutes,
	invited: m.council_field_invited,
	calendarSequence: m.council_field_sequence,
	approvedIn: m.council_field_approved_in,
	type: m.council_item_type,
	outcome: m.council_outcome,
	postponedTo: m.council_field_postponed_to,
	referredTo: m.council_refer_to,
	approvesMinutesOf: m.council_item_approves,
	continues: m.council_field_continues
};

type Texts = Record<string, (value: never) => string>;
const MEETING_TEXTS: Texts = {
	kind: meetingKindName,
	day: (value: string) => dateText(value),
	state: (value: MeetingState) => meetingStateName(value),
	openedAt: (value: string) => instantText(value),
	closedAt: (value: string) => instantText(value),
	mails: (value: Meeting['mails']) =>
		value.map(({ purpose, at }) => `${meetingMailName(purpose)}, ${instantText(at)}`).join('\n'),
	attendance: (value: Attendance[]) => value.map(({ office, state }) => `${office}: ${presenceName(state)}`).join('\n'),
	minutes: ({ from, until, opening, closing, writer }: Meeting['minutes']) =>
		[[from, until].filter(Boolean).join(' – '), opening, closing, writer].filter(Boolean).join('\n')
};
const ITEM_TEXTS: Texts = {
	type: itemTypeName,
	outcome: (outcome: AgendaItem['outcome']) => outcomeText({ outcome, postponedTo: null, referredTo: null }),
	postponedTo: (value: string) => dateText(value)
};

/** How a field of a meeting or of an item on its agenda reads; undefined where its plain value does. */
export const meetingText = (kind: string, field: string): ((value: never) => string) | undefined =>
	kind === 'meeting' ? MEETING_TEXTS[field] : kind === 'agenda-item' ? ITEM_TEXTS[field] : undefined;
