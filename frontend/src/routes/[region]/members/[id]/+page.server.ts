import { redirect } from '@sveltejs/kit';
import type { Member } from '@konzeptstand/contract/account.ts';
import { leaveNotice } from '#lib/edit/server/notice.ts';
import { partyOptions, readMember, requireManaging } from '../members.server.ts';
import { links } from '#lib/links.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiSend, failed } from '#lib/server/api.ts';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { may } = await event.parent();
	requireManaging(may);
	const [member, parties] = await Promise.all([readMember(event, event.params.id), partyOptions(event)]);
	return { member, parties };
};

export const actions: Actions = {
	default: async (event) => {
		const form = await readForm(event);
		const body = {
			roles: form.many('roles'),
			municipality: form.text('municipality'),
			party: form.text('party')
		};
		const path = `/regions/${event.params.region}/members/${event.params.id}`;
		const sent = await apiSend<Member>(event, 'PATCH', path, body, { version: form.text('version') });
		if (!sent.ok) return failed(sent.problem, form.values);
		const name = sent.data.person.name ?? m.record_actor_erased();
		leaveNotice(event.cookies, event.url, { text: m.members_changed({ name }), details: [] });
		redirect(303, links.members(event.params.region));
	}
};
