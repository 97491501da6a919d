import { expect } from 'chai';
import { Renderer } from '../../backend/documents/renderer/renderer.ts';
import { renderDocument } from '../../backend/documents/renderer/render-document.ts';
import type { RenderRequest } from '../../backend/documents/renderer/render-document.ts';
import { docxText, odtText, OfficeFile, structureOf } from '../helpers/office-file.ts';
import { LIMITS } from '../helpers/documents.ts';

const TEMPLATE = `# {{ t }}

## {{ t }}

Es heißt ({{ t }}) hier, **{{ t }}**, [{{ t }}](https://example.org).

- {{ t }}

> {{ t }}

: {{ t }}

| {{ t }} | B |
|---|---|
| {{ t }} | {{ t }} |
`;
const FORMATS = ['docx', 'odt'] as const;
const PARTS = { docx: 'word/document.xml', odt: 'content.xml' } as const;

function order(format: (typeof FORMATS)[number], t: string, template = TEMPLATE): RenderRequest {
	return {
		files: { 'template.md': template },
		data: {
			state: { day: '2026-11-24', sequence: 7, template: 'probe', templateVersion: '1.0.0' },
			sources: [],
			...{ t }
		},
		language: 'de',
		format,
		limits: LIMITS
	};
}

const make = async (format: (typeof FORMATS)[number], t: string, template?: string): Promise<OfficeFile> =>
	new OfficeFile(await renderDocument(order(format, t, template)));

function paragraphs(file: OfficeFile, format: (typeof FORMATS)[number]): string[] {
	return format === 'docx' ? file.all(PARTS.docx, 'w:p').map(docxText) : file.all(PARTS.odt, 'text:p').map(odtText);
}

/** Typed, and what of it is to be read. */
const TYPED: readonly (readonly [what: string, typed: string, read?: string])[] = [
	['umlauts and quotation marks', 'Größe: „Maß“ ‚halb‘ «x» — ẞ'],
	['300 characters', 'Langer Titel '.repeat(24).trim()],
	['a very long word', 'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(8)],
	['emoji', 'Radweg 🚲 Familie 👨‍👩‍👧 Flagge 🇩🇪'],
	['Arabic', 'مرحبا بكم في المنطقة 2026'],
	['soft hyphens', 'Donau\u00addampf\u00adschiff'],
	['HTML', '<script>alert(1)</script><b>x</b>'],
	['XML', ']]> <!-- x --> <w:p/> <?xml?> &amp; &#42;'],
	['Liquid', '{{ 7 | times: 6 }}{% raw %}'],
	['a placeholder', '{list-1} {numbers-0} ${x}'],
	['a formula', '=1+1 @SUM(A1) -2'],
	['control characters', 'a\u0000b\u001bc\u0085d', 'abc d'],
	['characters that XML cannot hold', 'a\uffffb\ud800c', 'a\ufffdb\ufffdc']
];

describe('What somebody typed, in an office document', function () {
	this.timeout(30_000);

	for (const format of FORMATS)
		for (const [what, typed, read = typed] of TYPED)
			it(`is read as it was typed and changes nothing else: ${what}, ${format}`, async () => {
				const file = await make(format, typed);
				const usual = await make(format, 'Titel');
				expect(paragraphs(file, format)).to.include(`Es heißt (${read}) hier, ${read}, ${read}.`);
				expect(structureOf(file.xml(PARTS[format]))).to.deep.equal(structureOf(usual.xml(PARTS[format])));
				const meta = format === 'docx' ? 'docProps/core.xml' : 'meta.xml';
				expect(file.all(meta, 'dc:title')[0]?.textContent).to.equal(read);
			});

	for (const format of FORMATS)
		it(`keeps every row of a very long table: ${format}`, async () => {
			const rows = Array.from({ length: 3000 }, (_, index) => `| Zeile ${String(index)} | {{ t }} |\n`).join('');
			const file = await make(format, 'x', `# T\n\n## A\n\n| A | B |\n|---|---|\n${rows}`);
			expect(file.all(PARTS[format], format === 'docx' ? 'w:tr' : 'table:table-row')).to.have.length(3001);
		});
});

describe('An office document of the same data', function () {
	this.timeout(30_000);
	const renderer = new Renderer();
	after(() => renderer.close());

	for (const format of FORMATS)
		it(`is the same to the byte, in whichever process, time zone and at whatever time it is made: ${format}`, async () => {
			const first = await renderer.render(order(format, 'Titel'));
			const zone = process.env['TZ'];
			try {
				process.env['TZ'] = 'Pacific/Kiritimati';
				const other = await renderDocument(order(format, 'Titel'));
				expect(Buffer.compare(first, other)).to.equal(0);
			} finally {
				if (zone === undefined) delete process.env['TZ'];
				else process.env['TZ'] = zone;
			}
			expect(new OfficeFile(first).text(PARTS[format])).to.include('Titel');
		});

	it('begins, as ODT, with its type, readable without unpacking', async () => {
		const bytes = Buffer.from(await renderDocument(order('odt', 'x')));
		expect(bytes.readUInt16LE(8), 'method').to.equal(0);
		expect(bytes.subarray(30, 77).toString()).to.equal('mimetypeapplication/vnd.oasis.opendocument.text');
	});
});
