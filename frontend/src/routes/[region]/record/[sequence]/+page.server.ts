import type { Decision } from '@konzeptstand/contract/decision.ts';
import type { Entry } from '@konzeptstand/contract/record.ts';
import { namesIn } from '#lib/item/server/names.ts';
import { apiFind, apiGet } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types.js';

/** Of a bulk change so many items are shown at once. */
const SHOWN = 50;

export const load: PageServerLoad = async (event) => {
	const path = `/regions/${event.params.region}`;
	const { region, may } = await event.parent();
	const offset = Math.max(0, Number(event.url.searchParams.get('offset')) || 0);
	const entry = await apiGet<Entry>(event, `${path}/record/${encodeURIComponent(event.params.sequence)}`, {
		limit: SHOWN,
		offset
	});
	const [names, newest, decision] = await Promise.all([
		namesIn(event, region, may, [entry]),
		apiFind<{ rows: Entry[] }>(event, `${path}/record`, { limit: 1 }),
		entry.decision ? apiFind<Decision>(event, `${path}/decisions/${entry.decision}`) : null
	]);
	const hasLater = (newest?.rows[0]?.sequence ?? 0) > entry.sequence;
	return {
		hasLater,
		entry,
		total: entry.changeCount,
		offset,
		limit: SHOWN,
		names,
		decision: decision?.title ?? null
	};
};
