import { dateFormat } from '@konzeptstand/contract/format/intl.ts';

/** The one source of time. Everything that asks for now asks here, so that tests can set it. */

let read: () => Date = () => new Date();

export const clock = {
	/** The instant now, UTC. */
	now(): Date {
		return read();
	},
	/** Today's calendar day in a time zone, `YYYY-MM-DD`. */
	day(timeZone: string): string {
		const now = read();
		// Every zone is off by whole minutes: within one of them no day begins anywhere.
		const minute = Math.floor(now.getTime() / 60_000);
		const known = days.get(timeZone);
		if (known?.minute === minute) return known.day;
		const day = dateFormat('iso', 'digits', timeZone).format(now);
		days.set(timeZone, { minute, day });
		return day;
	}
};

/** The calendar day of an instant in a time zone, `YYYY-MM-DD`. */
export function dayOf(instant: string, timeZone: string): string {
	return dateFormat('iso', 'digits', timeZone).format(new Date(instant));
}

/** What the clock of a time zone shows at an instant, `YYYY-MM-DDThh:mm:ss`. */
export function momentOf(instant: string | number, timeZone: string): string {
	return dateFormat('iso', 'moment', timeZone).format(new Date(instant)).replace(' ', 'T');
}

/** Replaces the clock (tests only); without an argument the real one is back. */
export function setClock(replacement?: () => Date): void {
	read = replacement ?? (() => new Date());
}

/**
 * The instant at which a calendar day ends in a time zone, ISO.
 * @param day `YYYY-MM-DD`
 */
export function endOfDay(day: string, timeZone: string): string {
	const midnight = Date.parse(`${day}T24:00:00Z`);
	// What the zone's clock shows at that instant, read as if it were UTC, is off by the zone's distance.
	const shown = Date.parse(`${momentOf(midnight, timeZone)}Z`);
	return new Date(midnight - (shown - midnight)).toISOString();
}

const days = new Map<string, { minute: number; day: string }>();
