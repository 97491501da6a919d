import { expect } from 'chai';
import { usedNames } from '../../backend/documents/used-names.ts';

const partials = {
	'partials/a.md': "{{ project.steps }}{% render 'partials/b', x: project %}",
	'partials/b.md': '{{ x.costs }}',
	'partials/c.md': '{{ x.roles }}'
};

describe('The names that a template uses', () => {
	it('are those in its marks, also in the partials that it reaches, and no others', () => {
		const names = usedNames({
			'template.md': "fundings {{ project.title }}{% render 'partials/a', project: project %}",
			...partials
		});
		expect([...(names ?? [])]).to.include.members(['project', 'title', 'steps', 'costs']);
		expect([...(names ?? [])])
			.to.not.include.members(['roles'])
			.and.not.include('fundings');
	});

	it('include the names that are given to filters as text', () => {
		expect(usedNames({ 'template.md': "{{ list | where: 'status', 'running' | map: \"asOf\" }}" }))
			.to.include('status')
			.and.include('asOf');
	});

	it('may be all of them when the template chooses names or partials at run time', () => {
		expect(usedNames({ 'template.md': '{{ project[name] }}' })).to.equal(null);
		expect(usedNames({ 'template.md': '{% render name %}' })).to.equal(null);
	});
});
