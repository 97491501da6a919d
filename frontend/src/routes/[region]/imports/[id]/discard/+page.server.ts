import { error, redirect } from '@sveltejs/kit';
import type { ImportView } from '@konzeptstand/contract/import.ts';
import { leaveNotice } from '#lib/edit/server/notice.ts';
import { links } from '#lib/links.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiGet, apiSend, failed } from '#lib/server/api.ts';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { may } = await event.parent();
	if (!may.includes('import.write')) error(403, { message: m.error_forbidden_text(), code: 'not_permitted' });
	const { region, id } = event.params;
	const view = await apiGet<ImportView>(event, `/regions/${region}/imports/${encodeURIComponent(id)}`);
	if (view.state === 'taken' || view.state === 'taking') redirect(303, links.import(region, id));
	return { name: view.name, version: view.version, wasTaken: view.state === 'undone' };
};

export const actions: Actions = {
	default: async (event) => {
		const { region, id } = event.params;
		const form = await readForm(event);
		const path = `/regions/${region}/imports/${encodeURIComponent(id)}`;
		const sent = await apiSend(event, 'DELETE', path, undefined, { version: form.text('version') });
		if (!sent.ok) return failed(sent.problem, {});
		leaveNotice(event.cookies, event.url, { text: m.import_discarded({ name: form.text('name') ?? '' }), details: [] });
		redirect(303, links.imports(region));
	}
};
