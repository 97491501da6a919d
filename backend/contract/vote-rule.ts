import type { Decision, VoteCast, VoteCounts } from './decision.ts';
import type { Attendance } from './meeting.ts';
import type { NewPaper } from './paper.ts';
import type { Body } from './region.ts';

/** Who decides, and what a vote comes to by the rule of its body: for the server, which notes it, and for the page, which says it before. */

/** The towns that did not vote yes, and how each voted instead. */
type Unmet = NonNullable<Decision['votes']>['unmet'];
interface Town {
	readonly id: string;
	readonly name: string;
}
type Seat = Pick<Attendance, 'seat' | 'municipality'>;

/** Whether a body decides for itself; all others only advise. */
export const isDeciding = ({ kind }: Pick<Body, 'kind'>): boolean => kind === 'deciding' || kind === 'council';

/**
 * How a body takes part in a paper: of a joint one each town's own council decides, and the paper's body is heard first.
 * Null: the paper is not its own.
 */
export function partOf(
	paper: Pick<NewPaper, 'rule' | 'body'>,
	body: Pick<Body, 'id' | 'kind' | 'municipality'>
): 'decides' | 'recommends' | null {
	if (paper.rule === 'joint' && body.kind === 'council' && body.municipality !== null) return 'decides';
	if (paper.body !== body.id) return null;
	return paper.rule === 'single' && isDeciding(body) ? 'decides' : 'recommends';
}

/** How many said what; who is absent said nothing. */
export function countVotes(cast: readonly Pick<VoteCast, 'vote'>[]): VoteCounts {
	const count = (vote: VoteCast['vote']): number => cast.filter((one) => one.vote === vote).length;
	return { yes: count('yes'), no: count('no'), abstained: count('abstained') };
}

/** More yes than no. Abstentions do not count, and a tie is a refusal (ThürKO § 39 Abs. 1). */
const hasMajority = ({ yes, no }: VoteCounts): boolean => yes > no;

/** The worst of what a town's seats said stands for the town. */
const RANK: readonly VoteCast['vote'][] = ['no', 'abstained', 'absent', 'yes'];

/** Whoever sits there speaks for the town; a town for which nobody sits there is absent. */
function townsNotAgreeing(towns: readonly Town[], seats: readonly Seat[], cast: readonly VoteCast[]): Unmet {
	return towns.flatMap(({ id, name }) => {
		const own = seats.filter(({ municipality }) => municipality === id).map(({ seat }) => seat);
		const said = cast.filter(({ seat }) => own.includes(seat)).map(({ vote }) => vote);
		// A second seat that is empty does not speak against the one that is not.
		const spoken: VoteCast['vote'][] = said.filter((vote) => vote !== 'absent');
		const vote = RANK.find((one) => spoken.includes(one)) ?? 'absent';
		return vote === 'yes' ? [] : [{ municipality: id, name, vote }];
	});
}

/**
 * Whether a vote carries, and which towns stand against it where all of them must agree. Without a rule a majority decides.
 * @param towns all municipalities of the cooperation
 * @param seats of the meeting's attendance
 */
export function resultOf(
	{ votingRule }: Pick<Body, 'votingRule'>,
	towns: readonly Town[],
	seats: readonly Seat[],
	{ cast, counts }: { readonly cast: readonly VoteCast[]; readonly counts: VoteCounts }
): { isCarried: boolean; unmet: Unmet } {
	if (votingRule !== 'unanimity-of-towns') return { isCarried: hasMajority(counts), unmet: [] };
	const unmet = townsNotAgreeing(towns, seats, cast);
	return { isCarried: unmet.length === 0 && towns.length > 0, unmet };
}
