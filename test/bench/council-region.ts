import { newTask } from '@konzeptstand/contract/follow-up.ts';
import { newAgendaItem, newMeeting } from '@konzeptstand/contract/meeting.ts';
import { newBody, newRegion } from '@konzeptstand/contract/region.ts';
import { AgendaItemModel, MeetingModel } from '../../backend/council/meeting.model.ts';
import { TaskModel } from '../../backend/council/task.model.ts';
import { DecisionModel, TYPED } from '../../backend/decision/decision.model.ts';
import { record, SYSTEM } from '../../backend/record/record.service.ts';
import type { Work } from '../../backend/record/record.service.ts';
import { createBody } from '../../backend/region/party.service.ts';
import { createRegion, newRegionId } from '../../backend/region/region.service.ts';

/** Twenty years of a body that meets nine times a year. */
export const COUNCIL = { meetings: 180, items: 2_500, decisions: 1_800, tasks: 1_500 };

const DAY = 86_400_000;
const ROUND = 10;

/** A region of nothing but a council with a long past, and one meeting to come with an empty agenda. */
export async function generateCouncil(): Promise<{ id: string; key: string; body: string; open: string }> {
	const id = newRegionId();
	const key = 'bench-rat';
	const change = <R>(action: (work: Work) => Promise<R>): Promise<R> =>
		record.change(SYSTEM, { region: id, action: 'bench.generate' }, action);
	const body = await change(async (work) => {
		await createRegion(work, newRegion.parse({ key, name: 'Rat mit Geschichte' }));
		const council = { name: 'Rat der Bürgermeister', kind: 'deciding', rhythmWeeks: 6 };
		return (await createBody(work, newBody.parse(council)))._id;
	});
	const made = { items: 0, decisions: 0, tasks: 0 };
	const start = Date.now() - COUNCIL.meetings * 40 * DAY;
	for (let batch = 0; batch < COUNCIL.meetings; batch += ROUND) {
		await change(async (work) => {
			for (let index = batch; index < batch + ROUND; index += 1)
				await hold(work, body, index, dayAt(start, index), made);
		});
	}
	const open = await change(async (work) => {
		const next = newMeeting.parse({ body, day: dayAt(Date.now(), 1) });
		await work.create(MeetingModel, { ...next, number: '2099-01', state: 'planned' });
		const decision = { ...TYPED, body, title: 'Der letzte', result: 'accepted', date: dayAt(Date.now(), 0) } as const;
		const ground = (await work.create(DecisionModel, decision))._id;
		return (await work.create(TaskModel, { ...newTask.parse({ title: 'Offen', decision: ground }), reminder: null }))
			._id;
	});
	return { id, key, body, open };
}

const dayAt = (start: number, index: number): string => new Date(start + index * 40 * DAY).toISOString().slice(0, 10);

/** One meeting of the past with its share of items, decisions and tasks; of the tasks every twentieth is overdue. */
async function hold(
	work: Work,
	body: string,
	index: number,
	day: string,
	made: { items: number; decisions: number; tasks: number }
): Promise<void> {
	const number = `${day.slice(0, 4)}-${String(index)}`;
	const meeting = await work.create(MeetingModel, {
		...newMeeting.parse({ body, day }),
		number,
		state: 'minutes-approved'
	});
	const share = (all: number): number => Math.round((all * (index + 1)) / COUNCIL.meetings);
	for (let position = 0; made.items < share(COUNCIL.items); position += 1, made.items += 1) {
		const hasDecision = made.decisions < share(COUNCIL.decisions);
		const title = `Punkt ${String(made.items)}: Ausbau des Radwegs entlang der Saale`;
		const item = await work.create(AgendaItemModel, {
			...newAgendaItem.parse({ title, type: hasDecision ? 'decision' : 'information', text: TEXT }),
			meeting: meeting._id,
			position,
			outcome: hasDecision ? 'decided' : 'noted',
			minutes: TEXT
		});
		if (!hasDecision) continue;
		const decision = await work.create(DecisionModel, {
			...TYPED,
			body,
			title,
			text: TEXT,
			number: `${number}/${String(position)}`,
			date: day,
			result: 'accepted',
			meeting: meeting._id,
			agendaItem: item._id
		});
		await work.update(AgendaItemModel, item._id, null, { decision: decision._id });
		made.decisions += 1;
		if (made.tasks >= share(COUNCIL.tasks)) continue;
		const isOverdue = made.tasks % 20 === 0;
		await work.create(TaskModel, {
			...newTask.parse({ title: `Aufgabe ${String(made.tasks)}`, decision: decision._id, due: day }),
			state: isOverdue ? 'under-way' : 'done',
			doneOn: isOverdue ? null : day,
			reminder: null
		});
		made.tasks += 1;
	}
}

const TEXT = 'Der Rat nimmt den Bericht zur Kenntnis und beauftragt das Regionalmanagement mit dem Weiteren. '.repeat(
	4
);
