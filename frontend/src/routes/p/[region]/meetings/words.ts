import type { PublicMeetings } from '@konzeptstand/contract/meeting.ts';
import { m } from '#lib/paraglide/messages.js';

type PublicRow = PublicMeetings['rows'][number];
type PublicItem = PublicRow['items'][number];
type Result = NonNullable<PublicItem['decision']>['result'];

/** `17:30–19:00 Uhr`; empty where no hour is known. */
export function timeText({ startsAt, endsAt }: Pick<PublicRow, 'startsAt' | 'endsAt'>): string {
	if (startsAt === null) return '';
	return endsAt === null
		? m.calendar_time_from({ from: startsAt })
		: m.calendar_time_from_to({ from: startsAt, to: endsAt });
}

const RESULTS: Record<Result, () => string> = {
	accepted: m.calendar_result_accepted,
	rejected: m.calendar_result_rejected,
	recommended: m.calendar_result_recommended,
	postponed: m.calendar_outcome_postponed,
	unknown: m.calendar_outcome_decided
};
const OUTCOMES: Record<PublicItem['outcome'], () => string> = {
	open: () => '',
	noted: m.calendar_outcome_noted,
	decided: m.calendar_outcome_decided,
	postponed: m.calendar_outcome_postponed,
	referred: m.calendar_outcome_referred,
	removed: () => ''
};

/** What became of an item; of a decision its result, where that is public. */
export const outcomeText = ({ outcome, decision }: PublicItem): string =>
	decision ? RESULTS[decision.result]() : OUTCOMES[outcome]();
