import type { VoteCounts } from '@konzeptstand/contract/decision.ts';
import { numberText, listText } from '#lib/format.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Vote, VotePreview, VoteResult } from './vote-result.ts';

const VOTES: Record<Vote, () => string> = {
	yes: m.paper_vote_yes,
	no: m.paper_vote_no,
	abstained: m.paper_vote_abstained,
	absent: m.paper_vote_absent
};
export const VOTES_NAMED = Object.keys(VOTES) as Vote[];
export const voteName = (vote: Vote) => VOTES[vote]();

/** "3 Ja, 0 Nein, 0 Enthaltungen" */
export const countsText = ({ yes, no, abstained }: VoteCounts) =>
	(abstained === 1 ? m.paper_vote_counts_one : m.paper_vote_counts)({
		yes: numberText(yes),
		no: numberText(no),
		abstained: numberText(abstained)
	});

const RESULTS: Record<VoteResult, () => string> = {
	accepted: m.paper_vote_accepted,
	rejected: m.paper_vote_rejected,
	recommended: m.paper_vote_recommended
};
/** What a vote comes to, as it is read out: "angenommen" or which town's yes is missing, or who has not voted yet. */
export function previewText(preview: VotePreview): string {
	if (preview.open > 0) return m.paper_vote_open({ count: numberText(preview.open) });
	if (preview.result === null) return m.paper_vote_none();
	if (preview.result !== 'rejected' || preview.missing.length === 0) return RESULTS[preview.result]();
	return m.paper_vote_rejected_missing({ towns: listText(preview.missing) });
}
