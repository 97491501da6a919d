import { actNew, loadNew } from '#lib/edit/server/pages.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => loadNew(event, await event.parent(), 'papers');

export const actions: Actions = { default: (event) => actNew(event, 'papers') };
