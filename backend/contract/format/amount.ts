import { formatNumber, unknownWord, withRelation } from './number.ts';
import type { Locale, Relation } from './number.ts';

/** Money in euro cents; `toCents` is the upper end of a range. */
export interface AmountLike {
	readonly cents: number;
	readonly relation?: Relation | undefined;
	readonly toCents?: number | null | undefined;
}

/** Cents as "420.000 €" or "1.234,50 €"; cents are only shown where there are some. */
export function formatCents(cents: number, locale: Locale): string {
	const digits = cents % 100 === 0 ? 0 : 2;
	return new Intl.NumberFormat(locale === 'de' ? 'de-DE' : 'en-GB', {
		style: 'currency',
		currency: 'EUR',
		minimumFractionDigits: digits,
		maximumFractionDigits: digits
	}).format(cents / 100);
}

/** Money as its source gives it: "rund 420.000 €", "mehr als 2.000.000 €"; null reads "nicht bekannt". */
export function formatAmount(amount: AmountLike | null | undefined, locale: Locale): string {
	if (!amount) return unknownWord(locale);
	const to = amount.toCents === null || amount.toCents === undefined ? null : formatCents(amount.toCents, locale);
	return withRelation(formatCents(amount.cents, locale), amount.relation, to, locale);
}

/** Large amounts for tiles: "1,3 Mio. €", "420 Tsd. €"; exact figures stay in the table beside it. */
export function formatCentsShort(cents: number, locale: Locale): string {
	const euro = cents / 100;
	const words = locale === 'de' ? { million: 'Mio.', thousand: 'Tsd.' } : { million: 'm', thousand: 'k' };
	if (Math.abs(euro) >= 1_000_000) return `${formatNumber(euro / 1_000_000, locale, 1)}\u00a0${words.million}\u00a0€`;
	if (Math.abs(euro) >= 10_000) return `${formatNumber(euro / 1_000, locale, 0)}\u00a0${words.thousand}\u00a0€`;
	return formatCents(cents, locale);
}

/**
 * A total that says how sure it is: any part that is not exact makes it "about", and unknown parts are counted,
 * never taken as nothing.
 */
export function formatTotal(
	total: { cents: number; isExact: boolean; unknown: number },
	locale: Locale
): { text: string; unknown: number } {
	return {
		text: withRelation(formatCents(total.cents, locale), total.isExact ? 'exact' : 'about', null, locale),
		unknown: total.unknown
	};
}
