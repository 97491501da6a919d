import { m } from '#lib/paraglide/messages.js';
import { TASK_STATES, taskStateName } from '#lib/council/task-words.ts';
import type { ThingDescription } from '../description.ts';
import * as shape from '../shapes.ts';

/** What somebody has to do because of a decision or an agenda item; which one is told by where it is made. */
export const task: ThingDescription = {
	kind: 'task',
	folder: 'tasks',
	permission: 'council.follow-up',
	name: m.task_one,
	newTitle: m.task_new,
	sections: [
		{ title: m.edit_section_main, fields: [{ ...shape.title(), label: m.task_name }] },
		{
			title: m.task_who_when,
			fields: [
				{ kind: 'select', name: 'party', label: m.task_party, options: 'parties', empty: m.edit_none_chosen },
				{
					kind: 'select',
					name: 'person',
					label: m.task_person,
					hint: m.task_person_hint,
					options: 'people',
					empty: m.edit_none_chosen
				},
				{ kind: 'day', name: 'due', label: m.task_due },
				{
					kind: 'number',
					name: 'remindDays',
					label: m.task_remind,
					hint: m.task_remind_hint,
					isWhole: true
				}
			]
		},
		{
			title: m.task_progress,
			fields: [
				{
					kind: 'radios',
					name: 'state',
					label: m.task_state,
					initial: 'open',
					options: () => TASK_STATES.map((state) => ({ value: state, label: taskStateName(state) }))
				},
				{ kind: 'markdown', name: 'delayReason', label: m.task_delay, hint: m.task_delay_hint, rows: 3 }
			]
		},
		...shape.itemSections
	]
};
