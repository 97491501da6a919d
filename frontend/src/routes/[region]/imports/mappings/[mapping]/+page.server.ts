import { error, redirect } from '@sveltejs/kit';
import type { z } from 'zod';
import type { importMappingList } from '@konzeptstand/contract/import-mapping.ts';
import { leaveNotice } from '#lib/edit/server/notice.ts';
import { links } from '#lib/links.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiGet, apiSend, failed } from '#lib/server/api.ts';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { may } = await event.parent();
	if (!may.includes('import.write')) error(403, { message: m.error_forbidden_text(), code: 'not_permitted' });
	const path = `/regions/${event.params.region}/import-mappings`;
	const { rows } = await apiGet<z.output<typeof importMappingList>>(event, path);
	const mapping = rows.find(({ id }) => id === event.params.mapping);
	if (!mapping) error(404, { message: m.error_not_found_text(), code: 'not_found' });
	return { mapping };
};

export const actions: Actions = {
	default: async (event) => {
		const { region, mapping } = event.params;
		const form = await readForm(event);
		const path = `/regions/${region}/import-mappings/${encodeURIComponent(mapping)}`;
		const sent = await apiSend(event, 'DELETE', path, undefined, { version: form.text('version') });
		if (!sent.ok) return failed(sent.problem, {});
		const text = m.import_mapping_discarded({ name: form.text('name') ?? '' });
		leaveNotice(event.cookies, event.url, { text, details: [] });
		redirect(303, links.imports(region));
	}
};
