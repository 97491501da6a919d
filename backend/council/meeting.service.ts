import type { z } from 'zod';
import { newMeeting } from '@konzeptstand/contract/meeting.ts';
import type { attendanceInput, minutesInput, NewMeeting, newSeries } from '@konzeptstand/contract/meeting.ts';
import { edtfBounds } from '@konzeptstand/contract/format/edtf.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { FieldError } from '../foundation/errors.ts';
import { registerFieldTexts } from '../foundation/error-texts.ts';
import type { Work } from '../record/record.service.ts';
import { refuseStale } from '../region/living.service.ts';
import { BodyModel, MunicipalityModel } from '../region/region.model.ts';
import type { BodyItem } from '../region/region.model.ts';
import { requireAll } from '../region/region.service.ts';
import { AgendaItemModel, MeetingModel, NO_MINUTES } from './meeting.model.ts';
import type { AgendaItem, MeetingItem } from './meeting.model.ts';
import { orderCancellation } from './invitation.service.ts';
import { requireStep } from './meeting-state.ts';
import { refuseOverwriting } from './overwriting.ts';

/** Meetings from their planning to their approved minutes. Each step says in which phase it can be taken. */

export { invitedState, quorumOf } from './meeting-state.ts';

type Row = MeetingItem['attendance'][number];

/** What a meeting has before anything happened to it. */
const fresh = () => ({
	state: 'planned' as const,
	openedAt: null,
	closedAt: null,
	cancelReason: null,
	attendance: [],
	minutes: NO_MINUTES,
	mails: [],
	invited: null,
	calendarSequence: 0,
	approvedIn: null
});

/**
 * Plans a meeting and gives it the next number of its body and year.
 * @throws ApplicationError invalid_input
 */
export async function createMeeting(work: Work, input: NewMeeting): Promise<MeetingItem> {
	await requireAll(work, BodyModel, [input.body], 'body');
	await requireAll(work, MunicipalityModel, [input.chair], 'chair');
	refuseEndBefore('endsAt', input.startsAt, input.endsAt);
	const number = await nextNumber(work, input.body, input.day.slice(0, 4));
	return work.create(MeetingModel, { ...input, ...fresh(), number });
}

/**
 * Plans many meetings at once, numbered by their days.
 * @throws ApplicationError invalid_input for a day that is named twice or on which the body meets already
 */
export async function createSeries(work: Work, { days, ...rest }: z.output<typeof newSeries>): Promise<MeetingItem[]> {
	const taken = new Set(
		(await work.load(MeetingModel, { body: rest.body, day: { $in: days }, state: { $ne: 'cancelled' } })).map(
			({ day }) => day
		)
	);
	const errors: FieldError[] = [];
	for (const [index, day] of days.entries()) {
		if (taken.has(day)) errors.push({ field: `days.${String(index)}`, code: 'meets_already' });
		taken.add(day);
	}
	if (errors.length > 0) throw new ApplicationError('invalid_input', { errors });
	const made: MeetingItem[] = [];
	for (const day of [...days].sort()) made.push(await createMeeting(work, newMeeting.parse({ ...rest, day })));
	return made;
}

/**
 * A number is given once, by the year of the day that was planned first: a meeting that is moved or cancelled keeps it.
 * @returns such as `2026-03`
 */
async function nextNumber(work: Work, body: string, year: string): Promise<string> {
	const found = await work.load(MeetingModel, { body, number: { $gte: `${year}-`, $lt: `${year}.` } });
	const own = work.written(MeetingModel).filter((one) => one.body === body && one.number.startsWith(`${year}-`));
	const last = Math.max(0, ...[...found, ...own].map(({ number }) => Number(number.slice(5))));
	return `${year}-${String(last + 1).padStart(2, '0')}`;
}

function refuseEndBefore(field: string, from: string | null, until: string | null): void {
	if (from !== null && until !== null && until <= from)
		throw new ApplicationError('invalid_input', { field, problem: 'ends_before' });
}

/**
 * Changes what is said of a meeting; its day only until it is opened.
 * @throws ApplicationError not_found, version_conflict, conflict, invalid_input
 */
