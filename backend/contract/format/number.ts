import type { Language, Quantity, Relation } from '../values.ts';
import { numberFormat } from './intl.ts';

const RELATION_WORDS: Record<Language, Record<Exclude<Relation, 'range'>, string>> = {
	de: { exact: '', about: 'rund ', almost: 'knapp ', 'more-than': 'mehr als ', 'at-least': 'mindestens ' },
	en: { exact: '', about: 'about ', almost: 'almost ', 'more-than': 'more than ', 'at-least': 'at least ' }
};

const UNKNOWN: Record<Language, string> = { de: 'nicht bekannt', en: 'not known' };

/** The word for a value that no source gives. */
export function unknownWord(locale: Language): string {
	return UNKNOWN[locale];
}

/** Puts the relation's word before a text that is already formatted; a range joins both ends. */
export function withRelation(text: string, relation: Relation, maximum: string | null, locale: Language): string {
	if (relation !== 'range') return RELATION_WORDS[locale][relation] + text;
	if (maximum === null) return text;
	return locale === 'de' ? `${text} bis ${maximum}` : `${text} to ${maximum}`;
}

/** A number with the locale's separators, at most `digits` (2) decimals; null reads "nicht bekannt". */
export function formatNumber(value: number | null | undefined, locale: Language, digits = 2): string {
	if (value === null || value === undefined) return UNKNOWN[locale];
	return numberFormat(locale, 'decimal', digits).format(value);
}

/** A number as its source gives it: "rund 60.000", "mehr als 50"; null reads "nicht bekannt". */
export function formatQuantity(quantity: Quantity | null | undefined, locale: Language, unit?: string | null): string {
	if (!quantity) return UNKNOWN[locale];
	const maximum = quantity.maximum === null ? null : formatNumber(quantity.maximum, locale);
	const text = withRelation(formatNumber(quantity.value, locale), quantity.relation, maximum, locale);
	return unit ? `${text}\u00a0${unit}` : text;
}

/** A share between 0 and 100 as "60 %" (German: with a no-break space); null reads "nicht bekannt". */
export function formatPercent(value: number | null | undefined, locale: Language, digits = 0): string {
	if (value === null || value === undefined) return UNKNOWN[locale];
	return numberFormat(locale, 'percent', digits).format(value / 100);
}

/** How large a file is, from bytes: "340 kB", "1,2 MB"; never less than 1 kB. */
export function formatFileSize(bytes: number, locale: Language): string {
	return bytes >= 1_000_000
		? `${formatNumber(bytes / 1_000_000, locale, 1)}\u00a0MB`
		: `${formatNumber(Math.max(1, Math.round(bytes / 1_000)), locale, 0)}\u00a0kB`;
}
