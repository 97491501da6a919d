/** The one source of time. Everything that asks for now asks here, so that tests can set it. */

let read: () => Date = () => new Date();

export const clock = {
	/** The instant now, UTC. */
	now(): Date {
		return read();
	},
	/** Today's calendar day in a time zone, `YYYY-MM-DD`. */
	day(timeZone: string): string {
		return dayFormat(timeZone).format(read());
	}
};

/** Replaces the clock (tests only); without an argument the real one is back. */
export function setClock(replacement?: () => Date): void {
	read = replacement ?? (() => new Date());
}

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
