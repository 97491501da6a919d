import { expect } from 'chai';
import ICAL from 'ical.js';
import supertest from 'supertest';
import type { Response } from 'supertest';
import type { Role } from '@konzeptstand/contract/account.ts';
import { newDecision } from '@konzeptstand/contract/decision.ts';
import { MembershipModel } from '../../backend/accounts/membership.model.ts';
import { AgendaItemModel, MeetingModel } from '../../backend/council/meeting.model.ts';
import { createDecision } from '../../backend/decision/decision.service.ts';
import { setClock } from '../../backend/foundation/clock.ts';
import { openMail } from '../../backend/foundation/mail/settings.ts';
import { record } from '../../backend/record/record.service.ts';
import { prepareStore } from '../../backend/record/store.ts';
import { BodyModel, RegionModel } from '../../backend/region/region.model.ts';
import { changeRegion } from '../../backend/region/region.service.ts';
import { buildConfiguration } from '../helpers/accounts.ts';
import { useApplication } from '../helpers/application.ts';
import { inRegion, REGION_ID, REGION_KEY } from '../helpers/concept.ts';
import { askAs, buildBody, buildCouncil, buildItem, buildMeeting } from '../helpers/council.ts';
import { useTestDatabase } from '../helpers/database.ts';

const SECRET = 'Grundstückspreis';

