import type { ClientSession } from 'mongoose';
import type { z } from 'zod';
import { taskReminder } from '@konzeptstand/contract/follow-up.ts';
import type {
	reminderList,
	reminderListQuery,
	Task,
	taskList,
	taskListQuery,
	TaskReminder
} from '@konzeptstand/contract/follow-up.ts';
import type { Reference } from '@konzeptstand/contract/values.ts';
import { findNames, findReferences, referenceOr } from '../concept/concept-facts.service.ts';
import { DecisionModel } from '../decision/decision.model.ts';
import type { DecisionItem } from '../decision/decision.model.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { ActorContext, RouteSnapshot } from '../foundation/http/route.ts';
import { findDeliveries } from '../foundation/mail/deliveries.ts';
import { findClosed } from '../record/record.service.ts';
import { presentItem, referenceOf } from '../record/present.service.ts';
import { compareTasks, isOverdue } from './control.ts';
import { seesClosed } from './meeting-page.service.ts';
import { AgendaItemModel, MeetingModel } from './meeting.model.ts';
import type { AgendaItem, MeetingItem } from './meeting.model.ts';
import { TaskModel } from './task.model.ts';
import type { TaskItem } from './task.model.ts';

/** Tasks as lists and pages show them. */

/** Those of the tasks of which the reader may know. */
async function shownTo(
	actor: ActorContext,
	region: string,
	session: ClientSession,
	tasks: readonly TaskItem[]
): Promise<TaskItem[]> {
	if (seesClosed(actor, region)) return [...tasks];
	const named = tasks.map(({ _id }) => ({ kind: 'task' as const, id: _id }));
	const closed = await findClosed(region, named, session);
	return tasks.filter(({ _id }) => !closed.has(_id));
}

/** Tasks as they want a word: by their day, done ones last. @param day today, ISO */
export async function readTaskList(
	region: string,
	{ session }: Pick<RouteSnapshot, 'session'>,
	query: z.output<typeof taskListQuery>,
	actor: ActorContext,
	day: string
): Promise<z.output<typeof taskList>> {
	const found = await TaskModel.find({
		region,
		withdrawn: query.withdrawn ? { $ne: null } : null,
		...(query.decision === undefined ? {} : { decision: query.decision }),
		...(query.agendaItem === undefined ? {} : { agendaItem: query.agendaItem }),
		...(query.person === undefined ? {} : { person: query.person }),
		...(query.open === undefined ? {} : { state: query.open ? { $ne: 'done' } : 'done' })
	})
		.session(session)
		.lean<TaskItem[]>();
	const shown = (await shownTo(actor, region, session, found)).sort(compareTasks);
	const { limit, offset } = query;
	const rows = await presentTasks(region, session, shown.slice(offset, offset + limit), day);
	return { total: shown.length, limit, offset, rows };
}

/** @throws ApplicationError not_found, also for who may not know of it */
export async function readTask(
	region: string,
	id: string,
	{ session }: Pick<RouteSnapshot, 'session'>,
	actor: ActorContext,
	day: string
): Promise<Task> {
	const item = await TaskModel.findOne({ _id: id, region }).session(session).lean<TaskItem>();
	const shown = item ? await shownTo(actor, region, session, [item]) : [];
	const [task] = await presentTasks(region, session, shown, day);
	if (!task) throw new ApplicationError('not_found');
	return task;
}

/** What became of the reminders that were ordered last, as far as they have gone out, by when they did. */
export async function readReminders(
	region: string,
	{ session }: Pick<RouteSnapshot, 'session'>,
	{ task }: z.output<typeof reminderListQuery>,
	actor: ActorContext
): Promise<z.output<typeof reminderList>> {
	const found = await TaskModel.find({ region, reminder: { $ne: null }, ...(task === undefined ? {} : { _id: task }) })
		.session(session)
		.lean<TaskItem[]>();
	const shown = await shownTo(actor, region, session, found);
	const deliveries = await findDeliveries(
		region,
		shown.flatMap(({ reminder }) => reminder ?? [])
	);
	const rows = shown.flatMap(({ _id, reminder }): TaskReminder[] => {
		const delivery = deliveries.get(reminder ?? '');
		const state = taskReminder.shape.state.safeParse(delivery?.state).data;
		return delivery && state ? [{ task: _id, state, at: delivery.at }] : [];
	});
	return { rows: rows.sort((a, b) => (a.at < b.at ? -1 : 1)) };
}

/** Tasks with the names of what they name, in their order. */
export async function presentTasks(
	region: string,
	session: ClientSession,
	tasks: readonly TaskItem[],
	day: string
): Promise<Task[]> {
	const parties = await findReferences(
		region,
		session,
		'party',
		tasks.map((task) => task.party)
	);
	const names = await findNames(tasks.map((task) => task.person));
	const grounds = await findGrounds(region, session, tasks);
	return tasks.map((task) => {
		const { reminder: _reminder, ...shown } = presentItem(task);
		void _reminder;
		const ground = grounds.get(task._id);
		return {
			...shown,
			isOverdue: isOverdue(task, day),
			partyReference: task.party === null ? null : referenceOr(parties, 'party', task.party),
			personName: task.person === null ? null : (names.get(task.person) ?? null),
			decisionReference: ground?.decision ?? null,
			meeting: ground?.meeting ?? null
		};
	});
}

/** The decision from which each task follows, or which its agenda item has brought, and the meeting. */
async function findGrounds(
	region: string,
	session: ClientSession,
	tasks: readonly TaskItem[]
): Promise<Map<string, { decision: Reference | null; meeting: Reference | null }>> {
	const itemIds = tasks.flatMap((task) => task.agendaItem ?? []);
	const items = new Map(
		itemIds.length === 0
			? []
			: (
					await AgendaItemModel.find({ region, _id: { $in: itemIds } })
						.select('meeting decision')
						.session(session)
						.lean<AgendaItem[]>()
				).map((item) => [item._id, item])
	);
	const decisionOf = (task: TaskItem): string => task.decision ?? items.get(task.agendaItem ?? '')?.decision ?? '';
	const found = await DecisionModel.find({ region, _id: { $in: tasks.map(decisionOf) } })
		.select('number title meeting')
		.session(session)
		.lean<DecisionItem[]>();
	const decisions = new Map(found.map((one) => [one._id, one]));
	const meetingOf = (task: TaskItem): string =>
		items.get(task.agendaItem ?? '')?.meeting ?? decisions.get(decisionOf(task))?.meeting ?? '';
	const meetings = await findMeetingReferences(region, session, tasks.map(meetingOf));
	return new Map(
		tasks.map((task) => {
			const decision = decisions.get(decisionOf(task));
			return [
				task._id,
				{
					decision: decision ? referenceOf('decision', decision) : null,
					meeting: meetings.get(meetingOf(task)) ?? null
				}
			];
		})
	);
}

/** Meetings by id. */
export async function findMeetingReferences(
	region: string,
	session: ClientSession,
	ids: readonly (string | null)[]
): Promise<Map<string, Reference>> {
	const wanted = [...new Set(ids.filter((id) => id !== null && id !== ''))];
	if (wanted.length === 0) return new Map();
	const found = await MeetingModel.find({ region, _id: { $in: wanted } })
		.select('number title')
		.session(session)
		.lean<MeetingItem[]>();
	return new Map(found.map((one) => [one._id, referenceOf('meeting', one)]));
}
