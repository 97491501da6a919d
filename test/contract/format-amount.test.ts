import { expect } from 'chai';
import { formatAmount, formatCents, formatCentsShort, formatTotal } from '../../backend/contract/format/amount.ts';
import { formatNumber, formatPercent, formatQuantity } from '../../backend/contract/format/number.ts';
import type { Relation } from '../../backend/contract/values.ts';

/** Intl puts no-break spaces before units; the rules below are about words. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

const amount = (euro: number, relation: Relation = 'exact', maximum: number | null = null) => ({
	cents: Math.round(euro * 100),
	maximumCents: maximum === null ? null : maximum * 100,
	relation
});

describe('Money as its source gives it', () => {
	const inWords: [ReturnType<typeof amount> | null, string, string][] = [
		[amount(420_000), '420.000 €', '€420,000'],
		[amount(1234.5), '1.234,50 €', '€1,234.50'],
		[amount(420_000, 'about'), 'rund 420.000 €', 'about €420,000'],
		[amount(2_000_000, 'more-than'), 'mehr als 2.000.000 €', 'more than €2,000,000'],
		[amount(2_000_000, 'almost'), 'knapp 2.000.000 €', 'almost €2,000,000'],
		[amount(50, 'at-least'), 'mindestens 50 €', 'at least €50'],
		[amount(100, 'range', 200), '100 € bis 200 €', '€100 to €200'],
		[amount(0), '0 €', '€0'],
		[null, 'nicht bekannt', 'not known']
	];
	for (const [value, german, english] of inWords) {
		it(`reads "${german}" and "${english}"`, () => {
			expect(plain(formatAmount(value, 'de'))).to.equal(german);
			expect(plain(formatAmount(value, 'en'))).to.equal(english);
		});
	}

	it('shows cents only where there are some, and loses none', () => {
		expect(plain(formatCents(10_000_000_000_001, 'de'))).to.equal('100.000.000.000,01 €');
	});

	it('is short on tiles', () => {
		expect(plain(formatCentsShort(130_000_000, 'de'))).to.equal('1,3 Mio. €');
		expect(plain(formatCentsShort(42_000_000, 'de'))).to.equal('420 Tsd. €');
		expect(plain(formatCentsShort(950_000, 'de'))).to.equal('9.500 €');
	});

	it('says "rund" for a total as soon as one part is not exact', () => {
		expect(plain(formatTotal({ cents: 100_000, inexact: 0 }, 'de'))).to.equal('1.000 €');
		expect(plain(formatTotal({ cents: 100_000, inexact: 1 }, 'de'))).to.equal('rund 1.000 €');
	});
});

describe('A number as its source gives it', () => {
	it('keeps its relation and unit', () => {
		const quantity = (value: number, relation: Relation, maximum: number | null = null) => ({
			value,
			relation,
			maximum
		});
		expect(plain(formatQuantity(quantity(60_000, 'about'), 'de', 'Einwohner'))).to.equal('rund 60.000 Einwohner');
		expect(plain(formatQuantity(quantity(50, 'more-than'), 'en'))).to.equal('more than 50');
		expect(plain(formatQuantity(quantity(3, 'range', 5), 'de', 'km'))).to.equal('3 bis 5 km');
		expect(formatQuantity(null, 'de')).to.equal('nicht bekannt');
	});

	it('is never zero when it is not known', () => {
		expect(formatNumber(null, 'de')).to.equal('nicht bekannt');
		expect(formatPercent(null, 'de')).to.equal('nicht bekannt');
		expect(plain(formatPercent(0, 'de'))).to.equal('0 %');
		expect(plain(formatPercent(60, 'de'))).to.equal('60 %');
		expect(plain(formatPercent(33.333, 'en', 1))).to.equal('33.3%');
	});
});
