import { actAdopt, loadAdopting } from '#lib/writing/server/adopting.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const above = await event.parent();
	return loadAdopting(event, above, above.edition);
};

export const actions: Actions = { default: (event) => actAdopt(event, event.params.id) };
