import type { VoteCast } from '@konzeptstand/contract/decision.ts';
import type { Attendance } from '@konzeptstand/contract/meeting.ts';
import type { Body } from '@konzeptstand/contract/region.ts';
import { resultIn, resultOf, resultOfCounts } from '@konzeptstand/contract/vote-rule.ts';
import type { VoteOutcome } from '@konzeptstand/contract/vote-rule.ts';

/** What a vote that is just being entered comes to, so that it can be read out before it is recorded. */

export type Vote = VoteCast['vote'];
export interface VotePreview extends Pick<VoteOutcome, 'counts' | 'missing'> {
	/** null while a seat has no vote yet, or no vote was entered at all */
	readonly result: VoteOutcome['result'] | 'recommended' | null;
	/** seats that have no vote yet */
	readonly open: number;
}
type Rule = Pick<Body, 'kind' | 'votingRule'>;

/** Who may vote: whoever sits there, as holder of the office or as deputy. */
export const votingSeats = (attendance: readonly Attendance[]): Attendance[] =>
	attendance.filter(({ state }) => state === 'present' || state === 'deputy');

/**
 * @param votes by seat; what is not in it has not voted yet
 * @param towns ids of all municipalities of the cooperation
 */
export function votePreview(
	body: Rule,
	seats: readonly Attendance[],
	votes: Readonly<Record<string, Vote | undefined>>,
	towns: readonly string[]
): VotePreview {
	const cast = castOf(seats, votes);
	const municipalityOf = new Map(seats.map(({ seat, municipality }) => [seat, municipality]));
	const byTown = cast.map(({ seat, vote }) => ({ vote, municipality: municipalityOf.get(seat) ?? null }));
	const { counts, result, missing } = resultOf(body.votingRule, byTown, towns);
	const open = seats.length - cast.length;
	return { counts, missing, open, result: open > 0 || seats.length === 0 ? null : resultIn(body.kind, result) };
}

/** The same for a body whose seats are not kept: from the three counts; `null` is one that is not typed yet. */
export function countsPreview(
	body: Rule,
	typed: { readonly yes: number | null; readonly no: number | null; readonly abstained: number | null },
	townCount: number
): VotePreview {
	const counts = { yes: typed.yes ?? 0, no: typed.no ?? 0, abstained: typed.abstained ?? 0 };
	const isEntered = typed.yes !== null || typed.no !== null;
	const result = isEntered ? resultIn(body.kind, resultOfCounts(body.votingRule, counts, townCount)) : null;
	return { counts, missing: [], open: 0, result };
}

/** The votes as the API takes them, in the order of the seats. */
export function castOf(
	seats: readonly Pick<Attendance, 'seat'>[],
	votes: Readonly<Record<string, Vote | undefined>>
): VoteCast[] {
	return seats.flatMap(({ seat }) => {
		const vote = votes[seat];
		return vote === undefined ? [] : [{ seat, vote }];
	});
}
