import type { z } from 'zod';
import type { taskList } from '@konzeptstand/contract/follow-up.ts';
import { remindersOf } from '#lib/council/server/reminders.ts';
import { changeTask } from '#lib/council/server/task-action.ts';
import { apiGet } from '#lib/server/api.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const query = (name: string) => event.url.searchParams.get(name);
	const [tasks, reminders] = await Promise.all([
		apiGet<z.output<typeof taskList>>(event, `/regions/${event.params.region}/tasks`, {
			person: query('mine') ? event.locals.person?.id : null,
			open: query('done') ? null : true,
			offset: query('offset'),
			limit: 50
		}),
		remindersOf(event)
	]);
	return { tasks, reminders };
};

export const actions: Actions = { task: changeTask };
