import { error, fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import type { importList, ImportView } from '@konzeptstand/contract/import.ts';
import type { importMappingList } from '@konzeptstand/contract/import-mapping.ts';
import { links } from '#lib/links.ts';
import { m } from '#lib/paraglide/messages.js';
import { apiGet, apiSend, apiUpload, failed } from '#lib/server/api.ts';
import type { Sent } from '#lib/server/api.ts';
import type { Actions, PageServerLoad } from './$types.js';

const LIMIT = 25;

/** Lists that were sent, newest first, and the mappings kept for the next ones. */
export const load: PageServerLoad = async (event) => {
	const { may } = await event.parent();
	if (!may.includes('import.write')) error(403, { message: m.error_forbidden_text(), code: 'not_permitted' });
	const path = `/regions/${event.params.region}`;
	const offset = event.url.searchParams.get('offset') ?? '0';
	const [imports, mappings] = await Promise.all([
		apiGet<z.output<typeof importList>>(event, `${path}/imports`, { limit: LIMIT, offset }),
		apiGet<z.output<typeof importMappingList>>(event, `${path}/import-mappings`)
	]);
	return { imports, mappings: mappings.rows };
};

const textOf = (form: FormData, name: string): string => {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
};

/**
 * The list goes into the edition that was chosen; where nothing was, into the one that the API found. Then its own page
 * shows what was read.
 */
async function open(event: RequestEvent, sent: Sent<ImportView>, form: FormData) {
	if (!sent.ok) return failed(sent.problem, {});
	const region = event.params.region ?? '';
	const { id, version, edition } = sent.data;
	const chosen = textOf(form, 'edition');
	const wanted = chosen === '' ? null : chosen;
	if (chosen !== form.get('usual') && wanted !== (edition?.id ?? null)) {
		const path = `/regions/${region}/imports/${id}`;
		const changed = await apiSend(event, 'PATCH', path, { edition: wanted }, { version });
		if (!changed.ok) return failed(changed.problem, {});
	}
	redirect(303, links.import(region, id));
}

const missing = (message: string) => fail(422, { message, code: 'invalid_input' as const, errors: {}, values: {} });

export const actions: Actions = {
	file: async (event) => {
		const form = await event.request.formData();
		const file = form.get('file');
		if (!(file instanceof File) || file.name === '') return missing(m.import_none_chosen());
		const name = file.name.slice(-150);
		const sent = await apiUpload<ImportView>(event, `/regions/${event.params.region}/imports`, { name }, file);
		return open(event, sent, form);
	},
	paste: async (event) => {
		const form = await event.request.formData();
		const text = textOf(form, 'text');
		if (text.trim() === '') return missing(m.import_none_pasted());
		const said = { name: m.import_pasted_name(), pasted: 'true' };
		const path = `/regions/${event.params.region}/imports`;
		const sent = await apiUpload<ImportView>(event, path, said, new Blob([text]));
		return open(event, sent, form);
	}
};
