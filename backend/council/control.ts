import type { ControlState } from '@konzeptstand/contract/follow-up.ts';
import type { TaskItem } from './task.model.ts';

/**
 * The one rule by which the control of decisions says how far a decision has come. Pure: no clock, no database.
 *
 * A decision stands where the task stands that wants most: one overdue task makes it overdue, whatever the others say;
 * else one that nobody has begun makes it open; else one that is under way. It is done when all its tasks are. A decision
 * from which no task follows is none of these: there is nothing to control, which is not the same as done.
 */

type Followed = Pick<TaskItem, 'state' | 'due'>;

/** Whether a task's day is over and it is not done. On the day itself it is not overdue yet. @param day today, ISO */
export function isOverdue(task: Followed, day: string): boolean {
	return task.state !== 'done' && task.due !== null && task.due < day;
}

/** How far what was decided has come, by the tasks that follow from it. @param day today, ISO */
export function controlStateOf(tasks: readonly Followed[], day: string): ControlState {
	if (tasks.length === 0) return 'nothing';
	if (tasks.some((task) => isOverdue(task, day))) return 'overdue';
	return (['open', 'under-way'] as const).find((state) => tasks.some((task) => task.state === state)) ?? 'done';
}

/** How many are in each state; none is left out. */
export function countStates(states: Iterable<ControlState>): Record<ControlState, number> {
	const counts: Record<ControlState, number> = { overdue: 0, open: 0, 'under-way': 0, done: 0, nothing: 0 };
	for (const state of states) counts[state] += 1;
	return counts;
}

/** Tasks as they want a word: overdue ones first, then by their day, those without one and done ones last. */
export function compareTasks(a: Followed & { _id: string }, b: Followed & { _id: string }): number {
	const isDone = Number(a.state === 'done') - Number(b.state === 'done');
	return isDone || (a.due ?? '9999').localeCompare(b.due ?? '9999') || a._id.localeCompare(b._id);
}
