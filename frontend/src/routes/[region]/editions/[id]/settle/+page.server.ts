import { actDropFormer, actGoesOn, loadSettling } from '#lib/writing/server/settling.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const above = await event.parent();
	return loadSettling(event, above, above.edition);
};

export const actions: Actions = {
	on: (event) => actGoesOn(event),
	drop: (event) => actDropFormer(event)
};
