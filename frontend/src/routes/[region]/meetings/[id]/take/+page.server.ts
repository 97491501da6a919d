import { bodyOf, getMeeting } from '#lib/council/server/meeting.ts';
import { putToVote } from '#lib/council/server/put-to-vote.ts';
import { todayIn } from '#lib/format.ts';
import { requireMay } from '#lib/edit/server/surroundings.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { region, may } = await event.parent();
	requireMay(may, 'council.minutes');
	const meeting = await getMeeting(event);
	return {
		meeting,
		body: bodyOf(region, meeting),
		papers: await putToVote(event, meeting.agenda),
		today: todayIn(region),
		writer: event.locals.person?.id ?? ''
	};
};
