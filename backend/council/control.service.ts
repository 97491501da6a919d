import type { z } from 'zod';
import type { controlList, controlQuery, ControlRow, ControlState } from '@konzeptstand/contract/follow-up.ts';
import { compareEdtf } from '@konzeptstand/contract/format/edtf.ts';
import { presentDecisions, visibleTo } from '../decision/decision-page.service.ts';
import { DecisionModel } from '../decision/decision.model.ts';
import type { DecisionItem } from '../decision/decision.model.ts';
import type { ActorContext, RouteSnapshot } from '../foundation/http/route.ts';
import { KeptItems } from '../record/kept-items.service.ts';
import { compareTasks, controlStateOf, countStates } from './control.ts';
import { findMeetingReferences, presentTasks } from './task-list.service.ts';
import { TaskModel } from './task.model.ts';
import type { TaskItem } from './task.model.ts';

/** Control of decisions (Beschlusskontrolle): every accepted decision, and how far it has come. */

/** The longest history is kept ready, as far as order and counts need it: texts stay in the database. */
const keptDecisions = new KeptItems<DecisionItem>({
	model: DecisionModel,
	fields: 'body result effect isPublic date agendaItem',
	mostItems: 20_000
});
const keptTasks = new KeptItems<TaskItem>({
	model: TaskModel,
	fields: 'decision agendaItem state due',
	mostItems: 20_000
});

/** All that the control is about. */
export interface ControlIndex {
	/** Overdue ones first, then the newest. */
	rows: { decision: string; state: ControlState; tasks: string[] }[];
	counts: Record<ControlState, number>;
}

/**
 * @param bodies ids of the bodies whose decisions are meant; null: all
 * @param day today, ISO
 */
export async function readControlIndex(
	region: string,
	snapshot: RouteSnapshot,
	bodies: readonly string[] | null,
	actor: ActorContext,
	day: string
): Promise<ControlIndex> {
	const { isPublic } = visibleTo(actor, region);
	const decisions = (await keptDecisions.read(region, snapshot)).filter(
		(one) =>
			one.result === 'accepted' &&
			one.effect.state !== 'annulled' &&
			(bodies === null || bodies.includes(one.body ?? '')) &&
			(isPublic === undefined || one.isPublic)
	);
	const tasks = await keptTasks.read(region, snapshot);
	const byGround = Map.groupBy(tasks, (task) => task.decision ?? task.agendaItem ?? '');
	const rows = decisions.map((decision) => {
		const own = [...(byGround.get(decision._id) ?? []), ...(byGround.get(decision.agendaItem ?? ' ') ?? [])];
		return {
			decision: decision._id,
			date: decision.date,
			state: controlStateOf(own, day),
			tasks: own.sort(compareTasks).map((task) => task._id)
		};
	});
	rows.sort((a, b) => Number(b.state === 'overdue') - Number(a.state === 'overdue') || compareNewest(a.date, b.date));
	return { rows, counts: countStates(rows.map(({ state }) => state)) };
}

const WHOLE_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Newest first; what nobody dated comes last. Whole days, which nearly all are, compare as they are written. */
function compareNewest(a: string | null, b: string | null): number {
	if (a === b) return 0;
	if (a === null || b === null) return a === null ? 1 : -1;
	return WHOLE_DAY.test(a) && WHOLE_DAY.test(b) ? (a < b ? 1 : -1) : compareEdtf(b, a);
}

/** One page of the control, and how many decisions are in each state. */
export async function readControl(
	region: string,
	snapshot: RouteSnapshot,
	query: z.output<typeof controlQuery>,
	actor: ActorContext,
	day: string
): Promise<z.output<typeof controlList>> {
	const bodies = query.body === undefined ? null : [query.body];
	const { rows, counts } = await readControlIndex(region, snapshot, bodies, actor, day);
	const found = rows.filter(({ state }) => query.state === undefined || state === query.state);
	const { limit, offset } = query;
	return {
		total: found.length,
		limit,
		offset,
		rows: await presentControl(region, snapshot, found.slice(offset, offset + limit), day),
		counts
	};
}

/** Rows of the control, whole and in their order. */
export async function presentControl(
	region: string,
	{ session }: Pick<RouteSnapshot, 'session'>,
	rows: ControlIndex['rows'],
	day: string
): Promise<ControlRow[]> {
	if (rows.length === 0) return [];
	const decisions = await DecisionModel.find({ region, _id: { $in: rows.map(({ decision }) => decision) } })
		.session(session)
		.lean<DecisionItem[]>();
	const byId = new Map((await presentDecisions(region, session, decisions)).map((one) => [one.id, one]));
	const wanted = rows.flatMap(({ tasks }) => tasks);
	const tasks =
		wanted.length === 0
			? []
			: await TaskModel.find({ region, _id: { $in: wanted } })
					.session(session)
					.lean<TaskItem[]>();
	const presented = new Map((await presentTasks(region, session, tasks, day)).map((task) => [task.id, task]));
	const meetings = await findMeetingReferences(
		region,
		session,
		decisions.map(({ meeting }) => meeting)
	);
	return rows.flatMap((row) => {
		const decision = byId.get(row.decision);
		if (!decision) return [];
		return [
			{
				decision,
				meeting: meetings.get(decision.meeting ?? '') ?? null,
				state: row.state,
				tasks: row.tasks.flatMap((task) => presented.get(task) ?? [])
			}
		];
	});
}
