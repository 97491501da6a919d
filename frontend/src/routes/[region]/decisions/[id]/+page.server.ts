import type { Decision, DecisionUses } from '@konzeptstand/contract/decision.ts';
import { entriesOf } from '#lib/item/server/entries.ts';
import { apiGet } from '#lib/server/api.ts';
import { besideOf } from '#lib/writing/server/beside.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const path = `/regions/${event.params.region}/decisions/${encodeURIComponent(event.params.id)}`;
	const [{ region, may }, decision, uses] = await Promise.all([
		event.parent(),
		apiGet<Decision>(event, path),
		apiGet<DecisionUses>(event, `${path}/uses`)
	]);
	const [entries, beside] = await Promise.all([
		entriesOf(event, region, may, decision.id),
		besideOf(event, decision.id)
	]);
	return { decision, uses, entries, files: beside.files };
};
