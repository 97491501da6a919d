import type { z } from 'zod';
import type { roundList } from '@konzeptstand/contract/round.ts';
import { apiGet } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => ({
	rounds: (await apiGet<z.output<typeof roundList>>(event, `/regions/${event.params.region}/rounds`)).rows
});
