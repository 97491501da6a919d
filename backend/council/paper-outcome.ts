import type { PaperItem } from './paper.model.ts';

/** Whether the rule of a paper is met by what was decided on it so far. Pure. */

export interface OnPaper {
	body: string | null;
	/** The municipality whose own council the body is; null for every other body. */
	town: string | null;
	result: 'accepted' | 'rejected' | 'recommended' | 'postponed' | 'unknown';
}

export interface Outcome<D> {
	/** `met`: everyone whom the rule asks has accepted. */
	state: 'open' | 'rejected' | 'met';
	/** Decisions of those whom the rule asks. */
	deciding: D[];
	/** How many of them have not decided yet. */
	missing: number;
}

/**
 * @param towns ids of all municipalities of the cooperation
 * @param decisions those that stand: not withdrawn, not annulled; at most one of each body
 */
export function outcomeOf<D extends OnPaper>(
	{ rule, body }: Pick<PaperItem, 'rule' | 'body'>,
	towns: readonly string[],
	decisions: readonly D[]
): Outcome<D> {
	const asked =
		rule === 'single'
			? [decisions.find((one) => body !== null && one.body === body)]
			: towns.map((town) => decisions.find((one) => one.town === town));
	const deciding = asked.filter((one): one is D => one !== undefined);
	const missing = asked.length - deciding.length;
	const isMet = asked.length > 0 && missing === 0 && deciding.every(({ result }) => result === 'accepted');
	const isRejected = deciding.some(({ result }) => result === 'rejected');
	return { state: isMet ? 'met' : isRejected ? 'rejected' : 'open', deciding, missing };
}
