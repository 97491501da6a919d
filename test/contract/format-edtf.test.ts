import { expect } from 'chai';
import fc from 'fast-check';
import edtf from 'edtf';
import {
	compareEdtf,
	edtfBounds,
	formatEdtf,
	formatEdtfShort,
	parseEdtf,
	typedEdtf
} from '../../backend/contract/format/edtf.ts';

describe('A date as its source gives it', () => {
	const inWords: [string | null, string, string][] = [
		['2013', '2013', '2013'],
		['2014-01', 'Januar 2014', 'January 2014'],
		['2014-01-09', '9. Januar 2014', '9 January 2014'],
		['2001~', 'etwa 2001', 'about 2001'],
		['2001?', 'vermutlich 2001', 'presumably 2001'],
		['2001-05%', 'vermutlich etwa Mai 2001', 'presumably about May 2001'],
		['201X', '2010er Jahre', '2010s'],
		['2016-21', 'Frühjahr 2016', 'spring 2016'],
		['2023/..', 'seit 2023', 'since 2023'],
		['../2023', 'bis 2023', 'until 2023'],
		['2010/2013', '2010 bis 2013', '2010 to 2013'],
		['2010-03/2013~', 'März 2010 bis etwa 2013', 'March 2010 to about 2013'],
		[null, 'nicht bekannt', 'not known'],
		['', 'nicht bekannt', 'not known']
	];
	for (const [value, german, english] of inWords) {
		it(`reads ${value === null ? 'unknown' : `"${value}"`} as "${german}" and "${english}"`, () => {
			expect(formatEdtf(value, 'de')).to.equal(german);
			expect(formatEdtf(value, 'en')).to.equal(english);
		});
	}

	it('keeps a text that is no date as it is, so that nothing a source said is lost', () => {
		expect(formatEdtf('vor dem Krieg', 'de')).to.equal('vor dem Krieg');
	});

	it('has a short form for narrow places', () => {
		expect(formatEdtfShort('2014-01-09', 'de')).to.equal('09.01.2014');
		expect(formatEdtfShort('2014-01', 'de')).to.equal('01/2014');
		expect(formatEdtfShort('2001~', 'de')).to.equal('ca. 2001');
		expect(formatEdtfShort('2023/..', 'de')).to.equal('ab 2023');
		expect(formatEdtfShort('2010/2013', 'de')).to.equal('2010–2013');
		expect(formatEdtfShort(null, 'de')).to.equal('?');
	});

	it('refuses days, months and intervals that do not exist', () => {
		for (const text of [
			'2023-02-31',
			'2023-13',
			'2023-00',
			'2023-02-29',
			'2024/2023',
			'../..',
			'/',
			'31.02.2023',
			'23'
		]) {
			expect(parseEdtf(text), text).to.equal(null);
		}
		expect(parseEdtf('2024-02-29')).to.not.equal(null);
	});

	it('is the interval of days that it can mean', () => {
		expect(edtfBounds('2013')).to.deep.equal({ first: '2013-01-01', last: '2013-12-31' });
		expect(edtfBounds('2024-02')).to.deep.equal({ first: '2024-02-01', last: '2024-02-29' });
		expect(edtfBounds('201X')).to.deep.equal({ first: '2010-01-01', last: '2019-12-31' });
		expect(edtfBounds('2010/2013-06')).to.deep.equal({ first: '2010-01-01', last: '2013-06-30' });
		expect(edtfBounds('2023/..')).to.deep.equal({ first: '2023-01-01', last: null });
		expect(edtfBounds('kein Datum')).to.equal(null);
	});

	it('has the bounds that the reference library gives', () => {
		const day = (value: number) => new Date(value).toISOString().slice(0, 10);
		const point = fc.oneof(
			fc.integer({ min: 1000, max: 2999 }).map(String),
			fc
				.tuple(fc.integer({ min: 1000, max: 2999 }), fc.integer({ min: 1, max: 12 }))
				.map(([y, m]) => `${y}-${String(m).padStart(2, '0')}`),
			fc
				.date({ min: new Date('1000-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
				.map((d) => d.toISOString().slice(0, 10))
		);
		fc.assert(
			fc.property(point, (text) => {
				const reference = edtf(text);
				expect(edtfBounds(text)).to.deep.equal({ first: day(reference.min), last: day(reference.max) });
			}),
			{ seed: 20260101, numRuns: 200 }
		);
	});

	it('is ordered by its first day, and unknown comes last', () => {
		const values = [null, '2023/..', '2014-01', '2013', '2014', '2013-05-02'];
		expect([...values].sort(compareEdtf)).to.deep.equal(['2013', '2013-05-02', '2014-01', '2014', '2023/..', null]);
	});
});

describe('A date as it is typed in German', () => {
	it('is kept as EDTF', () => {
		expect(['14.10.2025', '1. 3.2025', '10/2025', '3.2025'].map(typedEdtf)).to.deep.equal([
			'2025-10-14',
			'2025-03-01',
			'2025-10',
			'2025-03'
		]);
	});

	it('stays as it is where it is EDTF already or no day at all', () => {
		for (const text of ['2025-10-14', '2001~', '31.02.2025', 'bald']) expect(typedEdtf(text)).to.equal(text);
	});
});
