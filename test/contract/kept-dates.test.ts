import { expect } from 'chai';
import { edtf } from '@konzeptstand/contract/values.ts';

describe('A date that is entered', () => {
	for (const value of [
		'2013',
		'2014-01',
		'2014-01-09',
		'2001~',
		'2010?',
		'2010/2013',
		'2023/..',
		'../2023',
		'2014/2014-03'
	])
		it(`may be ${value}`, () => {
			expect(edtf.safeParse(value).success).to.equal(true);
		});

	for (const value of [
		'',
		'..',
		'../..',
		'2013/2010',
		'2014-02-31',
		'2023-02-29',
		'2014-13',
		'2014-00',
		'/2014',
		'31.02.2014'
	])
		it(`may not be "${value}"`, () => {
			const refused = edtf.safeParse(value);
			expect(refused.error?.issues[0]?.message).to.equal('invalid_date');
		});
});
