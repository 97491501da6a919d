import { expect } from 'chai';
import type { Meeting, MeetingRow } from '@konzeptstand/contract/meeting.ts';
import { newPaper } from '@konzeptstand/contract/paper.ts';
import { createPaper } from '../../backend/council/paper.service.ts';
import { MeetingModel } from '../../backend/council/meeting.model.ts';
import { cancelMeeting } from '../../backend/council/meeting.service.ts';
import { prepareStore } from '../../backend/record/store.ts';
import { useApplication } from '../helpers/application.ts';
import { inRegion } from '../helpers/concept.ts';
import { askAs, buildBody, buildCouncil, buildItem, buildMeeting, openMeeting } from '../helpers/council.ts';
import type { Council } from '../helpers/council.ts';
import { useTestDatabase } from '../helpers/database.ts';
import { readCsv } from '../helpers/table-file.ts';

describe('Meetings, as they are read', () => {
	useTestDatabase();
	before(prepareStore);
	const application = useApplication();
	let council: Council;
	let meeting: string;
	beforeEach(async () => {
		council = await buildCouncil();
		meeting = (await buildMeeting(council.body._id, { startsAt: '17:00', place: 'Rathaus' }))._id;
	});

	describe('by somebody who sees only what is public', () => {
		async function furnish(): Promise<void> {
			await buildItem(meeting, { title: 'Offenes' });
			await buildItem(meeting, { title: 'Grundstückskauf', text: 'Zum Preis', isPublic: false });
			const fields = {
				title: 'Geheime Vorlage',
				proposal: 'Es wird gekauft.',
				body: council.body._id,
				isPublic: false
			};
			const paper = await inRegion((work) => createPaper(work, newPaper.parse(fields)));
			await buildItem(meeting, { title: 'Mit geheimer Vorlage', type: 'decision', paper: paper._id });
			await buildItem(meeting, { title: 'Noch Offenes' });
			await openMeeting(meeting);
			const manager = await askAs(application.server, 'manager');
			const { body } = await manager.get(`/meetings/${meeting}`);
			for (const { id, version, title } of (body as Meeting).agenda)
				await manager
					.put(`/agenda-items/${id}/minutes`)
					.set('If-Match', `"${String(version)}"`)
					.send({ minutes: `Gesagt zu ${title}` })
					.expect(200);
		}

		it('show public items with the numbers that everybody gives them, and how many others there are', async () => {
			await furnish();
			const reader = await askAs(application.server, 'reader');
			const { body, text } = await reader.get(`/meetings/${meeting}`).expect(200);
			const { agenda, hiddenItems } = body as Meeting;
			expect(agenda.map(({ number, title }) => `${String(number)} ${title}`)).to.deep.equal([
				'1 Offenes',
				'4 Noch Offenes'
			]);
			expect(hiddenItems).to.equal(2);
			expect(text).to.include('Gesagt zu Offenes');
			for (const secret of ['Grundstück', 'Preis', 'geheim', 'Geheim']) expect(text).not.to.include(secret);
			const list = await reader.get('/meetings').expect(200);
			expect(list.body.rows[0]).to.include({ itemCount: 2 });
		});

		it('show everything to the council and the auditors', async () => {
			await furnish();
			for (const role of ['council', 'auditor'] as const) {
				const asker = await askAs(application.server, role);
				const { body } = await asker.get(`/meetings/${meeting}`).expect(200);
				const { agenda, hiddenItems } = body as Meeting;
				expect(agenda.map(({ isPublic }) => isPublic)).to.deep.equal([true, false, false, true]);
				expect(agenda[2]).to.include({ minutes: 'Gesagt zu Mit geheimer Vorlage' });
				expect(hiddenItems).to.equal(0);
				expect((await asker.get('/meetings')).body.rows[0]).to.include({ itemCount: 4 });
			}
		});

		it('show nothing of who got which mail', async () => {
			const manager = await askAs(application.server, 'manager');
			const mail = {
				id: 'x',
				person: manager.person,
				purpose: 'invitation' as const,
				at: '2026-02-20T08:00:00.000Z',
				by: null,
				language: 'de' as const,
				told: 'x'
			};
			await inRegion((work) =>
				work.update(MeetingModel, meeting, null, { mails: [mail], invited: 'x', state: 'invited' })
			);
			const shown = await manager.get(`/meetings/${meeting}`).expect(200);
			expect(shown.body.mails).to.deep.equal([
				{
					person: manager.person,
					name: 'Name of manager@example.org',
					at: mail.at,
					purpose: 'invitation',
					state: 'waiting',
					reason: null
				}
			]);
			expect(shown.body).to.include({ isInvitationCurrent: false });
			const member = await askAs(application.server, 'council');
			expect((await member.get(`/meetings/${meeting}`)).body.mails).to.deep.equal([]);
		});
	});

	it('say who has the chair, which meetings stand beside them, and what is needed for a quorum', async () => {
		const before = await buildMeeting(council.body._id, { day: '2026-01-14' });
		const cancelled = await buildMeeting(council.body._id, { day: '2026-02-04' });
		await inRegion((work) => cancelMeeting(work, cancelled._id, 'Fällt aus'));
		const after = await buildMeeting(council.body._id, { day: '2026-04-15', chair: council.towns[2] });
		await buildMeeting((await buildBody())._id, { day: '2026-03-05' });
		const reader = await askAs(application.server, 'reader');
		const { body } = await reader.get(`/meetings/${meeting}`).expect(200);
		expect({ previous: body.previous.id, next: body.next.id }).to.deep.equal({ previous: before._id, next: after._id });
		expect(body).to.include({ chairReference: null, quorumSeats: 3, hasQuorum: null, isInvitationCurrent: null });
		expect((await reader.get(`/meetings/${after._id}`)).body.chairReference).to.include({ title: 'Bad Blankenburg' });
		await openMeeting(meeting, ['1', '2']);
		expect((await reader.get(`/meetings/${meeting}`)).body).to.include({ hasQuorum: false });
	});

	it('are a list, the latest first, by body, year and state, and a table for spreadsheets', async () => {
		const committee = await buildBody();
		await buildMeeting(committee._id, { day: '2026-05-06' });
		const early = await buildMeeting(council.body._id, { day: '2025-12-03' });
		await inRegion((work) => cancelMeeting(work, early._id, 'Fällt aus'));
		const reader = await askAs(application.server, 'reader');
		const days = async (query: string): Promise<string[]> =>
			((await reader.get(`/meetings${query}`).expect(200)).body.rows as MeetingRow[]).map(({ day }) => day);
		expect(await days('')).to.deep.equal(['2026-05-06', '2026-03-04', '2025-12-03']);
		expect(await days(`?body=${council.body._id}`)).to.deep.equal(['2026-03-04', '2025-12-03']);
		expect(await days('?year=2026')).to.deep.equal(['2026-05-06', '2026-03-04']);
		expect(await days('?state=cancelled')).to.deep.equal(['2025-12-03']);
		const { text } = await reader.get('/meetings?format=csv&year=2025').set('Accept-Language', 'de').expect(200);
		const [header = [], row = []] = readCsv(text.slice(1));
		expect(Object.fromEntries(header.map((name, index) => [name, row[index]]))).to.include({
			Tag: '03.12.2025',
			Gremium: 'Rat der Bürgermeister',
			'Nr.': '2025-01',
			Stand: 'abgesagt',
			'Grund der Absage': 'Fällt aus'
		});
	});
});

