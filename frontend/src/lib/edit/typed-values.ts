import { numberFormat } from '@konzeptstand/contract/format/intl.ts';
import type { Language } from '@konzeptstand/contract/values.ts';

/**
 * What people type, read strictly: a number that could mean two things is refused, never guessed.
 */

const SPACES = /[\s\u00a0\u202f]/g;
const EURO: Record<Language, RegExp> = {
	de: /^(\d+|[1-9]\d{0,2}(?:\.\d{3})+)(?:,(\d{1,2}))?$/,
	en: /^(\d+|[1-9]\d{0,2}(?:,\d{3})+)(?:\.(\d{1,2}))?$/
};

/**
 * Euro as the language writes them ("420.000", "1.234,50", "420 000 €" in German) to cents; null when it is none.
 * A slip such as "420.00" is no German amount: taking it for 420 euro would be a guess.
 */
export function readEuro(typed: string, locale: Language): number | null {
	const text = typed.replace(SPACES, '').replace(/(?:€|EUR)$/i, '');
	const match = EURO[locale].exec(text);
	if (!match) return null;
	const euro = Number((match[1] as string).replace(/[.,]/g, ''));
	const cents = euro * 100 + Number((match[2] ?? '').padEnd(2, '0'));
	return Number.isSafeInteger(cents) ? cents : null;
}

/** Cents as one would type them: "420.000", "1.234,50". */
export function writeEuro(cents: number, locale: Language): string {
	return numberFormat(locale, 'decimal', 2, cents % 100 === 0 ? 0 : 2).format(cents / 100);
}

const NUMBER: Record<Language, RegExp> = {
	de: /^[-−]?(\d+|[1-9]\d{0,2}(?:\.\d{3})+)(?:,\d+)?$/,
	en: /^[-−]?(\d+|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?$/
};

/** A number written as the language writes it ("1.234,5" in German); null when it is none. */
export function readNumber(typed: string, locale: Language): number | null {
	const text = typed.replace(SPACES, '');
	if (!NUMBER[locale].test(text)) return null;
	const plain = locale === 'de' ? text.replaceAll('.', '').replace(',', '.') : text.replaceAll(',', '');
	return Number(plain.replace('−', '-'));
}

/** A number as one would type it, with all its decimals. */
export function writeNumber(value: number, locale: Language): string {
	return numberFormat(locale, 'decimal', 20).format(value);
}

const two = (text: string) => text.padStart(2, '0');

/**
 * A date as typed to EDTF: "15.3.2024" and "3/2024" become 2024-03-15 and 2024-03; everything else is left as it is,
 * for the API to judge.
 */
export function readDate(typed: string): string {
	const text = typed.trim();
	const day = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text);
	if (day) return `${day[3]}-${two(day[2] as string)}-${two(day[1] as string)}`;
	const month = /^(\d{1,2})[./](\d{4})$/.exec(text);
	return month ? `${month[2]}-${two(month[1] as string)}` : text;
}
