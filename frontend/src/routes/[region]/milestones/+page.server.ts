import type { Milestone } from '@konzeptstand/contract/region.ts';
import { apiGet } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const path = `/regions/${event.params.region}/milestones`;
	const found = await apiGet<{ total: number; rows: Milestone[] }>(event, path, { limit: 500 });
	return { milestones: found.rows.reverse() };
};
