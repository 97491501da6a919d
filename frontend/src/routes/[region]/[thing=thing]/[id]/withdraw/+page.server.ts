import { actWithdraw, loadWithdraw } from '#lib/edit/server/withdrawing.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) =>
	loadWithdraw(event, await event.parent(), event.params.thing, event.params.id);

export const actions: Actions = { default: (event) => actWithdraw(event, event.params.thing, event.params.id) };
