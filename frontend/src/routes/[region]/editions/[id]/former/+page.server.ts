import { actFormer, loadFormer } from '#lib/writing/server/settling.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const above = await event.parent();
	return loadFormer(event, above, above.edition);
};

export const actions: Actions = { default: (event) => actFormer(event) };
