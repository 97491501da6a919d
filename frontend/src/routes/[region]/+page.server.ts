import type { z } from 'zod';
import type { CouncilOwn } from '@konzeptstand/contract/follow-up.ts';
import type { Overview } from '@konzeptstand/contract/hierarchy.ts';
import type { projectList } from '@konzeptstand/contract/project.ts';
import type { roundList } from '@konzeptstand/contract/round.ts';
import { apiFind, apiGet } from '#lib/server/api.ts';
import { owesReport } from '#lib/status.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const path = `/regions/${event.params.region}`;
	const { may, membership } = await event.parent();
	const isCouncil = membership?.roles.includes('council') ?? false;
	const [overview, own, rounds, council] = await Promise.all([
		apiGet<Overview>(event, `${path}/overview`, { edition: event.url.searchParams.get('edition') }),
		apiFind<z.output<typeof projectList>>(event, `${path}/projects`, { mine: true, limit: 500 }),
		may.includes('round.read') ? apiFind<z.output<typeof roundList>>(event, `${path}/rounds`) : null,
		isCouncil ? apiFind<CouncilOwn>(event, `${path}/council-own`) : null
	]);
	return {
		overview,
		/** of whoever sits on a council */
		council,
		/** what waits for a word of the person who looks */
		owed: (own?.rows ?? []).filter(({ current, mayReport }) => mayReport && owesReport(current)),
		rounds: rounds?.rows.filter(({ isOver, counts }) => !isOver || counts.waiting > 0) ?? []
	};
};
