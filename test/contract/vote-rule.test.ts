import { expect } from 'chai';
import { countsOf, resultIn, resultOf, resultOfCounts } from '@konzeptstand/contract/vote-rule.ts';
import type { TownVote } from '@konzeptstand/contract/vote-rule.ts';

const TOWNS = ['bad-blankenburg', 'rudolstadt', 'saalfeld'];
const votes = (...cast: TownVote['vote'][]): TownVote[] =>
	cast.map((vote, index) => ({ vote, municipality: TOWNS[index] ?? null }));

describe('the result of a vote', () => {
	it('is accepted by a majority with more yes than no; abstentions and empty seats do not count', () => {
		expect(resultOf('majority', votes('yes', 'abstained', 'abstained'), TOWNS).result).to.equal('accepted');
		expect(resultOf('majority', votes('yes', 'no', 'yes'), TOWNS)).to.deep.equal({
			counts: { yes: 2, no: 1, abstained: 0 },
			result: 'accepted',
			missing: []
		});
		expect(countsOf(votes('absent', 'absent', 'yes'))).to.deep.equal({ yes: 1, no: 0, abstained: 0 });
	});

	it('is a refusal at a tie, and where nobody votes yes or no', () => {
		expect(resultOf('majority', votes('yes', 'no', 'abstained'), TOWNS).result).to.equal('rejected');
		expect(resultOf('majority', votes('abstained', 'abstained'), TOWNS).result).to.equal('rejected');
		expect(resultOf('majority', [], TOWNS).result).to.equal('rejected');
	});

	it('goes by majority where nothing is written down', () => {
		expect(resultOf(null, votes('yes', 'no', 'yes'), TOWNS).result).to.equal('accepted');
	});

	it('is accepted unanimously only with the yes of every town, and names the towns that did not give theirs', () => {
		const unanimous = (...cast: TownVote['vote'][]) => resultOf('unanimity-of-towns', votes(...cast), TOWNS);
		expect(unanimous('yes', 'yes', 'yes').result).to.equal('accepted');
		expect(unanimous('yes', 'no', 'yes')).to.include({ result: 'rejected' });
		expect(unanimous('yes', 'no', 'yes').missing).to.deep.equal(['rudolstadt']);
		expect(unanimous('yes', 'yes', 'abstained').missing).to.deep.equal(['saalfeld']);
		expect(unanimous('yes', 'yes', 'absent').missing).to.deep.equal(['saalfeld']);
		expect(unanimous('yes', 'yes').missing).to.deep.equal(['saalfeld']);
	});

	it('is not unanimous while one of several seats of a town, or a seat of no town, says no', () => {
		const seats = [...votes('yes', 'yes', 'yes'), { vote: 'no' as const, municipality: 'saalfeld' }];
		expect(resultOf('unanimity-of-towns', seats, TOWNS).missing).to.deep.equal(['saalfeld']);
		const guest = [...votes('yes', 'yes', 'yes'), { vote: 'no' as const, municipality: null }];
		expect(resultOf('unanimity-of-towns', guest, TOWNS).result).to.equal('rejected');
	});

	it('comes from counts alone where a body has no seats', () => {
		expect(resultOfCounts('majority', { yes: 12, no: 11, abstained: 5 }, 3)).to.equal('accepted');
		expect(resultOfCounts(null, { yes: 12, no: 12, abstained: 0 }, 3)).to.equal('rejected');
		expect(resultOfCounts('unanimity-of-towns', { yes: 3, no: 0, abstained: 0 }, 3)).to.equal('accepted');
		expect(resultOfCounts('unanimity-of-towns', { yes: 3, no: 0, abstained: 1 }, 3)).to.equal('rejected');
		expect(resultOfCounts('unanimity-of-towns', { yes: 2, no: 0, abstained: 0 }, 3)).to.equal('rejected');
	});

	it('of an advisory body is a recommendation', () => {
		expect(resultIn('advisory', 'accepted')).to.equal('recommended');
		expect(resultIn('advisory', 'rejected')).to.equal('rejected');
		expect(resultIn('council', 'accepted')).to.equal('accepted');
	});
});
