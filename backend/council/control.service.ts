import type { z } from 'zod';
import type { controlList, controlQuery, ControlRow, ControlState } from '@konzeptstand/contract/follow-up.ts';
import { compareEdtf } from '@konzeptstand/contract/format/edtf.ts';
import { may } from '../accounts/accounts.service.ts';
import { findReferences } from '../concept/references.ts';
import { DecisionModel } from '../decision/decision.model.ts';
import type { DecisionItem } from '../decision/decision.model.ts';
import type { ActorContext, RouteSnapshot } from '../foundation/http/route.ts';
import { presentItem } from '../record/present.service.ts';
import { compareTasks, controlStateOf, countStates } from './control.ts';
import { findMeetingReferences, presentTasks } from './task-list.service.ts';
import { TaskModel } from './task.model.ts';
import type { TaskItem } from './task.model.ts';

/** Control of decisions (Beschlusskontrolle): every accepted decision, and how far it has come. */

type Followed = Pick<TaskItem, '_id' | 'decision' | 'agendaItem' | 'state' | 'due'>;
type Decided = Pick<DecisionItem, '_id' | 'date' | 'agendaItem'>;

/** All that the control is about, as far as order and counts need it: a long history stays in the database. */
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
	{ session }: Pick<RouteSnapshot, 'session'>,
	bodies: readonly string[] | null,
	actor: ActorContext,
	day: string
): Promise<ControlIndex> {
	const decisions = await DecisionModel.find({
		region,
		withdrawn: null,
		result: 'accepted',
		'effect.state': { $ne: 'annulled' },
		...(bodies === null ? {} : { body: { $in: bodies } }),
		...(may(actor, 'council.closed', { region }) ? {} : { isPublic: true })
	})
		.select('date agendaItem')
		.session(session)
		.lean<Decided[]>();
	const tasks = await TaskModel.find({ region, withdrawn: null })
		.select('decision agendaItem state due')
		.session(session)
		.lean<Followed[]>();
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
	const byId = new Map(decisions.map((one) => [one._id, one]));
	const wanted = rows.flatMap(({ tasks }) => tasks);
	const tasks =
		wanted.length === 0
			? []
			: await TaskModel.find({ region, _id: { $in: wanted } })
					.session(session)
					.lean<TaskItem[]>();
	const presented = new Map((await presentTasks(region, session, tasks, day)).map((task) => [task.id, task]));
	const bodies = await findReferences(
		region,
		session,
		'body',
		decisions.map(({ body }) => body)
	);
	const meetings = await findMeetingReferences(
		region,
		session,
		decisions.map(({ meeting }) => meeting ?? '')
	);
	return rows.flatMap((row) => {
		const decision = byId.get(row.decision);
		if (!decision) return [];
		return [
			{
				decision: { ...presentItem(decision), bodyReference: bodies.get(decision.body ?? '') ?? null },
				meeting: meetings.get(decision.meeting ?? '') ?? null,
				state: row.state,
				tasks: row.tasks.flatMap((task) => presented.get(task) ?? [])
			}
		];
	});
}
