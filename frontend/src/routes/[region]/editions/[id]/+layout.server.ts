import { editionOf } from '#lib/writing/server/edition.ts';
import type { LayoutServerLoad } from './$types.js';

/** What every page of an edition needs: the edition, and the one that it continues. */
export const load: LayoutServerLoad = async (event) => {
	const { region } = await event.parent();
	const edition = await editionOf(event, region, event.params.id);
	return { edition, former: region.editions.find(({ id }) => id === edition.former) ?? null };
};
