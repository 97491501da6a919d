import type { Member } from '@konzeptstand/contract/account.ts';
import { act, bodyOf, getMeeting, meetingPath, regionPath } from '#lib/council/server/meeting.ts';
import { requireMay } from '#lib/edit/server/surroundings.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { apiGet } from '#lib/server/api.ts';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { region, may } = await event.parent();
	requireMay(may, 'council.prepare');
	const meeting = await getMeeting(event);
	const seats = bodyOf(region, meeting)?.seats ?? [];
	const everyone = new Set(
		seats.flatMap(({ person, deputyPerson }) => [person, deputyPerson]).filter((id) => id !== null)
	);
	const last = new Map(meeting.mails.map((mail) => [mail.person, mail.state]));
	const isMissed = (person: string) => ['failed', 'dropped'].includes(last.get(person) ?? '');
	// where everyone knows how it stands, only those whose mail did not arrive
	const recipients = [...everyone].filter((person) => !meeting.isInvitationCurrent || isMissed(person));
	const { rows: members } = await apiGet<{ rows: Member[] }>(event, `${regionPath(event)}/members`);
	const nameOf = (id: string) => {
		const member = members.find(({ person }) => person.id === id);
		return member?.person.name ?? member?.person.email ?? m.unknown();
	};
	const seatOf = (id: string) => {
		const own = seats.find(({ person }) => person === id);
		const office = (own ?? seats.find(({ deputyPerson }) => deputyPerson === id))?.office ?? '';
		return own ? office : m.council_invite_deputy({ office });
	};
	return {
		meeting,
		idempotencyKey: crypto.randomUUID(),
		recipients: recipients.map((id) => ({ id, name: nameOf(id), seat: seatOf(id) })),
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
		const { isInvitationCurrent } = await getMeeting(event);
		return act(event, form, request, isInvitationCurrent === false ? m.council_invited_again() : m.council_invited());
	}
};
