import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import type { RenderedData } from '../../backend/documents/renderer/render-document.ts';
import { renderDocument } from '../../backend/documents/renderer/render-document.ts';
import { writeDocx } from '../../backend/documents/renderer/office/docx/write-docx.ts';
import { writeOdt } from '../../backend/documents/renderer/office/odt/write-odt.ts';
import { findTemplates, readTemplateFolder, TEMPLATE_FOLDER } from '../../backend/documents/template-folder.ts';
import { EVERY_KIND, EVERY_KIND_DATA } from '../helpers/every-kind.ts';
import { LIMITS } from '../helpers/documents.ts';
import { useTemporaryFolders } from '../helpers/folders.ts';
import {
	fetchSchemas,
	readWithLibreOffice,
	stylesInPython,
	validateDocx,
	validateOdt
} from '../helpers/office-tools.ts';
import { orSkip } from '../helpers/skipping.ts';
import { buildTree, EVERYTHING } from '../helpers/office-tree.ts';

const FORMATS = ['docx', 'odt'] as const;
const WRITERS = { docx: writeDocx, odt: writeOdt };

describe('Every template as an office document, judged by others', function () {
	this.timeout(600_000);
	const newFolder = useTemporaryFolders();

	async function write(folder: string, format: (typeof FORMATS)[number]): Promise<string[]> {
		const files: string[] = [];
		const keep = async (name: string, bytes: Uint8Array): Promise<void> => {
			const file = path.join(folder, `${name}.${format}`);
			await writeFile(file, bytes);
			files.push(file);
		};
		const make = (template: Record<string, string>, data: RenderedData): Promise<Uint8Array> =>
			renderDocument({ files: template, data, language: 'de', format, limits: LIMITS });
		for (const { key } of await findTemplates()) {
			const example = readFileSync(path.join(TEMPLATE_FOLDER, key, 'example.json'), 'utf8');
			await keep(key, await make({ ...(await readTemplateFolder(key)).files }, JSON.parse(example) as RenderedData));
		}
		await keep('every-kind', await make({ 'template.md': EVERY_KIND }, EVERY_KIND_DATA));
		await keep('everything', await WRITERS[format](buildTree(EVERYTHING)));
		return files;
	}

	it('as ODT keeps to the schema of OpenDocument 1.3', async function () {
		const folder = await newFolder();
		const schemas = await orSkip(this, fetchSchemas(folder));
		expect(await validateOdt(schemas, await write(folder, 'odt'))).to.deep.equal([]);
	});

	it('as DOCX keeps to the schemas of ECMA-376', async function () {
		const folder = await newFolder();
		const schemas = await orSkip(this, fetchSchemas(folder));
		const files = await write(folder, 'docx');
		expect(await validateDocx(schemas, files)).to.deep.equal(files.map((file) => `read ${file}`));
	});

	it('as DOCX opens in python-docx with its styles', async function () {
		const folder = await newFolder();
		const files = await write(folder, 'docx');
		const styles = await orSkip(this, stylesInPython(folder, files));
		for (const file of files) expect(styles[file], file).to.include.members(['Title', 'Heading 1', 'Normal']);
		expect(styles[files.at(-1) ?? '']).to.include.members(['Caption', 'List Paragraph', 'Quote', 'HTML Preformatted']);
	});

	for (const format of FORMATS)
		it(`as ${format.toUpperCase()} opens in LibreOffice, with its text`, async function () {
			const folder = await newFolder();
			const files = await write(folder, format);
			const text = await orSkip(this, readWithLibreOffice(folder, files.at(-1) ?? ''));
			for (const part of ['Titel mit fett und „Zitat“', '1 Erstes weg und code', '2.1 Darunter', '1.234,50 €'])
				expect(text).to.include(part);
			expect(text)
				.to.match(/Tabelle 1: Beschriftung/)

				.and.match(/8\.\s+acht/);
		});
});
