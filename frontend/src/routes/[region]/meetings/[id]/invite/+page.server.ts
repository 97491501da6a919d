import { act, bodyOf, getMeeting, meetingPath } from '#lib/council/server/meeting.ts';
import { requireMay } from '#lib/edit/server/surroundings.ts';
import { m } from '#lib/paraglide/messages.js';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { region, may } = await event.parent();
	requireMay(may, 'council.prepare');
	const meeting = await getMeeting(event);
	const seats = bodyOf(region, meeting)?.seats ?? [];
	return {
		meeting,
		idempotencyKey: crypto.randomUUID(),
		recipients: new Set(seats.flatMap(({ person, deputyPerson }) => [person, deputyPerson].filter(Boolean))).size,
		/** who has no account is invited in another way */
		without: seats.filter(({ person }) => person === null).map(({ office }) => office)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const form = await readForm(event);
		const request = { path: meetingPath(event, '/invitation'), key: form.text('idempotencyKey') };
		return act(event, form, request, m.council_invited());
	}
};
