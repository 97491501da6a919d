import { fail, redirect } from '@sveltejs/kit';
import type { Chapter } from '@konzeptstand/contract/edition.ts';
import { leaveNotice } from '#lib/edit/server/notice.ts';
import { allRows } from '#lib/edit/server/options.ts';
import { apiPath } from '#lib/edit/server/pages.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiSend } from '#lib/server/api.ts';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { region, edition } = await event.parent();
	return { chapters: await allRows<Chapter>(event, `/regions/${region.key}/chapters`, { edition: edition.key }) };
};

export const actions: Actions = {
	move: async (event) => {
		const form = await readForm(event);
		const to = form.number('to');
		const path = `${apiPath(event, 'chapters', form.text('chapter') ?? '')}/move`;
		const sent = await apiSend<Chapter>(event, 'POST', path, { to }, { version: form.text('version') });
		if (!sent.ok) {
			const isStale = sent.problem.code === 'version_conflict';
			return fail(sent.problem.status, { message: isStale ? m.edit_move_conflict() : sent.problem.detail });
		}
		leaveNotice(event.cookies, event.url, {
			text: m.edit_move_done({ kind: m.writing_chapter(), name: sent.data.title }),
			details: []
		});
		redirect(303, event.url.pathname);
	}
};
