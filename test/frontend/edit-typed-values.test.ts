import { expect } from 'chai';
import { readDate, readEuro, readNumber, writeEuro, writeNumber } from '../../frontend/src/lib/edit/typed-values.ts';

describe('an amount that somebody types', () => {
	for (const [typed, cents] of [
		['420.000', 42_000_000],
		['1.234,50', 123_450],
		['1234,5', 123_450],
		['0,99', 99],
		['420 000 €', 42_000_000],
		['2.000.000', 200_000_000],
		['12', 1_200]
	] as const) {
		it(`is read in German: ${typed}`, () => {
			expect(readEuro(typed, 'de')).to.equal(cents);
		});
	}
	for (const typed of [
		'420.00',
		'1,234',
		'1.23,4',
		'12.34.567',
		'0.500',
		'1,',
		'-5',
		'rund 5',
		'',
		'1e3',
		'1,234.50'
	]) {
		it(`is refused in German rather than guessed: "${typed}"`, () => {
			expect(readEuro(typed, 'de')).to.equal(null);
		});
	}
	it('is read in English as English writes it', () => {
		expect(readEuro('1,234.50', 'en')).to.equal(123_450);
		expect(readEuro('1.234,50', 'en')).to.equal(null);
	});
	it('comes back as it went', () => {
		for (const cents of [0, 1, 99, 100, 123_456, 42_000_000, 10_000_000_000_000]) {
			for (const language of ['de', 'en'] as const)
				expect(readEuro(writeEuro(cents, language), language)).to.equal(cents);
		}
	});
});

describe('a number that somebody types', () => {
	it('is read with the marks of the language', () => {
		expect(readNumber('1.234,5', 'de')).to.equal(1234.5);
		expect(readNumber('1,234.5', 'en')).to.equal(1234.5);
		expect(readNumber('-14,2', 'de')).to.equal(-14.2);
	});
	it('is refused where it could mean something else', () => {
		for (const typed of ['0.245', '1.2', '12,', 'NaN', '0x10', '1.234.5'])
			expect(readNumber(typed, 'de')).to.equal(null);
	});
	it('comes back as it went', () => {
		for (const value of [0, 0.245, -14.2, 1234.5, 60_000, 1e6])
			for (const language of ['de', 'en'] as const)
				expect(readNumber(writeNumber(value, language), language)).to.equal(value);
	});
});

describe('a date that somebody types', () => {
	it('may be written as people write it', () => {
		expect(readDate('15.3.2024')).to.equal('2024-03-15');
		expect(readDate(' 01.12.2024 ')).to.equal('2024-12-01');
		expect(readDate('3/2024')).to.equal('2024-03');
	});
	it('is otherwise left for the contract to judge', () => {
		for (const typed of ['2001~', '2023/..', '2023/2025', 'bald', '31.2', '2024-03-15'])
			expect(readDate(typed)).to.equal(typed);
	});
});
