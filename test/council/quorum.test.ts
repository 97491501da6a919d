import { expect } from 'chai';
import { chairOf, quorumOf } from '../../backend/council/meeting.service.ts';

const TOWNS = ['saalfeld', 'rudolstadt', 'blankenburg'];
type State = 'present' | 'deputy' | 'excused' | 'absent';
const seats = (...states: State[]) => states.map((state, index) => ({ municipality: TOWNS[index % 3] ?? null, state }));

describe('A quorum', () => {
	it('of all towns needs each of them, by whoever holds the office or a deputy', () => {
		const body = { quorum: 'all-towns' } as const;
		expect(quorumOf(body, seats('present', 'deputy', 'present'), TOWNS)).to.deep.equal({
			hasQuorum: true,
			quorumSeats: 3,
			missing: []
		});
		expect(quorumOf(body, seats('present', 'excused', 'absent'), TOWNS)).to.deep.equal({
			hasQuorum: false,
			quorumSeats: 3,
			missing: ['rudolstadt', 'blankenburg']
		});
	});

	it('of all towns is missed by a town that has no seat', () => {
		const { missing } = quorumOf({ quorum: 'all-towns' }, seats('present', 'present'), TOWNS);
		expect(missing).to.deep.equal(['blankenburg']);
	});

	it('of seats needs more than half: of six four, of seven four', () => {
		const body = { quorum: 'majority-of-seats' } as const;
		const of = (there: number, all: number) =>
			quorumOf(
				body,
				seats(...Array.from({ length: all }, (_, index) => (index < there ? 'present' : 'absent') as State)),
				[]
			);
		expect(of(3, 6)).to.include({ hasQuorum: false, quorumSeats: 4 });
		expect(of(4, 6)).to.include({ hasQuorum: true, quorumSeats: 4 });
		expect(of(3, 7)).to.include({ hasQuorum: false, quorumSeats: 4 });
		expect(of(4, 7)).to.include({ hasQuorum: true, quorumSeats: 4 });
	});

	it('is not made up where no rule is known, or no seats are', () => {
		const unknown = { hasQuorum: true, quorumSeats: null, missing: [] };
		expect(quorumOf({ quorum: null }, seats('absent'), TOWNS)).to.deep.equal(unknown);
		expect(quorumOf({ quorum: 'majority-of-seats' }, [], TOWNS)).to.deep.equal(unknown);
	});
});

describe('The chair of a meeting', () => {
	const chair = (year: string, municipality: string) => ({ year, municipality, note: null, sources: [] });

	it('is the town that the list names for the day, whole years as well as parts of them', () => {
		const body = {
			chairs: [chair('2025', 'saalfeld'), chair('2026-01/2026-06', 'rudolstadt'), chair('2026-07/..', 'blankenburg')]
		};
		expect(chairOf(body, '2025-12-31')).to.equal('saalfeld');
		expect(chairOf(body, '2026-06-30')).to.equal('rudolstadt');
		expect(chairOf(body, '2031-01-01')).to.equal('blankenburg');
		expect(chairOf(body, '2024-12-31')).to.equal(null);
	});
});
