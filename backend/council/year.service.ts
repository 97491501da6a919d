import { getHolidays } from 'feiertagejs';
import type { z } from 'zod';
import type { YearProposal, yearQuestion } from '@konzeptstand/contract/meeting.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { registerFieldTexts } from '../foundation/error-texts.ts';
import type { RouteSnapshot } from '../foundation/http/route.ts';
import { referenceOf } from '../record/present.service.ts';
import { BodyModel, RegionModel } from '../region/region.model.ts';
import type { BodyItem, RegionItem } from '../region/region.model.ts';
import { MeetingModel } from './meeting.model.ts';
import type { MeetingItem } from './meeting.model.ts';

/** A year of meetings from a body's rhythm, beside public holidays. Days are plain calendar days, reckoned in UTC. */

const DAY = 86_400_000;
const WEDNESDAY = 3;

/** Länder by their names, as regions write them. */
const STATES = {
	'Baden-Württemberg': 'BW',
	Bayern: 'BY',
	Berlin: 'BE',
	Brandenburg: 'BB',
	Bremen: 'HB',
	Hamburg: 'HH',
	Hessen: 'HE',
	'Mecklenburg-Vorpommern': 'MV',
	Niedersachsen: 'NI',
	'Nordrhein-Westfalen': 'NW',
	'Rheinland-Pfalz': 'RP',
	Saarland: 'SL',
	Sachsen: 'SN',
	'Sachsen-Anhalt': 'ST',
	'Schleswig-Holstein': 'SH',
	Thüringen: 'TH'
} as const;

type Holidays = ReadonlyMap<string, { de: string; en: string }>;

/** Public holidays of a year by day. @param state name of the Land; another, or none: those of all Germany */
export function findHolidays(year: number, state: string | null): Holidays {
	const code = state !== null && Object.hasOwn(STATES, state) ? STATES[state as keyof typeof STATES] : 'BUND';
	return new Map(
		getHolidays(String(year), code).map((one) => [
			one.dateString,
			{ de: one.translate('de') ?? one.name, en: one.translate('en') ?? one.name }
		])
	);
}

/**
 * Days that a year of meetings could have; nothing is planned by it.
 * @throws ApplicationError invalid_input for an unknown body, and where neither it nor the question gives a rhythm
 */
export async function proposeYear(
	region: string,
	{ session }: RouteSnapshot,
	question: z.output<typeof yearQuestion>
): Promise<YearProposal> {
	const body = await BodyModel.findOne({ _id: question.body, region, withdrawn: null })
		.session(session)
		.lean<BodyItem>();
	if (!body) throw new ApplicationError('invalid_input', { field: 'body', problem: 'not_found' });
	const weeks = question.weeks ?? body.rhythmWeeks;
	if (weeks === null) throw new ApplicationError('invalid_input', { field: 'weeks', problem: 'no_rhythm' });
	const meetings = await MeetingModel.find({
		region,
		body: body._id,
		withdrawn: null,
		state: { $ne: 'cancelled' },
		day: { $lte: `${String(question.year)}-12-31` }
	})
		.sort({ day: 1 })
		.session(session)
		.lean<MeetingItem[]>();
	const place = await RegionModel.findOne({ _id: region }).session(session).lean<RegionItem>();
	const holidays = findHolidays(question.year, place?.state ?? null);
	return {
		holidays: [...holidays].map(([day, name]) => ({ day, name })),
		days: gridOf({ ...question, weeks }, meetings.at(-1)?.day ?? null, holidays).map((day) => {
			const holiday = holidays.get(day) ?? null;
			const moved = holiday ? besideHoliday(day, holidays) : day;
			const clash = meetings.find((one) => mondayOf(one.day) === mondayOf(moved));
			return {
				day: moved,
				movedFrom: holiday ? day : null,
				holiday,
				clash: clash ? referenceOf('meeting', clash) : null
			};
		})
	};
}

/** The days that the rhythm gives: a holiday moves one meeting, not the rhythm. */
function gridOf(
	{ year, from, weeks, weekday }: z.output<typeof yearQuestion> & { weeks: number },
	last: string | null,
	holidays: Holidays
): string[] {
	const first = `${String(year)}-01-01`;
	const next = last === null ? null : plus(last, weeks * 7);
	const start = from ?? (next !== null && next >= first ? next : firstWorkingDay(first, holidays));
	const wanted = weekday ?? usualWeekday(last);
	const days: string[] = [];
	for (
		let day = plus(start, (wanted - weekdayOf(start) + 7) % 7);
		day <= `${String(year)}-12-31`;
		day = plus(day, weeks * 7)
	)
		if (day >= first) days.push(day);
	return days;
}

/** That of the last meeting, unless it was at a weekend. */
function usualWeekday(last: string | null): number {
	const weekday = last === null ? WEDNESDAY : weekdayOf(last);
	return weekday <= 5 ? weekday : WEDNESDAY;
}

function firstWorkingDay(day: string, holidays: Holidays): string {
	return isWorkingDay(day, holidays) ? day : firstWorkingDay(plus(day, 1), holidays);
}

/** The working day of the same week and year that is next to a holiday, the later one of two. */
function besideHoliday(day: string, holidays: Holidays): string {
	const near = [1, -1, 2, -2, 3, -3, 4, -4].map((distance) => plus(day, distance));
	const isHere = (one: string): boolean => mondayOf(one) === mondayOf(day) && one.slice(0, 4) === day.slice(0, 4);
	return near.find((one) => isHere(one) && isWorkingDay(one, holidays)) ?? day;
}

const isWorkingDay = (day: string, holidays: Holidays): boolean => weekdayOf(day) <= 5 && !holidays.has(day);
const plus = (day: string, days: number): string => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
/** 1 Monday … 7 Sunday. */
const weekdayOf = (day: string): number => new Date(day).getUTCDay() || 7;
const mondayOf = (day: string): string => plus(day, 1 - weekdayOf(day));

registerFieldTexts({
	no_rhythm: {
		de: 'Für dieses Gremium ist kein Abstand der Sitzungen festgehalten. Bitte angeben, wie viele Wochen dazwischenliegen.',
		en: 'No interval between meetings is noted for this body. Please say how many weeks lie between them.'
	}
});
