import type { z } from 'zod';
import type { Field, goalList, measureList } from '@konzeptstand/contract/concept.ts';
import type { RollUpParts } from '@konzeptstand/contract/roll-up.ts';
import { entriesOf } from '#lib/item/server/entries.ts';
import { conceptTrail } from '#lib/item/trail.ts';
import { apiFind, apiGet } from '#lib/server/api.ts';
import { besideOf } from '#lib/writing/server/beside.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const path = `/regions/${event.params.region}`;
	const [{ region, may }, field] = await Promise.all([
		event.parent(),
		apiGet<Field>(event, `${path}/fields/${event.params.id}`)
	]);
	const edition = region.editions.find(({ id }) => id === field.edition);
	const below = { edition: edition?.key, field: field.id, limit: 500 };
	const [parts, goals, measures, entries, beside] = await Promise.all([
		apiFind<RollUpParts>(event, `${path}/roll-up`, { kind: 'field', id: field.id, edition: edition?.key }),
		apiGet<z.output<typeof goalList>>(event, `${path}/goals`, below),
		apiGet<z.output<typeof measureList>>(event, `${path}/measures`, below),
		entriesOf(event, region, may, field.id),
		besideOf(event, field.id)
	]);
	return {
		field,
		edition: edition?.key,
		year: edition?.year ?? null,
		isFrozen: edition?.state === 'adopted' || edition?.state === 'superseded',
		parts: parts?.parts ?? null,
		goals: goals.rows,
		measures: measures.rows,
		trail: conceptTrail(region, field.edition),
		entries,
		beside
	};
};
