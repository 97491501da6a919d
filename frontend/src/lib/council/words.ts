import type {
	AgendaItem,
	Attendance,
	ItemOutcome,
	ItemType,
	Meeting,
	MeetingKind,
	MeetingState
} from '@konzeptstand/contract/meeting.ts';
import type { Body } from '@konzeptstand/contract/region.ts';
import { dateText, listText } from '#lib/format.ts';
import type { CommandName } from './minute-queue.ts';
import { m } from '#lib/paraglide/messages.js';

/** What stands on the pages of meetings and bodies, in words. */

const STATES: Record<MeetingState, () => string> = {
	planned: m.council_state_planned,
	invited: m.council_state_invited,
	held: m.council_state_held,
	'minutes-drafted': m.council_state_minutes_drafted,
	'minutes-approved': m.council_state_minutes_approved,
	cancelled: m.council_state_cancelled
};
export const MEETING_STATES = Object.keys(STATES) as MeetingState[];
export const meetingStateName = (state: MeetingState) => STATES[state]();

const KINDS: Record<MeetingKind, () => string> = {
	ordinary: m.council_kind_ordinary,
	extraordinary: m.council_kind_extraordinary,
	circulation: m.council_kind_circulation,
	urgent: m.council_kind_urgent
};
export const MEETING_KINDS = Object.keys(KINDS) as MeetingKind[];
export const meetingKindName = (kind: MeetingKind) => KINDS[kind]();

const TYPES: Record<ItemType, () => string> = {
	information: m.council_type_information,
	discussion: m.council_type_discussion,
	decision: m.council_type_decision
};
export const ITEM_TYPES = Object.keys(TYPES) as ItemType[];
export const itemTypeName = (type: ItemType) => TYPES[type]();

const OUTCOMES: Record<ItemOutcome, () => string> = {
	open: m.council_outcome_open,
	noted: m.council_outcome_noted,
	decided: m.council_outcome_decided,
	postponed: m.council_outcome_postponed,
	referred: m.council_outcome_referred,
	removed: m.council_outcome_removed
};
/** What became of an item, with the day it was put off to or the body it was given to. */
export function outcomeText(item: Pick<AgendaItem, 'outcome' | 'postponedTo' | 'referredTo'>): string {
	if (item.outcome === 'postponed' && item.postponedTo)
		return m.council_outcome_postponed_to({ day: dateText(item.postponedTo) });
	if (item.outcome === 'referred' && item.referredTo)
		return m.council_outcome_referred_to({ body: item.referredTo.title });
	return OUTCOMES[item.outcome]();
}

const PRESENCE: Record<Attendance['state'], () => string> = {
	present: m.council_present,
	deputy: m.council_deputy,
	excused: m.council_excused,
	absent: m.council_absent
};
export const PRESENCES = Object.keys(PRESENCE) as Attendance['state'][];
export const presenceName = (state: Attendance['state']) => PRESENCE[state]();

const COMMANDS: Record<CommandName, () => string> = {
	noted: m.council_unsent_noted,
	postponement: m.council_unsent_postponed,
	referral: m.council_unsent_referred,
	reopening: m.council_unsent_reopened,
	vote: m.council_unsent_vote,
	attendance: m.council_attendance,
	closing: m.council_close
};
/** What the minute taker has done and the server has not heard of yet. */
export const commandName = (name: CommandName) => COMMANDS[name]();

const PURPOSES: Record<Meeting['mails'][number]['purpose'], () => string> = {
	invitation: m.council_mail_invitation,
	update: m.council_mail_update,
	cancellation: m.council_mail_cancellation
};
export const meetingMailName = (purpose: Meeting['mails'][number]['purpose']) => PURPOSES[purpose]();

const BODY_KINDS: Record<Body['kind'], () => string> = {
	deciding: m.council_body_deciding,
	advisory: m.council_body_advisory,
	council: m.council_body_council,
	'steering-group': m.council_body_steering_group,
	'working-group': m.council_body_working_group
};
export const bodyKindName = (kind: Body['kind']) => BODY_KINDS[kind]();
export const votingRuleName = (rule: Body['votingRule']) =>
	rule === null ? m.council_rule_none() : rule === 'majority' ? m.council_rule_majority() : m.council_rule_unanimity();
export const quorumName = (rule: Body['quorum']) =>
	rule === null
		? m.council_quorum_none()
		: rule === 'all-towns'
			? m.council_quorum_all_towns()
			: m.council_quorum_majority();

/** „17:30 bis 19:00 Uhr“; empty when no time is known. */
export function timesText({ startsAt, endsAt }: Pick<Meeting, 'startsAt' | 'endsAt'>): string {
	if (startsAt === null) return '';
	return endsAt === null
		? m.council_time_from({ from: startsAt })
		: m.council_time_from_to({ from: startsAt, to: endsAt });
}

/** What a meeting is called: its own title, or its body and day. */
export const meetingName = (meeting: Pick<Meeting, 'title' | 'bodyReference' | 'day'>): string =>
	meeting.title ?? m.council_meeting_of({ body: meeting.bodyReference.title, day: dateText(meeting.day) });

/** What whoever closes a meeting might have forgotten. */
export function closingDoubts({ agenda, minutes }: Pick<Meeting, 'agenda' | 'minutes'>): string[] {
	const open = agenda.filter(({ outcome }) => outcome === 'open').map(({ number }) => String(number));
	return [
		...(open.length > 0 ? [m.council_close_open_items({ items: listText(open) })] : []),
		...(minutes.writer === null ? [m.council_close_no_writer()] : [])
	];
}

/** Whether a meeting's agenda can still be written. */
export const isOpen = ({ state }: Pick<Meeting, 'state'>): boolean => state === 'planned' || state === 'invited';
