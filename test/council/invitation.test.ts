import { expect } from 'chai';
import ICAL from 'ical.js';
import type { Email } from 'postal-mime';
import { setClock } from '../../backend/foundation/clock.ts';
import { openMail } from '../../backend/foundation/mail/settings.ts';
import { PersonModel } from '../../backend/accounts/person.model.ts';
import { INSTALLATION, record, SYSTEM } from '../../backend/record/record.service.ts';
import { prepareStore } from '../../backend/record/store.ts';
import { buildConfiguration, buildMember } from '../helpers/accounts.ts';
import { useApplication } from '../helpers/application.ts';
import { inRegion, REGION_ID } from '../helpers/concept.ts';
import { askAs, buildCouncil, buildItem, buildMeeting, openMeeting } from '../helpers/council.ts';
import { useTestDatabase } from '../helpers/database.ts';
import { eventually } from '../helpers/eventually.ts';
import { useMailServer } from '../helpers/mailing.ts';
import { BodyModel } from '../../backend/region/region.model.ts';

const SECRET = 'Grundstückspreis';

describe('An invitation to a meeting', function () {
	this.timeout(20_000);
	useTestDatabase();
	before(prepareStore);
	const application = useApplication();
	const server = useMailServer();
	let manager: Awaited<ReturnType<typeof askAs>>;
	let anna: string;
	let path: string;
	let meeting: string;
	let body: string;

	beforeEach(async () => {
		setClock(() => new Date('2026-02-20T09:00:00Z'));
		const council = await buildCouncil();
		body = council.body._id;
		anna = (await buildMember('anna@example.org', ['council'], { region: REGION_ID, name: 'Anna' })).person;
		const { person } = await buildMember('bert@example.org', ['reader'], { region: REGION_ID, name: 'Bert' });
		const [first, ...seats] = council.body.seats;
		// Anna holds two seats, and Bert is her deputy in one of them.
		const own = [{ ...first!, person: anna, deputyPerson: person }, { ...seats[0]!, person: anna }, seats[1]!];
		await inRegion((work) => work.update(BodyModel, body, null, { seats: own }));
		const hours = { startsAt: '17:30', endsAt: '19:00', place: 'Rathaus; Saal 2, oben' };
		meeting = (await buildMeeting(body, hours))._id;
		await buildItem(meeting, { title: 'Stadtring', type: 'decision' });
		await buildItem(meeting, { title: SECRET, isPublic: false });
		path = `/meetings/${meeting}`;
		manager = await askAs(application.server, 'manager');
	});
	afterEach(() => setClock());

	const invite = async (said: Record<string, unknown> = {}) =>
		(await manager.post(`${path}/invitation`).send(said).expect(200)).body;
	const mailed = (count: number) => eventually(() => server.mails.length >= count);
	const mailsTo = (email: string) => server.mails.filter((mail) => mail.to?.[0]?.address === email);
	const settled = (count: number) =>
		eventually(async () => {
			const { mails } = (await manager.get(path).expect(200)).body;
			return mails.filter(({ state }: { state: string }) => !['waiting', 'sending'].includes(state)).length === count;
		});
	/** The calendar of a mail as another program reads it. */
	function calendarOf(mail: Email | undefined) {
		const file = mail?.attachments.find(({ mimeType }) => mimeType === 'text/calendar');
		const content = file?.content;
		const text = typeof content === 'string' ? content : new TextDecoder().decode(content as ArrayBuffer);
		const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
		return { text, calendar, event: new ICAL.Event(calendar.getFirstSubcomponent('vevent')!), type: file };
	}

	it('reaches each member and deputy once, and says when, where, what, and by which link', async () => {
		const answer = await invite();
		expect(answer).to.include({ state: 'invited', isInvitationCurrent: true });
		expect(answer.mails).to.have.length(2);
		await settled(2);
		expect(server.mails).to.have.length(2);
		const [mail] = mailsTo('anna@example.org');
		expect(mail?.subject).to.equal(
			'Einladung: Rat der Bürgermeister: Sitzung 2026-01 – Mittwoch, 4. März 2026, 17:30–19:00 Uhr'
		);
		expect(mail?.replyTo?.[0]?.address, 'who invited').to.equal('manager@example.org');
		for (const text of [mail?.text, mail?.html])
			expect(text)
				.to.include('Guten Tag Anna')
				.and.include('Rathaus; Saal 2, oben')
				.and.include('1. Stadtring (zum Beschluss)')
				.and.include(`https://konzept.example.org/probe/meetings/${meeting}`)
				.and.include('Mit freundlichen Grüßen')
				.and.not.include('Vertretung');
		expect(mailsTo('bert@example.org')[0]?.text).to.include(
			'Sie sind als Vertretung eingeladen: Bürgermeister von Saalfeld.'
		);
	});

	it('shows closed items only to those who may see them, in the text and in the calendar', async () => {
		await invite();
		await mailed(2);
		const whole = (mail: Email | undefined) => [mail?.text, mail?.html, calendarOf(mail).text].join();
		expect(whole(mailsTo('anna@example.org')[0])).to.include(`2. ${SECRET} (zur Kenntnis, nicht öffentlich)`);
		expect(whole(mailsTo('bert@example.org')[0]))
			.to.include('1. Stadtring')
			.and.include('2. nicht öffentlicher Punkt')
			.and.not.include(SECRET);
	});

	it('holds a calendar entry that other programs read: as a form of the text and as a file', async () => {
		await invite();
		await mailed(2);
		const mail = mailsTo('anna@example.org')[0];
		const { calendar, event, type } = calendarOf(mail);
		expect(type?.method).to.equal('REQUEST');
		expect(mail?.attachments.map(({ mimeType }) => mimeType)).to.include.members(['text/calendar', 'application/ics']);
		expect(calendar.getFirstPropertyValue('method')).to.equal('REQUEST');
		const zone = calendar.getFirstSubcomponent('vtimezone');
		expect(zone?.getFirstPropertyValue('tzid')).to.equal('Europe/Berlin');
		const start = calendar.getFirstSubcomponent('vevent')?.getFirstProperty('dtstart');
		expect(start?.getParameter('tzid')).to.equal('Europe/Berlin');
		expect(event.startDate.toJSDate().toISOString()).to.equal('2026-03-04T16:30:00.000Z');
		expect(event.endDate.toString()).to.equal('2026-03-04T19:00:00');
		expect(event.location).to.equal('Rathaus; Saal 2, oben');
		expect(event.uid).to.equal(`${meeting}@konzeptstand`);
		expect(event.sequence).to.equal(0);
		expect(event.attendees[0]?.getFirstValue()).to.match(/^mailto:anna@example\.org$/i);
		expect(event.organizer).to.equal('mailto:manager@example.org');
	});

	it('is written in English where that is wanted', async () => {
		await invite({ language: 'en' });
		await mailed(2);
		expect(mailsTo('bert@example.org')[0]?.text).to.include('Hello Bert').and.include('1. Stadtring (for decision)');
	});

	it('is never sent twice for the same state; what has changed is told to all as the next of the same entry', async () => {
		await invite();
		await settled(2);
		const before = await record.head(REGION_ID);
		expect((await invite()).mails).to.have.length(2);
		expect(await record.head(REGION_ID), 'nothing was written').to.deep.equal(before);
		const { version } = (await manager.get(path)).body;
		await manager.patch(path).set('If-Match', `"${version}"`).send({ startsAt: '18:00', place: null }).expect(200);
		await buildItem(meeting, { title: 'Haushalt' });
		await buildItem(meeting, { title: 'Geheimer Zusatz', isPublic: false });
		const dropped = (await manager.get(path)).body.agenda[0].id;
		await manager.post(`/agenda-items/${dropped}/removal`).expect(200);
		expect((await manager.get(path)).body.isInvitationCurrent).to.equal(false);
		const again = await invite();
		expect(again.mails.map(({ purpose }: { purpose: string }) => purpose)).to.deep.equal([
			'invitation',
			'invitation',
			'update',
			'update'
		]);
		await settled(4);
		const [first, second] = mailsTo('anna@example.org');
		expect(second?.subject).to.include('Geändert: ').and.include('18:00');
		const said = second?.text?.split('\n').filter((line) => line.startsWith('- '));
		expect(said).to.deep.equal([
			'- Termin, bisher: Mittwoch, 4. März 2026, 17:30–19:00 Uhr',
			'- Ort, bisher: Rathaus; Saal 2, oben',
			'- Neu auf der Tagesordnung: Haushalt',
			'- Neu auf der Tagesordnung: Geheimer Zusatz',
			'- Nicht mehr auf der Tagesordnung: Stadtring'
		]);
		const reader = mailsTo('bert@example.org')[1];
		expect(reader?.text).to.include('Haushalt').and.not.include('Geheimer');
		expect(calendarOf(second).event.uid).to.equal(calendarOf(first).event.uid);
		expect(calendarOf(second).event.sequence).to.equal(1);
		await invite();
		await settled(4);
		expect(server.mails).to.have.length(4);
	});

	it('goes to who came later alone, while nothing else is new', async () => {
		await invite();
		await settled(2);
		const { person } = await buildMember('cora@example.org', ['council'], { region: REGION_ID, name: 'Cora' });
		await inRegion(async (work) => {
			const { seats } = await work.require(BodyModel, body);
			await work.update(BodyModel, body, null, {
				seats: seats.map((seat, at) => (at === 2 ? { ...seat, person } : seat))
			});
		});
		await invite();
		await settled(3);
		expect(server.mails.slice(2).map((mail) => mail.to?.[0]?.address)).to.deep.equal(['cora@example.org']);
		expect(server.mails[2]?.subject).to.include('Einladung');
	});

	it('is followed by a cancellation to everyone who was invited, which takes the entry out of their calendars', async () => {
		await invite();
		await settled(2);
		await manager.post(`${path}/cancellation`).send({ reason: 'Hochwasser' }).expect(200);
		await settled(4);
		const [, mail] = mailsTo('bert@example.org');
		expect(mail?.subject).to.include('Abgesagt: ');
		expect(mail?.text).to.include('Grund: Hochwasser');
		const { calendar, event, type } = calendarOf(mail);
		expect(type?.method).to.equal('CANCEL');
		expect(calendar.getFirstPropertyValue('method')).to.equal('CANCEL');
		expect(event.component.getFirstPropertyValue('status')).to.equal('CANCELLED');
		expect(event.uid).to.equal(`${meeting}@konzeptstand`);
		expect(event.sequence).to.equal(1);
	});

	it('of a meeting that nobody was invited to is cancelled without a word', async () => {
		const { body: cancelled } = await manager.post(`${path}/cancellation`).send({ reason: 'Hochwasser' }).expect(200);
		expect(cancelled).to.deep.include({ state: 'cancelled', mails: [] });
	});

	it('that is put off waits for its next attempt; one that is refused is shown as failed, and can be sent again', async () => {
		server.toRecipients.push(451, 550);
		await invite();
		await eventually(async () => {
			const { mails } = (await manager.get(path)).body;
			return mails.every(({ reason }: { reason: string | null }) => reason !== null);
		});
		const { mails } = (await manager.get(path)).body;
		expect(mails.map(({ state, reason }: { state: string; reason: string }) => [state, reason]).sort()).to.deep.equal([
			['failed', 'mailbox'],
			['waiting', 'busy']
		]);
		expect(mails[0].name).to.be.oneOf(['Anna', 'Bert']);
		const again = await invite();
		expect(again.mails, 'only the one that failed').to.have.length(3);
		await mailed(1);
		expect(server.mails).to.have.length(1);
	});

	it('leaves nothing of a person but ids in the outbox and in the record', async () => {
		await invite();
		await settled(2);
		const { rows } = (await manager.get('/record?limit=50')).body;
		expect(JSON.stringify(rows)).not.to.include('anna@example.org');
	});

	it('goes to nobody whose account is closed, and is no invitation any more once the meeting is open', async () => {
		await record.change(SYSTEM, { region: INSTALLATION, action: 'person.change' }, (work) =>
			work.update(PersonModel, anna, null, { isActive: false })
		);
		expect((await invite()).mails).to.have.length(1);
		await openMeeting(meeting);
		await manager.post(`${path}/invitation`).send({}).expect(409);
	});

	it('is given by hand where no mail is sent: the meeting is invited all the same', async () => {
		openMail(buildConfiguration());
		expect(await invite()).to.deep.include({ state: 'invited', mails: [], isInvitationCurrent: true });
	});
});
