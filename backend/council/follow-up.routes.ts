import {
	controlList,
	controlQuery,
	newTask,
	reminderList,
	reminderListQuery,
	task,
	taskChange,
	taskList,
	taskListQuery
} from '@konzeptstand/contract/follow-up.ts';
import { regionParameters } from '@konzeptstand/contract/region.ts';
import { defineRoute } from '../foundation/http/route.ts';
import type { Route } from '../foundation/http/route.ts';
import { editingRoutes } from '../record/editing.service.ts';
import { record } from '../record/record.service.ts';
import { readControl } from './control.service.ts';
import { readReminders, readTask, readTaskList } from './task-list.service.ts';
import { changeTask, createTask, restoreTask, withdrawTask } from './task.service.ts';

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
