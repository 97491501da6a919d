import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import type { RenderedData } from '../../backend/documents/renderer/render-document.ts';
import { renderDocument } from '../../backend/documents/renderer/render-document.ts';
import { findTemplates, readTemplateFolder, TEMPLATE_FOLDER } from '../../backend/documents/template-folder.ts';
import { EVERY_KIND, EVERY_KIND_DATA } from '../helpers/every-kind.ts';
import { LIMITS } from '../helpers/documents.ts';
import { useTemporaryFolders } from '../helpers/folders.ts';
import { orSkip } from '../helpers/skipping.ts';
import { fetchVeraPdf, validatePdf } from '../helpers/verapdf.ts';

const STANDARDS = { pdf: 'ua1', pdfa: '2a' } as const;

describe('Every template as PDF, judged by veraPDF', function () {
	this.timeout(600_000);
	const newFolder = useTemporaryFolders();

	for (const format of ['pdf', 'pdfa'] as const)
		it(`keeps to ${format === 'pdf' ? 'PDF/UA-1' : 'PDF/A-2a'}`, async function () {
			const folder = await newFolder();
			const classPath = await orSkip(this, fetchVeraPdf(folder));
			const files: string[] = [];
			const write = async (name: string, template: Record<string, string>, data: RenderedData): Promise<void> => {
				const bytes = await renderDocument({ files: template, data, language: 'de', format, limits: LIMITS });
				const file = path.join(folder, `${name}.pdf`);
				await writeFile(file, bytes);
				files.push(file);
			};
			for (const { key } of await findTemplates()) {
				const example = readFileSync(path.join(TEMPLATE_FOLDER, key, 'example.json'), 'utf8');
				await write(key, { ...(await readTemplateFolder(key)).files }, JSON.parse(example) as RenderedData);
			}
			await write('every-kind', { 'template.md': EVERY_KIND }, EVERY_KIND_DATA);
			const said = await validatePdf(classPath, STANDARDS[format], files);
			expect(said).to.deep.equal(files.map((file) => `PASS ${file} ${STANDARDS[format]}`));
		});
});
