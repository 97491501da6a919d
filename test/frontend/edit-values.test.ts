import { expect } from 'chai';
import type { FieldDescription } from '../../frontend/src/lib/edit/description.ts';
import {
	isBlank,
	rowCount,
	tidied,
	toBody,
	toValues,
	withoutRow,
	withRow
} from '../../frontend/src/lib/edit/values.ts';

const label = () => 'Feld';
const sources: FieldDescription = {
	kind: 'rows',
	name: 'sources',
	label,
	one: label,
	maximum: 3,
	fields: [
		{ kind: 'text', name: 'title', label, maxlength: 50, isRequired: true },
		{ kind: 'text', name: 'address', label, maxlength: 50 }
	]
};
const relation = () => [
	{ value: 'exact', label: 'genau' },
	{ value: 'range', label: 'von bis' }
];
const costs: FieldDescription = {
	kind: 'rows',
	name: 'costs',
	label,
	one: label,
	maximum: 20,
	fields: [
		{ kind: 'select', name: 'relation', label, options: relation },
		{ kind: 'euro', name: 'cents', label, isRequired: true },
		{ kind: 'euro', name: 'maximumCents', label, when: { field: 'relation', is: ['range'] } },
		sources
	]
};
const target: FieldDescription = {
	kind: 'group',
	name: 'target',
	label,
	isNullable: true,
	fields: [
		{ kind: 'date', name: 'date', label },
		{ kind: 'number', name: 'value', label, isRequired: true }
	]
};
const fields: readonly FieldDescription[] = [
	{ kind: 'text', name: 'title', label, maxlength: 300, isRequired: true },
	{ kind: 'check', name: 'isKeyMeasure', label },
	{ kind: 'checks', name: 'municipalities', label, options: 'municipalities' },
	{ kind: 'select', name: 'goal', label, options: 'goals', empty: label },
	costs,
	target,
	sources
];
const item = {
	title: 'W 2',
	isKeyMeasure: true,
	municipalities: ['a', 'b'],
	goal: null,
	costs: [{ relation: 'range', cents: 42_000_000, maximumCents: 50_000_050, sources: [{ title: 'T', address: null }] }],
	target: { date: '2024', value: 12.5 },
	sources: []
};

describe('the values of a form', () => {
	it('come back from the form as they were stored', () => {
		const { body, problems } = toBody(fields, toValues(fields, item, 'de'), 'de');
		expect(problems).to.deep.equal({});
		expect(body).to.deep.equal(item);
	});

	it('take what is read by reference as its id', () => {
		expect(
			toValues(
				[{ kind: 'select', name: 'party', label, options: 'parties' }],
				{ party: { id: 'p', title: 'Stadt' } },
				'de'
			)
		).to.deep.equal({ party: 'p' });
	});

	it('leave out rows in which nothing was typed, and number the others as the answer will', () => {
		const typed = {
			'sources.0.title': '',
			'sources.0.address': ' ',
			'sources.1.title': 'Zweite',
			'sources.1.address': ''
		};
		expect(tidied([sources], typed)).to.deep.equal({ 'sources.0.title': 'Zweite', 'sources.0.address': '' });
		expect(toBody([sources], tidied([sources], typed), 'de').body).to.deep.equal({
			sources: [{ title: 'Zweite', address: null }]
		});
	});

	it('do not take a list that always has a choice for something typed', () => {
		expect(isBlank(costs, { 'costs.0.relation': 'exact', 'costs.0.cents': '' })).to.equal(true);
		expect(isBlank(costs, { 'costs.0.relation': 'exact', 'costs.0.cents': '5' })).to.equal(false);
	});

	it('send nothing for a group in which nothing was typed, and ask for what is missing in one that was begun', () => {
		expect(toBody([target], { 'target.date': '', 'target.value': '' }, 'de').body).to.deep.equal({ target: null });
		expect(toBody([target], { 'target.date': '2024', 'target.value': '' }, 'de').problems).to.deep.equal({
			'target.value': 'required'
		});
	});

	it('leave out what does not count with another choice', () => {
		const typed = { 'costs.0.relation': 'exact', 'costs.0.cents': '5', 'costs.0.maximumCents': 'was auch immer' };
		const { body, problems } = toBody([costs], typed, 'de');
		expect(problems).to.deep.equal({});
		expect(body).to.deep.equal({ costs: [{ relation: 'exact', cents: 500, maximumCents: null, sources: [] }] });
	});

	it('name what cannot be read by its place', () => {
		const typed = { title: ' ', 'costs.0.cents': '5', 'costs.1.cents': '420.00' };
		expect(toBody(fields, typed, 'de').problems).to.deep.equal({ title: 'required', 'costs.1.cents': 'no_amount' });
	});

	it('keep line feeds as the contract wants them', () => {
		const text: FieldDescription = { kind: 'markdown', name: 'text', label };
		expect(toBody([text], { text: 'a\r\n\r\nb\r\n' }, 'de').body).to.deep.equal({ text: 'a\n\nb' });
	});
});

describe('rows of a form', () => {
	const typed = { 'sources.0.title': 'A', 'sources.0.address': '', 'sources.1.title': 'B', 'sources.1.address': 'x' };

	it('grow by one and keep what was typed', () => {
		const more = withRow(sources, typed, 'sources');
		expect(rowCount(more, 'sources')).to.equal(3);
		expect(more).to.include(typed);
	});

	it('grow to their limit only', () => {
		const full = withRow(sources, withRow(sources, typed, 'sources'), 'sources');
		expect(rowCount(full, 'sources')).to.equal(3);
	});

	it('close up when one goes', () => {
		expect(withoutRow(typed, 'sources', 0)).to.deep.equal({ 'sources.0.title': 'B', 'sources.0.address': 'x' });
	});
});
