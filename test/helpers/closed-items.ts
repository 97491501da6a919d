import { newDecision } from '@konzeptstand/contract/decision.ts';
import { newAgendaItem, newMeeting } from '@konzeptstand/contract/meeting.ts';
import { newPaper } from '@konzeptstand/contract/paper.ts';
import { newTask } from '@konzeptstand/contract/follow-up.ts';
import { AmendmentModel } from '../../backend/concept/amendment.model.ts';
import { AttachmentModel } from '../../backend/concept/attachment.model.ts';
import { AgendaItemModel, MeetingModel } from '../../backend/council/meeting.model.ts';
import type { AgendaItem, MeetingItem } from '../../backend/council/meeting.model.ts';
import { PaperModel } from '../../backend/council/paper.model.ts';
import type { PaperItem } from '../../backend/council/paper.model.ts';
import { TaskModel } from '../../backend/council/task.model.ts';
import { createDecision } from '../../backend/decision/decision.service.ts';
import { keepFile } from '../../backend/foundation/files/files.ts';
import { record, SYSTEM } from '../../backend/record/record.service.ts';
import type { Work } from '../../backend/record/record.service.ts';
import type { FurnishedRegion } from './furnished-region.ts';

/** Stands in everything that is closed, and nowhere else. */
export const SECRET = 'Grundstueckspreis4711';

/** A meeting as it is when nothing was done to it yet. */
export function meetingFields(fields: Partial<MeetingItem> & Pick<MeetingItem, 'body' | 'day'>): Partial<MeetingItem> {
	return {
		...newMeeting.parse({ body: fields.body, day: fields.day }),
		number: `${fields.day.slice(0, 4)}-01`,
		state: 'planned',
		openedAt: null,
		closedAt: null,
		cancelReason: null,
		attendance: [],
		mails: [],
		invited: null,
		calendarSequence: 0,
		approvedIn: null,
		...fields
	};
}

/** An item of an agenda on which nothing has become of it yet. */
export function agendaFields(fields: Partial<AgendaItem> & Pick<AgendaItem, 'meeting' | 'title'>): Partial<AgendaItem> {
	return {
		...newAgendaItem.parse({ title: fields.title }),
		position: 0,
		outcome: 'open',
		minutes: null,
		postponedTo: null,
		referredTo: null,
		decision: null,
		...fields
	};
}

export function paperFields(fields: Partial<PaperItem> & Pick<PaperItem, 'number'>): Partial<PaperItem> {
	return { ...newPaper.parse({ title: 'Vorlage', proposal: 'Der Rat stimmt zu.' }), state: 'open', ...fields };
}

/** One of each that can be closed, in a meeting that was held; and some that were closed before, or are since. */
export async function furnishClosed({ id, of }: FurnishedRegion): Promise<{ ids: string[]; meeting: string }> {
	const change = <R>(reason: string | null, action: (work: Work) => Promise<R>): Promise<R> =>
		record.change(SYSTEM, { region: id, action: 'test.build', ...(reason === null ? {} : { reason }) }, action);
	const file = await keepFile(Buffer.from(SECRET));
	const said = { title: SECRET, text: SECRET };
	const made = await change(null, async (work) => {
		const meeting = await work.create(MeetingModel, {
			...meetingFields({ body: of.bodies, day: '2026-03-04', state: 'held' }),
			number: '2026-77'
		});
		const paper = await work.create(PaperModel, {
			...paperFields({ number: '2026/71', title: SECRET, proposal: SECRET, isPublic: false }),
			costs: [{ municipality: of.municipalities, year: 2026, cents: 100, note: SECRET }],
			subjects: [{ kind: 'project', id: of.projects }],
			body: of.bodies
		});
		const place = { meeting: meeting._id };
		const decision = await createDecision(
			work,
			newDecision.parse({
				...said,
				body: of.bodies,
				number: SECRET,
				result: 'accepted',
				isPublic: false,
				subjects: [{ kind: 'project', id: of.projects }]
			})
		);
		const item = await work.create(AgendaItemModel, {
			...agendaFields({ ...place, ...said, position: 0, isPublic: false, minutes: SECRET }),
			decision: decision._id,
			outcome: 'decided'
		});
		const byPaper = await work.create(
			AgendaItemModel,
			agendaFields({ ...place, ...said, position: 1, paper: paper._id, minutes: SECRET })
		);
		const tasks = [
			await work.create(TaskModel, newTask.parse({ title: SECRET, delayReason: SECRET, decision: decision._id })),
			await work.create(TaskModel, newTask.parse({ title: SECRET, agendaItem: byPaper._id, due: '2026-05-01' }))
		];
		const attachment = await work.create(AttachmentModel, {
			of: { kind: 'decision', id: decision._id },
			file,
			name: `${SECRET}.txt`,
			type: 'text/plain',
			size: SECRET.length
		});
		await work.create(AmendmentModel, {
			edition: of.frozenEdition,
			type: 'amendment',
			number: 77,
			of: { kind: 'measure', id: of.frozenMeasure },
			title: 'Änderung',
			text: 'Es gilt nun anderes.',
			decision: decision._id,
			date: '2003'
		});
		const opened = await work.create(PaperModel, paperFields({ number: '2026/72', title: SECRET, isPublic: false }));
		const hidden = await work.create(PaperModel, paperFields({ number: '2026/73', title: SECRET }));
		const dropped = await work.create(PaperModel, paperFields({ number: '2026/74', isPublic: false }));
		const all = [meeting, paper, decision, item, byPaper, ...tasks, attachment, opened, hidden, dropped];
		return { ids: all.map(({ _id }) => _id), opened, hidden, dropped, meeting: meeting._id };
	});
	await change(null, (work) => work.update(PaperModel, made.opened._id, null, { title: 'Offen', isPublic: true }));
	await change(null, (work) => work.update(PaperModel, made.hidden._id, null, { isPublic: false }));
	await change(SECRET, (work) => work.withdraw(PaperModel, made.dropped._id, null, null));
	return made;
}
