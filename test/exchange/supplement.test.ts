import { expect } from 'chai';
import fc from 'fast-check';
import { isSame, supplement } from '../../backend/exchange/supplement.ts';

const note = (text: string) => ({ topic: null, text, sources: [] });

describe('What a newer file adds to an item', () => {
	it('fills in what was not known', () => {
		const item = { description: null, costs: [], title: 'Radweg' };
		const wanted = { description: 'Neu', costs: [{ cents: 1 }], title: 'Radweg' };
		expect(supplement(item, wanted, item)).to.deep.equal({
			patch: { description: 'Neu', costs: [{ cents: 1 }] },
			leftAlone: []
		});
	});

	it('leaves what stands there, and says so', () => {
		const item = { title: 'Radweg', costs: [{ cents: 1 }] };
		expect(supplement(item, { title: 'Radschnellweg', costs: [{ cents: 2 }] }, item)).to.deep.equal({
			patch: {},
			leftAlone: [
				{ field: 'title', reason: 'differs' },
				{ field: 'costs', reason: 'differs' }
			]
		});
	});

	it('does not touch what was changed since the last load, not even to fill what was emptied', () => {
		const item = { description: null, title: 'Von Hand' };
		const loaded = { description: 'Geladen', title: 'Geladen' };
		expect(supplement(item, { description: 'Neu', title: 'Neu' }, loaded)).to.deep.equal({
			patch: {},
			leftAlone: [
				{ field: 'description', reason: 'changed' },
				{ field: 'title', reason: 'changed' }
			]
		});
	});

	it('does not touch an item that no load has written', () => {
		expect(supplement({ description: null }, { description: 'Neu' }, undefined).patch).to.deep.equal({});
	});

	it('puts new statements beside those that are there, each once', () => {
		const item = { notes: [note('a')] };
		expect(supplement(item, { notes: [note('b'), note('a')] }, item).patch).to.deep.equal({
			notes: [note('a'), note('b')]
		});
	});

	it('fills the part of a period that was not known and keeps the other', () => {
		const item = { periods: { planned: '2013', actual: null } };
		expect(supplement(item, { periods: { planned: '2014', actual: '2015' } }, item)).to.deep.equal({
			patch: { periods: { planned: '2013', actual: '2015' } },
			leftAlone: []
		});
	});

	it('places a project in editions in which it had no place, and leaves its place in the others', () => {
		const inEdition = (edition: string, id: string) => ({ edition, target: { kind: 'measure', id }, counts: true });
		const item = { links: [inEdition('2002', 'a')] };
		const wanted = { links: [inEdition('2002', 'b'), inEdition('2022', 'c')] };
		expect(supplement(item, wanted, item).patch).to.deep.equal({
			links: [inEdition('2002', 'a'), inEdition('2022', 'c')]
		});
	});

	it('takes unknown and left out as the same, whatever the order of names', () => {
		expect(isSame({ a: 1, b: null, c: [] }, { c: undefined, a: 1 })).to.equal(true);
		expect(isSame({ a: 0 }, {})).to.equal(false);
		expect(isSame({ a: false }, {})).to.equal(false);
	});

	it('is done after the first time, and never loses what is there, whatever the values', () => {
		const value = fc.oneof(fc.constant(null), fc.string(), fc.integer(), fc.array(fc.string(), { maxLength: 3 }));
		const fields = fc.record({ title: value, notes: fc.array(fc.string(), { maxLength: 3 }), costs: value });
		fc.assert(
			fc.property(fields, fields, (item, wanted) => {
				const { patch } = supplement(item, wanted, item);
				const after = { ...item, ...patch };
				expect(supplement(after, wanted, after).patch).to.deep.equal({});
				for (const one of item.notes) expect(after.notes).to.include(one);
				if (item.title !== null && !isSame(item.title, null)) expect(after.title).to.deep.equal(item.title);
			})
		);
	});
});
