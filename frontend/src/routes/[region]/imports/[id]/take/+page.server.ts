import { error, redirect } from '@sveltejs/kit';
import type { ImportView } from '@konzeptstand/contract/import.ts';
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
	if (!view.mayTake) redirect(303, links.import(region, id));
	return { view };
};

export const actions: Actions = {
	/** Takes what was seen, without what is open: the question says so. */
	default: async (event) => {
		const { region, id } = event.params;
		const form = await readForm(event);
		const path = `/regions/${region}/imports/${encodeURIComponent(id)}/taking`;
		const body = { digest: form.text('digest') ?? '', withoutDoubtful: true };
		const sent = await apiSend(event, 'POST', path, body, { version: form.text('version') });
		if (!sent.ok) return failed(sent.problem, {});
		redirect(303, links.import(region, id));
	}
};
