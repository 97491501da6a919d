import type { ControlState, ProposalKind, Task, TaskReminder } from '@konzeptstand/contract/follow-up.ts';
import { dateText, instantText } from '#lib/format.ts';
import { m } from '#lib/paraglide/messages.js';

/** What follows from decisions, in words. */

const TASK: Record<Task['state'], () => string> = {
	open: m.task_state_open,
	'under-way': m.task_state_under_way,
	done: m.task_state_done
};
export const TASK_STATES = Object.keys(TASK) as Task['state'][];
export const taskStateName = (state: Task['state']) => TASK[state]();

const CONTROL: Record<ControlState, () => string> = {
	overdue: m.control_state_overdue,
	open: m.control_state_open,
	'under-way': m.control_state_under_way,
	done: m.control_state_done,
	nothing: m.control_state_nothing
};
/** What wants a word first comes first. */
export const CONTROL_STATES = Object.keys(CONTROL) as ControlState[];
export const controlStateName = (state: ControlState) => CONTROL[state]();

const REASONS: Record<ProposalKind, () => string> = {
	control: m.prepare_reason_control,
	minutes: m.prepare_reason_minutes,
	postponed: m.prepare_reason_postponed,
	referred: m.prepare_reason_referred,
	cancelled: m.prepare_reason_cancelled,
	recommended: m.prepare_reason_recommended,
	'draft-ready': m.prepare_reason_draft_ready,
	'late-step': m.prepare_reason_late_step,
	'delayed-project': m.prepare_reason_delayed_project,
	'overdue-task': m.prepare_reason_overdue_task,
	deadline: m.prepare_reason_deadline,
	'goal-without-progress': m.prepare_reason_goal_without_progress,
	'outdated-projects': m.prepare_reason_outdated_projects
};
export const reasonName = (kind: ProposalKind) => REASONS[kind]();

/** When a task is due or was done. */
export function whenText(task: Pick<Task, 'state' | 'due' | 'doneOn'>): string {
	if (task.state === 'done' && task.doneOn !== null) return m.task_done_on({ day: dateText(task.doneOn) });
	return task.due === null ? m.task_due_never() : m.task_due_on({ day: dateText(task.due) });
}

/** Who answers for a task: the person, the organisation, or both. */
export function whoText(task: Pick<Task, 'partyReference' | 'personName'>): string {
	const who = [task.personName, task.partyReference?.title].filter(Boolean).join(', ');
	return who === '' ? m.task_nobody() : m.task_responsible({ who });
}

/** What became of the mail that reminds of a task, by the task's id; none while it has not gone out. */
export type Reminders = Readonly<Record<string, TaskReminder>>;

const REMINDED: Record<TaskReminder['state'], (gaps: { instant: string }) => string> = {
	sent: m.task_reminded,
	failed: m.task_reminder_failed,
	doubtful: m.task_reminder_doubtful
};
/** "Erinnert am 3. März 2026 um 09:00" */
export const reminderText = ({ state, at }: TaskReminder, timeZone: string | undefined) =>
	REMINDED[state]({ instant: instantText(at, timeZone) });
