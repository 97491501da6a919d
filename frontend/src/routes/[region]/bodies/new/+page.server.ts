import { actNew, loadNew } from '#lib/edit/server/pages.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => loadNew(event, await event.parent(), 'bodies');

export const actions: Actions = { default: (event) => actNew(event, 'bodies') };
