import type { z } from 'zod';
import type { Overview } from '@konzeptstand/contract/hierarchy.ts';
import type { projectList } from '@konzeptstand/contract/project.ts';
import type { Party } from '@konzeptstand/contract/region.ts';
import { apiFind, apiGet } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types.js';

const FILTERS = [
	'edition',
	'field',
	'municipality',
	'party',
	'status',
	'late',
	'delayed',
	'outdated',
	'unplaced',
	'mine',
	'text',
	'sort'
] as const;
const LIMIT = 50;

/** Projects as the address filters and sorts them; the same filters go into its files. */
export const load: PageServerLoad = async (event) => {
	const path = `/regions/${event.params.region}`;
	const query = new URLSearchParams(
		FILTERS.flatMap((name) => {
			const value = event.url.searchParams.get(name);
			return value ? [[name, value]] : [];
		})
	);
	const filters = Object.fromEntries(query);
	query.set('limit', String(LIMIT));
	query.set('offset', event.url.searchParams.get('offset') ?? '0');
	const [projects, overview, parties] = await Promise.all([
		apiGet<z.output<typeof projectList>>(event, `${path}/projects`, query),
		apiFind<Overview>(event, `${path}/overview`, { edition: event.url.searchParams.get('edition') }),
		apiFind<{ rows: Party[] }>(event, `${path}/parties`, { limit: 500 })
	]);
	return {
		projects,
		fields: (overview?.fields ?? []).map(({ id, code, title }) => ({ id, code, title })),
		parties: (parties?.rows ?? []).map(({ id, name }) => ({ id, name })),
		filters,
		sort: event.url.searchParams.get('sort') ?? 'code'
	};
};
