import { expect } from 'chai';
import { ProjectModel } from '../../backend/concept/project.model.ts';
import { generateDocument } from '../../backend/documents/documents.service.ts';
import { closeRenderer } from '../../backend/documents/renderers.ts';
import { docxStyle, docxText, odtText, OfficeFile, within } from '../helpers/office-file.ts';
import { RealRegion } from '../helpers/real-region.ts';
import { textOfHtml } from '../helpers/documents.ts';
import type { DocumentFormat } from '@konzeptstand/contract/document.ts';

const DAY = '2026-11-24';
const HEADING = /^(?:Title|Heading\d)$/;

interface Counted {
	/** Without their numbers, which an office counts by itself. */
	headings: string[];
	/** Text of every cell of every row. */
	rows: string[][];
	headerRows: number;
	tables: number;
	notes: number;
	references: number;
}

/** Counted in the Markdown itself; the texts are taken of the page. */
function ofMarkdown(markdown: string, page: string): Counted {
	const lines = markdown.split('\n');
	const body = lines.filter((line) => !/^\[\^\d+\]: /.test(line)).join('\n');
	const delimiters = lines.filter((line) => /^\|(?:\s*:?-+:?\s*\|)+$/.test(line)).length;
	const rowLines = lines.filter((line) => line.startsWith('|')).length - delimiters;
	const plain = (html: string): string => textOfHtml(html.replace(/<sup>.*?<\/sup>/g, '')).trim();
	const main = page.replace(/<nav[^]*?<\/nav>/, '');
	const headings = [...main.matchAll(/<h\d[^>]*>([^]*?)<\/h\d>/g)].map(([, html = '']) =>
		plain(html).replace(/^\d+(?:\.\d+)* /, '')
	);
	const rows = [...main.matchAll(/<tr>([^]*?)<\/tr>/g)].map(([, row = '']) =>
		[...row.matchAll(/<t[hd][^>]*>([^]*?)<\/t[hd]>/g)].map(([, cell = '']) => plain(cell))
	);
	expect(rows, 'rows of the page').to.have.length(rowLines);
	expect(headings, 'headings of the page').to.have.length(lines.filter((line) => /^#{1,6} /.test(line)).length);
	return {
		headings,
		rows,
		headerRows: delimiters,
		tables: delimiters,
		notes: lines.filter((line) => /^\[\^\d+\]: /.test(line)).length,
		references: [...body.matchAll(/\[\^\d+\]/g)].length
	};
}

function ofDocx(file: OfficeFile): Counted {
	const part = 'word/document.xml';
	return {
		headings: file
			.all(part, 'w:p')
			.filter((paragraph) => HEADING.test(docxStyle(paragraph)))
			.map(docxText),
		rows: file.all(part, 'w:tr').map((row) => within(row, 'w:tc').map(docxText)),
		headerRows: file.all(part, 'w:tblHeader').length,
		tables: file.all(part, 'w:tbl').length,
		notes: file.all('word/footnotes.xml', 'w:footnote').filter((note) => !note.hasAttribute('w:type')).length,
		references:
			file.all(part, 'w:footnoteReference').length +
			file.all(part, 'w:instrText').filter((field) => field.textContent?.includes('NOTEREF')).length
	};
}

function ofOdt(file: OfficeFile): Counted {
	const part = 'content.xml';
	const title = file.all(part, 'text:p').filter((paragraph) => paragraph.getAttribute('text:style-name') === 'Title');
	return {
		headings: [...title, ...file.all(part, 'text:h')].map(odtText),
		rows: file.all(part, 'table:table-row').map((row) => within(row, 'table:table-cell').map(odtText)),
		headerRows: file.all(part, 'table:table-header-rows').length,
		tables: file.all(part, 'table:table').length,
		notes: file.all(part, 'text:note-citation').length,
		references: file.all(part, 'text:note').length + file.all(part, 'text:note-ref').length
	};
}

describe('Office documents of the real region', function () {
	this.timeout(60_000);
	const region = new RealRegion().use();
	after(closeRenderer);

	async function make(template: string, format: DocumentFormat): Promise<Buffer> {
		const project = await ProjectModel.findOne({ title: /Geraer Bahnbogen" Saalfeld/ }).lean();
		const made = await generateDocument({
			region: region.key,
			template,
			format,
			day: DAY,
			edition: template === 'entwicklungskonzept' ? 'rek-2002' : undefined,
			project: template === 'projektsteckbrief' ? project?._id : undefined
		});
		return made.bytes;
	}

	for (const template of ['entwicklungskonzept', 'umsetzungsbericht', 'projektsteckbrief']) {
		it(`keep every heading, table row and footnote of the Markdown: ${template}`, async () => {
			const expected = ofMarkdown((await make(template, 'md')).toString(), (await make(template, 'html')).toString());
			expect(ofDocx(new OfficeFile(await make(template, 'docx'))), 'docx').to.deep.equal(expected);
			expect(ofOdt(new OfficeFile(await make(template, 'odt'))), 'odt').to.deep.equal(expected);
			expect(expected.headings.length).to.be.above(3);
			expect(expected.notes).to.be.above(0);
		});
	}
});
