import type { Locale } from './edtf.ts';

export type { Locale } from './edtf.ts';

/** How exactly a source gave a value. */
export type Relation = 'exact' | 'about' | 'almost' | 'more-than' | 'at-least' | 'less-than' | 'at-most' | 'range';

/** A value with its relation; `to` is the upper end of a range. Null: not known. */
export interface Approximate {
	readonly value: number;
	readonly relation?: Relation | undefined;
	readonly to?: number | null | undefined;
}

const tag = (locale: Locale) => (locale === 'de' ? 'de-DE' : 'en-GB');

const RELATION_WORDS: Record<Locale, Record<Exclude<Relation, 'range'>, string>> = {
	de: {
		exact: '',
		about: 'rund ',
		almost: 'knapp ',
		'more-than': 'mehr als ',
		'at-least': 'mindestens ',
		'less-than': 'weniger als ',
		'at-most': 'höchstens '
	},
	en: {
		exact: '',
		about: 'about ',
		almost: 'almost ',
		'more-than': 'more than ',
		'at-least': 'at least ',
		'less-than': 'less than ',
		'at-most': 'at most '
	}
};

const UNKNOWN: Record<Locale, string> = { de: 'nicht bekannt', en: 'not known' };

/** The word for a value that no source gives. */
export function unknownWord(locale: Locale): string {
	return UNKNOWN[locale];
}

/** Puts the relation's word before a text that is already formatted; a range joins both ends. */
export function withRelation(text: string, relation: Relation | undefined, to: string | null, locale: Locale): string {
	if (relation === 'range' || (to !== null && relation === undefined)) {
		return to === null ? text : locale === 'de' ? `${text} bis ${to}` : `${text} to ${to}`;
	}
	return RELATION_WORDS[locale][relation ?? 'exact'] + text;
}

/** A number with the locale's separators, at most `digits` (2) decimals; null reads "nicht bekannt". */
export function formatNumber(value: number | null | undefined, locale: Locale, digits = 2): string {
	if (value === null || value === undefined) return UNKNOWN[locale];
	return new Intl.NumberFormat(tag(locale), { maximumFractionDigits: digits }).format(value);
}

/** A number as its source gives it: "rund 60.000", "mehr als 50"; null reads "nicht bekannt". */
export function formatApproximate(value: Approximate | null | undefined, locale: Locale, unit?: string): string {
	if (!value) return UNKNOWN[locale];
	const to = value.to === null || value.to === undefined ? null : formatNumber(value.to, locale);
	const text = withRelation(formatNumber(value.value, locale), value.relation, to, locale);
	return unit ? `${text}\u00a0${unit}` : text;
}

/** A share between 0 and 100 as "60 %" (German: with a no-break space); null reads "nicht bekannt". */
export function formatPercent(value: number | null | undefined, locale: Locale, digits = 0): string {
	if (value === null || value === undefined) return UNKNOWN[locale];
	return new Intl.NumberFormat(tag(locale), { style: 'percent', maximumFractionDigits: digits }).format(value / 100);
}
