import { actPlace, loadPlace } from '#lib/edit/server/place.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { region, may } = await event.parent();
	return loadPlace(event, region, may);
};

export const actions: Actions = { default: (event) => actPlace(event) };
