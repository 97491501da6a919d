import type { z } from 'zod';
import type { Overview } from '@konzeptstand/contract/hierarchy.ts';
import type { projectList } from '@konzeptstand/contract/project.ts';
import type { roundList } from '@konzeptstand/contract/round.ts';
import { apiFind, apiGet } from '#lib/server/api.ts';
import { owesReport } from '#lib/status.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const path = `/regions/${event.params.region}`;
	const { may } = await event.parent();
	const [overview, own, rounds] = await Promise.all([
		apiGet<Overview>(event, `${path}/overview`, { edition: event.url.searchParams.get('edition') }),
		apiFind<z.output<typeof projectList>>(event, `${path}/projects`, { mine: true, limit: 500 }),
		may.includes('round.read') ? apiFind<z.output<typeof roundList>>(event, `${path}/rounds`) : null
	]);
	return {
		overview,
		/** what waits for a word of the person who looks */
		owed: (own?.rows ?? []).filter(({ current, mayReport }) => mayReport && owesReport(current)),
		rounds: rounds?.rows.filter(({ isOver, counts }) => !isOver || counts.waiting > 0) ?? []
	};
};
