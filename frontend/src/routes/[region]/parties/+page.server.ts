import type { Party } from '@konzeptstand/contract/region.ts';
import { apiGet } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types.js';

interface Page {
	total: number;
	limit: number;
	offset: number;
	rows: Party[];
}

export const load: PageServerLoad = async (event) => {
	const query = (name: string) => event.url.searchParams.get(name);
	return {
		parties: await apiGet<Page>(event, `/regions/${event.params.region}/parties`, {
			text: query('text'),
			offset: query('offset'),
			limit: 200
		})
	};
};
