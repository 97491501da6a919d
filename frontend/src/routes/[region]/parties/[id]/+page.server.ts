import type { z } from 'zod';
import type { measureList } from '@konzeptstand/contract/concept.ts';
import type { projectList } from '@konzeptstand/contract/project.ts';
import type { Party } from '@konzeptstand/contract/region.ts';
import { entriesOf } from '#lib/item/server/entries.ts';
import { apiFind, apiGet } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const path = `/regions/${event.params.region}`;
	const [{ region, may }, party] = await Promise.all([
		event.parent(),
		apiGet<Party>(event, `${path}/parties/${event.params.id}`)
	]);
	const query = { party: party.id, limit: 500 };
	const [projects, entries, ...measures] = await Promise.all([
		apiGet<z.output<typeof projectList>>(event, `${path}/projects`, query),
		entriesOf(event, region, may, party.id),
		...region.editions.map(({ key }) =>
			apiFind<z.output<typeof measureList>>(event, `${path}/measures`, { ...query, edition: key })
		)
	]);
	return { party, projects, measures: measures.flatMap((list) => list?.rows ?? []), entries };
};
