import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { effect } from '@konzeptstand/contract/decision.ts';
import type { Effect } from '@konzeptstand/contract/decision.ts';
import { documentData } from '../../backend/documents/document-data.ts';
import type { DocumentData } from '../../backend/documents/document-data.ts';
import { renderText } from '../../backend/documents/renderer/render-document.ts';
import { findTemplates, readTemplateFolder, TEMPLATE_FOLDER } from '../../backend/documents/template-folder.ts';
import type { Template } from '../../backend/documents/template-folder.ts';
import { buildDocumentPaper, councilDataFor } from '../helpers/council-data.ts';
import { buildDocumentData } from '../helpers/document-data.ts';
import { buildDocumentMeasure } from '../helpers/document-parts.ts';
import { LIMITS, textOfHtml } from '../helpers/documents.ts';

const templates = await findTemplates();

const WORDS = {
	de: {
		state: 'Stand der Daten: 24. November 2026, Protokolleintrag 42; Vorlage ',
		table: 'Tabelle',
		unknown: 'nicht bekannt'
	},
	en: { state: 'State of the data: 24 November 2026, record entry 42; template ', table: 'Table', unknown: 'not known' }
};
const PLACE = {
	edition: 'Entwicklungskonzept',
	year: 2022,
	field: null,
	goal: null,
	measure: null,
	counts: true,
	isInferred: false,
	doubt: null
};
const EMPTY_PERIOD = {
	year: 2025,
	completed: [],
	begun: [],
	decided: [],
	stopped: [],
	steps: [],
	milestones: [],
	undated: 0
};
const NO_SUM = { cents: 0, inexact: 0, unknown: 0 };
const NO_GROUP = { rows: [], planned: NO_SUM, actual: NO_SUM };
const EMPTY_BALANCE = {
	completed: NO_GROUP,
	ongoing: NO_GROUP,
	dropped: NO_GROUP,
	unknown: NO_GROUP,
	total: { projects: 0, planned: NO_SUM, actual: NO_SUM },
	withoutProject: []
};
const EMPTY_COMPARISON = {
	before: { key: 'konzept-2010', year: 2010, title: 'Entwicklungskonzept 2010' },
	after: { key: 'konzept-2022', year: 2022, title: 'Entwicklungskonzept 2022' },
	isFormerNamed: false,
	isFormerChosen: false,
	isLineageKnown: false,
	counts: { kept: 0, changed: 0, moved: 0, merged: 0, split: 0, new: 0, dropped: 0 },
	rows: [],
	measures: []
};

function render(template: Template, data: DocumentData, format: 'md' | 'html'): string {
	return renderText({ files: template.files, data, language: template.manifest.language, format, limits: LIMITS });
}

describe('The templates that ship with the product', () => {
	it('say in words everything that a decision can set in motion', async () => {
		const data = buildDocumentData();
		const each = (type: Effect['type']) => ({ type, code: null, title: `Ding ${type}`, of: null, planned: null });
		const paper = buildDocumentPaper({ effects: effect.shape.type.options.map(each) });
		const text = render(await readTemplateFolder('beschlussvorlage'), { ...data, audience: 'public', paper }, 'md');
		for (const type of effect.shape.type.options) expect(text).to.match(new RegExp(`^- .+„Ding ${type}“ .+\\.$`, 'm'));
	});

	it('are what a council needs before, in and after a meeting', () => {
		expect(templates.map((manifest) => manifest.key)).to.include.members([
			'beschlusskontrolle',
			'beschlussvorlage',
			'einladung',
			'niederschrift',
			'sitzungsmappe'
		]);
	});

	it('are the concept, its balance and its comparison, the reports, and the sheets of a measure and of a project', () => {
		expect(templates.map((manifest) => manifest.key)).to.include.members([
			'entwicklungskonzept',
			'fortschreibung-vergleich',
			'jahresbilanz',
			'massnahmenblatt',
			'projekt-expose-en',
			'projektsteckbrief',
			'umsetzungsbericht',
			'umsetzungsbilanz'
		]);
	});
});

