import { act, getMeeting, meetingPath } from '#lib/council/server/meeting.ts';
import { requireMay } from '#lib/edit/server/surroundings.ts';
import { m } from '#lib/paraglide/messages.js';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	requireMay((await event.parent()).may, 'council.minutes');
	return { meeting: await getMeeting(event) };
};

export const actions: Actions = {
	default: async (event) => {
		const form = await readForm(event);
		return act(event, form, { path: meetingPath(event, '/closing') }, m.council_meeting_closed());
	}
};
