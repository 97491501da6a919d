import { actEdit, loadEdit } from '#lib/edit/server/pages.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => loadEdit(event, await event.parent(), 'steps', event.params.step);

export const actions: Actions = { default: (event) => actEdit(event, 'steps', event.params.step) };
