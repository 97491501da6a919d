import type { CouncilOwn } from '@konzeptstand/contract/follow-up.ts';
import { apiGet } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => ({
	own: await apiGet<CouncilOwn>(event, `/regions/${event.params.region}/council-own`)
});
