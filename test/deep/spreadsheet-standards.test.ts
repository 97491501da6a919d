import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { describeTable } from '../../backend/foundation/table/table.ts';
import { tableFile } from '../../backend/foundation/table/table-file.ts';
import type { TableFormat } from '../../backend/foundation/table/table-file.ts';
import { useTemporaryFolders } from '../helpers/folders.ts';
import { convertWithLibreOffice, fetchSchemas, readXlsxInPython, validateOdt } from '../helpers/office-tools.ts';
import { orSkip } from '../helpers/skipping.ts';

const table = describeTable<{ title: string; cents: number | null; date: string | null; progress: number | null }>(
	{ de: 'Projekte', en: 'Projects' },
	[
		['Projekt', 'Project', 'text', (row) => row.title, 40],
		['Kosten', 'Costs', 'amount', (row) => row.cents],
		['Stand vom', 'As of', 'date', (row) => row.date],
		['Fortschritt', 'Progress', 'percent', (row) => row.progress],
		['gemeldet', 'Reported', 'instant', () => '2026-11-25T22:30:00.000Z'],
		['verspätet', 'Late', 'flag', () => true]
	]
);
const ROWS = [
	{ title: 'Radweg Größe „Saale“', cents: 123_450, date: '2024-01-09', progress: 60 },
	{ title: '=1+1', cents: null, date: '2014-01', progress: null },
	{ title: ' zwei  Leerzeichen\nund _x0041_ <b>', cents: 0, date: null, progress: 0 }
];

describe('Lists as spreadsheets, judged by others', function () {
	this.timeout(600_000);
	const newFolder = useTemporaryFolders();

	async function write(folder: string, format: TableFormat): Promise<string> {
		const writing = { language: 'de', timeZone: 'Europe/Berlin' } as const;
		const { content } = tableFile(format, [table({ rows: ROWS }, 'de')], [['Tag', 'heute']], '2026-11-25', writing);
		const file = path.join(folder, `liste.${format}`);
		await writeFile(file, content);
		return file;
	}

	it('as ODS keep to the schema of OpenDocument 1.3', async function () {
		const folder = await newFolder();
		const schemas = await orSkip(this, fetchSchemas(folder));
		expect(await validateOdt(schemas, [await write(folder, 'ods')])).to.deep.equal([]);
	});

	it('as XLSX open in openpyxl with the types of their cells', async function () {
		const folder = await newFolder();
		const cells = await orSkip(this, readXlsxInPython(folder, await write(folder, 'xlsx')));
		expect(cells).to.deep.include([
			'Radweg Größe „Saale“',
			1234.5,
			'2024-01-09 00:00:00',
			60,
			'2026-11-25 23:30:00',
			'ja'
		]);
		expect(cells[2]?.slice(0, 4)).to.deep.equal(['=1+1', null, '2014-01', null]);
	});

	for (const format of ['ods', 'xlsx'] as const)
		it(`as ${format.toUpperCase()} open in LibreOffice, which shows German formats`, async function () {
			const folder = await newFolder();
			const csv = await orSkip(this, convertWithLibreOffice(folder, await write(folder, format), 'csv'));
			const text = await readFile(csv, 'utf8');
			for (const part of ['Radweg Größe „Saale“', '09.01.2024', '60 %', '=1+1']) expect(text).to.include(part);
		});
});
