import type { PartyParts } from '@konzeptstand/contract/project.ts';
import type { Party } from '@konzeptstand/contract/region.ts';
import { entriesOf } from '#lib/item/server/entries.ts';
import { apiGet } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const path = `/regions/${event.params.region}`;
	const [{ region, may }, party, parts] = await Promise.all([
		event.parent(),
		apiGet<Party>(event, `${path}/parties/${event.params.id}`),
		apiGet<PartyParts>(event, `${path}/parties/${event.params.id}/parts`)
	]);
	return { party, parts, entries: await entriesOf(event, region, may, party.id) };
};