export async function changeMeeting(
	work: Work,
	id: string,
	version: number,
	patch: Partial<MeetingItem>
): Promise<MeetingItem> {
	const meeting = await work.require(MeetingModel, id);
	refuseStale(meeting, version);
	requireStep(meeting, patch.day !== undefined && patch.day !== meeting.day ? 'move' : 'change');
	await requireAll(work, MunicipalityModel, [patch.chair ?? null], 'chair');
	const { startsAt, endsAt } = { ...meeting, ...patch };
	refuseEndBefore('endsAt', startsAt, endsAt);
	return work.update(MeetingModel, id, version, patch);
}

/** @throws ApplicationError not_found; conflict once it is opened */
export async function cancelMeeting(work: Work, id: string, reason: string): Promise<MeetingItem> {
	const meeting = await work.require(MeetingModel, id);
	requireStep(meeting, 'cancel');
	const calendarSequence = meeting.calendarSequence + (meeting.invited === null ? 0 : 1);
	await work.update(MeetingModel, id, null, { state: 'cancelled', cancelReason: reason, calendarSequence });
	await orderCancellation(work, id);
	return work.require(MeetingModel, id);
}

/**
 * Notes who is there. The first time it opens the meeting: the body's seats are kept as they are that day, and its chair.
 * Seats that are not named stay as they were, at first absent.
 * @throws ApplicationError not_found, version_conflict, conflict, invalid_input
 */
export async function noteAttendance(
	work: Work,
	id: string,
	version: number,
	{ rows }: z.output<typeof attendanceInput>
): Promise<MeetingItem> {
	const meeting = await work.require(MeetingModel, id);
	const body = await work.require(BodyModel, meeting.body);
	const seats: Row[] = meeting.openedAt === null ? seatsOf(body) : meeting.attendance;
	const errors: FieldError[] = [];
	const named = new Map<string, (typeof rows)[number]>();
	for (const [index, row] of rows.entries()) {
		const isKnown = seats.some(({ seat }) => seat === row.seat);
		if (!isKnown || named.has(row.seat))
			errors.push({ field: `rows.${String(index)}.seat`, code: isKnown ? 'duplicate' : 'no_such_seat' });
		named.set(row.seat, row);
	}
	const attendance = seats.map((seat) => ({ ...seat, ...named.get(seat.seat) }));
	await refuseOverwriting(meeting, version, 'attendance', attendance);
	requireStep(meeting, 'attend');
	if (errors.length > 0) throw new ApplicationError('invalid_input', { errors });
	return work.update(MeetingModel, id, null, {
		attendance,
		openedAt: meeting.openedAt ?? work.at.toISOString(),
		chair: meeting.chair ?? chairOf(body, meeting.day)
	});
}

/** Rows of attendance of a body of which nobody is there yet, one for each seat. */
export const seatsOf = ({ seats }: BodyItem): Row[] =>
	seats.map(({ office, municipality }, index) => ({
		seat: String(index + 1),
		office,
		municipality,
		state: 'absent',
		name: null
	}));

/** The municipality that has the chair on a day by the body's list; null where the list does not say. */
export function chairOf({ chairs }: Pick<BodyItem, 'chairs'>, day: string): string | null {
	const isOn = (year: string): boolean => {
		const { first, last } = edtfBounds(year) ?? { first: null, last: null };
		return (first === null || first <= day) && (last === null || day <= last) && (first ?? last) !== null;
	};
	return chairs.find(({ year }) => isOn(year))?.municipality ?? null;
}

/** @throws ApplicationError not_found; conflict unless it is open */
export async function closeMeeting(work: Work, id: string): Promise<MeetingItem> {
	requireStep(await work.require(MeetingModel, id), 'close');
	return work.update(MeetingModel, id, null, { state: 'held', closedAt: work.at.toISOString() });
}

/**
 * What the minutes say beside the items: from when until when was met, opening and closing words, and who wrote them.
 * @throws ApplicationError not_found, version_conflict, conflict, invalid_input
 */
