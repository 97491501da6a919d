import { expect } from 'chai';
import { readTemplate } from '../../backend/documents/renderer/template-engine.ts';
import { LIMITS } from '../helpers/documents.ts';

const NONE = {
	...{ idea: 0, planned: 0, decided: 0, running: 0, ongoing: 0 },
	...{ paused: 0, completed: 0, stopped: 0, rejected: 0, unknown: 0 }
};
const figures = (projects: number, byStatus: object, costs = { cents: 0, inexact: 0, unknown: projects }) => ({
	projects,
	byStatus: { ...NONE, ...byStatus },
	costs
});

function drawn(template: string, data: object): { markdown: string; svg: string } {
	const { markdown, gathered } = readTemplate({ 'template.md': template }).run(data, 'de', LIMITS);
	const [image] = gathered.images.values();
	return { markdown: markdown.replaceAll('\u00a0', ' '), svg: Buffer.from(image?.bytes ?? []).toString() };
}

describe('A chart', () => {
	it('says in its alternative text all that it shows', () => {
		const { markdown, svg } = drawn('{{ f | status_chart }}', { f: figures(3, { completed: 1, unknown: 2 }) });
		expect(markdown).to.equal(
			'![Balkendiagramm, 3 Projekte nach Status: abgeschlossen 1 (33,3 %); nicht bekannt 2 (66,7 %)](<chart-1>)'
		);
		for (const text of ['abgeschlossen', '1 (33,3', 'nicht bekannt', '2 (66,7']) expect(svg).to.include(text);
	});

	it('tells known from not known without colour, and draws no bar of nothing', () => {
		const { svg } = drawn('{{ f | status_chart }}', { f: figures(3, { completed: 1, unknown: 2 }) });
		expect(svg.match(/<rect/g)).to.have.length(2);
		expect(svg.match(/stroke-dasharray/g)).to.have.length(1);
	});

	it('of costs says where some are not known, and makes no nought of what is not known', () => {
		const { markdown } = drawn('{{ rows | cost_chart }}', {
			rows: [
				{ code: 'W', title: 'Wirtschaft', rollUp: figures(3, {}, { cents: 150_000_00, inexact: 0, unknown: 1 }) },
				{ name: 'Rudolstadt', rollUp: figures(2, {}) },
				{ name: 'Leer', rollUp: figures(0, {}) }
			]
		});
		expect(markdown).to.include(
			'bekannte Kosten: W Wirtschaft 150.000 €, 1 ohne Angabe; Rudolstadt nicht bekannt; Leer –]'
		);
	});

	it('shows names as text, whatever they look like', () => {
		const { markdown, svg } = drawn('{{ rows | cost_chart }}', {
			rows: [{ name: '<b onclick="x">](y) & *z*', rollUp: figures(1, {}) }]
		});
		expect(svg).to.include('&lt;b onclick="x"&gt;](y) &amp; *z*');
		expect(markdown).to.include('\\<b onclick="x"\\>\\]\\(y) \\& \\*z\\*');
	});
});
