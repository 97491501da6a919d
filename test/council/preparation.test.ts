import { expect } from 'chai';
import type { AgendaProposal, Preparation } from '@konzeptstand/contract/follow-up.ts';
import { StepModel } from '../../backend/concept/project.model.ts';
import { newStep } from '@konzeptstand/contract/project.ts';
import type { z } from 'zod';
import {
	buildEdition,
	buildField,
	buildGoal,
	buildMunicipality,
	buildParty,
	buildProject,
	buildReport,
	freezeEdition,
	inRegion,
	linkTo
} from '../helpers/concept.ts';
import {
	buildBody,
	buildDecision,
	buildItem,
	buildMeeting,
	buildPaper,
	buildTask,
	useCouncilRegion
} from '../helpers/follow-up.ts';
import type { CouncilMember } from '../helpers/follow-up.ts';
import { dayFromNow } from '../helpers/rounds.ts';

describe('The preparation of a meeting', function () {
	this.timeout(20_000);
	const region = useCouncilRegion({ rhythmWeeks: 6 });
	let manager: CouncilMember;
	let next = '';
	let last = '';
	beforeEach(async () => {
		manager = await region.join('manager');
		last = (await buildMeeting(region.body, dayFromNow(-30), { state: 'held', number: '2026-01' }))._id;
		next = (await buildMeeting(region.body, dayFromNow(10), { number: '2026-02' }))._id;
	});

	const prepare = (query = ''): Promise<Preparation> => manager.read<Preparation>(`/council-preparation${query}`);
	const proposed = async (kind: AgendaProposal['kind'], query = ''): Promise<AgendaProposal[]> =>
		(await prepare(query)).proposals.filter((one) => one.kind === kind);
	/** What one click does. */
	const take = (proposal: AgendaProposal | undefined) =>
		manager.ask('post', `/meetings/${next}/agenda`).send(proposal?.item).expect(201);
	const step = (fields: Partial<z.input<typeof newStep>> & { project: string }) =>
		inRegion((work) => work.create(StepModel, newStep.parse({ title: 'Ausschreibung', ...fields })));

	/** Every proposal becomes an item by one click, and is then proposed no more. */
	async function expectTakenOnce(kind: AgendaProposal['kind']): Promise<void> {
		const [first, ...more] = await proposed(kind);
		expect(more).to.deep.equal([]);
		const { body: meeting } = await take(first);
		expect(meeting.agenda.at(-1).title).to.equal(first?.item.title);
		expect(await proposed(kind)).to.deep.equal([]);
	}

	it('proposes again what stood on the agenda of a meeting that was cancelled, once', async () => {
		const off = await buildMeeting(region.body, dayFromNow(-3), { state: 'cancelled', number: '2026-03' });
		await buildItem(off._id, { title: 'Radweg', type: 'decision', text: 'Seit langem gewünscht.' });
		await buildItem(off._id, { title: 'Beschlusskontrolle' });
		const [found] = await proposed('cancelled');
		expect(found?.item).to.include({ title: 'Radweg', type: 'decision' });
		expect(found?.item.text).to.match(
			/^Stand auf der Tagesordnung der abgesagten Sitzung 2026-03 vom .*\n\nSeit langem/
		);
		await expectTakenOnce('cancelled');
	});

	it('proposes projects that were reported as delayed, each with its reason, and outdated ones as one item', async () => {
		const late = (await buildProject({ title: 'Bahnbogen' }))._id;
		await buildReport(late, {
			status: 'running',
			isDelayed: true,
			delayReason: 'Planfeststellung',
			asOf: dayFromNow(-2)
		});
		const old = (await buildProject({ title: 'Radweg' }))._id;
		await buildReport(old, { status: 'running', asOf: dayFromNow(-500) });
		const done = (await buildProject({ title: 'Brücke' }))._id;
		await buildReport(done, { status: 'completed', asOf: dayFromNow(-2) });
		const [delayed] = await proposed('delayed-project');
		expect(delayed?.text).to.equal(
			'Bahnbogen. Als verzögert gemeldet. Stand des Projekts: in Umsetzung. Grund: Planfeststellung'
		);
		expect(delayed?.item.subjects).to.deep.equal([{ kind: 'project', id: late }]);
		await expectTakenOnce('delayed-project');
		const [outdated] = await proposed('outdated-projects');
		expect(outdated?.text).to.equal('Bei einem Projekt ist der Stand veraltet: Radweg.');
		await expectTakenOnce('outdated-projects');
	});

	it('is for the deciding body unless another is named, with its last and its next meeting and the agenda so far', async () => {
		await buildItem(next, { title: 'Bericht des Regionalmanagements' });
		const found = await prepare();
		expect(found.body.title).to.equal('Rat der Bürgermeister');
		expect([found.last?.number, found.next?.number]).to.deep.equal(['2026-01', '2026-02']);
		expect(found.agenda.map(({ title }) => title)).to.deep.equal(['Bericht des Regionalmanagements']);
		const other = (await buildBody({ name: 'Gemeinsamer Ausschuss', kind: 'advisory' }))._id;
		expect(await prepare(`?body=${other}`)).to.deep.include({ next: null, last: null, agenda: [] });
	});

	it('offers the control of decisions with its figures, as long as something is to be controlled', async () => {
		expect(await proposed('control')).to.deep.equal([]);
		const decision = await buildDecision({ body: region.body });
		await buildTask({ decision: decision._id, due: dayFromNow(-3) });
		const [control] = await proposed('control');
		expect(control?.item).to.include({ title: 'Beschlusskontrolle', type: 'information' });
		expect(control?.text).to.equal('1 überfällig, 0 offen, 0 in Arbeit, 0 erledigt.');
		const { control: rows, controlCounts } = await prepare();
		expect(rows.map(({ state }) => state)).to.deep.equal(['overdue']);
		expect(controlCounts.overdue).to.equal(1);
		await expectTakenOnce('control');
	});

	it('proposes what was put off, at the meeting to which it was put off, and once', async () => {
		const item = await buildItem(last, {
			title: 'Radweg',
			text: 'Der Abschnitt bis Schwarza.',
			outcome: 'postponed',
			isPublic: false
		});
		await buildItem(last, { title: 'Viel später', outcome: 'postponed', postponedTo: dayFromNow(200) });
		const [found, ...more] = await proposed('postponed');
		expect(more).to.deep.equal([]);
		expect(found?.key).to.equal(`postponed:${item._id}`);
		expect(found?.item).to.include({ title: 'Radweg', continues: item._id, isPublic: false });
		expect(found?.item.text).to.equal('Vertagt in der Sitzung 2026-01.\n\nDer Abschnitt bis Schwarza.');
		await expectTakenOnce('postponed');
	});

	it('proposes what another body has referred to this one', async () => {
		const other = await buildBody({ name: 'Gemeinsamer Ausschuss', kind: 'advisory' });
		const meeting = await buildMeeting(other._id, dayFromNow(-20), { state: 'held', number: '2026-07' });
		await buildItem(meeting._id, { title: 'Brücke', outcome: 'referred', referredTo: region.body });
		const [found] = await proposed('referred');
		expect(found?.text).to.equal('Brücke. Verwiesen von: Gemeinsamer Ausschuss, Sitzung 2026-07.');
		await expectTakenOnce('referred');
	});

	it('proposes to approve minutes that are written', async () => {
		expect(await proposed('minutes'), 'held, not yet written').to.deep.equal([]);
		const written = await buildMeeting(region.body, dayFromNow(-60), { state: 'minutes-drafted', number: '2026-00' });
		const [found] = await proposed('minutes');
		expect(found?.item).to.include({ approvesMinutesOf: written._id, type: 'decision' });
		expect(found?.item.title).to.include('Genehmigung der Niederschrift der Sitzung 2026-00');
		await expectTakenOnce('minutes');
	});

	it('proposes to a town’s council the joint matter that was recommended, and tells the cooperation who is missing', async () => {
		const town = (await buildMunicipality())._id;
		const council = await buildBody({ name: 'Stadtrat Saalfeld', kind: 'council', municipality: town });
		const advisory = (await buildBody({ name: 'Gemeinsamer Ausschuss', kind: 'advisory' }))._id;
		const paper = await buildPaper({ rule: 'joint', body: advisory, title: 'Flächennutzungsplan' });
		const ofCouncil = `?body=${council._id}`;
		expect(await proposed('recommended', ofCouncil), 'not recommended yet').to.deep.equal([]);
		await buildDecision({ body: advisory, paper: paper._id, result: 'recommended', date: '2026-02-03' });
		const [own] = await proposed('recommended', ofCouncil);
		expect(own?.item).to.include({ paper: paper._id, type: 'decision' });
		expect(own?.text).to.include('Empfohlen von: Gemeinsamer Ausschuss, 3. Februar 2026');
		const [told] = await proposed('recommended');
		expect(told?.text).to.include('es fehlt noch der Beschluss von: Stadtrat Saalfeld');
		await expectTakenOnce('recommended');
		await buildDecision({ body: council._id, paper: paper._id });
		expect(await proposed('recommended', ofCouncil)).to.deep.equal([]);
	});

	it('lists open papers of the body until they are proposed, on an agenda or decided', async () => {
		const paper = await buildPaper({ body: region.body });
		const titles = async () => (await prepare()).papers.map(({ title }) => title);
		expect(await titles()).to.deep.equal(['Gewerbegebiet']);
		const item = await buildItem(next, { paper: paper._id });
		expect(await titles()).to.deep.equal([]);
		await manager.ask('post', `/agenda-items/${item._id}/removal`).expect(200);
		expect(await titles()).to.deep.equal(['Gewerbegebiet']);
	});

	it('proposes a draft: to be adopted when nothing is lacking, else with what is', async () => {
		const edition = (await buildEdition())._id;
		const [found] = await proposed('draft-ready');
		expect(found?.item).to.deep.include({ type: 'information', subjects: [{ kind: 'edition', id: edition }] });
		expect(found?.text).to.equal('Zum Beschluss fehlt noch ein Punkt der Prüfliste: kein Kapitel: 1.');
		await manager.ask('post', '/chapters').send({ edition, title: 'Lage', text: 'Am Fluss.' }).expect(201);
		const [ready] = await proposed('draft-ready');
		expect(ready?.item).to.deep.include({ type: 'decision', title: 'Beschluss über die Konzeptfassung „Konzept“' });
		await expectTakenOnce('draft-ready');
	});

	it('proposes steps that are late, the council’s own first, with how late they are and why', async () => {
		const project = (await buildProject())._id;
		await buildReport(project, { progress: 40, isDelayed: true, delayReason: 'Das Gutachten fehlt.' });
		await step({ project, planned: '2020', title: 'Längst fällig' });
		await step({ project, planned: dayFromNow(-90), expected: dayFromNow(31), isCouncilStep: true });
		await step({ project, planned: '2020', actual: '2021', title: 'Geschehen' });
		const done = (await buildProject({ title: 'Fertig' }))._id;
		await buildReport(done, { status: 'completed' });
		await step({ project: done, planned: '2020' });
		const found = await proposed('late-step');
		expect(found.map(({ item }) => item.title)).to.deep.equal([
			'Geraer Bahnbogen: Ausschreibung',
			'Geraer Bahnbogen: Längst fällig'
		]);
		expect(found[0]?.text).to.equal('Ausschreibung (Geraer Bahnbogen): 4 Monate nach Plan.');
		expect(found[0]?.item.text)
			.to.include('vom Rat festgelegte Projektschritt')
			.and.include('Stand des Projekts: in Umsetzung, 40\u00a0%. Grund: Das Gutachten fehlt.');
		await take(found[0]);
		expect(await proposed('late-step')).to.have.length(1);
	});

	it('proposes what is due before the meeting after next: steps and tasks', async () => {
		const project = (await buildProject())._id;
		await step({ project, planned: dayFromNow(40) });
		await step({ project, planned: dayFromNow(60), title: 'Nach der übernächsten' });
		const decision = await buildDecision({ body: region.body, number: '2026-01/1' });
		const party = (await buildParty())._id;
		await buildTask({ decision: decision._id, party, due: dayFromNow(12) });
		const titles = async () => (await proposed('deadline')).map(({ item }) => item.title);
		expect(await titles()).to.have.members(['Geraer Bahnbogen: Ausschreibung', 'Aufgabe: Vertrag vorlegen']);
		const task = (await proposed('deadline')).find(({ subject }) => subject?.kind === 'task');
		expect(task?.text).to.include('verantwortlich: Stadt Saalfeld').and.include('Aus dem Beschluss 2026-01/1.');
		await buildMeeting(region.body, dayFromNow(20), { number: '2026-03' });
		expect(await titles(), 'the meeting after next is soon').to.deep.equal(['Aufgabe: Vertrag vorlegen']);
	});

	it('proposes tasks that are overdue, with whoever answers for them and the reason', async () => {
		const decision = await buildDecision({ body: region.body, number: '2026-01/1' });
		await buildTask({ decision: decision._id, due: dayFromNow(-21), delayReason: 'Die Förderung steht aus.' });
		await buildTask({ decision: decision._id, due: dayFromNow(-21), state: 'done' });
		const other = await buildBody({ name: 'Gemeinsamer Ausschuss', kind: 'advisory' });
		await buildTask({ decision: (await buildDecision({ body: other._id }))._id, due: dayFromNow(-21) });
		const [found] = await proposed('overdue-task');
		expect(found?.text).to.include('3 Wochen überfällig').and.include('Grund: Die Förderung steht aus.');
		await expectTakenOnce('overdue-task');
	});

	it('knows an item of its own again in the other language', async () => {
		const decision = await buildDecision({ body: region.body });
		await buildTask({ decision: decision._id, due: dayFromNow(-21) });
		const english = await manager.ask('get', '/council-preparation').set('Accept-Language', 'en').expect(200);
		const found = (english.body as Preparation).proposals.find(({ kind }) => kind === 'overdue-task');
		expect(found?.text).to.include('3 weeks overdue').and.include('No reason is given.');
		await take(found);
		expect(await proposed('overdue-task')).to.deep.equal([]);
	});

	it('proposes goals below which nothing has come further since the last meeting', async () => {
		const edition = (await buildEdition())._id;
		const field = (await buildField(edition))._id;
		const goal = async (title: string) => (await buildGoal(edition, { field, title }))._id;
		const [still, moving, empty] = [await goal('Still'), await goal('In Fahrt'), await goal('Ohne Projekte')];
		const below = async (id: string) =>
			(await buildProject({ title: `Für ${id}`, links: [linkTo(edition, { kind: 'goal', id })] }))._id;
		const [quiet, busy] = [await below(still), await below(moving)];
		await buildReport(quiet, { progress: 30 });
		await buildReport(busy, { progress: 30 });
		expect(await proposed('goal-without-progress'), 'a draft binds nobody').to.deep.equal([]);
		await freezeEdition(edition);
		const subjects = async () => (await proposed('goal-without-progress')).map(({ subject }) => subject?.id);
		expect(await subjects(), 'both were only just reported on').to.deep.equal([]);
		await buildMeeting(region.body, dayFromNow(0), { state: 'held', number: '2026-09' });
		expect(await subjects()).to.have.members([still, moving]);
		expect(await subjects()).not.to.include(empty);
		const [found] = await proposed('goal-without-progress');
		expect(found?.text).to.include('30\u00a0% damals, 30\u00a0% heute');
		await take(found);
		expect(await subjects()).to.have.length(1);
	});

	it('shows nothing closed to who may not see that', async () => {
		await buildItem(last, { title: 'Personal', outcome: 'postponed', isPublic: false });
		await buildPaper({ body: region.body, isPublic: false });
		const decision = await buildDecision({ body: region.body, isPublic: false });
		await buildTask({ decision: decision._id, due: dayFromNow(-21) });
		const reader = await region.join('reader');
		const found = await reader.read<Preparation>('/council-preparation');
		expect(found.proposals).to.deep.equal([]);
		expect(found.papers).to.deep.equal([]);
		expect(found.control).to.deep.equal([]);
		expect((await prepare()).proposals).to.have.length(3);
	});
});
