import { actMoveBeside, actMoveUnder, loadMove } from '#lib/edit/server/moving.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) =>
	loadMove(event, await event.parent(), event.params.thing, event.params.id);

export const actions: Actions = {
	under: (event) => actMoveUnder(event, event.params.thing, event.params.id),
	beside: (event) => actMoveBeside(event, event.params.thing, event.params.id)
};
