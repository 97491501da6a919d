import type { z } from 'zod';
import type { decisionList } from '@konzeptstand/contract/decision.ts';
import { apiGet } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const query = (name: string) => event.url.searchParams.get(name);
	return {
		decisions: await apiGet<z.output<typeof decisionList>>(event, `/regions/${event.params.region}/decisions`, {
			text: query('text'),
			offset: query('offset'),
			limit: 100
		})
	};
};
