import type { Decision, DecisionUses } from '@konzeptstand/contract/decision.ts';
import type { Meeting } from '@konzeptstand/contract/meeting.ts';
import type { Paper } from '@konzeptstand/contract/paper.ts';
import type { taskList } from '@konzeptstand/contract/follow-up.ts';
import { remindersOf } from '#lib/council/server/reminders.ts';
import { changeTask } from '#lib/council/server/task-action.ts';
import { entriesOf } from '#lib/item/server/entries.ts';
import { apiFind, apiGet } from '#lib/server/api.ts';
import { besideOf } from '#lib/writing/server/beside.ts';
import type { z } from 'zod';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async (event) => {
	const path = `/regions/${event.params.region}/decisions/${encodeURIComponent(event.params.id)}`;
	const [{ region, may }, decision, uses] = await Promise.all([
		event.parent(),
		apiGet<Decision>(event, path),
		apiGet<DecisionUses>(event, `${path}/uses`)
	]);
	const room = `/regions/${event.params.region}`;
	const tasksOf = async (ground: Record<string, string>) =>
		(await apiFind<z.output<typeof taskList>>(event, `${room}/tasks`, { ...ground, limit: 500 }))?.rows ?? [];
	const [entries, beside, paper, meeting, reminders, ofDecision, ofItem] = await Promise.all([
		entriesOf(event, region, may, decision.id),
		besideOf(event, decision.id),
		decision.paper === null ? null : apiFind<Paper>(event, `${room}/papers/${decision.paper}`),
		decision.meeting === null ? null : apiFind<Meeting>(event, `${room}/meetings/${decision.meeting}`),
		remindersOf(event),
		tasksOf({ decision: decision.id }),
		decision.agendaItem === null ? [] : tasksOf({ agendaItem: decision.agendaItem })
	]);
	return { decision, uses, entries, files: beside.files, paper, meeting, reminders, tasks: [...ofDecision, ...ofItem] };
};

export const actions: Actions = { task: changeTask };
