import { getMeeting } from '#lib/council/server/meeting.ts';
import { putToVote } from '#lib/council/server/put-to-vote.ts';
import type { PageServerLoad } from './$types.js';

/** What the beamer shows: public points only, unless the address asks for all and the person may see them. */
export const load: PageServerLoad = async (event) => {
	event.depends('council:screen');
	const { may } = await event.parent();
	const isAll = event.url.searchParams.has('closed') && may.includes('council.closed');
	const meeting = await getMeeting(event);
	const shown = meeting.agenda.filter(({ outcome, isPublic }) => outcome !== 'removed' && (isPublic || isAll));
	const papers = await putToVote(event, shown);
	return {
		isBare: true,
		meeting: {
			id: meeting.id,
			title: meeting.title,
			day: meeting.day,
			bodyReference: meeting.bodyReference,
			isOpened: meeting.openedAt !== null
		},
		items: shown.map((item) => ({
			id: item.id,
			number: item.number,
			title: item.title,
			type: item.type,
			outcome: item.outcome,
			postponedTo: item.postponedTo,
			referredTo: item.referredTo,
			proposal: (item.paper ? papers[item.paper]?.proposal : null) ?? null,
			decision: item.decision && {
				number: item.decision.number,
				text: item.decision.text,
				result: item.decision.result,
				counts: item.decision.votes?.counts ?? null
			}
		}))
	};
};
