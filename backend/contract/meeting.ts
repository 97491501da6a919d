import { z } from 'zod';
import { decision, subject, voteCast, voteCounts } from './decision.ts';
import { mailReason, mailState } from './mail.ts';
import {
	changeOf,
	id,
	itemOutput,
	itemInput,
	language,
	line,
	listFormat,
	longText,
	pageOf,
	pageQuery,
	reason,
	reference,
	title
} from './values.ts';

/** Meetings of a body: their agenda, who was there, what was said. Days and times are those of the region's time zone. */

export const day = z.iso.date().max(10);
/** Wall-clock time: `17:30`. */
export const time = z
	.string()
	.max(5)
	.regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** `circulation`: decided in writing, without a gathering; `urgent`: decided between meetings, told at the next. */
export const meetingKind = z.enum(['ordinary', 'extraordinary', 'circulation', 'urgent']);
export type MeetingKind = z.infer<typeof meetingKind>;
export const meetingState = z.enum(['planned', 'invited', 'held', 'minutes-drafted', 'minutes-approved', 'cancelled']);
export type MeetingState = z.infer<typeof meetingState>;

export const newMeeting = z.strictObject({
	body: id,
	kind: meetingKind.default('ordinary'),
	/** Day of the meeting; of a circulation the last day for votes. */
	day,
	startsAt: time.nullable().default(null),
	endsAt: time.nullable().default(null),
	place: line(300).nullable().default(null),
	title: title.nullable().default(null),
	/** Municipality that has the chair; null: by the body's list of chairs. */
	chair: id.nullable().default(null),
	guests: longText.nullable().default(null),
	...itemInput
});
export type NewMeeting = z.infer<typeof newMeeting>;
export const meetingChange = changeOf(newMeeting, 'body', 'kind');

/** One seat of the body at this meeting, as it was when the meeting was opened. */
export const attendance = z.strictObject({
	/** Names the seat in this meeting: `1`, `2`, … in the order of the body's seats. */
	seat: line(10),
	office: title,
	municipality: id.nullable(),
	state: z.enum(['present', 'deputy', 'excused', 'absent']),
	/** Who sat there, where that is written down. */
	name: line(200).nullable().default(null)
});
export type Attendance = z.infer<typeof attendance>;

export const itemType = z.enum(['information', 'discussion', 'decision']);
export type ItemType = z.infer<typeof itemType>;
/** What became of an item: nothing yet; taken note of; decided (accepted or rejected); put off; given to another body; taken off. */
export const itemOutcome = z.enum(['open', 'noted', 'decided', 'postponed', 'referred', 'removed']);
export type ItemOutcome = z.infer<typeof itemOutcome>;

export const newAgendaItem = z.strictObject({
	type: itemType.default('information'),
	isPublic: z.boolean().default(true),
	title,
	text: longText.nullable().default(null),
	subjects: z.array(subject).max(50).default([]),
	/** The paper that is voted on. Its own publicity goes before: a closed paper makes the item closed. */
	paper: id.nullable().default(null),
	/** The former meeting whose minutes this item approves. */
	approvesMinutesOf: id.nullable().default(null),
	/** The item of a former meeting that was put off to this one. */
	continues: id.nullable().default(null)
});
export type NewAgendaItem = z.infer<typeof newAgendaItem>;
export const agendaItemChange = changeOf(newAgendaItem, 'continues');

export const agendaItem = z.strictObject({
	...newAgendaItem.shape,
	id,
	version: z.int().min(1),
	meeting: id,
	/** As it is called: 1, 2, … in the order of the agenda. */
	number: z.int().min(1),
	subjectReferences: z.array(reference),
	paperReference: reference.nullable(),
	outcome: itemOutcome,
	/** What was said, for the minutes. */
	minutes: longText.nullable(),
	postponedTo: day.nullable(),
	referredTo: reference.nullable(),
	decision: decision.nullable()
});
export type AgendaItem = z.infer<typeof agendaItem>;

/** A mail to one member, and what became of it. */
export const meetingMail = z.strictObject({
	person: id,
	name: z.string().nullable(),
	at: z.iso.datetime(),
	purpose: z.enum(['invitation', 'update', 'cancellation']),
	state: mailState,
	reason: mailReason.nullable()
});

const meetingShape = {
	...newMeeting.shape,
	...itemOutput,
	/** `2026-03`: the third of the body in this year. */
	number: z.string(),
	state: meetingState,
	bodyReference: reference,
	chairReference: reference.nullable(),
	openedAt: z.iso.datetime().nullable(),
	closedAt: z.iso.datetime().nullable(),
	cancelReason: z.string().nullable()
};
export const meetingRow = z.strictObject({ ...meetingShape, itemCount: z.int(), decisionCount: z.int() });
export type MeetingRow = z.infer<typeof meetingRow>;
export const meeting = z.strictObject({
	...meetingShape,
	attendance: z.array(attendance),
	/**
	 * Opening and closing words of the minutes, who wrote them, and from when until when was met: as somebody says it, never
	 * taken from when a button was pressed.
	 */
	minutes: z.strictObject({
		from: time.nullable().default(null),
		until: time.nullable().default(null),
		opening: longText.nullable(),
		closing: longText.nullable(),
		writer: line(200).nullable()
	}),
	/** Whether enough seats are there; null before the meeting is opened. */
	hasQuorum: z.boolean().nullable(),
	/** Seats that must be there at least. */
	quorumSeats: z.int().nullable(),
	agenda: z.array(agendaItem),
	/** Items that the reader may not see. */
	hiddenItems: z.int(),
	mails: z.array(meetingMail),
	/** Whether the last invitation tells the meeting as it is now; null before the first. */
	isInvitationCurrent: z.boolean().nullable(),
	approvedIn: reference.nullable(),
	previous: reference.nullable(),
	next: reference.nullable()
});
export type Meeting = z.infer<typeof meeting>;
export const meetingList = pageOf(meetingRow);
export const meetingListQuery = z.strictObject({
	...pageQuery,
	body: id.optional(),
	year: z.coerce.number().int().min(1900).max(2200).optional(),
	state: meetingState.optional(),
	format: listFormat.optional()
});

