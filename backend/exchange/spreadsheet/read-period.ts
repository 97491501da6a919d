import { isEdtf } from '@konzeptstand/contract/values.ts';
import { doubted, known, plainSpaces, unknown } from './reading.ts';
import type { Reading } from './reading.ts';
import type { SheetCell } from './sheet.ts';
import { saysUnknown, statusOf, statusWithin } from './words.ts';

/** Days, months, years and periods as Germans type them, into EDTF. */

const MONTHS = ['jan', 'feb', 'mär', 'apr', 'mai', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dez'];
const MONTH_WORDS: Record<string, number> = { mrz: 3, maerz: 3, mae: 3, mar: 3, may: 5, oct: 10, dec: 12 };
const ABOUT = /^(?:ca|circa|etwa|um|rd|rund|vsl|vorauss|voraussichtlich|vermutlich|geplant|about)\b\.?\s*|^~\s*/i;
const SINCE = /^(?:ab|seit|von|since|from)\s+/i;
const UNTIL = /^(?:bis|bis zum|until|spätestens|-|–)\s*/i;
const GOES_ON = /\s*(?:ff\.?|\+|-|–|(?:-|–|bis) ?(?:heute|laufend|fortlaufend|offen|auf weiteres|dato|today))$/i;
const PARTS =
	/^(anfang|anf\.|mitte|ende|frühjahr|frühj\.?|frühling|sommer|herbst|winter|jahresbeginn|jahresende|spring|summer|autumn)\s*(?:des jahres\s+)?(?=['’\d])/i;

/** `isOngoing`: it says that there is no end, and names no time. */
export interface ReadPeriod {
	edtf: string | null;
	isOngoing: boolean;
}
const at = (edtf: string): ReadPeriod => ({ edtf, isOngoing: false });

/** @param isExact said by the planner: EDTF is taken as it is */
export function readPeriod(cell: SheetCell, isExact = false): Reading<ReadPeriod> {
	if (cell.kind === 'error') return doubted('faulty_cell');
	if (cell.kind === 'date') return known(at(String(cell.value)));
	if (typeof cell.value === 'number') return fromNumber(cell.value);
	const text = plainSpaces(cell.text);
	if (isExact && isEdtf(text)) return known(at(text));
	if (saysUnknown(text)) return unknown;
	if (statusOf(text) === 'ongoing') return known({ edtf: null, isOngoing: true });
	if (!/\d/.test(text) && statusWithin(text) === 'ongoing')
		return doubted('ongoing_period', { edtf: null, isOngoing: true });
	return readText(text, isExact);
}

/** A serial number that nobody formatted as a date. Source: dates of spreadsheets count from 1899-12-30. */
function fromNumber(value: number): Reading<ReadPeriod> {
	if (Number.isInteger(value) && value >= 1900 && value <= 2200) return known(at(String(value)));
	if (value > 20_000 && value < 80_000)
		return doubted(
			'serial_number',
			at(new Date(Date.UTC(1899, 11, 30) + Math.floor(value) * 86_400_000).toISOString().slice(0, 10))
		);
	return doubted('no_period');
}

function readText(text: string, isExact: boolean): Reading<ReadPeriod> {
	const lasting = GOES_ON.exec(text);
	if (lasting && lasting.index > 0)
		return opened(readText(text.slice(0, lasting.index).replace(SINCE, ''), isExact), (day) => `${day}/..`);
	if (SINCE.test(text) && !/\bbis\b/i.test(text))
		return opened(readText(text.replace(SINCE, ''), isExact), (day) => `${day}/..`);
	if (UNTIL.test(text)) return opened(readText(text.replace(UNTIL, ''), isExact), (day) => `../${day}`);
	const plain = text.replace(SINCE, '');
	const sides = sidesOf(plain);
	if (sides) return joined(readSide(sides[0]), readSide(sides[1]), isExact);
	const short = /^((?:19|20)\d{2})\s?([/\-–])\s?(\d{2})$/.exec(plain);
	if (short) return shortRange(short, isExact);
	const found = readSide(plain);
	return found.doubt && isExact && found.doubt.proposal ? known(at(found.doubt.proposal)) : wrapped(found);
}

const wrapped = ({ value, doubt }: Reading<string>): Reading<ReadPeriod> =>
	doubt
		? doubted(doubt.code, doubt.proposal === null ? null : at(doubt.proposal))
		: value === null
			? unknown
			: known(at(value));

function opened(side: Reading<ReadPeriod>, open: (day: string) => string): Reading<ReadPeriod> {
	const wrap = (one: ReadPeriod | null): ReadPeriod | null => {
		if (!one?.edtf) return null;
		const days = one.edtf.split('/');
		const text = open((one.edtf.startsWith('../') ? days[1] : days[0]) ?? '');
		return isEdtf(text) ? at(text) : null;
	};
	if (side.doubt) return doubted(side.doubt.code, wrap(side.doubt.proposal));
	const value = wrap(side.value);
	return value ? known(value) : doubted('no_period');
}

/** `2014/15` and `2010-12`: two years, unless it may as well be a month. */
function shortRange([, year = '', sign = '', digits = '']: RegExpExecArray, isExact: boolean): Reading<ReadPeriod> {
	const last = `${year.slice(0, 2)}${digits}`;
	const isRange = Number(last) > Number(year);
	const isMonth = Number(digits) >= 1 && Number(digits) <= 12;
	if (!isRange && !isMonth) return doubted('no_period');
	if (!isRange) return known(at(`${year}-${digits}`));
	return isMonth && !isExact && sign !== ''
		? doubted('ambiguous_period', at(`${year}/${last}`))
		: known(at(`${year}/${last}`));
}

/** Two ends with a sign between them. */
function sidesOf(text: string): [string, string] | null {
	const years = /^((?:19|20)\d{2})\s?[/\-–—]\s?((?:19|20)\d{2})$/.exec(text);
	if (years) return [years[1] ?? '', years[2] ?? ''];
	const words =
		/^(.+?)\s+(?:bis(?: zum)?|to|-|–|—)\s+(.+)$/i.exec(text) ?? /^(\d.*?\d{4})\s?[-–—]\s?(\d.*\d{4})$/.exec(text);
	if (words) return [words[1] ?? '', words[2] ?? ''];
	const list = /^((?:19|20)\d{2})(?:\s?[,;&]\s?|\s+und\s+|\s?\+\s?)(?:.*?)((?:19|20)\d{2})$/.exec(text);
	return list ? [`? ${list[1] ?? ''}`, list[2] ?? ''] : null;
}

function joined(from: Reading<string>, to: Reading<string>, isExact: boolean): Reading<ReadPeriod> {
	const ends = [from.value ?? from.doubt?.proposal, to.value ?? to.doubt?.proposal];
	const join = (): ReadPeriod | null => {
		const [start, end] = ends;
		if (!start || !end) return null;
		const text = `${start.split('/')[0] ?? ''}/${end.split('/').at(-1) ?? ''}`;
		return isEdtf(text) ? at(text) : null;
	};
	const value = join();
	const code = from.doubt?.code ?? to.doubt?.code;
	if (value === null) return doubted(code ?? 'end_before_start');
	return code !== undefined && !isExact ? doubted(code, value) : known(value);
}

/** One point of time. */
function readSide(given: string): Reading<string> {
	const isListed = given.startsWith('? ');
	let text = (isListed ? given.slice(2) : given).trim();
	const isAbout = ABOUT.test(text);
	text = text.replace(ABOUT, '');
	const part = PARTS.exec(text);
	if (part) {
		const year = /^['’]?(\d{4}|\d{2})$/.exec(
			text
				.slice(part[0].length)
				.replace(/\/\d{2,4}$/, '')
				.trim()
		)?.[1];
		return year === undefined ? doubted('no_period') : doubted('part_of_year', `${fullYear(year)}~`);
	}
	const isUnsure = /\?$/.test(text);
	const found = point(text.replace(/\s?\?$/, ''));
	const marked = (edtf: string | null): string | null => {
		if (edtf === null || edtf.includes('/') || !(isAbout || isUnsure)) return edtf;
		return `${edtf}${isAbout && isUnsure ? '%' : isAbout ? '~' : '?'}`;
	};
	if (found.doubt) return doubted(found.doubt.code, marked(found.doubt.proposal));
	const value = marked(found.value);
	return isListed && value !== null ? doubted('several_years', value) : { value };
}

const two = (digits: string | undefined): string => (digits ?? '').padStart(2, '0');

function point(text: string): Reading<string> {
	if (/^(?:19|20|21)\d{2}$/.test(text)) return known(text);
	const iso = /^(\d{4})-(\d{2})(?:-(\d{2}))?(?:T.*)?$/.exec(text);
	if (iso) return day(iso[1], iso[2], iso[3]);
	const german = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})$/.exec(text);
	if (german) return withYear(german[3] ?? '', (year) => day(year, german[2], german[1]));
	const month = /^(\d{1,2})\s?[./]\s?(\d{4})$/.exec(text);
	if (month) return day(month[2], month[1]);
	const reversed = /^(\d{4})\s?\/\s?(\d{1,2})$/.exec(text);
	if (reversed) return day(reversed[1], reversed[2]);
	const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
	if (slashed) {
		const [, first, second, year] = slashed;
		const german = day(year, second, first);
		return german.value
			? doubted('ambiguous_date', german.value)
			: doubted('ambiguous_date', day(year, first, second).value);
	}
	const spoken = /^(?:(\d{1,2})\.\s?)?([A-Za-zäÄ]{3,9})\.?\s?'?(\d{4}|\d{2})$/.exec(text);
	const number = spoken ? monthOf(spoken[2] ?? '') : null;
	if (spoken && number !== null) return withYear(spoken[3] ?? '', (year) => day(year, String(number), spoken[1]));
	return partOfYear(text);
}

/** Quarters and half years are periods of months. */
function partOfYear(text: string): Reading<string> {
	const roman: Record<string, number> = { i: 1, ii: 2, iii: 3, iv: 4 };
	const quarter =
		/^(?:Q\s?([1-4])|([1-4])\.?\s?(?:Quartal|Q|Qu)\.?|(I{1,3}|IV)\.?\s?(?:Quartal|Q)?\.?)\s?[/ ]?\s?'?(\d{4}|\d{2})$/i.exec(
			text
		) ?? /^(?:(\d{4})\s?[/ -]?\s?Q\s?([1-4]))$/i.exec(text);
	if (quarter) {
		const isReversed = /^\d{4}/.test(text);
		const said = (isReversed ? quarter[1] : quarter[4]) ?? '';
		const which = isReversed
			? Number(quarter[2])
			: Number(quarter[1] ?? quarter[2] ?? roman[(quarter[3] ?? '').toLowerCase()]);
		return withYear(said, (year) => known(`${year}-${two(String(which * 3 - 2))}/${year}-${two(String(which * 3))}`));
	}
	const half = /^(?:([12])\.?|(II?)\.?)\s?(?:Halbjahr|Hj|HJ)\.?\s?[/ ]?\s?'?(\d{4}|\d{2})$/i.exec(text);
	if (half) {
		const isFirst = half[1] === '1' || half[2]?.toLowerCase() === 'i';
		return withYear(half[3] ?? '', (year) => known(isFirst ? `${year}-01/${year}-06` : `${year}-07/${year}-12`));
	}
	return doubted('no_period');
}

