import { redirect } from '@sveltejs/kit';
import type { z } from 'zod';
import type { createdMember } from '@konzeptstand/contract/account.ts';
import { leaveNotice } from '#lib/edit/server/notice.ts';
import { partyOptions, requireManaging } from '../members.server.ts';
import { links } from '#lib/links.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiSend, failed } from '#lib/server/api.ts';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { may } = await event.parent();
	requireManaging(may);
	return { parties: await partyOptions(event), idempotencyKey: crypto.randomUUID() };
};

export const actions: Actions = {
	default: async (event) => {
		const form = await readForm(event);
		const body = {
			name: form.text('name') ?? '',
			email: form.text('email') ?? '',
			roles: form.many('roles'),
			municipality: form.text('municipality'),
			party: form.text('party')
		};
		const sent = await apiSend<z.output<typeof createdMember>>(
			event,
			'POST',
			`/regions/${event.params.region}/members`,
			body,
			{ key: form.text('idempotencyKey') }
		);
		if (!sent.ok) return failed(sent.problem, form.values);
		const name = sent.data.member.person.name ?? body.name;
		// shown in this answer and nowhere else: it stands in no address, cookie or page that could be opened again
		if (sent.data.password) return { created: { name, password: sent.data.password } };
		leaveNotice(event.cookies, event.url, { text: m.members_added({ name }), details: [] });
		redirect(303, links.members(event.params.region));
	}
};
