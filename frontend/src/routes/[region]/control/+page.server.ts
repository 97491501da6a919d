import type { z } from 'zod';
import type { controlList } from '@konzeptstand/contract/follow-up.ts';
import { remindersOf } from '#lib/council/server/reminders.ts';
import { changeTask } from '#lib/council/server/task-action.ts';
import { apiGet } from '#lib/server/api.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const query = (name: string) => event.url.searchParams.get(name);
	const [control, reminders] = await Promise.all([
		apiGet<z.output<typeof controlList>>(event, `/regions/${event.params.region}/decision-control`, {
			body: query('body'),
			state: query('state'),
			offset: query('offset'),
			limit: 50
		}),
		remindersOf(event)
	]);
	return { control, reminders };
};

export const actions: Actions = { task: changeTask };