function monthOf(word: string): number | null {
	const start = word.toLowerCase();
	const index = MONTHS.findIndex((month) => start.startsWith(month));
	if (index !== -1) return index + 1;
	return Object.entries(MONTH_WORDS).find(([known]) => start.startsWith(known))?.[1] ?? null;
}

/** Up to 69 it is of this century. */
const fullYear = (year: string): string => (year.length === 4 ? year : `${Number(year) < 70 ? '20' : '19'}${year}`);

/** A year of two digits is one of this century or the last: most likely, but not certain. */
function withYear(year: string, read: (year: string) => Reading<string>): Reading<string> {
	if (year.length === 4) return read(year);
	const found = read(fullYear(year));
	return found.value === null ? found : doubted('short_year', found.value);
}

function day(year: string | undefined, month: string | undefined, date?: string): Reading<string> {
	const text = [year ?? '', two(month), ...(date === undefined ? [] : [two(date)])].join('-');
	if (isEdtf(text)) return known(text);
	const monthOnly = `${year ?? ''}-${two(month)}`;
	return doubted('no_such_day', isEdtf(monthOnly) && date !== undefined ? monthOnly : null);
}

/** Quarters and half years are one point of a list's time, though they last for months: `2026-07/2026-09`. */
export function isPartOfYear(edtf: string): boolean {
	const [, year, from, sameYear, to] = /^(\d{4})-(\d{2})\/(\d{4})-(\d{2})$/.exec(edtf) ?? [];
	const months = Number(to) - Number(from) + 1;
	return year !== undefined && year === sameYear && (months === 3 || months === 6) && (Number(from) - 1) % months === 0;
}

