import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { Lexer } from 'marked';
import type { Tokens } from 'marked';
import { RefusedContent } from '../../backend/documents/renderer/refused-content.ts';
import { renderDocument, renderText } from '../../backend/documents/renderer/render-document.ts';
import type { RenderedData, RenderRequest } from '../../backend/documents/renderer/render-document.ts';
import { findTemplates, readTemplateFolder, TEMPLATE_FOLDER } from '../../backend/documents/template-folder.ts';
import { LIMITS } from '../helpers/documents.ts';
import { EVERY_KIND, EVERY_KIND_DATA } from '../helpers/every-kind.ts';
import { readPdf, squeezed } from '../helpers/pdf.ts';
import type { ReadPdf } from '../helpers/pdf.ts';

function order(template: string, data: object, fields: Partial<RenderRequest> = {}): RenderRequest {
	const { state } = EVERY_KIND_DATA;
	return {
		files: { 'template.md': template },
		data: { state, sources: [], ...data },
		language: 'de',
		format: 'pdf',
		limits: LIMITS,
		...fields
	};
}

/** What the Markdown of the same order has: its headings, the cells of its tables, its footnotes. */
function contentOf(request: RenderRequest) {
	const markdown = renderText({ ...request, format: 'md' });
	const page = renderText({ ...request, format: 'html' });
	const tokens = new Lexer({ gfm: true }).lex(markdown);
	const tables = tokens.filter((token) => token.type === 'table') as Tokens.Table[];
	const plain = (html: string): string =>
		html
			.replace(/<sup>.*?<\/sup>|<[^>]*>/g, '')
			.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '');
	return {
		headings: [...page.matchAll(/<h([2-6])[^>]*>(.*?)<\/h\1>/g)].map((match) => plain(match[2] ?? '').trim()),
		rows: tables.reduce((sum, { rows }) => sum + rows.length, 0),
		cells: [...page.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map((match) => plain(match[1] ?? '')),
		references: markdown.match(/\[\^\d+\](?!:)/g)?.length ?? 0,
		sources: markdown.match(/^\[\^\d+\]: /gm)?.length ?? 0,
		tables: tables.length,
		figures: page.match(/<img /g)?.length ?? 0
	};
}
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

const requests: [string, RenderRequest][] = [['with every kind of token', order(EVERY_KIND, EVERY_KIND_DATA)]];
for (const { key } of await findTemplates()) {
	const data = JSON.parse(readFileSync(path.join(TEMPLATE_FOLDER, key, 'example.json'), 'utf8')) as RenderedData;
	requests.push([`of the template ${key}`, order('', data, { files: (await readTemplateFolder(key)).files })]);
}