/** `language` of the mails: nobody's own is known. */
export const meetingInvitation = z.strictObject({ language: language.default('de') });

/** Cancels; the calendar entry of those who were invited is cancelled with it. */
export const cancellation = z.strictObject({ reason });

/** Asks which days a year of meetings could have, by the body's rhythm, without public holidays. */
export const yearQuestion = z.strictObject({
	body: id,
	year: z.int().min(2000).max(2200),
	/** First day looked at; null: one rhythm after the last meeting, or the first working day of the year. */
	from: day.nullable().default(null),
	/** Weeks between two meetings; null: the body's own. */
	weeks: z.int().min(1).max(52).nullable().default(null),
	/** 1 Monday … 5 Friday; null: that of the last meeting, or Wednesday. */
	weekday: z.int().min(1).max(5).nullable().default(null)
});
export const yearProposal = z.strictObject({
	days: z.array(
		z.strictObject({
			day,
			/** The day that the rhythm gives, where it is a public holiday, with the holiday's names. */
			movedFrom: day.nullable(),
			holiday: z.strictObject({ de: z.string(), en: z.string() }).nullable(),
			/** A meeting of the body that stands on this day or in this week already. */
			clash: reference.nullable()
		})
	),
	/** Public holidays of the year, for days that are chosen instead. */
	holidays: z.array(z.strictObject({ day, name: z.strictObject({ de: z.string(), en: z.string() }) }))
});
export type YearProposal = z.infer<typeof yearProposal>;
/** The chosen days become meetings, in one entry of the record. */
export const newSeries = z.strictObject({
	body: id,
	days: z.array(day).min(1).max(60),
	startsAt: time.nullable().default(null),
	endsAt: time.nullable().default(null),
	place: line(300).nullable().default(null)
});

export const meetingSeries = z.strictObject({ rows: z.array(meetingRow) });

export const agendaOrder = z.strictObject({ items: z.array(id).max(200) });
/** Opens the meeting with who is there; sent again it corrects that. */
export const attendanceInput = z.strictObject({
	rows: z.array(attendance.omit({ office: true, municipality: true })).max(200)
});
export const minutesInput = meeting.shape.minutes;
export const itemMinutesInput = z.strictObject({ minutes: longText.nullable() });

/**
 * A vote on an item. With `cast`, the counts and the result come from the body's rule; a body without seats gives counts.
 * `text` is the wording decided on; null: that of the paper, and only where the item has one.
 */
export const voteInput = z.strictObject({
	cast: z.array(voteCast).max(200).default([]),
	counts: voteCounts.nullable().default(null),
	text: longText.nullable().default(null)
});
export type VoteInput = z.infer<typeof voteInput>;
export const postponement = z.strictObject({ until: day.nullable().default(null) });
export const referral = z.strictObject({ body: id });

/** Meetings as anyone may see them: invited or later, public items only. */
export const publicMeetings = z.strictObject({
	region: z.strictObject({ name: z.string(), nameEn: z.string().nullable(), timeZone: z.string() }),
	rows: z.array(
		z.strictObject({
			id,
			number: z.string(),
			body: z.string(),
			title: z.string().nullable(),
			day,
			startsAt: time.nullable(),
			endsAt: time.nullable(),
			place: z.string().nullable(),
			state: meetingState,
			items: z.array(
				z.strictObject({
					number: z.int(),
					title: z.string(),
					type: itemType,
					outcome: itemOutcome,
					decision: z
						.strictObject({ number: z.string().nullable(), text: z.string().nullable(), result: decision.shape.result })
						.nullable()
				})
			)
		})
	)
});
export type PublicMeetings = z.infer<typeof publicMeetings>;

export const calendarScope = z.enum(['body', 'person']);
/** A calendar that other programs subscribe to, behind a secret link. */
export const calendarFeed = z.strictObject({
	id,
	version: z.int(),
	scope: calendarScope,
	body: reference.nullable(),
	isRevoked: z.boolean(),
	createdAt: z.iso.datetime()
});
export type CalendarFeed = z.infer<typeof calendarFeed>;
export const calendarFeedList = z.strictObject({ rows: z.array(calendarFeed) });
export const newCalendarFeed = z.strictObject({ body: id.nullable().default(null) });
/** The path of the link: shown once when it is made, and again when asked for. */
export const calendarFeedLink = z.strictObject({ feed: calendarFeed, path: z.string() });
export type CalendarFeedLink = z.infer<typeof calendarFeedLink>;
