import { redirect } from '@sveltejs/kit';
import { leaveNotice } from '#lib/edit/server/notice.ts';
import { readMember, requireManaging } from '../../members.server.ts';
import { links } from '#lib/links.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiSend, failed } from '#lib/server/api.ts';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { may } = await event.parent();
	requireManaging(may);
	return { member: await readMember(event, event.params.id) };
};

export const actions: Actions = {
	default: async (event) => {
		const form = await readForm(event);
		const path = `/regions/${event.params.region}/members/${event.params.id}`;
		const sent = await apiSend(
			event,
			'DELETE',
			path,
			{ reason: form.text('reason') ?? '' },
			{ version: form.text('version') }
		);
		if (!sent.ok) return failed(sent.problem, form.values);
		leaveNotice(event.cookies, event.url, { text: m.members_removed({ name: form.text('name') ?? '' }), details: [] });
		redirect(303, links.members(event.params.region));
	}
};
