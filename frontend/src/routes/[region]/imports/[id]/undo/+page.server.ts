import { error, fail, redirect } from '@sveltejs/kit';
import type { ImportView } from '@konzeptstand/contract/import.ts';
import { leaveNotice } from '#lib/edit/server/notice.ts';
import { links } from '#lib/links.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiGet, apiSend } from '#lib/server/api.ts';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { may } = await event.parent();
	if (!may.includes('import.write')) error(403, { message: m.error_forbidden_text(), code: 'not_permitted' });
	const { region, id } = event.params;
	const view = await apiGet<ImportView>(event, `/regions/${region}/imports/${encodeURIComponent(id)}`);
	if (view.state !== 'taken') redirect(303, links.import(region, id));
	return { view };
};

export const actions: Actions = {
	default: async (event) => {
		const { region, id } = event.params;
		const form = await readForm(event);
		const path = `/regions/${region}/imports/${encodeURIComponent(id)}/undo`;
		const body = { reason: form.text('reason') };
		const sent = await apiSend<ImportView>(event, 'POST', path, body, { version: form.text('version') });
		if (!sent.ok) {
			const { status, detail, errors = [] } = sent.problem;
			// several things may have been built on it: each is named
			const prevented = [...new Set(errors.map(({ message }) => message))].filter((message) => message !== detail);
			return fail(status, { message: detail, prevented, values: form.values });
		}
		leaveNotice(event.cookies, event.url, { text: m.import_undo_done({ name: sent.data.name }), details: [] });
		redirect(303, links.import(region, id));
	}
};
