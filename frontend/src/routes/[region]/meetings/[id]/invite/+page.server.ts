import { act, bodyOf, getMeeting, meetingPath } from '#lib/council/server/meeting.ts';
import { requireMay } from '#lib/edit/server/surroundings.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { region, may } = await event.parent();
	requireMay(may, 'council.prepare');
	const meeting = await getMeeting(event);
	const seats = bodyOf(region, meeting)?.seats ?? [];
	const everyone = new Set(seats.flatMap(({ person, deputyPerson }) => [person, deputyPerson].filter(Boolean)));
	const last = new Map(meeting.mails.map((mail) => [mail.person, mail.state]));
	const missed = [...last.values()].filter((state) => state === 'failed' || state === 'dropped').length;
	return {
		meeting,
		idempotencyKey: crypto.randomUUID(),
		/** where everyone knows how it stands, only those whose mail did not arrive */
		recipients: meeting.isInvitationCurrent ? missed : everyone.size,
		hasAccounts: everyone.size > 0,
		language: getLocale(),
		/** who has no account is invited in another way */
		without: seats.filter(({ person }) => person === null).map(({ office }) => office)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const form = await readForm(event);
		const request = {
			path: meetingPath(event, '/invitation'),
			body: { language: form.text('language') ?? undefined },
			key: form.text('idempotencyKey')
		};
		return act(event, form, request, m.council_invited());
	}
};
