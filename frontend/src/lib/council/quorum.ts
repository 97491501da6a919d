import type { Attendance } from '@konzeptstand/contract/meeting.ts';
import type { Body } from '@konzeptstand/contract/region.ts';

/**
 * Whether enough seats are there, worked out on the page itself, so that it is said without a line as well.
 * The server decides; source of both rules: the body's quorum (ThürKO § 36).
 */
interface Quorum {
	readonly isThere: boolean;
	readonly here: number;
	readonly seats: number;
	/** seats that must be there at least; null where the rule asks for towns, or where there is no rule */
	readonly needed: number | null;
	/** municipalities that nobody speaks for, where each must be there */
	readonly missing: readonly string[];
}

type Seat = Pick<Attendance, 'municipality' | 'state'>;

const isHere = ({ state }: Seat): boolean => state === 'present' || state === 'deputy';

/** @param towns ids of the cooperation's municipalities */
export function quorumOf(rule: Body['quorum'], seats: readonly Seat[], towns: readonly string[]): Quorum {
	const here = seats.filter(isHere).length;
	const counts = { here, seats: seats.length };
	if (rule === 'all-towns') {
		const spoken = new Set(seats.filter(isHere).map(({ municipality }) => municipality));
		const missing = towns.filter((town) => !spoken.has(town));
		return { ...counts, isThere: missing.length === 0, needed: null, missing };
	}
	if (rule === 'majority-of-seats' && seats.length > 0) {
		const needed = Math.floor(seats.length / 2) + 1;
		return { ...counts, isThere: here >= needed, needed, missing: [] };
	}
	return { ...counts, isThere: true, needed: null, missing: [] };
}
