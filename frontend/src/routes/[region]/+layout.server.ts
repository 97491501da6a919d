import type { Permission } from '@konzeptstand/contract/account.ts';
import type { Region } from '@konzeptstand/contract/region.ts';
import { takeNotice } from '#lib/edit/server/notice.ts';
import { apiGet } from '#lib/server/api.ts';
import { REGION_COOKIE } from '#lib/server/region.ts';
import type { LayoutServerLoad } from './$types.js';

/** What every page of a region needs: the region with its towns and editions, and what the person may do here. */
export const load: LayoutServerLoad = async (event) => {
	const region = await apiGet<Region>(event, `/regions/${encodeURIComponent(event.params.region)}`);
	event.cookies.set(REGION_COOKIE, region.key, {
		path: '/',
		maxAge: 31_536_000,
		sameSite: 'lax',
		secure: event.url.protocol === 'https:'
	});
	const membership = event.locals.memberships.find((each) => each.region.key === region.key);
	const may: readonly Permission[] = membership?.may ?? event.locals.person?.may ?? [];
	return {
		region,
		editions: region.editions,
		may,
		membership: membership ?? null,
		notice: takeNotice(event.cookies, event.url)
	};
};
