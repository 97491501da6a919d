import type { RollUpParts } from '@konzeptstand/contract/roll-up.ts';
import { apiGet } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types.js';

/** One figure of a screen, opened to the projects that it is made of. */
export const load: PageServerLoad = async (event) => {
	const { searchParams } = event.url;
	const query = {
		kind: searchParams.get('kind') ?? 'region',
		id: searchParams.get('id'),
		edition: searchParams.get('edition')
	};
	return {
		kind: query.kind,
		edition: query.edition,
		figure: await apiGet<RollUpParts>(event, `/regions/${event.params.region}/roll-up`, query)
	};
};
