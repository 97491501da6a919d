import type { Attendance, Meeting } from '@konzeptstand/contract/meeting.ts';
import type { Body } from '@konzeptstand/contract/region.ts';
import type { Command } from './minute-queue.ts';
import type { SeatDraft } from './minute-taker.svelte.ts';

/** A seat as the minute taker sees it; `state` is null until somebody said who is there. */
export type Seat = Pick<Attendance, 'seat' | 'office' | 'municipality' | 'name'> & {
	readonly state: Attendance['state'] | null;
	readonly deputyOffice: string | null;
};

/**
 * The seats of a meeting with what was entered last, sent or not.
 * @param unsent the newest attendance that the server has not answered
 * @param draft what was entered before the meeting was opened
 */
export function seatsOf(
	meeting: Pick<Meeting, 'attendance'>,
	body: Pick<Body, 'seats'> | null,
	unsent: Command | null,
	draft: readonly SeatDraft[]
): Seat[] {
	const deputies = (body?.seats ?? []).map(({ deputy }) => deputy);
	const stored: Seat[] =
		meeting.attendance.length > 0
			? meeting.attendance.map((seat, index) => ({ ...seat, deputyOffice: deputies[index] ?? null }))
			: (body?.seats ?? []).map(({ office, municipality, deputy }, index) => ({
					seat: String(index + 1),
					office,
					municipality,
					state: null,
					name: null,
					deputyOffice: deputy
				}));
	const before = meeting.attendance.length > 0 ? [] : draft;
	const rows = (unsent?.body as { rows?: readonly SeatDraft[] } | undefined)?.rows ?? before;
	const entered = new Map(rows.map((row) => [row.seat, row]));
	return stored.map((seat) => {
		const row = entered.get(seat.seat);
		return row ? { ...seat, state: row.state, name: row.name } : seat;
	});
}

/** The newest unsent attendance; null when there is none. */
export const unsentAttendance = (entries: readonly { kind: string }[]): Command | null =>
	(entries.findLast((entry) => entry.kind === 'command' && (entry as Command).name === 'attendance') as
		Command | undefined) ?? null;
