import type { MoneyUnit } from '@konzeptstand/contract/import.ts';
import type { Amount, Relation } from '@konzeptstand/contract/values.ts';
import { doubted, known, plainSpaces, unknown } from './reading.ts';
import type { Reading } from './reading.ts';
import type { SheetCell } from './sheet.ts';
import { saysUnknown } from './words.ts';

/** Money as Germans type it, into cents with the exactness that the list gives. */

export type ReadAmount = Pick<Amount, 'cents' | 'maximumCents' | 'relation' | 'tax' | 'scope'>;

const FACTORS: Record<MoneyUnit, number> = { euro: 1, 'thousand-euro': 1_000, 'million-euro': 1_000_000 };
const MOST_CENTS = 10_000_000_000_000;

const RELATIONS: readonly (readonly [RegExp, Relation | 'at-most'])[] = [
	[
		/^(?:ca|circa|zirka|rd|rund|etwa|ungefähr|ungef|geschätzt|gesch|schätzungsweise|vsl|voraussichtlich|about|approx)\b\.?|^[~≈]/i,
		'about'
	],
	[/^(?:knapp|fast|beinahe|almost)\b/i, 'almost'],
	[/^(?:über|mehr als|more than)(?=\s|\d)|^>(?!=)/i, 'more-than'],
	[/^(?:mindestens|mind|min|ab|at least)\b\.?|^(?:>=|≥)/i, 'at-least'],
	[/^(?:bis zu|maximal|max|höchstens|up to|bis)\b\.?|^(?:<=|≤|<)/i, 'at-most']
];
const UNITS: readonly (readonly [RegExp, number])[] = [
	[/^(?:Mrd|Milliarden?|bn)\b\.?/i, 1_000_000_000],
	[/^(?:Mio|Mill|Millionen?|Mln|million)\b\.?|^M(?=€|EUR)/i, 1_000_000],
	[/^(?:Tsd|Tausend|thousand)\b\.?|^[Tk](?=\s?€|Euro|EUR)/i, 1_000]
];
const NUMBER = /^\d[\d.,'’ ]*\d|^\d/;

interface Term {
	/** In the unit that it names, or in none. */
	number: number;
	factor: number | null;
	namesEuro: boolean;
	isAmbiguous: boolean;
	rest: string;
}

/**
 * @param unit of the column, for numbers that name none
 * @param isExact said by the planner: zero is zero
 */
export function readMoney(cell: SheetCell, unit: MoneyUnit, isExact = false): Reading<ReadAmount> {
	if (cell.kind === 'error') return doubted('faulty_cell');
	if (typeof cell.value === 'number' && cell.kind === 'number') return fromNumber(cell.value, FACTORS[unit], isExact);
	if (cell.kind !== 'text') return doubted('no_amount');
	const text = plainSpaces(cell.text);
	if (saysUnknown(text)) return unknown;
	return fromText(text, FACTORS[unit], isExact);
}

function fromNumber(value: number, factor: number, isExact: boolean): Reading<ReadAmount> {
	if (value < 0) return doubted('negative_amount');
	if (value === 0 && !isExact) return doubted('zero_amount');
	return limited({ cents: Math.round(value * factor * 100) });
}

function limited(amount: Partial<ReadAmount> & { cents: number }): Reading<ReadAmount> {
	if (Math.max(amount.cents, amount.maximumCents ?? 0) > MOST_CENTS) return doubted('no_amount');
	return known({ maximumCents: null, relation: 'exact', tax: 'unknown', scope: null, ...amount });
}

function fromText(whole: string, columnFactor: number, isExact: boolean): Reading<ReadAmount> {
	const { text, tax, scope, isYearly } = withoutAside(whole);
	// `T€ 500` is `500 T€`.
	const turned = text.replace(/^([Tk]€|TEUR)\s*(\d[\d.,]*)/, '$2 $1');
	let rest = turned.replace(/^(?:€|Euro|EUR)\s*/i, '');
	let relation: Relation | 'at-most' = 'exact';
	for (const [pattern, meant] of RELATIONS) {
		const match = pattern.exec(rest);
		if (!match) continue;
		relation = meant;
		rest = rest.slice(match[0].length).trim();
		break;
	}
	if (/^[-−]\s?\d/.test(rest)) return doubted('negative_amount');
	const first = readTerm(rest);
	if (!first) return doubted('no_amount');
	const joint = /^(?:-|–|—|bis|to|\+)\s*/i.exec(first.rest);
	const second = joint ? readTerm(first.rest.slice(joint[0].length)) : null;
	const last = second ?? first;
	if (last.rest.replace(/^,?-+|[.,;]$/g, '').trim() !== '' || (joint && !second && !/^[-–—]+$/.test(first.rest)))
		return doubted('no_amount');
	const cents = (term: Term): number =>
		Math.round(term.number * (term.factor ?? last.factor ?? (last.namesEuro ? 1 : columnFactor)) * 100);
	if (first.number === 0 && !second && !isExact) return doubted('zero_amount');
	const value = { tax, scope: isYearly ? 'jährlich' : scope };
	const found: Reading<ReadAmount> =
		second && joint?.[0].startsWith('+')
			? limited({ ...value, cents: cents(first) + cents(second) })
			: second
				? limited({ ...value, cents: cents(first), maximumCents: cents(second), relation: 'range' })
				: relation === 'at-most'
					? limited({ ...value, cents: 0, maximumCents: cents(first), relation: 'range' })
					: limited({ ...value, cents: cents(first), relation });
	if (found.value === null) return found;
	if (second && found.value.maximumCents !== null && found.value.maximumCents < found.value.cents)
		return doubted('no_amount');
	const isConflict = columnFactor > 1 && last.namesEuro && last.factor === null;
	const why = isYearly
		? 'yearly_amount'
		: joint?.[0].startsWith('+')
			? 'sum_of_amounts'
			: isConflict
				? 'other_unit'
				: relation === 'at-most'
					? 'at_most'
					: first.isAmbiguous || second?.isAmbiguous
						? 'ambiguous_number'
						: null;
	return why === null || isExact ? found : doubted(why, found.value);
}

/** What stands in brackets or behind: with or without tax, each year, for what. */
function withoutAside(whole: string): { text: string; tax: Amount['tax']; scope: string | null; isYearly: boolean } {
	const aside = /\(([^()]*)\)\s*$/.exec(whole)?.[1] ?? null;
	const text = whole.replace(/\([^()]*\)\s*$/, '').trim();
	const tax = /brutto|inkl\.? ?mwst|gross/i.test(whole)
		? 'gross'
		: /netto|zzgl\.? ?mwst|\bnet\b/i.test(whole)
			? 'net'
			: 'unknown';
	const yearly = /(?:\/ ?(?:Jahr|a)|p\. ?a\.?|pro Jahr|je Jahr|jährlich|per year)\s*$/i;
	const isYearly = yearly.test(text) || (aside !== null && yearly.test(aside));
	const plain = text
		.replace(yearly, '')
		.replace(/\b(?:brutto|netto|inkl\.? ?MwSt\.?|zzgl\.? ?MwSt\.?)\s*$/i, '')
		.trim();
	const isTaxOnly = aside !== null && /^(?:brutto|netto)$/i.test(aside.trim());
	return {
		text: plain,
		tax,
		scope: aside === null || isTaxOnly || aside.trim() === '' ? null : aside.slice(0, 300),
		isYearly
	};
}

function readTerm(text: string): Term | null {
	const match = NUMBER.exec(text.replace(/^(?:€|Euro|EUR)\s*/i, ''));
	if (!match) return null;
	let rest = text
		.replace(/^(?:€|Euro|EUR)\s*/i, '')
		.slice(match[0].length)
		.trim();
	// `1.000,-` and `1.000,–` mean that there are no cents.
	rest = rest.replace(/^,\s?[-–—]+/, '').trim();
	let factor: number | null = null;
	for (const [pattern, meant] of UNITS) {
		const unit = pattern.exec(rest);
		if (!unit) continue;
		factor = meant;
		rest = rest.slice(unit[0].length).trim();
		break;
	}
	const euro = /^(?:€|Euro|EUR)\.?\s*/i.exec(rest);
	if (euro) rest = rest.slice(euro[0].length);
	const number = readNumber(match[0], factor !== null);
	return number && { ...number, factor, namesEuro: euro !== null || /^(?:€|Euro|EUR)/i.test(text), rest: rest.trim() };
}

/**
 * A number with German, English or Swiss separators.
 * @param isLarge of millions or thousands: three places behind a comma are nothing unusual
 */
export function readNumber(text: string, isLarge: boolean): { number: number; isAmbiguous: boolean } | null {
	const plain = text.replace(/[ '’]/g, '');
	const as = (digits: string, isAmbiguous = false) => ({ number: Number(digits), isAmbiguous });
	if (/^\d+$/.test(plain)) return as(plain);
	if (/^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(plain)) return as(plain.replace(/\./g, '').replace(',', '.'));
	if (/^\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?$|^\d{1,3},\d{3}\.\d+$/.test(plain)) return as(plain.replace(/,/g, ''), true);
	if (/^\d{1,3},\d{3}$/.test(plain) && !isLarge) return as(plain.replace(',', ''), true);
	if (/^\d+,\d+$/.test(plain)) return as(plain.replace(',', '.'));
	if (/^\d+\.\d{1,2}$/.test(plain)) return as(plain, true);
	return null;
}
