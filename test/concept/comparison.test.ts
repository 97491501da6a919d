import { expect } from 'chai';
import fc from 'fast-check';
import { compareStates, compareWords, proposePairs, similarityOf } from '../../backend/concept/comparison.ts';
import type { ComparedItem, Tie } from '../../backend/concept/comparison.ts';

const KINDS = ['field', 'goal', 'measure', 'indicator', 'chapter'] as const;

function item(id: string, fields: Record<string, string | null> = {}, rest: Partial<ComparedItem> = {}): ComparedItem {
	const kind = rest.kind ?? 'measure';
	const title = fields['title'] ?? id;
	return {
		id,
		kind,
		reference: { kind, id, code: null, title },
		fields: { title, ...fields },
		places: [],
		...rest
	};
}

const changes = (before: ComparedItem[], after: ComparedItem[], ties: Tie[] = []) =>
	Object.fromEntries(compareStates(before, after, ties).map(({ id, change }) => [id, change]));

const anItem = fc.record({
	id: fc.uuid(),
	kind: fc.constantFrom(...KINDS),
	title: fc.string({ maxLength: 20 }),
	text: fc.option(fc.string({ maxLength: 40 }))
});
const state = fc
	.uniqueArray(anItem, { selector: ({ id }) => id, maxLength: 12 })
	.map((all) => all.map(({ id, kind, title, text }) => item(id, { title, text }, { kind })));
/** Two states and ties between any of their items. */
const twoStates = fc.tuple(state, state).chain(([before, after]) => {
	const pairs = before.flatMap((from) => after.map((to): Tie => [from.id, to.id]));
	return fc.record({
		before: fc.constant(before),
		after: fc.constant(after),
		ties: pairs.length === 0 ? fc.constant<Tie[]>([]) : fc.subarray(pairs, { maxLength: Math.min(8, pairs.length) })
	});
});

