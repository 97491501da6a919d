import { expect } from 'chai';
import { readTemplate } from '../../backend/documents/renderer/template-engine.ts';
import { LIMITS } from '../helpers/documents.ts';

function written(template: string, data: object = {}): string {
	return readTemplate({ 'template.md': template })
		.run(data, 'de', LIMITS)
		.markdown.replace(/\u00a0/g, ' ')
		.replace(/\uE002/g, '');
}

const amount = (cents: number, fields: object = {}) => ({
	cents,
	maximumCents: null,
	relation: 'exact',
	kind: 'unknown',
	tax: 'unknown',
	scope: null,
	sources: [],
	...fields
});

describe('The filters of templates', () => {
	const rows: [string, string, object, string][] = [
		[
			'an amount as its source gives it',
			'x {{ v | euro }}',
			{ v: amount(42_000_000, { relation: 'about' }) },
			'x rund 420.000 €'
		],
		[
			'an amount that is more than',
			'x {{ v | euro }}',
			{ v: amount(200_000_000, { relation: 'more-than' }) },
			'x mehr als 2.000.000 €'
		],
		[
			'an amount that no source gives',
			"x {{ v | euro: 'Kosten nicht bekannt' }}",
			{ v: null },
			'x Kosten nicht bekannt'
		],
		['a total of inexact parts', 'x {{ v | euro }}', { v: { cents: 150_00, inexact: 1, unknown: 2 } }, 'x rund 150 €'],
		['a total of nothing known', 'x {{ v | euro }}', { v: { cents: 0, inexact: 0, unknown: 2 } }, 'x nicht bekannt'],
		[
			'competing amounts side by side',
			'x {{ v | costs }}',
			{
				v: [
					amount(100_00, { kind: 'planned', tax: 'gross' }),
					amount(120_50, { kind: 'actual', scope: 'mit Grunderwerb' })
				]
			},
			'x 100 € (geplant, brutto); 120,50 € (tatsächlich, mit Grunderwerb)'
		],
		['a month', 'x {{ v | date }}', { v: '2014-01' }, 'x Januar 2014'],
		['a date that is about', 'x {{ v | date }}', { v: '2001~' }, 'x etwa 2001'],
		['an open period', 'x {{ v | date }}', { v: '2023/..' }, 'x seit 2023'],
		['a date that nobody knows', 'x {{ v | date }}', { v: null }, 'x nicht bekannt'],
		['a status', 'x {{ v | status }}', { v: 'running' }, 'x in Umsetzung'],
		['a progress', 'x {{ v | progress }}', { v: 60 }, 'x 60 %'],
		[
			'a mean progress with what it is made of',
			'x {{ v | progress }}',
			{ v: { value: 80.5, of: 41 } },
			'x 80,5 % (aus 41 Projekten)'
		],
		['a mean of nothing', 'x {{ v | progress }}', { v: { value: null, of: 0 } }, 'x nicht bekannt'],
		['a share', 'x {{ 39 | share: 76 }}', {}, 'x 51,3 %'],
		['a share of nothing', 'x {{ 0 | share: 0 }}', {}, 'x –'],
		['a number', 'x {{ 3000 | number }}', {}, 'x 3.000'],
		[
			'a quantity with its unit',
			"x {{ v | quantity: 'km' }}",
			{ v: { value: 3, maximum: null, relation: 'almost' } },
			'x knapp 3 km'
		],
		['one', "x {{ v | count: 'Projekt', 'Projekte' }}", { v: [1] }, 'x 1 Projekt'],
		['none', "x {{ v | count: 'Projekt', 'Projekte' }}", { v: [] }, 'x keine Projekte'],
		['names', 'x {{ v | names }}', { v: ['A', 'B', 'C'] }, 'x A, B und C'],
		['no names', 'x {{ v | names }}', { v: [] }, 'x nicht bekannt'],
		[
			'codes as people sort',
			"x {{ v | sort: 'code' | map: 'code' | join: ' ' }}",
			{ v: ['W 10', null, 'W 2'].map((code) => ({ code })) },
			'x W 2 W 10 '
		],
		[
			'dates of different precision in order',
			"x {{ v | sort_by_date: 'date' | map: 'date' | join: ' ' }}",
			{ v: ['2014', null, '2001~', '2013-05'].map((date) => ({ date })) },
			'x 2001\\~ 2013-05 2014 '
		],
		['a role', 'x {{ v | role }}', { v: 'carrier' }, 'x Träger'],
		['a relation from the other side', 'x {{ v | relation: true }}', { v: 'part-of' }, 'x umfasst'],
		['what is not known', 'x {{ v | known }}', { v: null }, 'x nicht bekannt']
	];
	for (const [what, template, data, expected] of rows)
		it(`write ${what}`, () => {
			expect(written(template, data).trimEnd()).to.equal(expected.trimEnd());
		});

	it('of Liquid that could write unescaped are not there', () => {
		for (const name of ['raw', 'json', 'newline_to_br', 'strip_html', 'url_encode'])
			expect(() => written(`{{ 'x' | ${name} }}`), name).to.throw(`undefined filter: ${name}`);
		for (const name of ['echo x', 'capture x', 'cycle x', 'include x', 'layout x', 'raw', 'liquid x', 'increment x'])
			expect(() => written(`{% ${name} %}`), name).to.throw(/not found/);
	});
});
