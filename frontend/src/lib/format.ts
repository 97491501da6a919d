/**
 * The one place of the frontend for dates, money and numbers: the contract's formats in the reader's language.
 */
import * as amount from '@konzeptstand/contract/format/amount.ts';
import * as edtf from '@konzeptstand/contract/format/edtf.ts';
import { dateFormat, namesFormat, textOrder } from '@konzeptstand/contract/format/intl.ts';
import * as number from '@konzeptstand/contract/format/number.ts';
import type { Quantity } from '@konzeptstand/contract/values.ts';
import { getLocale } from '#lib/paraglide/runtime.js';

/** An EDTF date in words: "Januar 2014", "etwa 2001", "seit 2023". */
export const dateText = (value: string | null | undefined) => edtf.formatEdtf(value, getLocale());
/** The same for narrow places: "01/2014". */
export const dateShort = (value: string | null | undefined) => edtf.formatEdtfShort(value, getLocale());
/** Money with its relation: "rund 420.000 €". */
export const amountText = (value: Parameters<typeof amount.formatAmount>[0]) => amount.formatAmount(value, getLocale());
/** A roll-up's known costs: "rund …" as soon as one part is inexact. */
export const totalText = (total: { cents: number; inexact: number }) => amount.formatTotal(total, getLocale());
export const centsText = (cents: number) => amount.formatCents(cents, getLocale());
/** A number as its source gives it: "mehr als 50". */
export const quantityText = (value: Quantity | null | undefined, unit?: string | null) =>
	number.formatQuantity(value, getLocale(), unit);
/** "340 kB", "1,2 MB" */
export const fileSizeText = (bytes: number) => number.formatFileSize(bytes, getLocale());
export const numberText = (value: number | null | undefined, digits?: number) =>
	number.formatNumber(value, getLocale(), digits);
/** 0–100 as "60 %". */
export const percentText = (value: number | null | undefined, digits?: number) =>
	number.formatPercent(value, getLocale(), digits);

/** An instant (ISO, UTC) as day and time in the region's time zone. */
export function instantText(instant: string, timeZone = 'Europe/Berlin'): string {
	return dateFormat(getLocale(), 'instant', timeZone).format(new Date(instant));
}

/** An instant (ISO, UTC) as a day in the region's time zone. */
export function instantDay(instant: string, timeZone = 'Europe/Berlin'): string {
	return dateFormat(getLocale(), 'day', timeZone).format(new Date(instant));
}

/** A calendar day with its weekday: „Mittwoch, 4. März 2026“. */
export const dayText = (day: string): string =>
	dateFormat(getLocale(), 'weekday-and-day').format(new Date(`${day}T00:00:00Z`));

/** @param weekday from 1, Monday */
export const weekdayName = (weekday: number): string =>
	dateFormat(getLocale(), 'weekday').format(new Date(Date.UTC(2024, 0, weekday)));

/** The day that the region's calendar shows now, ISO. */
export const todayIn = ({ timeZone }: { timeZone: string }): string =>
	dateFormat('iso', 'digits', timeZone).format(new Date());

/** Names joined as people write them: "A, B und C". */
export const listText = (names: readonly string[]): string => namesFormat(getLocale()).format(names);

/** Sorts codes and names as people do: W 2 before W 10. */
export const compareText = (a: string, b: string): number => textOrder(getLocale(), 'variant').compare(a, b);
