import type { NewTask, TaskProgress } from '@konzeptstand/contract/follow-up.ts';
import { edtfBounds } from '@konzeptstand/contract/format/edtf.ts';
import { findReporter, may } from '../accounts/accounts.service.ts';
import { clock, endOfDay } from '../foundation/clock.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { registerFieldTexts } from '../foundation/error-texts.ts';
import { DecisionModel } from '../decision/decision.model.ts';
import type { ActorContext } from '../foundation/http/route.ts';
import { findClosed } from '../record/record.service.ts';
import type { Work } from '../record/record.service.ts';
import { changeLiving, refuseStale, registerUse, restoreWithdrawn, withdrawLiving } from '../region/living.service.ts';
import { PartyModel, RegionModel } from '../region/region.model.ts';
import { requireAll } from '../region/region.service.ts';
import { seesClosed } from './meeting-page.service.ts';
import { AgendaItemModel, MeetingModel } from './meeting.model.ts';
import { TaskModel } from './task.model.ts';
import type { TaskItem } from './task.model.ts';

/** Tasks: what somebody has to do because of a decision or an agenda item, and the mail that reminds of it. */

export const TASK_MAIL_JOB = 'task.mail';

/** What stands in the outbox of a reminder: ids only. */
export interface TaskMailPayload {
	task: string;
}

registerUse(DecisionModel, TaskModel, 'decision', 'in_use');
registerUse(PartyModel, TaskModel, 'party', 'in_use');

const DAY = 86_400_000;
/** Eight hours after midnight. */
const MORNING = 8 * 3_600_000;

/**
 * Adds a task, and orders its reminder.
 * @throws ApplicationError invalid_input
 */
export async function createTask(work: Work, fields: NewTask): Promise<TaskItem> {
	if ((fields.decision === null) === (fields.agendaItem === null))
		throw new ApplicationError('invalid_input', { field: 'decision', problem: 'one_ground' });
	await requireAll(work, DecisionModel, [fields.decision], 'decision');
	await requireAll(work, AgendaItemModel, [fields.agendaItem], 'agendaItem');
	await checkTask(work, fields, fields);
	const made = await work.create(TaskModel, { ...fields, doneOn: await doneOnOf(work, fields), reminder: null });
	return orderReminder(work, made, null);
}

/** @throws ApplicationError not_found, version_conflict, conflict (withdrawn), invalid_input */
export async function changeTask(work: Work, id: string, version: number, patch: Partial<NewTask>): Promise<TaskItem> {
	const before = await work.require(TaskModel, id);
	refuseStale(before, version);
	const after = { ...before, ...patch };
	await checkTask(work, after, patch);
	const doneOn = await doneOnOf(work, after);
	const changed = await changeLiving(work, TaskModel, id, version, { ...patch, doneOn });
	return orderReminder(work, changed, before);
}

/**
 * Says how far a task is. Who may not know of what is closed knows of no such task, their own included.
 * @throws ApplicationError not_found, not_permitted, version_conflict, conflict (withdrawn)
 */
export async function noteProgress(
	work: Work,
	actor: ActorContext,
	id: string,
	version: number,
	progress: TaskProgress
): Promise<TaskItem> {
	const { person } = await work.require(TaskModel, id);
	if (!seesClosed(actor, work.region) && (await findClosed(work.region, [{ kind: 'task', id }], work.session)).has(id))
		throw new ApplicationError('not_found');
	const subject = { region: work.region, responsiblePeople: person === null ? [] : [person] };
	if (!may(actor, 'task.progress', subject)) throw new ApplicationError('not_permitted');
	return changeTask(work, id, version, progress);
}

/** @throws ApplicationError not_found, version_conflict, conflict */
export function withdrawTask(work: Work, id: string, version: number, reason: string): Promise<TaskItem> {
	return withdrawLiving(work, TaskModel, id, version, reason);
}

