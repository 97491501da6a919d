import type { Goal } from '@konzeptstand/contract/concept.ts';
import type { RollUpParts } from '@konzeptstand/contract/roll-up.ts';
import { entriesOf } from '#lib/item/server/entries.ts';
import { conceptTrail } from '#lib/item/trail.ts';
import { apiFind, apiGet } from '#lib/server/api.ts';
import { besideOf } from '#lib/writing/server/beside.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const path = `/regions/${event.params.region}`;
	const [{ region, may }, goal] = await Promise.all([
		event.parent(),
		apiGet<Goal>(event, `${path}/goals/${event.params.id}`)
	]);
	const edition = region.editions.find(({ id }) => id === goal.edition)?.key;
	const [parts, entries, beside] = await Promise.all([
		apiFind<RollUpParts>(event, `${path}/roll-up`, { kind: 'goal', id: goal.id, edition }),
		entriesOf(event, region, may, goal.id),
		besideOf(event, goal.id)
	]);
	return {
		goal,
		edition,
		parts: parts?.parts ?? null,
		trail: conceptTrail(region, goal.edition, { field: goal.fieldReference, goals: [goal.parentReference] }),
		entries,
		beside
	};
};
