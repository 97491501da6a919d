import type { Goal, Indicator, Measure } from '@konzeptstand/contract/concept.ts';
import { entriesOf } from '#lib/item/server/entries.ts';
import { apiFind, apiGet } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const path = `/regions/${event.params.region}`;
	const [{ region, may }, indicator] = await Promise.all([
		event.parent(),
		apiGet<Indicator>(event, `${path}/indicators/${event.params.id}`)
	]);
	const { kind, id } = indicator.subject;
	const [subject, entries] = await Promise.all([
		kind === 'goal' || kind === 'measure' ? apiFind<Goal | Measure>(event, `${path}/${kind}s/${id}`) : null,
		entriesOf(event, region, may, indicator.id)
	]);
	return { indicator, isFrozen: subject?.isFrozen ?? false, entries };
};
