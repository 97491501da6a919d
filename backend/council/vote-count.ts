import type { VoteCast, VoteCounts } from '@konzeptstand/contract/decision.ts';
import type { BodyItem } from '../region/region.model.ts';
import type { DecisionItem } from '../decision/decision.model.ts';
import type { MeetingItem } from './meeting.model.ts';

/** What a vote comes to by the rule of its body. Pure; the rules are in the contract of bodies. */

type Seat = MeetingItem['attendance'][number];
export type Votes = NonNullable<DecisionItem['votes']>;

/** How many said what; who is absent said nothing. */
export function countVotes(cast: readonly VoteCast[]): VoteCounts {
	const count = (vote: VoteCast['vote']): number => cast.filter((one) => one.vote === vote).length;
	return { yes: count('yes'), no: count('no'), abstained: count('abstained') };
}

/** More yes than no. Abstentions do not count, and a tie is a refusal (ThürKO § 39 Abs. 1). */
export const hasMajority = ({ yes, no }: VoteCounts): boolean => yes > no;

/** The worst of what a town's seats said stands for the town. */
const RANK: readonly VoteCast['vote'][] = ['no', 'abstained', 'absent', 'yes'];

/**
 * The towns that did not vote yes, and how each voted instead; whoever sits there speaks for the town, and a town for
 * which nobody sits there is absent.
 * @param towns all municipalities of the cooperation
 */
export function townsNotAgreeing(
	towns: readonly { _id: string; name: string }[],
	attendance: readonly Pick<Seat, 'seat' | 'municipality'>[],
	cast: readonly VoteCast[]
): Votes['unmet'] {
	return towns.flatMap(({ _id, name }) => {
		const seats = attendance.filter(({ municipality }) => municipality === _id).map(({ seat }) => seat);
		const said = cast.filter(({ seat }) => seats.includes(seat)).map(({ vote }) => vote);
		// A second seat that is empty does not speak against the one that is not.
		const spoken: VoteCast['vote'][] = said.filter((vote) => vote !== 'absent');
		const vote = RANK.find((one) => spoken.includes(one)) ?? 'absent';
		return vote === 'yes' ? [] : [{ municipality: _id, name, vote }];
	});
}

/** Whether a vote carries, with what it came to. */
export function resultOf(
	{ votingRule }: Pick<BodyItem, 'votingRule'>,
	towns: readonly { _id: string; name: string }[],
	attendance: readonly Pick<Seat, 'seat' | 'municipality'>[],
	{ cast, counts }: { cast: readonly VoteCast[]; counts: VoteCounts }
): { isCarried: boolean; votes: Votes } {
	const isUnanimity = votingRule === 'unanimity-of-towns';
	const unmet = isUnanimity ? townsNotAgreeing(towns, attendance, cast) : [];
	const isCarried = isUnanimity ? unmet.length === 0 && towns.length > 0 : hasMajority(counts);
	return { isCarried, votes: { cast: [...cast], counts, unmet } };
}
