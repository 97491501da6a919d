import {
	controlList,
	controlQuery,
	newTask,
	reminderList,
	reminderListQuery,
	task,
	taskChange,
	taskList,
	taskListQuery,
	taskProgress
} from '@konzeptstand/contract/follow-up.ts';
import { itemParameters, regionParameters } from '@konzeptstand/contract/region.ts';
import { defineRoute } from '../foundation/http/route.ts';
import type { Route } from '../foundation/http/route.ts';
import { editingRoutes } from '../record/editing.service.ts';
import { record } from '../record/record.service.ts';
import { readControl } from './control.service.ts';
import { readReminders, readTask, readTaskList } from './task-list.service.ts';
import { changeTask, createTask, noteProgress, restoreTask, withdrawTask } from './task.service.ts';

const reads = { method: 'get', permission: 'council.read', params: regionParameters, cached: true } as const;

export const followUpRoutes: readonly Route[] = [
	defineRoute({
		...reads,
		path: '/regions/:region/tasks',
		summary: 'Tasks from decisions and agenda items, by the day on which they are due',
		query: taskListQuery,
		response: taskList,
		handle: ({ region, snapshot, query, actor, day }) => readTaskList(region.id, snapshot, query, actor, day)
	}),
	defineRoute({
		...reads,
		// A mail goes out without moving the region's head.
		cached: false,
		path: '/regions/:region/task-reminders',
		summary: 'What became of the mails that remind of tasks, as far as they have gone out',
		query: reminderListQuery,
		response: reminderList,
		handle: ({ region, query, actor }) =>
			record.read(region.id, (snapshot) => readReminders(region.id, snapshot, query, actor))
	}),
	defineRoute({
		...reads,
		path: '/regions/:region/decision-control',
		summary: 'Accepted decisions and how far each has come, overdue ones first',
		query: controlQuery,
		response: controlList,
		handle: ({ region, snapshot, query, actor, day }) => readControl(region.id, snapshot, query, actor, day)
	}),
	defineRoute({
		method: 'post',
		path: '/regions/:region/tasks/:id/progress',
		permission: 'task.progress',
		summary: 'Say how far a task is; of those who only report, of their own',
		params: itemParameters,
		body: taskProgress,
		ifMatch: true,
		response: task,
		handle: async ({ region, actor, params, version, body, day }) => {
			const intent = { region: region.id, action: 'task.progress' };
			await record.change(actor, intent, (work) => noteProgress(work, actor, params.id, version, body));
			return record.read(region.id, (snapshot) => readTask(region.id, params.id, snapshot, actor, day));
		}
	}),
	...editingRoutes({
		path: 'tasks',
		kind: 'task',
		permission: 'council.follow-up',
		input: newTask,
		change: taskChange,
		output: task,
		create: createTask,
		update: changeTask,
		withdraw: withdrawTask,
		restore: restoreTask,
		read: (region, id, snapshot, actor, day) => readTask(region, id, snapshot, actor, day)
	})
];
