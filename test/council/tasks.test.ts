import { expect } from 'chai';
import type { z } from 'zod';
import type { controlList, reminderList, Task, taskList } from '@konzeptstand/contract/follow-up.ts';
import { DecisionModel } from '../../backend/decision/decision.model.ts';
import { jobRows } from '../../backend/foundation/jobs/job-rows.ts';
import { record } from '../../backend/record/record.service.ts';
import { buildParty, inRegion, REGION_ID } from '../helpers/concept.ts';
import {
	buildBody,
	buildDecision,
	buildItem,
	buildMeeting,
	buildTask,
	useCouncilRegion
} from '../helpers/follow-up.ts';
import type { CouncilMember } from '../helpers/follow-up.ts';
import { eventually } from '../helpers/eventually.ts';
import { useMailServer } from '../helpers/mailing.ts';
import { dayFromNow } from '../helpers/rounds.ts';

type Control = z.output<typeof controlList>;

describe('A task that follows from a decision', function () {
	this.timeout(20_000);
	const region = useCouncilRegion();
	let manager: CouncilMember;
	beforeEach(async () => {
		manager = await region.join('manager');
	});

	it('names its decision, its meeting and who answers for it, and is overdue the day after it is due', async () => {
		const party = await buildParty();
		const meeting = await buildMeeting(region.body, '2026-01-09', { state: 'held' });
		const decision = await buildDecision({ body: region.body, meeting: meeting._id, number: '2026-01/1' });
		const made = await manager.addTask({ decision: decision._id, party: party._id, due: dayFromNow(-1) });
		expect(made).to.deep.include({ isOverdue: true, state: 'open', doneOn: null });
		expect(made.partyReference?.title).to.equal('Stadt Saalfeld');
		expect(made.decisionReference).to.include({ code: '2026-01/1', title: 'Beschluss über den Radweg' });
		expect(made.meeting).to.include({ code: '2026-01' });
		const later = await manager
			.ask('patch', `/tasks/${made.id}`, made.version)
			.send({ due: dayFromNow(0), delayReason: 'Ein Gutachten fehlt.' })
			.expect(200);
		expect(later.body).to.deep.include({ isOverdue: false, delayReason: 'Ein Gutachten fehlt.' });
	});

	it('is done on the day that is named, else today; what is begun again was not done', async () => {
		const decision = await buildDecision({ body: region.body });
		const made = await manager.addTask({ decision: decision._id, due: dayFromNow(-9) });
		const done = await manager.ask('patch', `/tasks/${made.id}`, 1).send({ state: 'done' }).expect(200);
		expect(done.body).to.include({ doneOn: dayFromNow(0), isOverdue: false });
		const again = await manager.ask('patch', `/tasks/${made.id}`, 2).send({ state: 'under-way' }).expect(200);
		expect(again.body).to.include({ doneOn: null, isOverdue: true });
	});

	it('follows from one thing, and reminds nobody without a day and a person', async () => {
		const decision = await buildDecision({ body: region.body });
		const field = async (fields: object): Promise<string[]> => {
			const answer = await manager
				.ask('post', '/tasks')
				.send({ title: 'x', ...fields })
				.expect(422);
			return (answer.body.errors as { field: string; code: string }[]).map((one) => `${one.field} ${one.code}`);
		};
		expect(await field({})).to.deep.equal(['decision one_ground']);
		const ground = { decision: decision._id };
		expect(await field({ ...ground, remindDays: 3 })).to.deep.equal(['due reminder_without_day']);
		expect(await field({ ...ground, remindDays: 3, due: dayFromNow(9) })).to.deep.equal([
			'person reminder_without_person'
		]);
		expect(await field({ ...ground, person: REGION_ID })).to.deep.equal(['person not_found']);
	});

	it('is not due before it was decided, or talked about', async () => {
		const decision = await buildDecision({ body: region.body, date: '2026-01-09' });
		const meeting = await buildMeeting(region.body, '2026-02-10', { state: 'held' });
		const agendaItem = (await buildItem(meeting._id))._id;
		for (const [ground, before, on] of [
			[{ decision: decision._id }, '2026-01-08', '2026-01-09'],
			[{ agendaItem }, '2026-02-09', '2026-02-10']
		] as const) {
			const task = { title: 'Ausschreiben', ...ground };
			const refused = await manager
				.ask('post', '/tasks')
				.send({ ...task, due: before })
				.expect(422);
			expect(refused.body.errors[0]).to.include({ field: 'due', code: 'before_decision' });
			await manager
				.ask('post', '/tasks')
				.send({ ...task, due: on })
				.expect(201);
		}
	});

	it('is said to be how far by its own person, who sets nothing else of it', async () => {
		const clerk = await region.join('contributor', { name: 'Kim Beispiel' });
		const decision = (await buildDecision({ body: region.body }))._id;
		const own = await buildTask({ decision, person: clerk.person, due: dayFromNow(3) });
		const others = await buildTask({ decision });
		const said = { state: 'under-way', delayReason: 'Ein Gutachten fehlt.' };
		const answer = await clerk.ask('post', `/tasks/${own._id}/progress`, 1).send(said).expect(200);
		expect(answer.body).to.include({ ...said, due: dayFromNow(3), version: 2 });
		await clerk.ask('post', `/tasks/${others._id}/progress`, 1).send(said).expect(403);
		await clerk
			.ask('patch', `/tasks/${own._id}`, 2)
			.send({ due: dayFromNow(30) })
			.expect(403);
		const more = await clerk.ask('post', `/tasks/${own._id}/progress`, 2).send({ state: 'done', due: dayFromNow(30) });
		expect(more.status).to.equal(422);
		const closed = await buildDecision({ body: region.body, isPublic: false });
		const hidden = await buildTask({ decision: closed._id, person: clerk.person });
		await clerk.ask('post', `/tasks/${hidden._id}/progress`, 1).send(said).expect(404);
	});

	it('keeps its decision from being withdrawn', async () => {
		const decision = await buildDecision({ body: region.body });
		await manager.addTask({ decision: decision._id });
		const answer = await manager
			.ask('post', `/decisions/${decision._id}/withdrawal`, decision.version)
			.send({ reason: 'Doppelt erfasst' })
			.expect(409);
		expect(answer.body.errors[0]).to.include({ code: 'in_use' });
	});

	it('is found by whom it is for, and whether it is still to do', async () => {
		const decision = (await buildDecision({ body: region.body }))._id;
		await buildTask({ decision, title: 'Meine', person: manager.person });
		await buildTask({ decision, title: 'Meine getane', person: manager.person, state: 'done' });
		await buildTask({ decision, title: 'Eine andere' });
		const titles = async (query: string) =>
			(await manager.read<z.output<typeof taskList>>(`/tasks?${query}`)).rows.map(({ title }) => title);
		expect(await titles(`person=${manager.person}&open=true`)).to.deep.equal(['Meine']);
		expect(await titles(`person=${manager.person}&open=false`)).to.deep.equal(['Meine getane']);
		expect(await titles(`decision=${decision}`)).to.have.length(3);
	});

	it('of something closed is hidden from who may not see that', async () => {
		const meeting = await buildMeeting(region.body, '2026-01-09', { state: 'held' });
		const item = await buildItem(meeting._id, { isPublic: false });
		const closed = await buildDecision({ body: region.body, isPublic: false });
		const open = await buildDecision({ body: region.body });
		const hidden = await buildTask({ decision: closed._id });
		await buildTask({ agendaItem: item._id });
		await buildTask({ decision: open._id });
		const reader = await region.join('reader');
		const list = await reader.read<z.output<typeof taskList>>('/tasks');
		expect(list.rows.map(({ decision }) => decision)).to.deep.equal([open._id]);
		await reader.ask('get', `/tasks/${hidden._id}`).expect(404);
		expect((await reader.read<Control>('/decision-control')).total).to.equal(1);
		expect((await manager.read<z.output<typeof taskList>>('/tasks')).total).to.equal(3);
	});
});

