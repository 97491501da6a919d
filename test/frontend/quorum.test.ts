import { expect } from 'chai';
import fc from 'fast-check';
import { quorumOf as quorumOfServer } from '../../backend/council/meeting-state.ts';
import { quorumOf } from '../../frontend/src/lib/council/quorum.ts';

const TOWNS = ['a', 'b', 'c'];
const seat = (municipality: string | null, state: 'present' | 'deputy' | 'excused' | 'absent') => ({
	municipality,
	state
});

describe('The quorum that the minute taker’s page says', () => {
	it('asks for each town, by its holder or deputy, and names those that are missing', () => {
		const there = [seat('a', 'present'), seat('b', 'deputy')];
		expect(quorumOf('all-towns', [...there, seat('c', 'excused')], TOWNS)).to.deep.include({
			isThere: false,
			missing: ['c'],
			here: 2,
			seats: 3
		});
		expect(quorumOf('all-towns', [...there, seat('c', 'present')], TOWNS).isThere).to.equal(true);
	});

	it('asks for more than half of the seats: half is not enough', () => {
		const half = [seat('a', 'present'), seat('b', 'absent')];
		expect(quorumOf('majority-of-seats', half, TOWNS)).to.deep.include({ isThere: false, needed: 2 });
		expect(quorumOf('majority-of-seats', [...half, seat(null, 'deputy')], TOWNS).isThere).to.equal(true);
	});

	it('is always there where nothing is written down', () => {
		expect(quorumOf(null, [seat('a', 'absent')], TOWNS).isThere).to.equal(true);
	});

	it('says what the server will say', () => {
		const seats = fc.array(
			fc.record({
				municipality: fc.constantFrom(...TOWNS, null),
				state: fc.constantFrom('present' as const, 'deputy' as const, 'excused' as const, 'absent' as const)
			}),
			{ maxLength: 6 }
		);
		fc.assert(
			fc.property(seats, fc.constantFrom('all-towns' as const, 'majority-of-seats' as const, null), (taken, quorum) => {
				const { hasQuorum, missing } = quorumOfServer({ quorum }, taken, TOWNS);
				expect(quorumOf(quorum, taken, TOWNS)).to.deep.include({ isThere: hasQuorum, missing });
			})
		);
	});
});
