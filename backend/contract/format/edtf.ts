/**
 * Dates as the sources give them: EDTF level 1 (ISO 8601-2), read as the interval of days they can mean,
 * and written in words. Own and small because both the browser and the documents need it.
 */

import type { Language } from '../values.ts';
import { dateFormat } from './intl.ts';

/** One end of an EDTF value: `year` is a number, `month` 1–12 (or a season 21–24), `day` 1–31. */
interface EdtfDate {
	readonly year: number;
	/** digits of the year that are not known, counted from the right: 201X has one */
	readonly unspecifiedDigits: 0 | 1 | 2;
	readonly month: number | null;
	readonly day: number | null;
	readonly isApproximate: boolean;
	readonly isUncertain: boolean;
}

/** `open`: goes on (`..`); `unknown`: the source does not say (an empty end). */
type EdtfEnd = EdtfDate | 'open' | 'unknown';

export type Edtf =
	| { readonly kind: 'date'; readonly date: EdtfDate }
	| { readonly kind: 'interval'; readonly start: EdtfEnd; readonly end: EdtfEnd };

const DATE = /^(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?([~?%])?$/;

function daysInMonth(year: number, month: number): number {
	return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function parseDate(text: string): EdtfDate | null {
	const match = DATE.exec(text);
	if (!match) return null;
	const [, yearText = '', monthText, dayText, mark] = match;
	const unspecifiedDigits = yearText.endsWith('XX') ? 2 : yearText.endsWith('X') ? 1 : 0;
	const month = monthText === undefined || monthText === 'XX' ? null : Number(monthText);
	const day = dayText === undefined || dayText === 'XX' ? null : Number(dayText);
	const year = Number(yearText.replaceAll('X', '0'));
	if (unspecifiedDigits > 0 && monthText !== undefined) return null;
	if (month === null && day !== null) return null;
	const isSeason = month !== null && month >= 21 && month <= 24;
	if (month !== null && !isSeason && (month < 1 || month > 12)) return null;
	if (isSeason && dayText !== undefined) return null;
	if (day !== null && (day < 1 || day > daysInMonth(year, month as number))) return null;
	return {
		year,
		unspecifiedDigits,
		month,
		day,
		isApproximate: mark === '~' || mark === '%',
		isUncertain: mark === '?' || mark === '%'
	};
}

function parseEnd(text: string): EdtfEnd | null {
	if (text === '..') return 'open';
	if (text === '') return 'unknown';
	return parseDate(text);
}

function isDate(end: EdtfEnd): end is EdtfDate {
	return typeof end === 'object';
}

/** Reads an EDTF level 1 value; null when it is none (also for 31.02. and for an end before its start). */
export function parseEdtf(text: string): Edtf | null {
	const parts = text.split('/');
	if (parts.length === 1) {
		const date = parseDate(text);
		return date && { kind: 'date', date };
	}
	if (parts.length !== 2) return null;
	const start = parseEnd(parts[0] as string);
	const end = parseEnd(parts[1] as string);
	if (start === null || end === null || (!isDate(start) && !isDate(end))) return null;
	if (isDate(start) && isDate(end) && firstDay(start) > lastDay(end)) return null;
	return { kind: 'interval', start, end };
}

const SEASON_FIRST_MONTH: Record<number, number> = { 21: 3, 22: 6, 23: 9, 24: 12 };

function isoDay(year: number, month: number, day: number): string {
	return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function firstDay(date: EdtfDate): string {
	const season = date.month === null ? undefined : SEASON_FIRST_MONTH[date.month];
	return isoDay(date.year, season ?? date.month ?? 1, date.day ?? 1);
}

function lastDay(date: EdtfDate): string {
	const year = date.year + (date.unspecifiedDigits === 2 ? 99 : date.unspecifiedDigits === 1 ? 9 : 0);
	if (date.month === null) return isoDay(year, 12, 31);
	const season = SEASON_FIRST_MONTH[date.month];
	if (season === undefined) return isoDay(year, date.month, date.day ?? daysInMonth(year, date.month));
	const month = season === 12 ? 2 : season + 2;
	const lastYear = season === 12 ? year + 1 : year;
	return isoDay(lastYear, month, daysInMonth(lastYear, month));
}

/**
 * A point of time as it is typed in German, as EDTF: `14.10.2025`, `10.2025`, `10/2025`. Any other text, and a day that
 * does not exist, is given back as it is.
 */
export function typedEdtf(text: string): string {
	const match = /^(?:(\d{1,2})\.\s?)?(\d{1,2})[./]\s?(\d{4})$/.exec(text.trim());
	if (!match) return text;
	const [, day, month = '', year = ''] = match;
	const edtf = [year, month, ...(day === undefined ? [] : [day])].map((part) => part.padStart(2, '0')).join('-');
	return parseEdtf(edtf) ? edtf : text;
}

/**
 * The first and last day a value can mean, as ISO dates; null where the end is open or unknown.
 * Approximate values are taken at their word: `2001~` is the year 2001. Null when the text is no EDTF.
 */
export function edtfBounds(text: string): { first: string | null; last: string | null } | null {
	const value = parseEdtf(text);
	if (!value) return null;
	if (value.kind === 'date') return { first: firstDay(value.date), last: lastDay(value.date) };
	return {
		first: isDate(value.start) ? firstDay(value.start) : null,
		last: isDate(value.end) ? lastDay(value.end) : null
	};
}

/** Orders two EDTF values by their first day, then by their last; unknown and open ends come last. */
export function compareEdtf(a: string | null, b: string | null): number {
	const left = (a === null ? null : edtfBounds(a)) ?? { first: null, last: null };
	const right = (b === null ? null : edtfBounds(b)) ?? { first: null, last: null };
	const key = (bounds: { first: string | null; last: string | null }) =>
		`${bounds.first ?? bounds.last ?? '9999-99-99'} ${bounds.last ?? '9999-99-99'}`;
	return key(left) < key(right) ? -1 : key(left) > key(right) ? 1 : 0;
}

const WORDS = {
	de: {
		unknown: 'nicht bekannt',
		about: 'etwa',
		presumably: 'vermutlich',
		since: 'seit',
		until: 'bis',
		decade: (year: number) => `${year}er Jahre`,
		century: (year: number) => `zwischen ${year} und ${year + 99}`,
		seasons: ['Frühjahr', 'Sommer', 'Herbst', 'Winter']
	},
	en: {
		unknown: 'not known',
		about: 'about',
		presumably: 'presumably',
		since: 'since',
		until: 'until',
		decade: (year: number) => `${year}s`,
		century: (year: number) => `between ${year} and ${year + 99}`,
		seasons: ['spring', 'summer', 'autumn', 'winter']
	}
} as const;

function plainDate(date: EdtfDate, locale: Language): string {
	const words = WORDS[locale];
	if (date.unspecifiedDigits === 1) return words.decade(date.year);
	if (date.unspecifiedDigits === 2) return words.century(date.year);
	if (date.month === null) return String(date.year);
	if (date.month > 12) return `${words.seasons[date.month - 21]} ${date.year}`;
	const instant = new Date(Date.UTC(date.year, date.month - 1, date.day ?? 1));
	return date.day === null ? dateFormat(locale, 'month').format(instant) : dateFormat(locale, 'day').format(instant);
}

function dateInWords(date: EdtfDate, locale: Language): string {
	const words = WORDS[locale];
	const marks = [date.isUncertain ? words.presumably : '', date.isApproximate ? words.about : ''].filter(Boolean);
	return [...marks, plainDate(date, locale)].join(' ');
}

function endInWords(end: EdtfEnd, locale: Language): string {
	return isDate(end) ? dateInWords(end, locale) : WORDS[locale].unknown;
}

/**
 * An EDTF value in words: "Januar 2014", "etwa 2001", "seit 2023", "2014 bis 2016"; null reads "nicht bekannt".
 * A text that is no EDTF is given back as it is, so that nothing a source said is lost.
 */
export function formatEdtf(text: string | null | undefined, locale: Language): string {
	const words = WORDS[locale];
	if (text === null || text === undefined || text === '') return words.unknown;
	const value = parseEdtf(text);
	if (!value) return text;
	if (value.kind === 'date') return dateInWords(value.date, locale);
	if (value.end === 'open') return `${words.since} ${endInWords(value.start, locale)}`;
	if (value.start === 'open') return `${words.until} ${endInWords(value.end, locale)}`;
	if (value.start === 'unknown') return `${words.until} ${endInWords(value.end, locale)}`;
	const to = locale === 'de' ? 'bis' : 'to';
	if (value.end === 'unknown')
		return locale === 'de'
			? `ab ${endInWords(value.start, locale)}, Ende nicht bekannt`
			: `from ${endInWords(value.start, locale)}, end not known`;
	return `${endInWords(value.start, locale)} ${to} ${endInWords(value.end, locale)}`;
}

/** A short form for narrow places: "01/2014", "ca. 2001", "ab 2023", "2014–2016"; null reads "?". */
export function formatEdtfShort(text: string | null | undefined, locale: Language): string {
	if (text === null || text === undefined || text === '') return '?';
	const value = parseEdtf(text);
	if (!value) return text;
	if (value.kind === 'date') return shortDate(value.date, locale);
	const start = isDate(value.start) ? shortDate(value.start, locale) : '';
	const end = isDate(value.end) ? shortDate(value.end, locale) : '';
	if (!isDate(value.end)) return `${locale === 'de' ? 'ab' : 'from'} ${start}`;
	if (!isDate(value.start)) return `${WORDS[locale].until} ${end}`;
	return `${start}–${end}`;
}

function shortDate(date: EdtfDate, locale: Language): string {
	const about = date.isApproximate || date.isUncertain ? (locale === 'de' ? 'ca. ' : 'c. ') : '';
	if (date.day !== null && date.month !== null) {
		const instant = new Date(Date.UTC(date.year, date.month - 1, date.day));
		return about + dateFormat(locale, 'digits').format(instant);
	}
	if (date.month !== null && date.month <= 12) return `${about}${String(date.month).padStart(2, '0')}/${date.year}`;
	return about + plainDate(date, locale);
}
