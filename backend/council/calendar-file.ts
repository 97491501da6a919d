import { getVtimezoneComponent } from '@touch4it/ical-timezones';
import {
	ICalAttendeeRole,
	ICalAttendeeStatus,
	ICalCalendar,
	ICalCalendarMethod,
	ICalEventStatus
} from 'ical-generator';
import type { Language } from '@konzeptstand/contract/values.ts';
import type { MeetingItem } from './meeting.model.ts';

/** Writes meetings as an iCalendar file (RFC 5545, RFC 5546), for calendar programs of whatever kind. */

interface Person {
	name: string;
	address: string;
}

/** A meeting with the words that its reader may see. */
export interface CalendarMeeting {
	meeting: Pick<
		MeetingItem,
		'_id' | 'day' | 'startsAt' | 'endsAt' | 'place' | 'state' | 'calendarSequence' | 'cancelReason'
	>;
	summary: string;
	description: string;
	/** Address of its page, where this installation knows its own. */
	url: string | null;
	/** Who is invited by this file, and by whom. */
	invitation: { attendee: Person; organizer: Person } | null;
}

export interface CalendarFile {
	method: 'PUBLISH' | 'REQUEST' | 'CANCEL';
	name: string;
	language: Language;
	timeZone: string;
	/** When what it says was true: what was written of the same state is the same file. */
	at: Date;
	meetings: readonly CalendarMeeting[];
}

/** So often a program should ask for news, in seconds. */
const REFRESH = 3 * 3_600;

/** The file. A meeting has the same UID in every file for ever; its times are those of the region's clocks. */
export function writeCalendar({ method, name, language, timeZone, at, meetings }: CalendarFile): string {
	const isFeed = method === 'PUBLISH';
	const calendar = new ICalCalendar({
		method: ICalCalendarMethod[method],
		prodId: { company: 'Konzeptstand', product: 'Konzeptstand', language: language.toUpperCase() },
		// Each event names its own zone: one of the whole file would move the stamps, which are UTC, and whole days too.
		timezone: { name: null, generator: (zone) => getVtimezoneComponent(zone) ?? null },
		...(isFeed ? { name, ttl: REFRESH } : {})
	});
	for (const { meeting, summary, description, url, invitation } of meetings) {
		const { startsAt, endsAt } = meeting;
		const event = calendar.createEvent({
			id: `${meeting._id}@konzeptstand`,
			stamp: at,
			sequence: meeting.calendarSequence,
			summary,
			description,
			...(meeting.place === null ? {} : { location: meeting.place }),
			...(url === null ? {} : { url }),
			status: statusOf(meeting.state),
			allDay: startsAt === null,
			timezone: startsAt === null || timeZone === 'UTC' ? null : timeZone,
			start: momentOf(meeting.day, startsAt, timeZone),
			// Without an end only its beginning is known: nothing is made up.
			...(startsAt === null || endsAt === null ? {} : { end: momentOf(meeting.day, endsAt, timeZone) })
		});
		if (!invitation) continue;
		event.organizer({ name: invitation.organizer.name, email: invitation.organizer.address });
		event.createAttendee({
			name: invitation.attendee.name,
			email: invitation.attendee.address,
			role: ICalAttendeeRole.REQ,
			status: ICalAttendeeStatus.NEEDSACTION,
			rsvp: method === 'REQUEST'
		});
	}
	return `${calendar.toString()}\r\n`;
}

function statusOf(state: MeetingItem['state']): ICalEventStatus {
	if (state === 'cancelled') return ICalEventStatus.CANCELLED;
	return state === 'planned' ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED;
}

/**
 * Day and time as the library wants them: with a time zone it writes what this machine's clock would show, whatever zone the
 * machine is in; for whole days, and in UTC, it writes what UTC shows.
 */
function momentOf(day: string, time: string | null, timeZone: string): Date {
	const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
	const [hour = 0, minute = 0] = (time ?? '0:0').split(':').map(Number);
	return time === null || timeZone === 'UTC'
		? new Date(Date.UTC(year, month - 1, date, hour, minute))
		: new Date(year, month - 1, date, hour, minute);
}
