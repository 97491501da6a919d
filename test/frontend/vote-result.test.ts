import { expect } from 'chai';
import type { Attendance } from '@konzeptstand/contract/meeting.ts';
import { castOf, countsPreview, votePreview, votingSeats } from '../../frontend/src/lib/council/vote-result.ts';
import type { Voting } from '../../frontend/src/lib/council/vote-result.ts';

const TOWNS = ['b', 'r', 's'].map((id) => ({ id, name: id.toUpperCase() }));
const seat = (number: number, state: Attendance['state'] = 'present'): Attendance => ({
	seat: String(number),
	office: `Bürgermeister ${number}`,
	municipality: TOWNS[number - 1]?.id ?? null,
	state,
	name: null
});
const deciding: Voting = { body: { votingRule: 'unanimity-of-towns' }, isRecommending: false, towns: TOWNS };
const advisory: Voting = { body: { votingRule: 'majority' }, isRecommending: true, towns: TOWNS };

describe('a vote that is just being entered', () => {
	it('asks only the seats that are there, by their holder or a deputy', () => {
		const rows = [seat(1), seat(2, 'deputy'), seat(3, 'excused'), seat(4, 'absent')];
		expect(votingSeats(rows).map((row) => row.seat)).to.deep.equal(['1', '2']);
	});

	it('has no result while a seat has not voted, and says how many are missing', () => {
		const preview = votePreview(deciding, [seat(1), seat(2), seat(3)], { 1: 'yes' });
		expect(preview).to.include({ result: null, open: 2 });
		expect(preview.counts).to.deep.equal({ yes: 1, no: 0, abstained: 0 });
	});

	it('shows the result by the rule of the body, and which town does not agree', () => {
		const rows = [seat(1), seat(2), seat(3)];
		expect(votePreview(deciding, rows, { 1: 'yes', 2: 'yes', 3: 'yes' }).result).to.equal('accepted');
		const one = votePreview(deciding, rows, { 1: 'yes', 2: 'abstained', 3: 'yes' });
		expect(one).to.include({ result: 'rejected' });
		expect(one.missing).to.deep.equal(['R']);
		expect(votePreview(advisory, rows, { 1: 'yes', 2: 'no', 3: 'yes' }).result).to.equal('recommended');
	});

	it('names the town that is not there at all', () => {
		expect(votePreview(deciding, [seat(1), seat(2)], { 1: 'yes', 2: 'yes' }).missing).to.deep.equal(['S']);
	});

	it('goes by counts where a body has no seats, and has no result before one is typed', () => {
		const council: Voting = { body: { votingRule: null }, isRecommending: false, towns: TOWNS };
		expect(countsPreview(council, { yes: null, no: null, abstained: null }).result).to.equal(null);
		expect(countsPreview(council, { yes: 20, no: 4, abstained: null }).result).to.equal('accepted');
		expect(countsPreview(council, { yes: 4, no: 4, abstained: 9 }).result).to.equal('rejected');
	});

	it('is sent in the order of the seats, without those that have no vote', () => {
		expect(castOf([seat(2), seat(1), seat(3)], { 1: 'no', 2: 'yes' })).to.deep.equal([
			{ seat: '2', vote: 'yes' },
			{ seat: '1', vote: 'no' }
		]);
	});
});
