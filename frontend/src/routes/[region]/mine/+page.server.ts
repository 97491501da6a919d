import type { z } from 'zod';
import type { measureList, MeasureRow } from '@konzeptstand/contract/concept.ts';
import type { taskList } from '@konzeptstand/contract/follow-up.ts';
import type { projectList, ProjectRow } from '@konzeptstand/contract/project.ts';
import { compareEdtf } from '@konzeptstand/contract/format/edtf.ts';
import { FINISHED } from '@konzeptstand/contract/status.ts';
import { remindersOf } from '#lib/council/server/reminders.ts';
import { changeTask } from '#lib/council/server/task-action.ts';
import { apiFind, apiGet } from '#lib/server/api.ts';
import { owesReport } from '#lib/status.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** What most wants a word from its people: unknown or outdated first, then late, then the oldest; the finished last. */
function urgency({ current }: ProjectRow): number {
	if (FINISHED.has(current.status)) return 3;
	if (owesReport(current)) return 0;
	return current.isLate || current.isDelayed ? 1 : 2;
}

export const load: PageServerLoad = async (event) => {
	const path = `/regions/${event.params.region}`;
	const { region } = await event.parent();
	const query = { mine: true, limit: 500 };
	const [tasks, reminders, projects, ...measures] = await Promise.all([
		apiFind<z.output<typeof taskList>>(event, `${path}/tasks`, { person: event.locals.person?.id, open: true }),
		remindersOf(event),
		apiGet<z.output<typeof projectList>>(event, `${path}/projects`, query),
		...region.editions.map(({ key }) =>
			apiFind<z.output<typeof measureList>>(event, `${path}/measures`, { ...query, edition: key })
		)
	]);
	return {
		tasks: event.locals.person ? (tasks?.rows ?? []) : [],
		reminders,
		projects: projects.rows.sort((a, b) => urgency(a) - urgency(b) || compareEdtf(a.current.asOf, b.current.asOf)),
		waiting: projects.rows.filter((project) => urgency(project) === 0).length,
		measures: measures.flatMap((list): MeasureRow[] => list?.rows ?? [])
	};
};

export const actions: Actions = { task: changeTask };
