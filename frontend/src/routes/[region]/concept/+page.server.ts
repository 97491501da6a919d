import type { Hierarchy, Overview } from '@konzeptstand/contract/hierarchy.ts';
import { apiGet } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types.js';

const FILTERS = [
	'field',
	'municipality',
	'status',
	'keyMeasure',
	'late',
	'delayed',
	'outdated',
	'mine',
	'text'
] as const;

/** The hierarchy as the address filters it; the fields to choose from come unfiltered from the overview then. */
export const load: PageServerLoad = async (event) => {
	const { searchParams } = event.url;
	const edition = searchParams.get('edition');
	const filters = new URLSearchParams(FILTERS.flatMap((name) => [[name, searchParams.get(name) ?? '']]));
	const isFiltered = FILTERS.some((name) => searchParams.get(name));
	if (edition) filters.set('edition', edition);
	const path = `/regions/${event.params.region}`;
	const [hierarchy, overview] = await Promise.all([
		apiGet<Hierarchy>(event, `${path}/hierarchy`, filters),
		isFiltered ? apiGet<Overview>(event, `${path}/overview`, { edition }) : null
	]);
	const fields = (overview ?? hierarchy).fields.map(({ id, code, title }) => ({ id, code, title }));
	return { hierarchy, fields, isFiltered };
};
