import { expect } from 'chai';
import fc from 'fast-check';
import { costTable } from '../../frontend/src/lib/council/cost-table.ts';

describe('The table of what a paper costs', () => {
	it('has a row for each town and a column for each year, the amounts without a year last', () => {
		const table = costTable([
			{ municipality: 's', year: 2028, cents: 20 },
			{ municipality: 'r', year: null, cents: 5 },
			{ municipality: 's', year: 2027, cents: 1 },
			{ municipality: 's', year: 2027, cents: 2 }
		]);
		expect(table.years).to.deep.equal([2027, 2028, null]);
		expect(table.rows).to.deep.equal([
			{ municipality: 's', cells: [3, 20, null], total: 23 },
			{ municipality: 'r', cells: [null, null, 5], total: 5 }
		]);
	});

	it('adds up to the cent, across and down', () => {
		const cost = fc.record({
			municipality: fc.constantFrom('a', 'b', 'c'),
			year: fc.option(fc.integer({ min: 2026, max: 2029 })),
			cents: fc.integer({ min: 0, max: 10_000_000_000_000 })
		});
		fc.assert(
			fc.property(fc.array(cost, { maxLength: 50 }), (costs) => {
				const { rows, totals, total } = costTable(costs);
				const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);
				expect(total).to.equal(sum(costs.map(({ cents }) => cents)));
				expect(sum(totals)).to.equal(total);
				expect(sum(rows.map((row) => row.total))).to.equal(total);
				for (const row of rows) expect(sum(row.cells.map((cents) => cents ?? 0))).to.equal(row.total);
			})
		);
	});
});