describe('Two minute takers at one meeting', () => {
	useTestDatabase();
	before(prepareStore);
	const application = useApplication();
	let council: Council;
	let meeting: string;
	let items: string[];
	beforeEach(async () => {
		council = await buildCouncil();
		meeting = (await buildMeeting(council.body._id))._id;
		items = [];
		for (const title of ['Erstes', 'Zweites']) items.push((await buildItem(meeting, { title, type: 'decision' }))._id);
		await openMeeting(meeting);
	});

	it('do not get in each other’s way at different items, with votes taken and items moved in between', async () => {
		const [one, other] = [await askAs(application.server, 'manager'), await askAs(application.server, 'planner')];
		const write = (who: typeof one, item: string, version: number, minutes: string) =>
			who
				.put(`/agenda-items/${item}/minutes`)
				.set('If-Match', `"${String(version)}"`)
				.send({ minutes });
		await write(one, items[0]!, 1, 'Eins').expect(200);
		await write(other, items[1]!, 1, 'Zwei').expect(200);
		await other
			.post(`/meetings/${meeting}/agenda-order`)
			.send({ items: [...items].reverse() })
			.expect(200);
		const cast = ['1', '2', '3'].map((seat) => ({ seat, vote: 'yes' }));
		await one.post(`/agenda-items/${items[1]!}/vote`).send({ cast, text: 'So beschlossen.' }).expect(200);
		// Read before the item was moved and voted on; nobody else has written in between.
		const { body } = await write(other, items[1]!, 2, 'Zwei, und mehr').expect(200);
		expect(body).to.deep.include({ minutes: 'Zwei, und mehr', outcome: 'decided', number: 1 });
	});

	it('are told of both versions where they write the same item, and lose nothing', async () => {
		const [one, other] = [await askAs(application.server, 'manager'), await askAs(application.server, 'planner')];
		const write = (who: typeof one, minutes: string, version = 1) =>
			who
				.put(`/agenda-items/${items[0]!}/minutes`)
				.set('If-Match', `"${String(version)}"`)
				.send({ minutes });
		await write(one, 'Die eine').expect(200);
		const { body } = await write(other, 'Der andere').expect(412);
		expect(body).to.include({ code: 'version_conflict', currentVersion: 2 });
		expect(body.current).to.include({ minutes: 'Die eine' });
		await write(other, 'Die eine und der andere', 2).expect(200);
	});

	it('may send once more what has arrived already, when the line broke before the answer', async () => {
		const one = await askAs(application.server, 'manager');
		for (const attempt of ['first', 'again']) {
			const sent = one.put(`/agenda-items/${items[0]!}/minutes`).set('If-Match', '"1"').send({ minutes: 'Eins' });
			expect((await sent.expect(200)).body, attempt).to.include({ minutes: 'Eins', version: 2 });
		}
		const { version } = (await one.get(`/meetings/${meeting}`)).body as Meeting;
		const rows = [{ seat: '2', state: 'excused' }];
		for (const attempt of ['first', 'again']) {
			const sent = one
				.post(`/meetings/${meeting}/attendance`)
				.set('If-Match', `"${String(version)}"`)
				.send({ rows });
			expect((await sent.expect(200)).body, attempt).to.include({ version: version + 1 });
		}
	});

	it('are told of both versions of who is there, and of the words of the minutes', async () => {
		const [one, other] = [await askAs(application.server, 'manager'), await askAs(application.server, 'planner')];
		const { version } = (await one.get(`/meetings/${meeting}`)).body as Meeting;
		const note = (who: typeof one, state: string, seat: string) =>
			who
				.post(`/meetings/${meeting}/attendance`)
				.set('If-Match', `"${String(version)}"`)
				.send({ rows: [{ seat, state }] });
		await note(one, 'deputy', '1').expect(200);
		const { body } = await note(other, 'excused', '2').expect(412);
		expect(body.current.attendance.map(({ state }: { state: string }) => state)).to.deep.equal([
			'deputy',
			'present',
			'present'
		]);
		// Who was there has changed since; nobody has written the words of the minutes.
		const write = (who: typeof one, opening: string) =>
			who
				.put(`/meetings/${meeting}/minutes`)
				.set('If-Match', `"${String(version)}"`)
				.send({ opening, closing: null, writer: null });
		await write(other, 'Eröffnet um 17 Uhr').expect(200);
		const late = await write(one, 'Eröffnet um 17:05 Uhr').expect(412);
		expect(late.body.current.minutes).to.include({ opening: 'Eröffnet um 17 Uhr' });
	});
});
