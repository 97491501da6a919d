import { actItemEdit, loadItemEdit } from '#lib/council/server/forms.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => loadItemEdit(event, await event.parent());

export const actions: Actions = { default: actItemEdit };