describe('Meetings outside of the product', function () {
	this.timeout(20_000);
	useTestDatabase();
	before(prepareStore);
	const application = useApplication({ KONZEPTSTAND_ORIGIN: 'https://konzept.example.org' });
	let council: string;
	let committee: string;
	let meeting: string;

	beforeEach(async () => {
		setClock(() => new Date('2026-02-20T09:00:00Z'));
		openMail(buildConfiguration());
		council = (await buildCouncil()).body._id;
		committee = (await buildBody())._id;
		meeting = (await buildMeeting(council, { startsAt: '17:30', endsAt: '19:00', place: 'Rathaus' }))._id;
		await buildItem(meeting, { title: 'Stadtring', type: 'decision' });
		await buildItem(meeting, { title: SECRET, isPublic: false });
		await buildMeeting(committee, { day: '2026-04-01' });
	});
	afterEach(() => {
		setClock();
	});

	const as = (role: Role) => askAs(application.server, role);
	type Asker = Awaited<ReturnType<typeof as>>;

	describe('A calendar behind a link', () => {
		const tokenOf = (path: string): string => /^\/c\/probe\/([\w-]{43})\.ics$/.exec(path)?.[1] ?? '';
		async function subscribe(asker: Asker, body: string | null) {
			const answer = await asker.post('/calendar-feeds').send({ body }).expect(201);
			return { token: tokenOf(answer.body.path), id: String(answer.body.feed.id), feed: answer.body.feed };
		}
		const open = (token: string, headers: Record<string, string> = {}): Promise<Response> =>
			supertest(application.server)
				.get(`/api/v1/regions/${REGION_KEY}/calendar`)
				.set('Authorization', `Link ${token}`)
				.set(headers)
				.buffer(true)
				.then((answer) => answer);
		async function eventsOf(token: string): Promise<{ text: string; events: ICAL.Event[]; calendar: ICAL.Component }> {
			const answer = await open(token);
			expect(answer.status, answer.text).to.equal(200);
			expect(answer.headers['content-type']).to.equal('text/calendar; charset=utf-8');
			const calendar = new ICAL.Component(ICAL.parse(answer.text) as unknown[]);
			const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
			return { text: answer.text, events, calendar };
		}

		it('of a body shows its meetings with local times, and asks programs to come again', async () => {
			const { token, feed } = await subscribe(await as('reader'), council);
			expect(feed).to.deep.include({ scope: 'body', isRevoked: false });
			const { events, calendar } = await eventsOf(token);
			expect(events.map(({ summary }) => summary)).to.deep.equal(['Rat der Bürgermeister: Sitzung 2026-01']);
			const [event] = events;
			expect(event?.startDate.toString()).to.equal('2026-03-04T17:30:00');
			expect(event?.startDate.zone?.tzid).to.equal('Europe/Berlin');
			expect(event?.startDate.toJSDate().toISOString()).to.equal('2026-03-04T16:30:00.000Z');
			expect(event?.component.getFirstPropertyValue('status')).to.equal('TENTATIVE');
			expect(event?.description).to.include(`https://konzept.example.org/probe/meetings/${meeting}`);
			expect(String(calendar.getFirstPropertyValue('refresh-interval'))).to.equal('PT3H');
			expect(calendar.getFirstPropertyValue('method')).to.equal('PUBLISH');
		});

		it('shows closed items only while its owner may see them', async () => {
			const mine = await subscribe(await as('council'), council);
			const theirs = await subscribe(await as('reader'), council);
			expect((await eventsOf(mine.token)).text.replace(/\r\n /g, '')).to.include(SECRET);
			const { text } = await eventsOf(theirs.token);
			expect(text.replace(/\r\n /g, '')).to.include('Stadtring').and.not.include(SECRET);
			await inRegion(async (work) => {
				const own = await MembershipModel.findOne({ region: REGION_ID, roles: 'council' }).lean();
				await work.update(MembershipModel, own?._id ?? '', null, { roles: ['reader'] });
			});
			expect((await eventsOf(mine.token)).text).not.to.include(SECRET);
		});

		it('of a person shows the bodies in which they have a seat, and follows that', async () => {
			const asker = await as('council');
			const { token, feed } = await subscribe(asker, null);
			expect(feed).to.deep.include({ scope: 'person', body: null });
			expect((await eventsOf(token)).events).to.deep.equal([]);
			await inRegion(async (work) => {
				const seats = [
					{ office: 'Mitglied', municipality: null, deputy: null, term: null, person: null, deputyPerson: asker.person }
				];
				await work.update(BodyModel, committee, null, { seats });
			});
			expect((await eventsOf(token)).events.map(({ summary }) => summary)).to.deep.equal([
				'Gemeinsamer Ausschuss: Sitzung 2026-01'
			]);
		});

		it('keeps the identity of an event when it is moved or cancelled, and says so', async () => {
			const { token } = await subscribe(await as('reader'), council);
			const before = (await eventsOf(token)).events[0]!.uid;
			const manager = await as('manager');
			await manager.post(`/meetings/${meeting}/invitation`).send({}).expect(200);
			const moved = { day: '2026-03-11', startsAt: null, endsAt: null };
			const { version } = (await manager.get(`/meetings/${meeting}`)).body;
			await manager.patch(`/meetings/${meeting}`).set('If-Match', `"${version}"`).send(moved).expect(200);
			await manager.post(`/meetings/${meeting}/invitation`).send({}).expect(200);
			const [event] = (await eventsOf(token)).events;
			expect(event).to.include({ uid: before, sequence: 1 });
			expect(event?.startDate.isDate).to.equal(true);
			expect(event?.startDate.toString()).to.equal('2026-03-11');
			expect(event?.component.getFirstPropertyValue('status')).to.equal('CONFIRMED');
			await manager.post(`/meetings/${meeting}/cancellation`).send({ reason: 'Hochwasser' }).expect(200);
			const [cancelled] = (await eventsOf(token)).events;
			expect(cancelled).to.include({ uid: before, sequence: 2 });
			expect(cancelled?.component.getFirstPropertyValue('status')).to.equal('CANCELLED');
		});

		it('is not sent again while nothing has changed', async () => {
			const reader = await as('reader');
			const [first, second] = [await subscribe(reader, council), await subscribe(reader, committee)];
			const { headers, text } = await open(first.token);
			const etag = String(headers['etag']);
			expect((await open(first.token, { 'If-None-Match': etag })).status).to.equal(304);
			expect((await open(first.token)).text).to.equal(text);
			expect((await open(second.token, { 'If-None-Match': etag })).status, 'of another link').to.equal(200);
			await buildItem(meeting, { title: 'Nachtrag' });
			expect((await open(first.token, { 'If-None-Match': etag })).status).to.equal(200);
		});

		it('is its owner’s alone: listed, shown again, renewed and ended by nobody else', async () => {
			const reader = await as('reader');
			const other = await as('manager');
			const { id, token } = await subscribe(reader, council);
			expect((await other.get('/calendar-feeds').expect(200)).body.rows).to.deep.equal([]);
			for (const action of ['link', 'renewal', 'revocation'])
				await other.post(`/calendar-feeds/${id}/${action}`).expect(404);
			const { body: list } = await reader.get('/calendar-feeds').expect(200);
			expect(JSON.stringify(list)).to.include(id).and.not.include(token);
			const head = await record.head(REGION_ID);
			const shown = await reader.post(`/calendar-feeds/${id}/link`).expect(200);
			expect(tokenOf(shown.body.path)).to.equal(token);
			expect((await record.head(REGION_ID))?.sequence, 'stands in the record').to.equal((head?.sequence ?? 0) + 1);
		});

		it('opens nothing once it was renewed, ended, or its owner has left; and never anything else', async () => {
			const reader = await as('reader');
			const { id, token } = await subscribe(reader, council);
			const fresh = tokenOf((await reader.post(`/calendar-feeds/${id}/renewal`).expect(200)).body.path);
			expect((await open(token)).body.code).to.equal('link_invalid');
			await eventsOf(fresh);
			const server = application.server;
			for (const path of ['', '/meetings', '/own-round', '/decisions', '/calendar-feeds']) {
				const address = `/api/v1/regions/${REGION_KEY}${path}`;
				await supertest(server).get(address).set('Authorization', `Link ${fresh}`).expect(401);
			}
			await supertest(server)
				.get('/api/v1/regions/anderswo/calendar')
				.set('Authorization', `Link ${fresh}`)
				.expect(404);
			expect((await reader.post(`/calendar-feeds/${id}/revocation`).expect(200)).body.isRevoked).to.equal(true);
			expect((await open(fresh)).status).to.equal(404);
			await reader.post(`/calendar-feeds/${id}/link`).expect(409);

			const another = await subscribe(reader, council);
			await inRegion(async (work) => {
				const own = await MembershipModel.findOne({ region: REGION_ID, person: reader.person }).lean();
				await work.withdraw(MembershipModel, own?._id ?? '', null, null);
			});
			expect((await open(another.token)).status).to.equal(404);
		});

		it('of a body that is not there is refused', async () => {
			const answer = await (await as('reader')).post('/calendar-feeds').send({ body: meeting }).expect(422);
			expect(answer.body.errors[0]).to.include({ field: 'body', code: 'not_found' });
		});
	});

	describe('The public’s list of meetings', () => {
		const read = () => supertest(application.server).get(`/api/v1/regions/${REGION_KEY}/public-meetings`);
		const publish = () => inRegion((work) => changeRegion(work, null, { publishesMeetings: true }));
		const invite = async () => (await as('manager')).post(`/meetings/${meeting}/invitation`).send({}).expect(200);

		it('is as if there were no such region, as long as the region does not publish it', async () => {
			await invite();
			const { body } = await read().expect(404);
			const unknown = await supertest(application.server).get('/api/v1/regions/nirgends/public-meetings').expect(404);
			expect(body).to.deep.equal(unknown.body);
			expect((await RegionModel.findById(REGION_ID).lean())?.publishesMeetings).to.equal(false);
		});

		it('shows meetings once they were invited to, with their public items alone', async () => {
			await publish();
			expect((await read().expect(200)).body.rows).to.deep.equal([]);
			await invite();
			const { body, text } = await read().expect(200);
			expect(body.rows).to.have.length(1);
			expect(body.rows[0]).to.include({ number: '2026-01', day: '2026-03-04', place: 'Rathaus', state: 'invited' });
			expect(body.rows[0].items).to.deep.equal([
				{ number: 1, title: 'Stadtring', type: 'decision', outcome: 'open', decision: null }
			]);
			expect(text).not.to.include(SECRET).and.not.include('example.org');
		});

		it('shows what was decided where the decision is public, and a cancelled meeting as such', async () => {
			await publish();
			await invite();
			const [item] = await AgendaItemModel.find({ meeting, isPublic: true }).lean();
			const decide = (isPublic: boolean) =>
				inRegion(async (work) => {
					const said = { body: council, title: 'Stadtring', text: 'Er wird gebaut.', number: '2026-01/1' };
					const fields = newDecision.parse({ ...said, result: 'accepted', isPublic });
					const { _id } = await createDecision(work, fields);
					await work.update(AgendaItemModel, item!._id, null, { decision: _id, outcome: 'decided' });
				});
			await decide(false);
			expect((await read()).body.rows[0].items[0].decision).to.equal(null);
			await decide(true);
			expect((await read()).body.rows[0].items[0].decision).to.deep.equal({
				number: '2026-01/1',
				text: 'Er wird gebaut.',
				result: 'accepted'
			});
			await inRegion((work) => work.update(MeetingModel, meeting, null, { state: 'cancelled' }));
			expect((await read()).body.rows[0].state).to.equal('cancelled');
		});
	});
});
