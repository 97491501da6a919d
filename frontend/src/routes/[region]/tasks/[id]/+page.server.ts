import type { Task } from '@konzeptstand/contract/follow-up.ts';
import { changeTask } from '#lib/council/server/task-action.ts';
import { apiGet } from '#lib/server/api.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => ({
	task: await apiGet<Task>(event, `/regions/${event.params.region}/tasks/${event.params.id}`)
});

export const actions: Actions = { task: changeTask };
