import type { z } from 'zod';
import type { documentList, templateList } from '@konzeptstand/contract/document.ts';
import { apiGet } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types.js';

const SHOWN = 25;

export const load: PageServerLoad = async (event) => {
	const path = `/regions/${event.params.region}`;
	const { searchParams } = event.url;
	const query = { limit: SHOWN, offset: searchParams.get('offset'), template: searchParams.get('template') };
	const [list, templates] = await Promise.all([
		apiGet<z.output<typeof documentList>>(event, `${path}/documents`, query),
		apiGet<z.output<typeof templateList>>(event, `${path}/templates`)
	]);
	return { list, templates: templates.rows };
};
