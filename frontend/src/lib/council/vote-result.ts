import type { VoteCast, VoteCounts } from '@konzeptstand/contract/decision.ts';
import type { Attendance, VoteInput } from '@konzeptstand/contract/meeting.ts';
import type { Body, Municipality } from '@konzeptstand/contract/region.ts';
import { countVotes, resultOf } from '@konzeptstand/contract/vote-rule.ts';

/** What a vote that is just being entered comes to, so that it can be read out before it is recorded. */

export type Vote = VoteCast['vote'];
export type VoteResult = 'accepted' | 'rejected' | 'recommended';
export interface VotePreview {
	readonly counts: VoteCounts;
	/** null while a seat has no vote yet, or no vote was entered at all */
	readonly result: VoteResult | null;
	/** towns without whose yes it is rejected */
	readonly missing: readonly string[];
	/** seats that have no vote yet */
	readonly open: number;
}
export interface Voting {
	readonly body: Pick<Body, 'votingRule'>;
	/** the body only recommends here */
	readonly isRecommending: boolean;
	/** all municipalities of the cooperation */
	readonly towns: readonly Pick<Municipality, 'id' | 'name'>[];
}

/** Who may vote: whoever sits there, as holder of the office or as deputy. */
export const votingSeats = (attendance: readonly Attendance[]): Attendance[] =>
	attendance.filter(({ state }) => state === 'present' || state === 'deputy');

/** @param votes by seat; what is not in it has not voted yet */
export function votePreview(
	voting: Voting,
	seats: readonly Attendance[],
	votes: Readonly<Record<string, Vote | undefined>>
): VotePreview {
	const cast = castOf(seats, votes);
	const counts = countVotes(cast);
	const open = seats.length - cast.length;
	const { isCarried, unmet } = resultOf(voting.body, voting.towns, seats, { cast, counts });
	const isComplete = open === 0 && seats.length > 0;
	return {
		counts,
		open,
		missing: unmet.map(({ name }) => name),
		result: isComplete ? named(voting, isCarried) : null
	};
}

/** The same for a body whose seats are not kept: from the three counts; `null` is one that is not typed yet. */
export function countsPreview(
	voting: Voting,
	typed: { readonly yes: number | null; readonly no: number | null; readonly abstained: number | null }
): VotePreview {
	const counts = { yes: typed.yes ?? 0, no: typed.no ?? 0, abstained: typed.abstained ?? 0 };
	const isEntered = typed.yes !== null || typed.no !== null;
	const { isCarried } = resultOf(voting.body, voting.towns, [], { cast: [], counts });
	return { counts, missing: [], open: 0, result: isEntered ? named(voting, isCarried) : null };
}

const named = ({ isRecommending }: Voting, isCarried: boolean): VoteResult =>
	!isCarried ? 'rejected' : isRecommending ? 'recommended' : 'accepted';

/** A vote as its form posts it: each seat under `vote.<seat>`, or the three counts, and the wording. */
export const formValuesOf = ({ cast, counts, text }: VoteInput): Record<string, string> => ({
	...Object.fromEntries(cast.map(({ seat, vote }) => [`vote.${seat}`, vote])),
	...Object.fromEntries(Object.entries(counts ?? {}).map(([name, count]) => [`counts.${name}`, String(count)])),
	text: text ?? ''
});

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
