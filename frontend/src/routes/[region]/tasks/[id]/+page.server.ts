import type { Task } from '@konzeptstand/contract/follow-up.ts';
import { remindersOf } from '#lib/council/server/reminders.ts';
import { changeTask } from '#lib/council/server/task-action.ts';
import { apiGet } from '#lib/server/api.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const [task, reminders] = await Promise.all([
		apiGet<Task>(event, `/regions/${event.params.region}/tasks/${event.params.id}`),
		remindersOf(event, event.params.id)
	]);
	return { task, reminders };
};

export const actions: Actions = { task: changeTask };
