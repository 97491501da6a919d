import { pageOf } from '@konzeptstand/contract/values.ts';
import { edition, editionListQuery } from '@konzeptstand/contract/concept.ts';
import { region as regionShape, regionChange, regionParameters } from '@konzeptstand/contract/region.ts';
import type { Region } from '@konzeptstand/contract/region.ts';
import { defineRoute } from '../foundation/http/route.ts';
import type { Route, RouteSnapshot } from '../foundation/http/route.ts';
import { record } from '../record/record.service.ts';
import { presentItem } from '../record/present.service.ts';
import { BodyModel, MunicipalityModel, RegionModel } from '../region/region.model.ts';
import type { BodyItem, MunicipalityItem, RegionItem } from '../region/region.model.ts';
import { changeRegion } from '../region/region.service.ts';
import { defaultEdition } from './concept-rows.ts';
import { findEditions, readItem } from './item.service.ts';
import { paged } from './list-rows.ts';
import { presentEdition } from './present.ts';
import { editionTable } from './tables.ts';

/** What every page's head needs: the region with its towns, bodies and editions. Here, since editions are this room's. */
async function readRegion(id: string, snapshot: RouteSnapshot): Promise<Region> {
	const { session } = snapshot;
	const item = await readItem<RegionItem>(RegionModel, id, id, snapshot);
	const towns = await MunicipalityModel.find({ region: id, withdrawn: null })
		.sort({ name: 1 })
		.session(session)
		.lean<MunicipalityItem[]>();
	const bodies = await BodyModel.find({ region: id, withdrawn: null })
		.sort({ name: 1 })
		.session(session)
		.lean<BodyItem[]>();
	const editions = await findEditions(id, snapshot);
	const chosen = defaultEdition(editions);
	return {
		...presentItem(item),
		municipalities: towns.map((town) => presentItem(town)),
		bodies: bodies.map((body) => presentItem(body)),
		editions: editions.map(({ _id, key, year, title, state }) => ({
			id: _id,
			key,
			year,
			title,
			state,
			isDefault: _id === chosen?._id
		}))
	};
}

export const regionPageRoutes: readonly Route[] = [
	defineRoute({
		method: 'get',
		path: '/regions/:region',
		permission: 'region.read',
		summary: 'The region with its towns, bodies and editions',
		params: regionParameters,
		response: regionShape,
		cached: true,
		handle: ({ region, snapshot }) => readRegion(region.id, snapshot)
	}),
	defineRoute({
		method: 'patch',
		path: '/regions/:region',
		permission: 'region.edit',
		summary: 'Change what is said of the region',
		params: regionParameters,
		body: regionChange,
		response: regionShape,
		ifMatch: true,
		handle: async ({ region, actor, body, version }) => {
			await record.change(actor, { region: region.id, action: 'region.change' }, (work) =>
				changeRegion(work, version, body)
			);
			return record.read(region.id, (snapshot) => readRegion(region.id, snapshot));
		}
	}),
	defineRoute({
		method: 'get',
		path: '/regions/:region/editions',
		permission: 'concept.read',
		summary: 'Editions of the concept, oldest first',
		params: regionParameters,
		query: editionListQuery,
		response: pageOf(edition),
		cached: true,
		handle: async ({ region, snapshot, query }) => {
			const page = paged(await findEditions(region.id, snapshot, query.withdrawn), query);
			return { ...page, rows: page.rows.map(presentEdition) };
		},
		table: editionTable
	})
];