export async function writeMinutes(
	work: Work,
	id: string,
	version: number,
	minutes: z.output<typeof minutesInput>
): Promise<MeetingItem> {
	const meeting = await work.require(MeetingModel, id);
	await refuseOverwriting(meeting, version, 'minutes', minutes);
	refuseEndBefore('until', minutes.from, minutes.until);
	requireStep(meeting, 'write');
	return work.update(MeetingModel, id, null, { minutes });
}

/**
 * The minutes are written, and wait for the next meeting.
 * @throws ApplicationError not_found; conflict unless it is held and every decision item has come to something
 */
export async function draftMinutes(work: Work, id: string): Promise<MeetingItem> {
	requireStep(await work.require(MeetingModel, id), 'draft');
	const count = (await findAgenda(work, id)).filter((one) => one.type === 'decision' && one.outcome === 'open').length;
	if (count > 0) throw new ApplicationError('conflict', { field: 'meeting', problem: 'items_open', values: { count } });
	return work.update(MeetingModel, id, null, { state: 'minutes-drafted' });
}

/** Takes the draft of the minutes back. @throws ApplicationError not_found; conflict unless there is one */
export async function returnMinutes(work: Work, id: string): Promise<MeetingItem> {
	requireStep(await work.require(MeetingModel, id), 'return');
	return work.update(MeetingModel, id, null, { state: 'held' });
}

/**
 * Approves the minutes of a meeting, in a later one.
 * @throws ApplicationError not_found; conflict unless there is a draft of them
 */
export async function approveMinutes(work: Work, id: string, inMeeting: string): Promise<MeetingItem> {
	const meeting = await work.require(MeetingModel, id);
	requireStep(meeting, 'approve');
	return work.update(MeetingModel, id, null, { state: 'minutes-approved', approvedIn: inMeeting });
}

/** Living items of a meeting in the order of its agenda, as this change has left them so far. */
export async function findAgenda(work: Work, meeting: string): Promise<AgendaItem[]> {
	const items = new Map((await work.load(AgendaItemModel, { meeting })).map((item) => [item._id, item]));
	for (const item of work.written(AgendaItemModel)) if (item.meeting === meeting) items.set(item._id, item);
	return [...items.values()].filter((item) => item.withdrawn === null).sort((a, b) => a.position - b.position);
}

/**
 * An item on which something can be decided now, with where it stands.
 * @throws ApplicationError not_found; conflict unless its meeting is open or held without a draft of minutes, and the
 * item itself is open
 */
export async function requireOpenItem(
	work: Work,
	id: string
): Promise<{ item: AgendaItem; meeting: MeetingItem; body: BodyItem }> {
	const item = await work.require(AgendaItemModel, id);
	if (item.withdrawn) throw new ApplicationError('conflict', { field: 'item', problem: 'withdrawn' });
	const meeting = await work.require(MeetingModel, item.meeting);
	requireStep(meeting, 'treat');
	if (item.outcome !== 'open') throw new ApplicationError('conflict', { field: 'item', problem: 'item_settled' });
	return { item, meeting, body: await work.require(BodyModel, meeting.body) };
}

registerFieldTexts({
	ends_before: { de: 'Das Ende liegt nicht nach dem Beginn.', en: 'The end is not after the beginning.' },
	meets_already: {
		de: 'An diesem Tag tagt das Gremium schon, oder der Tag ist zweimal genannt.',
		en: 'The body meets on this day already, or the day is named twice.'
	},
	no_such_seat: { de: 'Diesen Sitz gibt es im Gremium nicht.', en: 'The body has no such seat.' },
	items_open: {
		de: 'Zu {count} Beschlusspunkten steht noch kein Ergebnis fest. Bitte abstimmen, vertagen oder verweisen.',
		en: '{count} items for decision have no result yet. Please vote, postpone or refer them.'
	},
	item_settled: {
		de: 'Zu diesem Punkt steht schon fest, was daraus geworden ist. Bitte zuerst wieder öffnen.',
		en: 'What became of this item is settled already. Please reopen it first.'
	}
});
