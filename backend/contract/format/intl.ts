import type { Language } from '../values.ts';

/**
 * The one place that makes formatters of dates and numbers, for pages and backend alike. Each is made once: making one
 * costs more than using it a thousand times.
 */

/** Whose habits count; Swedish writes days and times as ISO does. */
const TAGS = { de: 'de-DE', en: 'en-GB', iso: 'sv-SE' } as const satisfies Record<Language | 'iso', string>;

const DATE_SHAPES = {
	/** „4. März 2026“ */
	day: { day: 'numeric', month: 'long', year: 'numeric' },
	/** „Mittwoch, 4. März 2026“ */
	'weekday-and-day': { dateStyle: 'full' },
	/** „Mittwoch“ */
	weekday: { weekday: 'long' },
	/** „März 2026“ */
	month: { month: 'long', year: 'numeric' },
	/** „04.03.2026“, of ISO 2026-03-04 */
	digits: { day: '2-digit', month: '2-digit', year: 'numeric' },
	/** „4. März 2026 um 17:30“ */
	instant: { dateStyle: 'long', timeStyle: 'short' },
	/** „17:30“ */
	time: { hour: '2-digit', minute: '2-digit' },
	/** „04.03.26, 17:30:00“, of ISO 2026-03-04 17:30:00 */
	moment: { dateStyle: 'short', timeStyle: 'medium' }
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const NUMBER_STYLES = {
	decimal: {},
	percent: { style: 'percent' },
	euro: { style: 'currency', currency: 'EUR' },
	/** „3 Tage“, and so on */
	day: { style: 'unit', unit: 'day', unitDisplay: 'long' },
	week: { style: 'unit', unit: 'week', unitDisplay: 'long' },
	month: { style: 'unit', unit: 'month', unitDisplay: 'long' }
} as const satisfies Record<string, Intl.NumberFormatOptions>;

/** Makes each formatter when it is first asked for, and keeps it. */
function kept<Kind extends readonly (string | number | undefined)[], Format>(make: (...kind: Kind) => Format) {
	const known = new Map<string, Format>();
	return (...kind: Kind): Format => {
		const name = kind.join('/');
		let format = known.get(name);
		if (format === undefined) {
			format = make(...kind);
			known.set(name, format);
		}
		return format;
	};
}

/** @param timeZone of instants; left out for calendar days, which are given as midnight UTC */
export const dateFormat = kept(
	(locale: Language | 'iso', shape: keyof typeof DATE_SHAPES, timeZone?: string) =>
		new Intl.DateTimeFormat(TAGS[locale], { ...DATE_SHAPES[shape], timeZone: timeZone ?? 'UTC' })
);

/** @param most decimals, at the most; `least`: at the least */
export const numberFormat = kept(
	(locale: Language, style: keyof typeof NUMBER_STYLES, most: number, least?: number) =>
		new Intl.NumberFormat(TAGS[locale], {
			...NUMBER_STYLES[style],
			minimumFractionDigits: least ?? 0,
			maximumFractionDigits: most
		})
);

/**
 * The order of codes and names as people have it: W 2 before W 10.
 * @param sensitivity whether capitals and accents count where all else is the same (`variant`)
 */
export const textOrder = kept(
	(locale: Language, sensitivity: 'base' | 'variant') => new Intl.Collator(TAGS[locale], { numeric: true, sensitivity })
);

/** Names joined as people write them: „A, B und C“. */
export const namesFormat = kept((locale: Language) => new Intl.ListFormat(TAGS[locale], { type: 'conjunction' }));