/**
 * What columns for the beginning and the end say together. One that names both ends keeps both where the other is empty:
 * `2024-27` below "bis wann".
 */
export function joinEnds(start: string | null | undefined, end: string | null | undefined): string | null {
	const known = (one: string | undefined): string | null => (one === '..' ? null : one || null);
	const isSpan = (edtf: string): boolean => edtf.includes('/') && !isPartOfYear(edtf);
	const beginning = (edtf: string): string | null => known(edtf.split('/')[0]);
	const ending = (edtf: string): string | null => known(edtf.split('/').at(-1));
	const from = start ? beginning(start) : end && isSpan(end) ? beginning(end) : null;
	const to = end ? ending(end) : start && isSpan(start) ? ending(start) : null;
	return from && to ? `${from}/${to}` : from ? `${from}/..` : to ? `../${to}` : null;
}

/** Whether one period says nothing else than another: the same ends, or one of them more exactly. */
export function agrees(one: string, other: string): boolean {
	const endsOf = (edtf: string): string[] => {
		const ends = edtf.split('/').map((end) => end.replace(/[~?%]$/, ''));
		return [ends[0] ?? '', ends.at(-1) ?? ''];
	};
	const others = endsOf(other);
	return endsOf(one).every((end, index) => {
		const known = others[index] ?? '';
		return end === '..' || known === '..' || end.startsWith(known) || known.startsWith(end);
	});
}

/** A day or less, not a period. */
export function readDay(cell: SheetCell, isExact = false): Reading<string> {
	const found = readPeriod({ ...cell, text: cell.text.replace(/^(?:Stand|vom|am|per|zum)\b:?\s*/i, '') }, isExact);
	const single = (one: ReadPeriod | null): string | null => (one?.edtf && !one.edtf.includes('/') ? one.edtf : null);
	// No report was made in 1925: a day with its year in two digits is one of this century.
	if (found.doubt?.code === 'short_year' && /\d{1,2}\.\s?\d{1,2}\.\s?[0-4]\d$/.test(cell.text.trim()))
		return known(single(found.doubt.proposal) ?? '');
	if (found.doubt) return doubted(found.doubt.code, single(found.doubt.proposal));
	if (found.value === null) return unknown;
	const value = single(found.value);
	return value === null ? doubted('no_day') : known(value);
}
