import { expect } from 'chai';
import type { VoteCast } from '@konzeptstand/contract/decision.ts';
import { bodyKind } from '@konzeptstand/contract/region.ts';
import { countVotes, isDeciding, partOf, resultOf } from '@konzeptstand/contract/vote-rule.ts';

const TOWNS = ['Bad Blankenburg', 'Rudolstadt', 'Saalfeld'].map((name) => ({ id: name.toLowerCase(), name }));
const SEATS = TOWNS.map(({ id }, index) => ({ seat: String(index + 1), municipality: id }));
const votes = (...said: VoteCast['vote'][]): VoteCast[] =>
	said.map((vote, index) => ({ seat: String(index + 1), vote }));
const result = (
	votingRule: 'majority' | 'unanimity-of-towns' | null,
	cast: VoteCast[],
	seats: Parameters<typeof resultOf>[2] = SEATS
) => resultOf({ votingRule }, TOWNS, seats, { cast, counts: countVotes(cast) });

describe('The result of a vote', () => {
	it('is carried by a majority with more yes than no; abstentions and empty seats do not count', () => {
		expect(result('majority', votes('yes', 'abstained', 'abstained')).isCarried).to.equal(true);
		expect(result('majority', votes('yes', 'no', 'yes'))).to.deep.equal({ isCarried: true, unmet: [] });
		expect(countVotes(votes('absent', 'no', 'yes'))).to.deep.equal({ yes: 1, no: 1, abstained: 0 });
	});

	it('is a refusal at a tie, and where nobody votes yes or no', () => {
		expect(result('majority', votes('yes', 'no', 'abstained')).isCarried).to.equal(false);
		expect(result('majority', votes('abstained', 'abstained')).isCarried).to.equal(false);
		expect(result('majority', []).isCarried).to.equal(false);
	});

	it('goes by majority where nothing is written down', () => {
		expect(result(null, votes('yes', 'no', 'yes')).isCarried).to.equal(true);
	});

	it('is unanimous only with the yes of every town, and names the towns that did not give theirs', () => {
		const unmet = (...said: VoteCast['vote'][]) =>
			result('unanimity-of-towns', votes(...said)).unmet.map(({ name, vote }) => [name, vote]);
		expect(result('unanimity-of-towns', votes('yes', 'yes', 'yes')).isCarried).to.equal(true);
		expect(result('unanimity-of-towns', votes('yes', 'no', 'yes')).isCarried).to.equal(false);
		expect(unmet('yes', 'no', 'yes')).to.deep.equal([['Rudolstadt', 'no']]);
		expect(unmet('yes', 'yes', 'abstained')).to.deep.equal([['Saalfeld', 'abstained']]);
		expect(unmet('yes', 'yes')).to.deep.equal([['Saalfeld', 'absent']]);
	});

	it('of a town with several seats is that of the worst; an empty seat does not speak against the other', () => {
		const seats = [...SEATS, { seat: '4', municipality: 'saalfeld' }];
		const all = votes('yes', 'yes', 'yes', 'no');
		expect(result('unanimity-of-towns', all, seats).unmet.map(({ name }) => name)).to.deep.equal(['Saalfeld']);
		expect(result('unanimity-of-towns', votes('yes', 'yes', 'yes', 'absent'), seats).isCarried).to.equal(true);
	});
});

describe('Whether a body decides', () => {
	const body = (kind: (typeof bodyKind.options)[number]) => ({
		id: kind,
		kind,
		municipality: kind === 'council' ? 'saalfeld' : null
	});

	it('is told by its kind: the deciding body and a town’s own council do, all others advise', () => {
		expect(bodyKind.options.filter((kind) => isDeciding(body(kind)))).to.deep.equal(['deciding', 'council']);
	});

	it('on a paper of its own goes by its kind', () => {
		for (const kind of bodyKind.options)
			expect(partOf({ rule: 'single', body: kind }, body(kind)), kind).to.equal(
				isDeciding(body(kind)) ? 'decides' : 'recommends'
			);
		expect(partOf({ rule: 'single', body: 'deciding' }, body('council'))).to.equal(null);
	});

	it('on a joint paper is the towns’ own councils’; the paper’s body is heard first, whatever its kind', () => {
		const paper = { rule: 'joint', body: 'deciding' } as const;
		expect(partOf(paper, body('council'))).to.equal('decides');
		expect(partOf(paper, body('deciding'))).to.equal('recommends');
		expect(partOf(paper, body('advisory'))).to.equal(null);
		expect(partOf(paper, { ...body('council'), municipality: null }), 'no town’s own').to.equal(null);
	});
});
