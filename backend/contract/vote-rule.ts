import type { z } from 'zod';
import type { VoteCast, VoteCounts } from './decision.ts';
import type { bodyKind, votingRule } from './region.ts';

/** How votes become a result: one rule for the server, which records it, and for the page, which shows it before. */

export type VotingRule = z.infer<typeof votingRule>;
/** A seat's vote with the municipality that it speaks for; null: a seat of no town. */
export type TownVote = Pick<VoteCast, 'vote'> & { readonly municipality: string | null };
export interface VoteOutcome {
	readonly counts: VoteCounts;
	readonly result: 'accepted' | 'rejected';
	/** Towns, by id, without whose yes it is rejected; only where all towns must agree. */
	readonly missing: readonly string[];
}

/** How many voted yes and no and how many abstained; a seat that was absent is not counted. */
export function countsOf(cast: readonly Pick<VoteCast, 'vote'>[]): VoteCounts {
	const count = (wanted: VoteCast['vote']) => cast.filter(({ vote }) => vote === wanted).length;
	return { yes: count('yes'), no: count('no'), abstained: count('abstained') };
}

/** More yes than no: abstentions do not count, a tie is a refusal (ThürKO § 39 Abs. 1). */
const hasMajority = ({ yes, no }: VoteCounts): boolean => yes > no;

/**
 * The result by the body's rule; null: a majority decides.
 * `towns`: ids of all municipalities of the cooperation. Where all of them must agree, a town agrees when at least one of
 * its seats votes yes and none votes otherwise.
 */
export function resultOf(rule: VotingRule | null, cast: readonly TownVote[], towns: readonly string[]): VoteOutcome {
	const counts = countsOf(cast);
	if (rule !== 'unanimity-of-towns') {
		return { counts, result: hasMajority(counts) ? 'accepted' : 'rejected', missing: [] };
	}
	const isAgreed = (town: string): boolean => {
		const own = cast.filter(({ municipality, vote }) => municipality === town && vote !== 'absent');
		return own.length > 0 && own.every(({ vote }) => vote === 'yes');
	};
	const missing = towns.filter((town) => !isAgreed(town));
	const isAccepted = missing.length === 0 && counts.no === 0 && counts.yes > 0;
	return { counts, result: isAccepted ? 'accepted' : 'rejected', missing };
}

/** The same where only counts are known: all must agree means as many yes as there are towns, and nothing else. */
export function resultOfCounts(rule: VotingRule | null, counts: VoteCounts, townCount: number): VoteOutcome['result'] {
	const isUnanimous = counts.no === 0 && counts.abstained === 0 && counts.yes > 0 && counts.yes >= townCount;
	const isAccepted = rule === 'unanimity-of-towns' ? isUnanimous : hasMajority(counts);
	return isAccepted ? 'accepted' : 'rejected';
}

/** What a body's result is called: an advisory one does not accept, it recommends. */
export const resultIn = (
	kind: z.infer<typeof bodyKind>,
	result: VoteOutcome['result']
): VoteOutcome['result'] | 'recommended' => (kind === 'advisory' && result === 'accepted' ? 'recommended' : result);
