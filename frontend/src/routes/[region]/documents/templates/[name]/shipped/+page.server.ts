import { actReturn } from '#lib/workshop/server/acting.ts';
import { loadFile } from '#lib/workshop/server/files.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const { file, above, home } = await loadFile(event, (await event.parent()).may);
	return { file, trail: [...above, home], back: home.href };
};

export const actions: Actions = { default: actReturn };
