import { expect } from 'chai';
import fc from 'fast-check';
import { reordered } from '../../frontend/src/lib/council/agenda-order.ts';

const agendaOf = (outcomes: readonly string[]) => outcomes.map((outcome, index) => ({ id: String(index), outcome }));

describe('The order of an agenda', () => {
	it('keeps every point once, those taken off at their places, and puts the moved one where it was dropped', () => {
		const agendas = fc.array(fc.constantFrom('open', 'noted', 'removed'), { minLength: 1, maxLength: 12 });
		fc.assert(
			fc.property(agendas, fc.nat(11), fc.integer({ min: -2, max: 14 }), (outcomes, moved, to) => {
				const agenda = agendaOf(outcomes);
				const order = reordered(agenda, String(moved), to);
				expect([...order].sort()).to.deep.equal(agenda.map(({ id }) => id).sort());
				for (const [place, { id, outcome }] of agenda.entries())
					if (outcome === 'removed') expect(order[place]).to.equal(id);
				const standing = order.filter((id) => agenda[Number(id)]?.outcome !== 'removed');
				const place = Math.min(Math.max(to, 0), standing.length - 1);
				if (standing.includes(String(moved))) expect(standing.indexOf(String(moved))).to.equal(place);
			})
		);
	});

	it('stays as it is when the point is not on it any more', () => {
		expect(reordered(agendaOf(['open', 'removed']), '1', 0)).to.deep.equal(['0', '1']);
	});
});
