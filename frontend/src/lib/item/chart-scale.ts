import { edtfBounds } from '@konzeptstand/contract/format/edtf.ts';

/** Scales of small charts: days across, values up; pure, so that drawing needs no measuring. */

/** The day in the middle of what a date can mean, in milliseconds; null where it has no known end. */
export function middleOf(date: string | null): number | null {
	const bounds = date === null ? null : edtfBounds(date);
	const first = bounds?.first ?? bounds?.last;
	const last = bounds?.last ?? bounds?.first;
	if (!first || !last) return null;
	return (Date.parse(first) + Date.parse(last)) / 2;
}

/** Round marks from at most the lowest to at least the highest value; about `count` of them. */
export function marksFor(lowest: number, highest: number, count = 4): number[] {
	// a scale that hides its zero makes small changes look large: only where all values are far from it
	const from = lowest >= 0 && lowest < highest * 0.6 ? 0 : lowest;
	const span = highest - from || Math.abs(highest) || 1;
	const power = 10 ** Math.floor(Math.log10(span / count));
	const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => span / size <= count) ?? power * 10;
	const first = Math.floor(from / step) * step;
	const marks: number[] = [];
	for (let index = 0; marks.length === 0 || (marks.at(-1) as number) < highest - step * 1e-9; index++)
		marks.push(Number((first + index * step).toPrecision(12)));
	return marks.length === 1 ? [...marks, first + step] : marks;
}

/** Years to write below, at most `count`, each with its first day in milliseconds. */
export function yearsBetween(first: number, last: number, count = 6): { year: number; at: number }[] {
	const from = new Date(first).getUTCFullYear();
	const to = new Date(last).getUTCFullYear();
	const step = Math.max(1, Math.ceil((to - from + 1) / count));
	const years: { year: number; at: number }[] = [];
	for (let year = from; year <= to; year += step) years.push({ year, at: Date.UTC(year, 6, 1) });
	return years;
}
