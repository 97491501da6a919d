import { actNewItem, loadNewItem } from '#lib/council/server/forms.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => loadNewItem(event, await event.parent());

export const actions: Actions = { default: actNewItem };
