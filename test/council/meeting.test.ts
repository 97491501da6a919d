import { expect } from 'chai';
import { newSeries } from '@konzeptstand/contract/meeting.ts';
import { addItem, noteItem, orderAgenda } from '../../backend/council/agenda.service.ts';
import { newAgendaItem } from '@konzeptstand/contract/meeting.ts';
import { MeetingModel } from '../../backend/council/meeting.model.ts';
import type { MeetingItem } from '../../backend/council/meeting.model.ts';
import {
	approveMinutes,
	cancelMeeting,
	changeMeeting,
	closeMeeting,
	createSeries,
	draftMinutes,
	noteAttendance,
	requireOpenItem,
	returnMinutes,
	writeMinutes
} from '../../backend/council/meeting.service.ts';
import { record } from '../../backend/record/record.service.ts';
import type { Work } from '../../backend/record/record.service.ts';
import { prepareStore, store } from '../../backend/record/store.ts';
import { changeBody } from '../../backend/region/party.service.ts';
import { inRegion, REGION_ID } from '../helpers/concept.ts';
import { buildBody, buildCouncil, buildItem, buildMeeting, openMeeting, readMeetingItem } from '../helpers/council.ts';
import type { Council } from '../helpers/council.ts';
import { useTestDatabase } from '../helpers/database.ts';
import { refusalOf } from '../helpers/refusal.ts';

const WORDS = {
	from: '17:00',
	until: null,
	opening: 'Eröffnet um 17 Uhr.',
	closing: null,
	writer: 'Regionalmanagement'
};

