import { actReshaping, loadReshaping } from '#lib/writing/server/reshaping.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) =>
	loadReshaping(event, await event.parent(), event.params.thing, 'merge');

export const actions: Actions = { default: (event) => actReshaping(event, event.params.thing, 'merge') };
