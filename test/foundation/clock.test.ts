import { expect } from 'chai';
import { clock, endOfDay, setClock } from '../../backend/foundation/clock.ts';

describe('The end of a day', () => {
	it('is the midnight of the time zone, in summer and winter and on the days between', () => {
		const ends = ['2026-01-15', '2026-07-15', '2026-03-28', '2026-03-29', '2026-10-24', '2026-10-25'].map((day) =>
			endOfDay(day, 'Europe/Berlin')
		);
		expect(ends).to.deep.equal([
			'2026-01-15T23:00:00.000Z',
			'2026-07-15T22:00:00.000Z',
			'2026-03-28T23:00:00.000Z',
			'2026-03-29T22:00:00.000Z',
			'2026-10-24T22:00:00.000Z',
			'2026-10-25T23:00:00.000Z'
		]);
		expect(endOfDay('2026-07-15', 'America/New_York')).to.equal('2026-07-16T04:00:00.000Z');
	});
});

describe('Today', () => {
	afterEach(() => {
		setClock();
	});

	it('becomes the next day at the midnight of each time zone', () => {
		const at = (instant: string): string[] => {
			setClock(() => new Date(instant));
			return ['Europe/Berlin', 'Asia/Kathmandu', 'UTC'].map((zone) => clock.day(zone));
		};
		expect(at('2026-07-15T18:14:59.999Z')).to.deep.equal(['2026-07-15', '2026-07-15', '2026-07-15']);
		expect(at('2026-07-15T18:15:00.000Z')).to.deep.equal(['2026-07-15', '2026-07-16', '2026-07-15']);
		expect(at('2026-07-15T22:00:00.000Z')).to.deep.equal(['2026-07-16', '2026-07-16', '2026-07-15']);
		expect(at('2026-07-15T21:59:59.999Z')).to.deep.equal(['2026-07-15', '2026-07-16', '2026-07-15']);
	});
});