describe('The comparison of two states', () => {
	it('of one with itself is all kept', () => {
		fc.assert(
			fc.property(state, (one) => {
				const ties = one.map(({ id }): Tie => [id, id]);
				expect(compareStates(one, one, ties).every(({ change }) => change === 'kept')).to.equal(true);
			})
		);
	});

	it('is the whole text of both where that is asked for, and the same changes', () => {
		fc.assert(
			fc.property(twoStates, ({ before, after, ties }) => {
				const rows = compareStates(before, after, ties, new Map(), true);
				const short = compareStates(before, after, ties);
				expect(rows.map(({ change }) => change)).to.deep.equal(short.map(({ change }) => change));
				const said = (side: 'before' | 'after', skipped: string) =>
					rows.map((row) =>
						row.fields
							.filter((field) => field[side] !== null)
							.map(({ name, words }) => [
								name,
								words
									.filter(({ change }) => change !== skipped)
									.map(({ text }) => text)
									.join('')
							])
					);
				const textOf = (one: ComparedItem | undefined) =>
					Object.entries(one?.fields ?? {}).filter(([, text]) => text !== null);
				const later = rows.map((row) => textOf(after.find(({ id }) => id === row.after?.id)));
				const former = rows.map((row) => textOf(before.find(({ id }) => id === row.before[0]?.id)));
				expect(said('after', 'removed')).to.deep.equal(later);
				expect(said('before', 'added')).to.deep.equal(former);
			})
		);
	});

	it('turned round makes dropped of what was new, and new of what was dropped', () => {
		fc.assert(
			fc.property(twoStates, ({ before, after, ties }) => {
				const there = compareStates(before, after, ties);
				const back = compareStates(
					after,
					before,
					ties.map(([from, to]): Tie => [to, from])
				);
				const of = (rows: typeof there, change: string) =>
					rows
						.filter((row) => row.change === change)
						.map(({ id }) => id)
						.sort();
				expect(of(back, 'dropped')).to.deep.equal(of(there, 'new'));
				expect(of(back, 'new')).to.deep.equal(of(there, 'dropped'));
			})
		);
	});

	it('has a row for each later item and for each former one that nothing comes from', () => {
		fc.assert(
			fc.property(twoStates, ({ before, after, ties }) => {
				const rows = compareStates(before, after, ties);
				const later = rows.filter((row) => row.after !== null).map((row) => row.id);
				expect(later).to.have.members(after.map(({ id }) => id));
				for (const { id } of before) expect(rows.some((row) => row.before.some((one) => one.id === id))).to.equal(true);
			})
		);
	});

	it('says new, dropped, kept and changed, and what has changed', () => {
		const before = [item('a', { title: 'Radweg' }), item('b', { title: 'Bad' }), item('c', { title: 'Markt' })];
		const after = [item('A', { title: 'Radwege bauen' }), item('B', { title: 'Bad' }), item('D', { title: 'Schule' })];
		const ties: Tie[] = [
			['a', 'A'],
			['b', 'B']
		];
		expect(changes(before, after, ties)).to.deep.equal({ A: 'changed', B: 'kept', D: 'new', c: 'dropped' });
		const [row] = compareStates(before, after, ties);
		expect(row?.fields).to.deep.equal([
			{
				name: 'title',
				before: 'Radweg',
				after: 'Radwege bauen',
				words: [
					{ change: 'removed', text: 'Radweg' },
					{ change: 'added', text: 'Radwege bauen' }
				]
			}
		]);
	});

	it('says merged and split', () => {
		const [a, b, c] = [item('a'), item('b'), item('c')];
		const [x, y, z] = [item('x'), item('y'), item('z')];
		const ties: Tie[] = [
			['a', 'x'],
			['b', 'x'],
			['c', 'y'],
			['c', 'z']
		];
		expect(changes([a, b, c], [x, y, z], ties)).to.deep.equal({ x: 'merged', y: 'split', z: 'split' });
		expect(compareStates([a, b, c], [x, y, z], ties)[0]?.before.map(({ id }) => id)).to.deep.equal(['a', 'b']);
	});

	it('says moved for what stands elsewhere, and not where its place is only the heir of the old one', () => {
		const fields = [item('f', {}, { kind: 'field' }), item('g', {}, { kind: 'field' })];
		const heirs = [item('F', { title: 'f' }, { kind: 'field' }), item('G', { title: 'g' }, { kind: 'field' })];
		const ties: Tie[] = [
			['f', 'F'],
			['g', 'G'],
			['m', 'M']
		];
		const measure = item('m', { title: 'Markt' }, { places: ['f'] });
		const heir = (place: string, title = 'Markt') => item('M', { title }, { places: [place] });
		const compare = (to: ComparedItem) =>
			compareStates([...fields, measure], [...heirs, to], ties).find(({ id }) => id === 'M');
		expect(compare(heir('F'))).to.include({ change: 'kept', isMoved: false });
		expect(compare(heir('G'))).to.include({ change: 'moved', isMoved: true });
		expect(compare(heir('G', 'Marktplatz'))).to.include({ change: 'changed', isMoved: true });
	});

	it('gives the reason of what was dropped, and none where nobody said it', () => {
		const rows = compareStates([item('a'), item('b')], [], [], new Map([['a', 'Ist umgesetzt.']]));
		expect(rows.map(({ reason }) => reason)).to.deep.equal(['Ist umgesetzt.', null]);
	});

	it('shows words of which either text can be put together again', () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), (before, after) => {
				const words = compareWords(before, after);
				const text = (left: string) =>
					words
						.filter(({ change }) => change !== left)
						.map((one) => one.text)
						.join('');
				expect([text('added'), text('removed')]).to.deep.equal([before, after]);
			})
		);
		expect(compareWords('x '.repeat(30_000), 'y '.repeat(30_000))).to.have.length(2);
	});

	it('takes a tie between different kinds for none', () => {
		const rows = changes([item('g', {}, { kind: 'goal' })], [item('m')], [['g', 'm']]);
		expect(rows).to.deep.equal({ g: 'dropped', m: 'new' });
	});
});

describe('Likely pairs', () => {
	it('are proposed by the words of their titles, the likeliest first, each item once and each within its kind', () => {
		const before = [item('a', { title: 'Ausbau des Saaleradwegs' }), item('b', { title: 'Innenstadt beleben' })];
		const after = [
			item('x', { title: 'Saaleradweg ausbauen' }),
			item('y', { title: 'Belebung der Innenstadt' }),
			item('z', { title: 'Digitale Verwaltung' }),
			item('w', { title: 'Innenstadt beleben' }, { kind: 'goal' })
		];
		const pairs = proposePairs(before, after).map((one) => [one.before.id, one.after.id]);
		expect(pairs).to.have.deep.members([
			['a', 'x'],
			['b', 'y']
		]);
	});

	it('are alike by 1 when equal, by 0 when they share nothing, and equally from either side', () => {
		expect([similarityOf('Grüne Straße', 'grüne straße!'), similarityOf('Bad', 'Rom')]).to.deep.equal([1, 0]);
		fc.assert(
			fc.property(fc.string(), fc.string(), (a, b) => {
				expect(similarityOf(a, b)).to.equal(similarityOf(b, a));
				expect(similarityOf(a, b)).to.be.within(0, 1);
			})
		);
	});
});
