import { expect } from 'chai';
import type { DictionaryEntry } from '@konzeptstand/contract/template-file.ts';
import { asPrinted, suggest } from '../../frontend/src/lib/workshop/completion.ts';
import { Dictionary } from '../../frontend/src/lib/workshop/dictionary.ts';

const entry = (kind: DictionaryEntry['kind'], name: string, shape: string | null = null): DictionaryEntry => ({
	kind,
	name,
	shape,
	does: `${name} erklärt`,
	type: null,
	example: null
});
const dictionary = new Dictionary([
	entry('name', 'edition'),
	entry('name', 'edition.title'),
	entry('name', 'edition.year'),
	entry('name', 'fields[]', 'field'),
	entry('name', 'projects[]', 'project'),
	entry('name', 'changes[]'),
	entry('name', 'changes[].project', 'project'),
	entry('name', 'changes[].at'),
	entry('name', '→field.title'),
	entry('name', '→field.goals[]', 'goal'),
	entry('name', '→goal.title'),
	entry('name', '→goal.subGoals[]', 'goal'),
	entry('name', '→project.title'),
	entry('name', '→project.costs[]'),
	entry('name', '→project.costs[].cents'),
	entry('filter', 'date'),
	entry('filter', 'euro'),
	entry('tag', 'for'),
	entry('tag', 'if'),
	entry('partial', 'partials/ziel'),
	entry('partial', 'partials/stand')
]);

/** Labels offered where `‸` stands. */
function offered(marked: string, { isPartial = false, isAsked = false } = {}): string[] | null {
	const position = marked.indexOf('‸');
	const found = suggest(marked.replace('‸', ''), position, { dictionary, isPartial, isAsked });
	return found && found.options.map(({ label }) => label);
}

describe('What completes while a template is typed', () => {
	it('is a name of the data at the beginning of braces', () => {
		expect(offered('# {{ ‸')).to.deep.equal(['edition', 'fields', 'projects', 'changes']);
		expect(offered('{% if ed‸')).to.include('edition');
	});

	it('is what stands behind a dot', () => {
		expect(offered('{{ edition.‸')).to.deep.equal(['title', 'year']);
		expect(offered('{{ edition.ti‸ }}')).to.deep.equal(['title', 'year']);
		expect(offered('{{ edition.title.‸')).to.equal(null);
	});

	it('knows what a loop goes through, also a loop within a loop', () => {
		expect(offered('{% for p in projects %}{{ p.‸')).to.deep.equal(['title', 'costs']);
		expect(offered('{% for field in fields %}{% for goal in field.goals %}{{ goal.‸')).to.deep.equal([
			'title',
			'subGoals'
		]);
		expect(offered('{% for c in changes %}{{ c.project.‸')).to.deep.equal(['title', 'costs']);
		expect(offered('{% for p in projects %}{% for cost in p.costs %}{{ cost.‸')).to.deep.equal(['cents']);
	});

	it('forgets the name of a loop behind its end', () => {
		expect(offered('{% for p in projects %}x{% endfor %}{{ p.‸')).to.equal(null);
		expect(offered('{% for p in projects %}x{% endfor %}{{ ‸')).to.not.include('p');
	});

	it('knows what was assigned, by filters too that keep a list or take one of it', () => {
		expect(offered("{% assign mine = projects | sort: 'title' %}{% for p in mine %}{{ p.‸")).to.deep.equal([
			'title',
			'costs'
		]);
		expect(offered('{% assign one = projects | first %}{{ one.‸')).to.deep.equal(['title', 'costs']);
		expect(offered("{% assign text = edition.title | append: '!' %}{{ text.‸")).to.equal(null);
	});

	it('is size, first and last behind a list, and its things behind those', () => {
		expect(offered('{{ projects.‸')).to.deep.equal(['size', 'first', 'last']);
		expect(offered('{{ projects.first.‸')).to.deep.equal(['title', 'costs']);
		expect(offered('{{ projects[0].‸')).to.deep.equal(['title', 'costs']);
	});

	it('is a filter behind a bar and a tag behind {%, the end of the open block first', () => {
		expect(offered('{{ edition.year | d‸')).to.deep.equal(['date', 'euro']);
		expect(offered('{% ‸')).to.deep.equal(['for', 'if']);
		expect(offered('{% for p in projects %}{%- ‸')).to.deep.equal(['endfor', 'for', 'if']);
	});

	it('is a partial within the quotation marks of render, and nothing in other texts', () => {
		expect(offered("{% render 'partials/z‸")).to.deep.equal(['partials/ziel', 'partials/stand']);
		expect(offered("{{ edition.title | default: 'edi‸")).to.equal(null);
	});

	it('is nothing where the author chooses a name, or writes text', () => {
		expect(offered('{% for pro‸')).to.equal(null);
		expect(offered('{% assign pro‸')).to.equal(null);
		expect(offered('Die edi‸')).to.equal(null);
		expect(offered('{{ edition.title }} edi‸')).to.equal(null);
	});

	it('comes with its braces where it is asked for within text', () => {
		expect(offered('Die edi‸', { isAsked: true })).to.include('edition');
		expect(asPrinted({ label: 'edition', isList: false })).to.deep.equal({ text: '{{ edition }}', caret: 10 });
		const { text, caret } = asPrinted({ label: 'projects', isList: true });
		expect([text.slice(0, caret), text.slice(caret)]).to.deep.equal([
			'{% for one in projects %}{{ one.',
			' }}{% endfor %}'
		]);
	});

	it('is in a partial what it is given: names that it uses, by the shape that they are called after', () => {
		expect(offered('{{ goal.title }} {{ ‸', { isPartial: true })).to.deep.equal(['goal']);
		expect(offered('{{ goal.‸', { isPartial: true })).to.deep.equal(['title', 'subGoals']);
		expect(offered('{% for p in projects %}{{ p.‸', { isPartial: true })).to.deep.equal(['title', 'costs']);
		expect(offered('{{ edition.‸')).to.not.equal(null);
	});

	it('takes no notice of what a comment says', () => {
		expect(offered('{% comment %}{% for p in projects %}{% endcomment %}{{ ‸')).to.not.include('p');
	});
});
