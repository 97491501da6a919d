import { bodyOf, getMeeting } from '#lib/council/server/meeting.ts';
import { proposalsOf } from '#lib/council/server/proposals.ts';
import { requireMay } from '#lib/edit/server/surroundings.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { region, may } = await event.parent();
	requireMay(may, 'council.minutes');
	const meeting = await getMeeting(event);
	return {
		meeting,
		body: bodyOf(region, meeting),
		proposals: await proposalsOf(event, meeting.agenda),
		writer: event.locals.person?.id ?? ''
	};
};
