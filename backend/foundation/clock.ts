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
		const day = dayFormat(timeZone).format(now);
		days.set(timeZone, { minute, day });
		return day;
	}
};

/** The calendar day of an instant in a time zone, `YYYY-MM-DD`. */
export function dayOf(instant: string, timeZone: string): string {
	return dayFormat(timeZone).format(new Date(instant));
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
	const clockTime = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
	// What the zone's clock shows at that instant, read as if it were UTC, is off by the zone's distance.
	const shown = Date.parse(`${clockTime.format(midnight).replace(' ', 'T')}Z`);
	return new Date(midnight - (shown - midnight)).toISOString();
}

const days = new Map<string, { minute: number; day: string }>();
const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** Swedish dates are ISO dates. Building a format costs far more than using one, hence the map. */
function dayFormat(timeZone: string): Intl.DateTimeFormat {
	let format = dayFormats.get(timeZone);
	if (!format) {
		format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
		dayFormats.set(timeZone, format);
	}
	return format;
}
