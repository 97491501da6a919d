import type { Overview } from '@konzeptstand/contract/hierarchy.ts';
import { apiGet } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => ({
	overview: await apiGet<Overview>(event, `/regions/${event.params.region}/overview`, {
		edition: event.url.searchParams.get('edition')
	})
});
