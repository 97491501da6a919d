import { actSave } from '#lib/workshop/server/acting.ts';
import { loadWorkbench } from '#lib/workshop/server/files.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => loadWorkbench(event, (await event.parent()).may);

export const actions: Actions = { default: actSave };
