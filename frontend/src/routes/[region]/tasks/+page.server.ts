import type { z } from 'zod';
import type { taskList } from '@konzeptstand/contract/follow-up.ts';
import { changeTask } from '#lib/council/server/task-action.ts';
import { apiGet } from '#lib/server/api.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const query = (name: string) => event.url.searchParams.get(name);
	return {
		tasks: await apiGet<z.output<typeof taskList>>(event, `/regions/${event.params.region}/tasks`, {
			person: query('mine') ? event.locals.person?.id : null,
			open: query('done') ? null : true,
			offset: query('offset'),
			limit: 50
		})
	};
};

export const actions: Actions = { task: changeTask };
