import { redirect } from '@sveltejs/kit';
import type { Region } from '@konzeptstand/contract/region.ts';
import { links } from '#lib/links.ts';
import { apiGet } from '#lib/server/api.ts';
import { REGION_COOKIE } from '#lib/server/region.ts';
import type { PageServerLoad } from './$types.js';

/** One region or a remembered one: straight there. Otherwise the person chooses. */
export const load: PageServerLoad = async (event) => {
	const { rows: regions } = await apiGet<{ rows: Pick<Region, 'key' | 'name' | 'nameEn'>[] }>(event, '/regions');
	const remembered = regions.find(({ key }) => key === event.cookies.get(REGION_COOKIE));
	const target = regions.length === 1 ? regions[0] : event.url.searchParams.has('choose') ? undefined : remembered;
	if (target) redirect(303, links.overview(target.key));
	return { regions };
};
