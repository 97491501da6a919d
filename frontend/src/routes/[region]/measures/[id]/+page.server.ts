import type { Measure } from '@konzeptstand/contract/concept.ts';
import type { RollUpParts } from '@konzeptstand/contract/roll-up.ts';
import { entriesOf } from '#lib/item/server/entries.ts';
import { conceptTrail } from '#lib/item/trail.ts';
import { apiFind, apiGet } from '#lib/server/api.ts';
import { besideOf } from '#lib/writing/server/beside.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const path = `/regions/${event.params.region}`;
	const [{ region, may }, measure] = await Promise.all([
		event.parent(),
		apiGet<Measure>(event, `${path}/measures/${event.params.id}`)
	]);
	const edition = region.editions.find(({ id }) => id === measure.edition)?.key;
	const [parts, entries, beside] = await Promise.all([
		apiFind<RollUpParts>(event, `${path}/roll-up`, { kind: 'measure', id: measure.id, edition }),
		entriesOf(event, region, may, measure.id),
		besideOf(event, measure.id)
	]);
	return {
		measure,
		edition,
		parts: parts?.parts ?? null,
		trail: conceptTrail(region, measure.edition, { field: measure.fieldReference, goals: [measure.goalReference] }),
		entries,
		beside
	};
};