describe('The control of decisions', function () {
	this.timeout(20_000);
	const region = useCouncilRegion();
	let council: CouncilMember;
	beforeEach(async () => {
		council = await region.join('council');
	});

	it('shows accepted decisions, the overdue ones first and then the newest, with their tasks and counts', async () => {
		const older = await buildDecision({ body: region.body, date: '2025-05-05', title: 'Alt und überfällig' });
		await buildTask({ decision: older._id, due: dayFromNow(-1) });
		const newest = await buildDecision({ body: region.body, date: '2026-05-05', title: 'Der neueste' });
		await buildDecision({ body: region.body, date: '2026-02', title: 'Nur der Monat' });
		await buildDecision({ body: region.body, date: null, title: 'Ohne Datum' });
		await buildDecision({ body: region.body, result: 'rejected', title: 'Abgelehnt' });
		await buildDecision({
			body: region.body,
			title: 'Aufgehoben',
			effect: { state: 'annulled', at: null, reason: 'Irrtum' }
		});
		await buildTask({ decision: newest._id, state: 'done' });
		const { rows, counts, total } = await council.read<Control>('/decision-control');
		expect(rows.map(({ decision, state }) => [decision.title, state])).to.deep.equal([
			['Alt und überfällig', 'overdue'],
			['Der neueste', 'done'],
			['Nur der Monat', 'nothing'],
			['Ohne Datum', 'nothing']
		]);
		expect(counts).to.deep.equal({ overdue: 1, open: 0, 'under-way': 0, done: 1, nothing: 2 });
		expect(total).to.equal(4);
		expect(rows[0]?.tasks).to.have.length(1);
	});

	it('counts a task of the agenda item for the decision that was taken on it', async () => {
		const meeting = await buildMeeting(region.body, '2026-01-09', { state: 'held' });
		const item = await buildItem(meeting._id);
		const decision = await buildDecision({ body: region.body, agendaItem: item._id, meeting: meeting._id });
		const task = await buildTask({ agendaItem: item._id });
		const { rows } = await council.read<Control>('/decision-control');
		expect(rows.map(({ state, decision: { id } }) => [id, state])).to.deep.equal([[decision._id, 'open']]);
		expect(rows[0]?.tasks.map(({ id }) => id)).to.deep.equal([task._id]);
		expect(rows[0]?.meeting).to.include({ id: meeting._id, code: '2026-01' });
	});

	it('is asked by body and by state, a page at a time', async () => {
		const other = (await buildBody({ name: 'Gemeinsamer Ausschuss', kind: 'advisory' }))._id;
		await buildDecision({ body: other });
		for (const day of ['2026-01-01', '2026-01-02', '2026-01-03']) await buildDecision({ body: region.body, date: day });
		const page = await council.read<Control>(`/decision-control?body=${region.body}&state=nothing&limit=2&offset=2`);
		expect(page.total).to.equal(3);
		expect(page.rows.map(({ decision }) => decision.date)).to.deep.equal(['2026-01-01']);
		expect((await council.read<Control>(`/decision-control?body=${region.body}&state=done`)).rows).to.deep.equal([]);
	});
});

