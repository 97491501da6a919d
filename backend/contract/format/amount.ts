import type { Amount, Language } from '../values.ts';
import { numberFormat } from './intl.ts';
import { formatNumber, unknownWord, withRelation } from './number.ts';

/** Cents as "420.000 €" or "1.234,50 €"; cents are only shown where there are some. */
export function formatCents(cents: number, locale: Language): string {
	const digits = cents % 100 === 0 ? 0 : 2;
	return numberFormat(locale, 'euro', digits, digits).format(cents / 100);
}

/** Money as its source gives it: "rund 420.000 €", "mehr als 2.000.000 €"; null reads "nicht bekannt". */
export function formatAmount(
	amount: Pick<Amount, 'cents' | 'maximumCents' | 'relation'> | null | undefined,
	locale: Language
): string {
	if (!amount) return unknownWord(locale);
	const maximum = amount.maximumCents === null ? null : formatCents(amount.maximumCents, locale);
	return withRelation(formatCents(amount.cents, locale), amount.relation, maximum, locale);
}

/** Large amounts for tiles: "1,3 Mio. €", "420 Tsd. €"; the exact figure stands in the table beside it. */
export function formatCentsShort(cents: number, locale: Language): string {
	const euro = cents / 100;
	const words =
		locale === 'de'
			? { million: 'Mio.\u00a0€', thousand: 'Tsd.\u00a0€' }
			: { million: 'm\u00a0€', thousand: 'k\u00a0€' };
	if (euro >= 1_000_000) return `${formatNumber(euro / 1_000_000, locale, 1)}\u00a0${words.million}`;
	if (euro >= 10_000) return `${formatNumber(euro / 1_000, locale, 0)}\u00a0${words.thousand}`;
	return formatCents(cents, locale);
}

/**
 * A known total: as soon as one part is not exact it reads "rund …". Parts without an amount are not in it;
 * the caller says how many there are (`unknown` of the roll-up's costs), for not known is not zero.
 */
export function formatTotal(total: { cents: number; inexact: number }, locale: Language): string {
	return withRelation(formatCents(total.cents, locale), total.inexact > 0 ? 'about' : 'exact', null, locale);
}