describe('A meeting', () => {
	useTestDatabase();
	before(prepareStore);
	let council: Council;
	beforeEach(async () => {
		record.forgetHeads();
		council = await buildCouncil();
	});

	describe('has a number', () => {
		it('of its body and year, in the order of planning', async () => {
			const other = await buildBody();
			const numbers = [
				await buildMeeting(council.body._id, { day: '2026-03-04' }),
				await buildMeeting(council.body._id, { day: '2026-01-14' }),
				await buildMeeting(other._id, { day: '2026-05-06' }),
				await buildMeeting(council.body._id, { day: '2027-01-13' })
			].map(({ number }) => number);
			expect(numbers).to.deep.equal(['2026-01', '2026-02', '2026-01', '2027-01']);
		});

		it('that is never given again: a cancelled meeting keeps it, and one that is moved into the next year too', async () => {
			const cancelled = await buildMeeting(council.body._id);
			await inRegion((work) => cancelMeeting(work, cancelled._id, 'Fällt aus'));
			const moved = await buildMeeting(council.body._id, { day: '2026-12-16' });
			await inRegion((work) => changeMeeting(work, moved._id, 1, { day: '2027-01-06' }));
			expect(await buildMeeting(council.body._id)).to.include({ number: '2026-03' });
			expect(await buildMeeting(council.body._id, { day: '2027-02-03' })).to.include({ number: '2027-01' });
			expect(await readMeetingItem(moved._id)).to.include({ number: '2026-02', day: '2027-01-06' });
		});

		it('beyond ninety-nine in a year as well', async () => {
			const days = Array.from({ length: 60 }, (_, index) => new Date(Date.UTC(2026, 0, 1 + index)).toISOString());
			const later = Array.from({ length: 41 }, (_, index) => new Date(Date.UTC(2026, 5, 1 + index)).toISOString());
			for (const some of [days, later]) {
				const series = newSeries.parse({ body: council.body._id, days: some.map((day) => day.slice(0, 10)) });
				await inRegion((work) => createSeries(work, series));
			}
			expect(await buildMeeting(council.body._id)).to.include({ number: '2026-102' });
		});
	});

	it('of a series is one of many that stand in one entry of the record, numbered by their days', async () => {
		const before = await record.head(REGION_ID);
		const series = newSeries.parse({
			body: council.body._id,
			days: ['2027-02-24', '2027-01-13', '2027-04-07'],
			startsAt: '17:00',
			place: 'Rathaus Saalfeld'
		});
		const made = await inRegion((work) => createSeries(work, series));
		expect(made.map(({ day, number }) => `${number} ${day}`)).to.deep.equal([
			'2027-01 2027-01-13',
			'2027-02 2027-02-24',
			'2027-03 2027-04-07'
		]);
		expect(made[2]).to.include({ startsAt: '17:00', place: 'Rathaus Saalfeld', state: 'planned', kind: 'ordinary' });
		expect((await record.head(REGION_ID))?.sequence).to.equal((before?.sequence ?? 0) + 1);
	});

	it('is not planned twice on one day by a series', async () => {
		await buildMeeting(council.body._id, { day: '2027-01-13' });
		const series = (days: string[]) =>
			inRegion((work) => createSeries(work, newSeries.parse({ body: council.body._id, days })));
		expect(await refusalOf(series(['2027-02-24', '2027-01-13']))).to.equal('invalid_input days.1:meets_already');
		expect(await refusalOf(series(['2027-02-24', '2027-02-24']))).to.equal('invalid_input days.1:meets_already');
		expect(await MeetingModel.countDocuments()).to.equal(1);
	});

	it('ends after it begins', async () => {
		const late = buildMeeting(council.body._id, { startsAt: '18:00', endsAt: '17:00' });
		expect(await refusalOf(late)).to.equal('invalid_input endsAt:ends_before');
		const { _id } = await buildMeeting(council.body._id, { startsAt: '17:00' });
		const change = inRegion((work) => changeMeeting(work, _id, 1, { endsAt: '16:59' }));
		expect(await refusalOf(change)).to.equal('invalid_input endsAt:ends_before');
	});

	describe('is opened by noting who is there', () => {
		it('and then keeps the seats and the chair of that day, whatever becomes of the body', async () => {
			const [saalfeld, rudolstadt] = council.towns;
			const chairs = [
				{ year: '2025', municipality: saalfeld, note: null, sources: [] },
				{ year: '2026', municipality: rudolstadt, note: null, sources: [] }
			];
			await inRegion((work) => changeBody(work, council.body._id, 1, { chairs }));
			const { _id } = await buildMeeting(council.body._id);
			await openMeeting(_id, ['1', '3']);
			await inRegion((work) => changeBody(work, council.body._id, 2, { seats: [], chairs: [] }));
			const meeting = await readMeetingItem(_id);
			expect(meeting.attendance.map(({ office, state }) => `${office}: ${state}`)).to.deep.equal([
				'Bürgermeister von Saalfeld: present',
				'Bürgermeister von Rudolstadt: absent',
				'Bürgermeister von Bad Blankenburg: present'
			]);
			expect(meeting.chair).to.equal(rudolstadt);
			expect(meeting.openedAt).to.be.a('string');
		});

		it('and whoever comes later is added, without a change to the others', async () => {
			const { _id } = await buildMeeting(council.body._id);
			const { version } = await openMeeting(_id, ['1']);
			const rows = [{ seat: '2', state: 'deputy' as const, name: 'Frau Beispiel' }];
			await inRegion((work) => noteAttendance(work, _id, version, { rows }));
			const { attendance } = await readMeetingItem(_id);
			expect(attendance.map(({ state }) => state)).to.deep.equal(['present', 'deputy', 'absent']);
			expect(attendance[1]).to.include({ name: 'Frau Beispiel' });
		});

		it('of seats that there are, each once', async () => {
			const { _id } = await buildMeeting(council.body._id);
			const rows = ['1', '4', '1'].map((seat) => ({ seat, state: 'present' as const, name: null }));
			const noted = inRegion((work) => noteAttendance(work, _id, 1, { rows }));
			expect(await refusalOf(noted)).to.equal('invalid_input rows.1.seat:no_such_seat rows.2.seat:duplicate');
		});
	});

	it('leaves no name in the record’s chain: guests, who sat there, who wrote', async () => {
		const { _id } = await buildMeeting(council.body._id, { guests: 'Erika Gast' });
		const { version } = await openMeeting(_id, ['1']);
		const rows = [{ seat: '2', state: 'deputy' as const, name: 'Erika Beispiel' }];
		const noted = await inRegion((work) => noteAttendance(work, _id, version, { rows }));
		await inRegion((work) => writeMinutes(work, _id, noted.version, { ...WORDS, writer: 'Erika Feder' }));
		const { guests, attendance, minutes } = await readMeetingItem(_id);
		const names = [guests, attendance[1]?.name, minutes.writer];
		expect(names).to.deep.equal(['Erika Gast', 'Erika Beispiel', 'Erika Feder']);
		const chain = JSON.stringify(await store.versions().find({ item: _id }).toArray());
		expect(chain).to.include('deputy').and.not.include('Erika');
		expect((await record.verify(REGION_ID)).isIntact).to.equal(true);
	});

	it('takes names over an older version in which they said the same, and refuses them over others', async () => {
		const { _id } = await buildMeeting(council.body._id);
		const { version } = await openMeeting(_id, ['1']);
		const write = (read: number, writer: string) =>
			inRegion((work) => writeMinutes(work, _id, read, { ...WORDS, writer }));
		const first = await write(version, 'Erika Feder');
		const rows = [{ seat: '2', state: 'deputy' as const, name: 'Erika Beispiel' }];
		await inRegion((work) => noteAttendance(work, _id, first.version, { rows }));
		expect(await write(first.version, 'Erika Kugel')).to.deep.include({ minutes: { ...WORDS, writer: 'Erika Kugel' } });
		expect(await refusalOf(write(first.version, 'Erika Tinte'))).to.equal('version_conflict');
	});

	it('has no draft of its minutes while an item for decision has come to nothing', async () => {
		const { _id } = await buildMeeting(council.body._id);
		await buildItem(_id, { type: 'information' });
		const item = await buildItem(_id, { type: 'decision' });
		await openMeeting(_id);
		await inRegion((work) => closeMeeting(work, _id));
		expect(await refusalOf(inRegion((work) => draftMinutes(work, _id)))).to.equal('conflict meeting:items_open');
		await inRegion((work) => noteItem(work, item._id));
		expect(await inRegion((work) => draftMinutes(work, _id))).to.include({ state: 'minutes-drafted' });
	});

	describe('takes each step only where it can be taken, and says why not otherwise:', () => {
		const PHASES = {
			meeting_not_open: async () => (await buildMeeting(council.body._id))._id,
			meeting_open: async () => open(),
			meeting_held: async () => held(),
			minutes_drafted: async () => drafted(),
			minutes_approved: async () => {
				const id = await drafted();
				const next = await buildMeeting(council.body._id, { day: '2026-04-15' });
				await inRegion((work) => approveMinutes(work, id, next._id));
				return id;
			},
			meeting_cancelled: async () => {
				const { _id } = await buildMeeting(council.body._id);
				await inRegion((work) => cancelMeeting(work, _id, 'Fällt aus'));
				return _id;
			}
		} as const;
		type Phase = keyof typeof PHASES;
		const open = async (): Promise<string> => {
			const { _id } = await buildMeeting(council.body._id);
			await buildItem(_id);
			await openMeeting(_id);
			return _id;
		};
		const held = async (): Promise<string> => {
			const id = await open();
			await inRegion((work) => closeMeeting(work, id));
			return id;
		};
		const drafted = async (): Promise<string> => {
			const id = await held();
			await inRegion((work) => draftMinutes(work, id));
			return id;
		};
		const ANY: readonly Phase[] = ['meeting_not_open', 'meeting_open', 'meeting_held'];
		const STEPS: Record<
			string,
			[allowed: readonly Phase[], act: (work: Work, meeting: MeetingItem) => Promise<unknown>]
		> = {
			'is cancelled': [['meeting_not_open'], (work, { _id }) => cancelMeeting(work, _id, 'Fällt aus')],
			'is moved': [
				['meeting_not_open'],
				(work, one) => changeMeeting(work, one._id, one.version, { day: '2026-03-11' })
			],
			'gets another place': [ANY, (work, one) => changeMeeting(work, one._id, one.version, { place: 'Rudolstadt' })],
			'gets an item': [ANY, (work, { _id }) => addItem(work, _id, newAgendaItem.parse({ title: 'Noch etwas' }))],
			'is put in order': [ANY, (work, { _id }) => orderAgenda(work, _id, [])],
			'notes who is there': [
				ANY,
				(work, one) =>
					noteAttendance(work, one._id, one.version, { rows: [{ seat: '1', state: 'excused', name: null }] })
			],
			'gets words of minutes': [
				['meeting_open', 'meeting_held'],
				(work, one) => writeMinutes(work, one._id, one.version, WORDS)
			],
			'is closed': [['meeting_open'], (work, { _id }) => closeMeeting(work, _id)],
			'has a draft of minutes': [['meeting_held'], (work, { _id }) => draftMinutes(work, _id)],
			'takes its draft back': [['minutes_drafted'], (work, { _id }) => returnMinutes(work, _id)],
			'has its minutes approved': [['minutes_drafted'], (work, { _id }) => approveMinutes(work, _id, _id)]
		};

		for (const [name, [allowed, act]] of Object.entries(STEPS)) {
			it(name, async () => {
				for (const phase of Object.keys(PHASES) as Phase[]) {
					const id = await PHASES[phase]();
					const meeting = await readMeetingItem(id);
					const done = inRegion((work) => act(work, meeting)).then(
						() => 'done',
						(error: unknown) => refusalOf(Promise.reject(error as Error))
					);
					// An order of nothing is let through to what is in order, and there it is none.
					const isDone = allowed.includes(phase);
					const result = (await done).replace('invalid_input items:not_the_agenda', 'done');
					expect(result, phase).to.equal(isDone ? 'done' : `conflict meeting:${phase}`);
				}
			});
		}

		it('has its items treated', async () => {
			const id = await open();
			const item = await buildItem(id, { type: 'decision' });
			const treat = () => inRegion(async (work) => (await requireOpenItem(work, item._id)).body.name);
			expect(await treat()).to.equal('Rat der Bürgermeister');
			await inRegion((work) => closeMeeting(work, id));
			expect(await treat()).to.equal('Rat der Bürgermeister');
			await inRegion((work) => noteItem(work, item._id));
			expect(await refusalOf(treat())).to.equal('conflict item:item_settled');
			const ahead = await buildItem((await buildMeeting(council.body._id))._id);
			const early = inRegion((work) => requireOpenItem(work, ahead._id));
			expect(await refusalOf(early)).to.equal('conflict meeting:meeting_not_open');
		});
	});
});