describe('The reminder of a task', function () {
	this.timeout(20_000);
	const region = useCouncilRegion();
	const server = useMailServer();
	let manager: CouncilMember;
	let anna: CouncilMember;
	let decision = '';
	beforeEach(async () => {
		manager = await region.join('manager');
		anna = await region.join('council', { name: 'Anna' });
		decision = (await buildDecision({ body: region.body }))._id;
	});

	const ordered = () => jobRows().find({ type: 'task.mail' }).sort({ createdAt: 1, _id: 1 }).toArray();
	/** The morning of all that was ordered has come. */
	const letTheDayCome = async (): Promise<void> => {
		await jobRows().updateMany({ type: 'task.mail' }, { $set: { runAt: new Date(0) } });
		// Something new in the outbox wakes it; this one is about nothing.
		await inRegion(async (work) => {
			work.enqueue({ type: 'task.mail', payload: { task: 'none' } });
			await work.touch(DecisionModel, decision);
		});
		await eventually(async () => (await ordered()).length === 0);
	};

	it('goes to the person in the morning of the day that was named, in German and English, with the way to it', async () => {
		const task = await manager.addTask({ decision, person: anna.person, due: '2099-06-10', remindDays: 3 });
		const [job] = await ordered();
		expect(job?.runAt?.toISOString(), 'eight in the morning in Germany').to.equal('2099-06-07T06:00:00.000Z');
		expect(JSON.stringify(job), 'ids only').not.to.include('anna');
		await letTheDayCome();
		const [mail, ...more] = server.mails;
		expect(more).to.deep.equal([]);
		expect(mail?.to?.[0]?.address).to.equal('anna@example.org');
		expect(mail?.subject).to.equal('Erinnerung / Reminder: Vertrag vorlegen – Probe am Saalebogen');
		for (const text of [mail?.text, mail?.html]) {
			expect(text).to.include('Guten Tag Anna').and.include('10. Juni 2099').and.include('10 June 2099');
			expect(text).to.include(`https://konzept.example.org/probe/tasks/${task.id}`);
		}
		expect(await record.verify(REGION_ID)).to.include({ isIntact: true });
	});

	it('is told of as soon as it has gone out, or could not be delivered, to whoever may know of the task', async () => {
		const given = { decision, person: anna.person, due: '2099-06-10', remindDays: 3 };
		const closed = (await buildDecision({ isPublic: false }))._id;
		const [task, hidden] = [await manager.addTask(given), await manager.addTask({ ...given, decision: closed })];
		const reader = await region.join('reader');
		const read = async (who: CouncilMember, query = '') =>
			(await who.read<z.output<typeof reminderList>>(`/task-reminders${query}`)).rows;
		expect(await read(manager)).to.deep.equal([]);
		server.toRecipients.push(550);
		await letTheDayCome();
		const rows = await read(manager);
		expect(rows.map((row) => row.task)).to.have.members([task.id, hidden.id]);
		expect(rows.map(({ state }) => state)).to.have.members(['sent', 'failed']);
		expect(Date.now() - Date.parse(rows[0]?.at ?? '')).to.be.within(0, 60_000);
		expect(await read(manager, `?task=${task.id}`)).to.deep.equal(rows.filter((row) => row.task === task.id));
		expect(
			(await read(reader)).map((row) => row.task),
			'nothing closed'
		).to.deep.equal([task.id]);
	});

	it('says nothing of what is closed to who may not know of it', async () => {
		const clerk = await region.join('contributor', { name: 'Kim Beispiel' });
		const closed = (await buildDecision({ body: region.body, isPublic: false }))._id;
		const secret = { title: 'Grundstück kaufen', decision: closed, due: '2099-06-10', remindDays: 3 };
		await manager.addTask({ ...secret, person: clerk.person });
		await manager.addTask({ ...secret, person: anna.person });
		await letTheDayCome();
		const mailTo = (address: string) => JSON.stringify(server.mails.find(({ to }) => to?.[0]?.address === address));
		expect(mailTo('kim.beispiel@example.org'))
			.to.include('10. Juni 2099')
			.and.include('June')
			.and.not.match(/Grundstück|\/tasks\//);
		expect(mailTo('anna@example.org'))
			.to.include('Grundstück kaufen')
			.and.match(/\/tasks\//);
	});

	it('is not sent for what is done, withdrawn or no longer theirs', async () => {
		const given = { decision, person: anna.person, due: '2099-06-10', remindDays: 3 };
		const done = await manager.addTask(given);
		const withdrawn = await manager.addTask(given);
		const passed = await manager.addTask(given);
		await manager.ask('patch', `/tasks/${done.id}`, done.version).send({ state: 'done' }).expect(200);
		const reason = { reason: 'Hat sich erledigt' };
		await manager.ask('post', `/tasks/${withdrawn.id}/withdrawal`, withdrawn.version).send(reason).expect(200);
		const nobody = { person: null, remindDays: null };
		await manager.ask('patch', `/tasks/${passed.id}`, passed.version).send(nobody).expect(200);
		await letTheDayCome();
		expect(server.mails).to.deep.equal([]);
	});

	it('is sent once, however often its day was moved', async () => {
		const task = await manager.addTask({ decision, person: anna.person, due: '2099-06-10', remindDays: 3 });
		let { version } = task;
		for (const due of ['2099-07-10', '2099-06-10']) {
			const { body } = await manager.ask('patch', `/tasks/${task.id}`, version).send({ due }).expect(200);
			({ version } = body as Task);
		}
		expect(await ordered()).to.have.length(3);
		await letTheDayCome();
		expect(server.mails).to.have.length(1);
	});

	it('is not ordered for a morning that is over', async () => {
		await manager.addTask({ decision, person: anna.person, due: dayFromNow(1), remindDays: 30 });
		expect(await ordered()).to.deep.equal([]);
	});
});
