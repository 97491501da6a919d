import { expect } from 'chai';
import { yearQuestion } from '@konzeptstand/contract/meeting.ts';
import type { YearProposal } from '@konzeptstand/contract/meeting.ts';
import { cancelMeeting } from '../../backend/council/meeting.service.ts';
import { findHolidays, proposeYear } from '../../backend/council/year.service.ts';
import { record } from '../../backend/record/record.service.ts';
import { prepareStore } from '../../backend/record/store.ts';
import { inRegion, REGION_ID } from '../helpers/concept.ts';
import { buildBody, buildCouncil, buildMeeting } from '../helpers/council.ts';
import type { Council } from '../helpers/council.ts';
import { useTestDatabase } from '../helpers/database.ts';
import { refusalOf } from '../helpers/refusal.ts';

describe('Public holidays', () => {
	it('in Thuringia are eleven, with the Weltkindertag on 20 September and the Reformationstag on 31 October', () => {
		expect([...findHolidays(2026, 'Thüringen').keys()]).to.have.members([
			'2026-01-01',
			'2026-04-03',
			'2026-04-06',
			'2026-05-01',
			'2026-05-14',
			'2026-05-25',
			'2026-09-20',
			'2026-10-03',
			'2026-10-31',
			'2026-12-25',
			'2026-12-26'
		]);
		expect(findHolidays(2026, 'Thüringen').get('2026-09-20')).to.deep.equal({
			de: 'Weltkindertag',
			en: "World Children's Day"
		});
	});

	it('move with Easter', () => {
		for (const [year, friday, ascension] of [
			[2024, '2024-03-29', '2024-05-09'],
			[2025, '2025-04-18', '2025-05-29'],
			[2027, '2027-03-26', '2027-05-06'],
			[2038, '2038-04-23', '2038-06-03']
		] as const)
			expect([...findHolidays(year, 'Thüringen').keys()]).to.include.members([friday, ascension]);
	});

	it('elsewhere are those of the other Land, and where none is known those of all Germany', () => {
		expect(findHolidays(2026, 'Bayern').has('2026-01-06')).to.equal(true);
		expect(findHolidays(2026, 'Bayern').has('2026-09-20')).to.equal(false);
		expect([...findHolidays(2026, null).keys()]).to.not.include.members(['2026-10-31']);
		expect(findHolidays(2026, 'toString').has('2026-10-03')).to.equal(true);
	});
});

describe('A year of meetings', () => {
	useTestDatabase();
	before(prepareStore);
	let council: Council;
	beforeEach(async () => {
		record.forgetHeads();
		council = await buildCouncil();
	});
	const ask = (fields: object = {}): Promise<YearProposal> => {
		const question = yearQuestion.parse({ body: council.body._id, year: 2027, ...fields });
		return record.read(REGION_ID, (snapshot) => proposeYear(REGION_ID, snapshot, question));
	};
	const daysOf = ({ days }: YearProposal): string[] => days.map(({ day }) => day);

	it('begins one rhythm after the last meeting, on its day of the week', async () => {
		await buildMeeting(council.body._id, { day: '2026-12-10' });
		const cancelled = await buildMeeting(council.body._id, { day: '2026-12-30' });
		await inRegion((work) => cancelMeeting(work, cancelled._id, 'Fällt aus'));
		expect(daysOf(await ask())).to.deep.equal([
			'2027-01-21',
			'2027-03-04',
			'2027-04-15',
			'2027-05-27',
			'2027-07-08',
			'2027-08-19',
			'2027-09-30',
			'2027-11-11',
			'2027-12-23'
		]);
	});

	it('begins with the first working Wednesday where the body has not met for long, or never', async () => {
		expect(daysOf(await ask())[0]).to.equal('2027-01-06');
		await buildMeeting(council.body._id, { day: '2025-03-04' });
		expect(daysOf(await ask())[0]).to.equal('2027-01-05');
		await buildMeeting(council.body._id, { day: '2025-03-08' });
		expect(daysOf(await ask())[0]).to.equal('2027-01-06');
	});

	it('begins on the day asked for, in the rhythm and on the weekday asked for', async () => {
		const days = daysOf(await ask({ from: '2027-02-01', weeks: 13, weekday: 5 }));
		expect(days).to.deep.equal(['2027-02-05', '2027-05-07', '2027-08-06', '2027-11-05']);
	});

	it('leaves out public holidays: the working day beside one stands for it, and the rhythm goes on', async () => {
		const ascension = await ask({ from: '2027-05-06', weeks: 4, weekday: 4 });
		expect(ascension.days[0]).to.deep.equal({
			day: '2027-05-07',
			movedFrom: '2027-05-06',
			holiday: { de: 'Christi Himmelfahrt', en: 'Ascension Day' },
			clash: null
		});
		expect(ascension.days[1]).to.include({ day: '2027-06-03', movedFrom: null });
		const goodFriday = await ask({ from: '2027-03-26', weeks: 52, weekday: 5 });
		expect(goodFriday.days[0]).to.include({ day: '2027-03-25', movedFrom: '2027-03-26' });
		const whitMonday = await ask({ from: '2027-05-17', weeks: 52, weekday: 1 });
		expect(whitMonday.days[0]).to.include({ day: '2027-05-18', movedFrom: '2027-05-17' });
		for (const [year, day, beside] of [
			[2028, '2028-10-31', '2028-11-01'],
			[2028, '2028-09-20', '2028-09-21'],
			[2030, '2030-01-01', '2030-01-02'],
			[2030, '2030-12-25', '2030-12-24']
		] as const) {
			const weekday = new Date(day).getUTCDay();
			const { days } = await ask({ year, from: day, weeks: 52, weekday });
			expect(days[0], day).to.include({ day: beside, movedFrom: day });
		}
	});

	it('proposes no holiday in any year to come, whatever the weekday', async () => {
		for (let year = 2026; year < 2036; year += 1) {
			const holidays = findHolidays(year, 'Thüringen');
			for (const weekday of [1, 2, 3, 4, 5]) {
				const { days } = await ask({ year, weeks: 1, weekday });
				for (const { day } of days) {
					expect(holidays.has(day), day).to.equal(false);
					expect(new Date(day).getUTCDay(), day).to.be.within(1, 5);
					expect(day.slice(0, 4)).to.equal(String(year));
				}
				expect(new Set(days.map(({ day }) => day)).size).to.equal(days.length);
			}
		}
	});

	it('shows where the body meets in that week already', async () => {
		const { _id } = await buildMeeting(council.body._id, { day: '2027-02-19' });
		const { days } = await ask({ from: '2027-01-06', weekday: 3 });
		expect(days[1]).to.deep.include({
			day: '2027-02-17',
			clash: { kind: 'meeting', id: _id, code: '2027-01', title: '2027-01' }
		});
		expect(days[0]).to.include({ clash: null });
	});

	it('needs a rhythm, and plans nothing by itself', async () => {
		const { _id } = await buildBody();
		expect(await refusalOf(ask({ body: _id }))).to.equal('invalid_input weeks:no_rhythm');
		const before = await record.head(REGION_ID);
		expect(daysOf(await ask({ body: _id, weeks: 26 }))).to.deep.equal(['2027-01-06', '2027-07-07']);
		expect(await record.head(REGION_ID)).to.deep.equal(before);
	});
});