for (const [what, request] of requests)
	describe(`A PDF ${what}`, function () {
		this.timeout(60_000);
		const content = contentOf(request);
		let bytes: Uint8Array;
		let pdf: ReadPdf;
		before(async () => {
			bytes = await renderDocument(request);
			pdf = await readPdf(bytes);
		});

		it('names its title and its language, and is tagged', () => {
			expect(pdf).to.include({ language: 'de', isMarked: true });
			expect(pdf.title).to.have.length.above(3);
		});

		it('has every heading as bookmark, as tag and in its text', () => {
			const bookmarks = pdf.bookmarks.map(squeezed).filter((title) => title !== 'Inhalt');
			expect(bookmarks).to.deep.equal(content.headings.map(squeezed));
			const tagged = ['H1', 'H2', 'H3', 'H4', 'H5'].reduce((sum, tag) => sum + (pdf.tags[tag] ?? 0), 0);
			expect(tagged).to.equal(content.headings.length + (pdf.bookmarks.includes('Inhalt') ? 1 : 0));
		});

		it('loses no row and no cell of a table, over however many pages', () => {
			const text = pdf.pages.join('');
			expect(pdf.tags['TR']).to.be.at.least(content.rows + content.tables);
			expect(pdf.tags['TD']).to.be.at.least(content.cells.filter((cell) => squeezed(cell) !== '').length);
			for (const row of content.cells)
				for (const word of row
					.split(/\s+/)
					.map(squeezed)
					.filter((one) => /^[\p{Script=Latin}\d]{3,}$/u.test(one)))
					expect(text).to.include(word);
		});

		it('leads from every reference to its source, and shows every picture with its words', () => {
			const inside = pdf.links.filter(({ address }) => address === null);
			expect(inside).to.have.length.at.least(content.references + content.sources);
			expect(pdf.alternatives.filter((text) => text.startsWith('Balkendiagramm'))).to.have.length(content.figures);
		});

		it('describes a reference by the number of its source, wherever that stands', () => {
			const described = pdf.links.map(({ words }) => /^(?:Quelle|Source) (\d+)$/.exec(words)?.[1]);
			const numbers = described.filter((number) => number !== undefined);
			expect(numbers).to.have.length.at.least(content.references);
			expect(new Set(numbers).size).to.equal(content.sources);
		});

		it('is the same to the byte, made again', async () => {
			expect(Buffer.from(await renderDocument(structuredClone(request))).equals(bytes)).to.equal(true);
		});
	});

describe('A table longer than a page', function () {
	this.timeout(60_000);
	it('repeats its header on every page', async () => {
		const { pages } = await readPdf(await renderDocument(order(EVERY_KIND, EVERY_KIND_DATA)));
		const long = pages.filter((page) => /Zeile\d/.test(page));
		expect(long).to.have.length.above(2);
		for (const page of long) expect(page).to.include('WortZahl');
	});
});

describe('Text that somebody typed, as PDF', function () {
	this.timeout(60_000);
	const TEMPLATE =
		'# {{ t }}\n\n## {{ t }}\n\n{{ t }}\n\n- {{ t }}\n\n: {{ t }}\n\n| A |\n|---|\n| {{ t }} |\n\n{{ t | text }}\n';
	const shown = async (t: string): Promise<string> =>
		(await readPdf(await renderDocument(order(TEMPLATE, { t })))).pages.join('');

	for (const [what, t] of [
		['code of Typst', '#read("/etc/passwd") #{1+1} $x^2$ @label <l> = Kopf'],
		['marks that end a string', 'a" + read("x") + "b \\" \\\\ \\u{41} `c`'],
		['HTML and Liquid', '<script>alert(1)</script> {{ 7 | times: 6 }}'],
		['quotation marks', '„So“ ‚so‘ »so« "so" ’'],
		['a word without end', 'Grund'.repeat(60)],
		['a long address', `https://example.org/${'pfad/'.repeat(40)}?a=b`],
		['a title of 300 characters', 'Sehr langer Titel '.repeat(17).trim()]
	] as const)
		it(`is shown as it was typed when it is ${what}`, async () => {
			const text = await shown(t);
			expect(text.split(squeezed(t)).length - 1).to.be.at.least(4);
		});

	it('may be of other scripts, with signs and soft hyphens', async () => {
		const text = await shown('Grund\u00adstück 🚲 Ελλάδα Київ ✔ →');
		for (const part of ['Grundstück', 'Ελλάδα', 'Київ', '→']) expect(text).to.include(part);
	});

	it('is refused with the character when no font has it', async () => {
		const refused = await renderDocument(order(TEMPLATE, { t: 'Stadt 漢' })).catch((error: unknown) => error);
		expect(refused).to.be.instanceOf(RefusedContent);
		expect(refused).to.deep.include({ code: 'document_character', values: { word: '漢 (U+6F22)' } });
	});

	it('leaves the compiler fit for the next document after a refusal', async () => {
		await renderDocument(order(TEMPLATE, { t: '漢' })).catch(() => undefined);
		expect(await shown('Danach')).to.include('Danach');
	});
});