/** @throws ApplicationError not_found, version_conflict, conflict */
export function restoreTask(work: Work, id: string, version: number): Promise<TaskItem> {
	return restoreWithdrawn(work, TaskModel, id, version);
}

async function checkTask(work: Work, task: NewTask, named: Partial<NewTask>): Promise<void> {
	await requireAll(work, PartyModel, [named.party ?? null], 'party');
	if (named.person !== undefined && named.person !== null) {
		const { memberships } = await findReporter(named.person, work.region);
		if (memberships.length === 0)
			throw new ApplicationError('invalid_input', { field: 'person', problem: 'not_found' });
	}
	if (task.due !== null && named.due !== undefined && task.due < (await groundDay(work, task)))
		throw new ApplicationError('invalid_input', { field: 'due', problem: 'before_decision' });
	if (task.remindDays === null) return;
	for (const [field, problem] of [
		['due', 'reminder_without_day'],
		['person', 'reminder_without_person']
	] as const)
		if (task[field] === null) throw new ApplicationError('invalid_input', { field, problem });
}

/** The first day on which its decision can have been taken, or its item was talked about; empty where it is not known. */
async function groundDay(work: Work, { decision, agendaItem }: NewTask): Promise<string> {
	if (decision !== null) return edtfBounds((await work.require(DecisionModel, decision)).date ?? '')?.first ?? '';
	const item = await work.require(AgendaItemModel, agendaItem ?? '');
	return (await work.require(MeetingModel, item.meeting)).day;
}

/** The day on which it was done belongs to what is done, and to nothing else. */
async function doneOnOf(work: Work, task: Pick<NewTask, 'state' | 'doneOn'>): Promise<string | null> {
	if (task.state !== 'done') return null;
	return task.doneOn ?? clock.day((await work.require(RegionModel, work.region)).timeZone);
}

const REMINDED_OF = ['due', 'remindDays', 'person'] as const;

/** The reminder waits in the outbox until its morning; a day that is over already brings none. */
async function orderReminder(work: Work, task: TaskItem, before: TaskItem | null): Promise<TaskItem> {
	if (before && REMINDED_OF.every((field) => task[field] === before[field])) return task;
	const runAt = await reminderOf(work, task);
	const payload: TaskMailPayload = { task: task._id };
	const reminder =
		runAt && runAt > work.at ? work.enqueue({ type: TASK_MAIL_JOB, payload: { ...payload }, runAt }) : null;
	return reminder === task.reminder ? task : work.update(TaskModel, task._id, null, { reminder });
}

/** The morning so many days before it is due; null where nobody is to be reminded. */
async function reminderOf(work: Work, task: TaskItem): Promise<Date | null> {
	if (task.due === null || task.remindDays === null || task.person === null) return null;
	const { timeZone } = await work.require(RegionModel, work.region);
	const before = new Date(Date.parse(task.due) - (task.remindDays + 1) * DAY).toISOString().slice(0, 10);
	return new Date(Date.parse(endOfDay(before, timeZone)) + MORNING);
}

registerFieldTexts({
	one_ground: {
		de: 'Eine Aufgabe folgt aus einem Beschluss oder aus einem Tagesordnungspunkt: bitte genau eines von beiden nennen.',
		en: 'A task follows from a decision or from an agenda item: please name exactly one of the two.'
	},
	before_decision: {
		de: 'Dieser Tag liegt vor dem Beschluss oder der Sitzung, aus der die Aufgabe folgt.',
		en: 'This day is before the decision or the meeting from which the task follows.'
	},
	reminder_without_day: {
		de: 'Für eine Erinnerung braucht es einen Tag, an dem die Aufgabe fällig ist.',
		en: 'A reminder needs a day on which the task is due.'
	},
	reminder_without_person: {
		de: 'Für eine Erinnerung braucht es eine Person mit Konto: Sie bekommt die E-Mail.',
		en: 'A reminder needs a person with an account, who gets the mail.'
	}
});