for (const manifest of templates) {
	describe(`The template ${manifest.key} with its example`, () => {
		let template: Template;
		let data: DocumentData;
		let page: string;
		let markdown: string;
		const words = WORDS[manifest.language];
		before(async () => {
			template = await readTemplateFolder(manifest.key);
			data = JSON.parse(readFileSync(path.join(TEMPLATE_FOLDER, manifest.key, 'example.json'), 'utf8')) as DocumentData;
			page = render(template, data, 'html');
			markdown = render(template, data, 'md');
		});

		it('is given exactly what the data dictionary has', () => {
			expect(documentData.parse(data)).to.deep.equal(data);
		});

		it('says from which state it was made, in both formats', () => {
			expect(markdown).to.include(words.state);
			expect(page).to.include('<meta name="konzeptstand-day" content="2026-11-24">');
			expect(page).to.include('<meta name="konzeptstand-sequence" content="42">');
			expect(page).to.include(
				`<meta name="konzeptstand-template" content="${data.state.template} ${data.state.templateVersion}">`
			);
		});

		it('makes a whole page in its language that runs and loads nothing', () => {
			expect(page).to.match(new RegExp(`^<!doctype html>\n<html lang="${manifest.language}">`));
			expect(page.trimEnd().endsWith('</html>')).to.equal(true);
			expect(page).to.match(/<title>[^<]+<\/title>/);
			expect(page).to.include("default-src 'none'");
			expect(page).to.not.match(
				/<script|<img (?!src="data:image\/svg\+xml;base64,)|<link|<iframe|javascript:|\son\w+=/i
			);
		});

		it('has one title, and headings that leave no level out', () => {
			const levels = [...page.matchAll(/<h(\d)/g)].map((match) => Number(match[1]));
			expect(levels.filter((level) => level === 1)).to.have.length(1);
			expect(levels[0]).to.equal(1);
			for (const [index, level] of levels.entries())
				if (index > 0) expect(level - (levels[index - 1] ?? 0), `heading ${String(index)}`).to.be.at.most(1);
		});

		it('numbers its headings alike in Markdown and HTML, without a gap', () => {
			const inMarkdown = [...markdown.matchAll(/^#{2,6} ([\d.]+) /gm)].map((match) => match[1]);
			const inPage = [...page.matchAll(/<h[2-6][^>]*>([\d.]+) /g)].map((match) => match[1]);
			expect(inMarkdown).to.deep.equal(inPage);
			expect(inMarkdown.length).to.be.above(3);
			expect(new Set(inMarkdown).size).to.equal(inMarkdown.length);
			expect(inMarkdown.filter((number) => !number?.includes('.'))).to.deep.equal(
				Array.from({ length: inMarkdown.filter((number) => !number?.includes('.')).length }, (_, index) =>
					String(index + 1)
				)
			);
		});

		it('gives every table a numbered caption and header cells with a scope and a name', () => {
			const tables = [...page.matchAll(/<table>([^]*?)<\/table>/g)].map((match) => match[1] ?? '');
			expect(tables).to.not.be.empty;
			for (const [index, table] of tables.entries()) {
				expect(table).to.match(new RegExp(`<caption><strong>${words.table} ${String(index + 1)}:</strong> [^<]`));
				expect(table).to.match(/<th scope="col"/);
				expect(table).to.not.match(/<th(?=[ >])(?! scope="col")|<th [^>]*><\/th>/);
			}
		});

		it('leads every link to a place that is there, and no two places have one name', () => {
			const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]);
			expect(new Set(ids).size).to.equal(ids.length);
			const targets = [...page.matchAll(/href="#([^"]+)"/g)].map((match) => match[1]);
			expect(targets.filter((target) => !ids.includes(target))).to.deep.equal([]);
		});

		it('names its sources as footnotes, each once and only those that the text names', () => {
			const named = new Set([...markdown.matchAll(/\[\^(\d+)\](?!:)/g)].map((match) => match[1]));
			const defined = [...markdown.matchAll(/^\[\^(\d+)\]: /gm)].map((match) => match[1]);
			expect(defined).to.deep.equal([...named].sort((a, b) => Number(a) - Number(b)));
			expect(markdown).to.not.include('Nirgends genannt');
			expect(page).to.include('href="https://musterland.example/konzept%5F2022"');
			expect(page).to.not.include('href="musterblatt');
		});

		it('shows what people typed, and lets none of it become a mark', () => {
			expect(textOfHtml(page)).to.not.match(/\\[*|_<]/);
			if (manifest.subject === 'edition' || manifest.subject === 'region') {
				expect(textOfHtml(page)).to.include('Halle | *Mitte* <b>');
				expect(page).to.not.include('<b>');
			}
		});

		it('says what is not known', () => {
			// An invitation leaves out what does not stand fast yet.
			if (manifest.key !== 'einladung') expect(markdown).to.include(words.unknown);
			expect(markdown).to.not.match(/\bnull\b|undefined|NaN|\[object/);
		});

		it('is the same to the byte at the same state', () => {
			expect(render(template, structuredClone(data), 'html')).to.equal(page);
			expect(render(template, structuredClone(data), 'md')).to.equal(markdown);
		});

		it('can be written of a region that has nothing yet', () => {
			const bare = buildDocumentData({
				...emptyRegion(),
				project: manifest.subject === 'project' ? { ...buildDocumentData().projects[3]!, reports: [] } : null,
				...(manifest.subject === 'measure' ? { measure: buildDocumentMeasure(), measurePlace: PLACE } : {}),
				...(manifest.requires.includes('period') ? { period: EMPTY_PERIOD } : {}),
				...(manifest.requires.includes('balance') ? { balance: EMPTY_BALANCE } : {}),
				...councilDataFor(manifest, true),
				...(manifest.requires.includes('comparison') ? { comparison: EMPTY_COMPARISON } : {})
			});
			expect(render(template, bare, 'html').trimEnd().endsWith('</html>')).to.equal(true);
		});
	});
}

function emptyRegion(): Partial<DocumentData> {
	const { region, edition, counts } = buildDocumentData();
	const none = {
		...region.rollUp,
		projects: 0,
		progress: { value: null, of: 0 },
		progressByCost: { value: null, of: 0 }
	};
	const rollUp = { ...none, byStatus: { ...none.byStatus, running: 0, completed: 0, decided: 0, unknown: 0 } };
	return {
		region: { ...region, brand: null, notice: null, populations: [], characteristics: [], rollUp },
		edition: edition && { ...edition, vision: null, adoption: null, measureTotal: null, notes: [], rollUp },
		counts: Object.fromEntries(Object.keys(counts).map((name) => [name, 0])) as DocumentData['counts'],
		municipalities: [],
		chapters: [],
		amendments: [],
		fields: [],
		goals: [],
		unplaced: { measures: [], projects: [], withoutEdition: [] },
		projects: [],
		attention: { late: [], delayed: [], outdated: [], unknown: [] },
		changes: [],
		indicators: [],
		milestones: [],
		parties: [],
		bodies: [],
		contradictions: [],
		sources: []
	};
}
