import type { z } from 'zod';
import type { paperList } from '@konzeptstand/contract/paper.ts';
import { apiGet } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types.js';

const FILTERS = ['state', 'body', 'text', 'offset'] as const;

export const load: PageServerLoad = async (event) => {
	const query = Object.fromEntries(FILTERS.map((name) => [name, event.url.searchParams.get(name)]));
	return {
		papers: await apiGet<z.output<typeof paperList>>(event, `/regions/${event.params.region}/papers`, {
			...query,
			limit: 100
		}),
		isFiltered: FILTERS.some((name) => name !== 'offset' && query[name])
	};
};
