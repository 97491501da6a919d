import { actNextEdition, loadNextEdition } from '#lib/writing/server/next-edition.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => loadNextEdition(event, await event.parent());

export const actions: Actions = { default: (event) => actNextEdition(event) };
