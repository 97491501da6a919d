import { expect } from 'chai';
import mongoose from 'mongoose';
import { openMail } from '../../backend/foundation/mail/settings.ts';
import { record, SYSTEM } from '../../backend/record/record.service.ts';
import { remindByItself } from '../../backend/status-round/status-round.service.ts';
import { useApplication } from '../helpers/application.ts';
import { buildReport, REGION_ID } from '../helpers/concept.ts';
import { useTestDatabase } from '../helpers/database.ts';
import { eventually } from '../helpers/eventually.ts';
import { mailConfiguration, useMailServer } from '../helpers/mailing.ts';
import { PNG } from '../helpers/pictures.ts';
import { dayFromNow, invitationOf, RoundRegion } from '../helpers/rounds.ts';

describe('A status round', function () {
	this.timeout(20_000);
	useTestDatabase();
	const application = useApplication();
	const region = new RoundRegion(() => application.server);
	const server = useMailServer();
	beforeEach(async () => {
		await region.build();
	});

	const mailed = (count: number) => eventually(() => server.mails.length >= count);
	const linkIn = (text = ''): string => /\/s\/probe\/([\w-]{43})\s/.exec(text)?.[1] ?? '';
	const mailTo = (email: string) => server.mails.filter((mail) => mail.to?.[0]?.address === email);

	it('sends everyone responsible one mail with one link, which opens their own projects', async () => {
		const round = await region.start({ greeting: 'Danke vorab.' });
		await mailed(2);
		const [mail, ...more] = mailTo('anna@example.org');
		expect(more).to.deep.equal([]);
		expect(mail?.subject).to.equal('Stand im Herbst – Probe am Saalebogen');
		expect(mail?.replyTo?.[0]?.address, 'who started it').to.equal('manager@example.org');
		for (const text of [mail?.text, mail?.html]) {
			expect(text).to.include('Guten Tag Anna').and.include('Annas Projekt').and.include('Danke vorab.');
			expect(text).not.to.include('Berts Projekt');
		}
		const own = await region.own(linkIn(mail?.text));
		expect(own.projects.map(({ title }) => title)).to.deep.equal(['Annas Projekt']);
		expect(own.person.name).to.equal('Anna');
		expect(round.withoutPeople.map(({ title }) => title)).to.deep.equal(['Niemands Projekt']);
		await eventually(async () => {
			const { invitations } = await region.read(round.id);
			return invitations.every(({ mails }) => mails.length === 1 && mails[0]?.state === 'sent');
		});
	});

	it('writes in English where that was chosen', async () => {
		await region.start({ language: 'en' });
		await mailed(2);
		expect(mailTo('bert@example.org')[0]?.text).to.include('Hello Bert').and.include('Berts Projekt');
	});

	it('keeps of a link its hash alone, and of the people their ids', async () => {
		const round = await region.start();
		await mailed(2);
		const secret = linkIn(mailTo('anna@example.org')[0]?.text);
		expect(secret).to.have.length(43);
		for (const collection of (await mongoose.connection.db?.collections()) ?? []) {
			if (/^(people|identity_)|disclosures/.test(collection.collectionName)) continue;
			const kept = JSON.stringify(await collection.find().toArray());
			expect(kept, collection.collectionName).not.to.include(secret);
			expect(kept, collection.collectionName).not.to.include('anna@example.org');
		}
		expect(round.invitations).to.have.length(2);
	});

	it('holds an answer back until the manager says yes; then it is a report of whoever gave it', async () => {
		const round = await region.start();
		const link = await region.linkOf(round, region.anna.person);
		const said = {
			status: 'running' as const,
			progress: 40,
			isDelayed: true,
			delayReason: 'Frost',
			text: 'Der Rohbau steht.',
			step: { title: 'Richtfest', planned: '2027-05' }
		};
		await region.answer(link, region.projects.anna, said).expect(200);
		const photo = `/photo?project=${region.projects.anna}&name=bau.png&alt=Rohbau&credit=Stadt%20Saalfeld&hasRights=true`;
		await region.byLink(link, 'post', photo).set('Content-Type', 'image/png').send(PNG).expect(200);

		const project = async () => (await region.ask('get', `/projects/${region.projects.anna}`).expect(200)).body;
		expect((await project()).current.status).to.equal('unknown');
		const { counts, invitations } = await region.read(round.id);
		expect(counts).to.include({ answered: 1, waiting: 1 });
		const answer = invitations.flatMap(({ projects }) => projects).find((one) => one.answer)?.answer;
		expect(answer).to.include({ state: 'waiting', text: 'Der Rohbau steht.' });
		const shown = await region.ask('get', `/round-answers/${answer?.id ?? ''}/photo`).expect(200);
		expect(shown.type).to.equal('image/png');

		await region
			.ask('post', `/rounds/${round.id}/release`)
			.send({ answers: [{ id: answer?.id, version: answer?.version }] })
			.expect(200);
		const after = await project();
		expect(after.current).to.include({ status: 'running', progress: 40, isDelayed: true, delayReason: 'Frost' });
		expect(after.reports[0]).to.include({ by: 'Anna', text: 'Der Rohbau steht.', basis: 'stated' });
		expect(after.steps.map((step: { title: string }) => step.title)).to.deep.equal(['Richtfest']);
		const files = await region.ask('get', `/attachments?of=${region.projects.anna}`).expect(200);
		expect(files.body.rows[0]).to.include({ name: 'bau.png', alt: 'Rohbau', credit: 'Stadt Saalfeld' });

		const { rows } = (await region.ask('get', '/record?limit=20').expect(200)).body;
		const by = (action: string) => rows.find((entry: { action: string }) => entry.action === action)?.actor;
		expect(by('round.answer')).to.deep.equal({ kind: 'link', id: region.anna.person, name: 'Anna' });
		expect(by('round.release')).to.include({ kind: 'person' });
		expect(await record.verify(REGION_ID)).to.include({ isIntact: true });
	});

	it('is started once and answered once, however often the same request comes', async () => {
		const input = { title: 'x', projects: [region.projects.anna], until: dayFromNow(5), asks: ['status'] };
		const start = () => region.ask('post', '/rounds').set('Idempotency-Key', 'eine-abfrage').send(input).expect(201);
		const round = (await start()).body;
		expect((await start()).body.id).to.equal(round.id);
		expect((await region.ask('get', '/rounds').expect(200)).body.rows).to.have.length(1);
		const link = await region.linkOf(round, region.anna.person);
		const answer = () =>
			region
				.answer(link, region.projects.anna, { status: 'running' })
				.set('Idempotency-Key', 'eine-antwort')
				.expect(200);
		await answer();
		const head = await record.head(REGION_ID);
		await answer();
		expect(await record.head(REGION_ID)).to.deep.equal(head);
		await mailed(1);
		expect(server.mails).to.have.length(1);
	});

	it('says yes to what was seen: an answer that was changed since is refused', async () => {
		const round = await region.start();
		const link = await region.linkOf(round, region.anna.person);
		await region.answer(link, region.projects.anna, { status: 'running' }).expect(200);
		const seen = invitationOf(await region.read(round.id), region.anna.person).projects[0]?.answer;
		await region.answer(link, region.projects.anna, { status: 'stopped' }).expect(200);
		const { body } = await region
			.ask('post', `/rounds/${round.id}/release`)
			.send({ answers: [{ id: seen?.id, version: seen?.version }] })
			.expect(409);
		expect(body.errors[0]).to.include({ field: 'answers.0.id', code: 'changed_since' });
	});

	it('takes answers over at once where the manager said so, and each further one too', async () => {
		const round = await region.start({ release: 'at-once' });
		const link = await region.linkOf(round, region.bert.person);
		for (const progress of [20, 30]) {
			await region.answer(link, region.projects.bert, { status: 'running', progress }).expect(200);
			const { body } = await region.ask('get', `/projects/${region.projects.bert}`).expect(200);
			expect(body.current).to.include({ status: 'running', progress });
			expect(body.reports[0].by).to.equal('Bert');
		}
	});

	it('takes “nothing new” for an answer: the last status as of today', async () => {
		await buildReport(region.projects.anna, { status: 'running', progress: 55, asOf: '2020-01' });
		const round = await region.start({ release: 'at-once' });
		const link = await region.linkOf(round, region.anna.person);
		const before = (await region.own(link)).projects[0];
		expect(before?.current).to.include({ isOutdated: true });
		await region.answer(link, region.projects.anna, { isNothingNew: true }).expect(200);
		const { current, answer } = (await region.own(link)).projects[0]!;
		expect(current).to.include({ status: 'running', progress: 55, asOf: dayFromNow(0), isOutdated: false });
		expect(answer).to.include({ isNothingNew: true, state: 'released' });
	});

	it('confirms with “nothing new” a delay for which nobody had named a reason', async () => {
		await buildReport(region.projects.anna, { status: 'running', isDelayed: true, basis: 'inferred' });
		const round = await region.start({ release: 'at-once' });
		const link = await region.linkOf(round, region.anna.person);
		await region.answer(link, region.projects.anna, { isNothingNew: true }).expect(200);
		expect((await region.own(link)).projects[0]?.current).to.include({ isDelayed: true });
	});

	it('lets an answer be changed until it is released, and not afterwards', async () => {
		const round = await region.start();
		const link = await region.linkOf(round, region.anna.person);
		await region.answer(link, region.projects.anna, { status: 'planned' }).expect(200);
		await region.answer(link, region.projects.anna, { status: 'running' }).expect(200);
		const answer = invitationOf(await region.read(round.id), region.anna.person).projects[0]?.answer;
		expect(answer).to.include({ status: 'running', version: 2 });
		await region
			.ask('post', `/rounds/${round.id}/release`)
			.send({ answers: [{ id: answer?.id, version: 2 }] })
			.expect(200);
		const { body } = await region.answer(link, region.projects.anna, { status: 'stopped' }).expect(409);
		expect(body.errors[0]).to.include({ field: 'project', code: 'already_released' });
	});

	it('gives an answer back with a reason, by mail, and takes the next one', async () => {
		const round = await region.start();
		const link = await region.linkOf(round, region.anna.person);
		await region.answer(link, region.projects.anna, { status: 'running' }).expect(200);
		await mailed(2);
		const answer = invitationOf(await region.read(round.id), region.anna.person).projects[0]?.answer;
		await region
			.ask('post', `/round-answers/${answer?.id ?? ''}/return`)
			.send({ reason: 'Welcher Bauabschnitt?' })
			.expect(200);
		await mailed(3);
		const mail = server.mails.at(-1);
		expect(mail?.to?.[0]?.address).to.equal('anna@example.org');
		expect(mail?.text).to.include('Welcher Bauabschnitt?').and.include('Annas Projekt').and.include(link);
		expect((await region.own(link)).projects[0]?.answer).to.include({
			state: 'returned',
			returnReason: 'Welcher Bauabschnitt?'
		});
		expect((await region.read(round.id)).counts).to.include({ answered: 0, waiting: 0 });
		await region.answer(link, region.projects.anna, { status: 'running', text: 'Der zweite.' }).expect(200);
		expect((await region.own(link)).projects[0]?.answer).to.include({ state: 'waiting', returnReason: null });
	});

	it('reminds who has not answered, and nobody who has or who wants no more of it', async () => {
		const round = await region.start();
		await mailed(2);
		const anna = await region.linkOf(round, region.anna.person);
		await region.answer(anna, region.projects.anna, { isNothingNew: true }).expect(200);
		const { body } = await region.ask('post', `/rounds/${round.id}/reminder`).expect(200);
		expect(body).to.deep.equal({ people: 1 });
		await mailed(3);
		expect(server.mails.at(-1)?.subject).to.match(/^Erinnerung: /);
		expect(server.mails.at(-1)?.to?.[0]?.address).to.equal('bert@example.org');
		await region.byLink(await region.linkOf(round, region.bert.person), 'post', '/quiet').expect(200);
		const again = await region.ask('post', `/rounds/${round.id}/reminder`).expect(200);
		expect(again.body).to.deep.equal({ people: 0 });
	});

	it('reminds by itself once, in time, and not for an end that no longer holds', async () => {
		const until = dayFromNow(10);
		const round = await region.start({ until, remindDays: 3 });
		await mailed(2);
		const waiting = await mongoose.connection.collection('record_outbox').findOne({ type: 'round.remind' });
		expect((waiting?.['runAt'] as Date).toISOString().slice(0, 10)).to.equal(dayFromNow(7));
		const remind = (end: string) =>
			record.change(SYSTEM, { region: REGION_ID, action: 'round.remind' }, (work) =>
				remindByItself(work, round.id, end)
			);
		await remind(dayFromNow(9));
		await remind(until);
		await remind(until);
		await mailed(4);
		expect(server.mails.filter((mail) => mail.subject?.startsWith('Erinnerung'))).to.have.length(2);
		expect((await region.read(round.id)).remindedAt).to.be.a('string');
	});

	it('works without mail: the link is taken out by hand, which stands in the record', async () => {
		openMail({ ...mailConfiguration(server.url), origin: null });
		const round = await region.start();
		expect(round.hasMail).to.equal(false);
		expect(invitationOf(round, region.anna.person).mails).to.deep.equal([]);
		const link = await region.linkOf(round, region.anna.person);
		expect((await region.own(link)).projects).to.have.length(1);
		expect(invitationOf(await region.read(round.id), region.anna.person).shownAt).to.be.a('string');
		const { rows } = (await region.ask('get', '/record?limit=1').expect(200)).body;
		expect(rows[0]).to.include({ action: 'round.link' });
		await region.ask('post', `/round-invitations/${invitationOf(round, region.anna.person).id}/mail`).expect(409);
	});

	it('shows a mail that failed, and sends it again by hand', async () => {
		server.toRecipients.push(550, 550);
		const round = await region.start({ projects: [region.projects.anna] });
		const mails = async () => invitationOf(await region.read(round.id), region.anna.person).mails;
		await eventually(async () => (await mails())[0]?.state === 'failed');
		expect((await mails())[0]).to.include({ reason: 'mailbox', code: 550 });
		server.toRecipients.splice(0);
		await region.ask('post', `/round-invitations/${invitationOf(round, region.anna.person).id}/mail`).expect(200);
		await eventually(async () => (await mails())[1]?.state === 'sent');
	});

	it('shows who would be asked by which mail, and starts nothing', async () => {
		const input = {
			title: 'Probe',
			projects: Object.values(region.projects),
			until: dayFromNow(5),
			asks: ['status']
		};
		const before = await record.head(REGION_ID);
		const { body } = await region.ask('post', '/rounds/preview').send(input).expect(200);
		expect(body.people.map((one: { person: { name: string } }) => one.person.name)).to.deep.equal(['Anna', 'Bert']);
		expect(body.mail.text).to.include('Guten Tag Anna');
		expect(await record.head(REGION_ID)).to.deep.equal(before);
		expect(server.asked).to.equal(0);
	});

	it('refuses what no report may say, what is not asked, and an end in the past', async () => {
		const round = await region.start({ asks: ['status', 'progress'] });
		const link = await region.linkOf(round, region.anna.person);
		const refused = async (said: Record<string, unknown>) =>
			(await region.answer(link, region.projects.anna, said).expect(422)).body.errors[0];
		expect(await refused({ status: 'completed', progress: 50 })).to.include({
			field: 'progress',
			code: 'not_completed'
		});
		expect(await refused({ status: 'running', text: 'x' })).to.include({ field: 'text', code: 'not_asked' });
		expect(await refused({ progress: 5 })).to.include({ field: 'status', code: 'required' });
		expect(await refused({ isNothingNew: true, progress: 5 })).to.include({ field: 'progress', code: 'not_asked' });
		const { body } = await region
			.ask('post', '/rounds')
			.send({ title: 'x', projects: [region.projects.anna], until: '2020-01-01', asks: ['status'] })
			.expect(422);
		expect(body.errors[0]).to.include({ field: 'until', code: 'in_past' });
		const late = await region
			.ask('post', '/rounds')
			.send({ title: 'x', projects: [region.projects.anna], until: dayFromNow(3), asks: ['status'], remindDays: 5 })
			.expect(422);
		expect(late.body.errors[0]).to.include({ field: 'remindDays', code: 'reminder_past' });
	});

	it('asks nobody where nobody is responsible', async () => {
		const { body } = await region
			.ask('post', '/rounds')
			.send({ title: 'x', projects: [region.projects.nobody], until: dayFromNow(5), asks: ['status'] })
			.expect(422);
		expect(body.errors[0]).to.include({ field: 'projects', code: 'nobody_responsible' });
	});
});
