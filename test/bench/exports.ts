import { Writable } from 'node:stream';
import ExcelJS from 'exceljs';
import { readXlsx } from '../helpers/table-file.ts';
import type { ReadCell } from '../helpers/table-file.ts';
import { HttpClient } from './http-client.ts';
import { LONG_LIST } from './long-list.ts';
import { figuresOf, load, report } from './measure.ts';

const ROUNDS = 5;

/**
 * (g): a list as XLSX after a change, asked over HTTP as anybody does: read, filtered, written, sent. Beside it the
 * spreadsheet library alone in its fastest way, with the same cells, formats and filters already in memory.
 */
export async function benchExports(
	base: string,
	cookie: string,
	region: { key: string; project: string }
): Promise<void> {
	console.log(`\nexports of ${String(LONG_LIST)} rows`);
	const client = new HttpClient(base, 1, { cookie });
	const list = `/api/v1/regions/${region.key}/projects`;
	const fetch = async (format: string): Promise<Buffer> =>
		(await client.expect(200, 'GET', `${list}?format=${format}`)).body;
	const [sheet] = await readXlsx(await fetch('xlsx'));
	const rows = sheet?.rows ?? [];
	if (rows.length !== LONG_LIST + 1) throw new Error(`${String(rows.length)} rows`);

	const alone: number[] = [];
	const ours: number[] = [];
	let size = 0;
	for (let round = 0; round <= ROUNDS; round += 1) {
		let start = performance.now();
		await writeWithLibrary(rows);
		const took = performance.now() - start;
		await client.expect(201, 'POST', `${list}/${region.project}/reports`, {
			body: { status: 'running', progress: round }
		});
		start = performance.now();
		size = (await fetch('xlsx')).length;
		if (round === 0) continue;
		alone.push(took);
		ours.push(performance.now() - start);
	}
	report(
		'(g) 20,000 rows as XLSX over HTTP : exceljs alone, median',
		figuresOf(ours).median,
		figuresOf(alone).median,
		1.5
	);
	console.log(`    the file is ${String(Math.round(size / 1000))} kB, ${String(rows[0]?.length ?? 0)} columns`);
	for (const format of ['ods', 'csv', 'json']) {
		const start = performance.now();
		await fetch(format);
		console.log(`    as ${format}: ${String(Math.round(performance.now() - start))} ms`);
	}

	const reader = new HttpClient(base, 1, { cookie });
	const page = async (): Promise<void> => void (await reader.expect(200, 'GET', `/api/v1/regions/${region.key}`));
	let isDone = false;
	const making = (async () => {
		while (!isDone) await fetch('xlsx');
	})();
	const busy = figuresOf(await load(1, 8_000, page));
	isDone = true;
	await making;
	console.log(`    a small read meanwhile: median ${busy.median.toFixed(1)} ms, p99 ${busy.p99.toFixed(0)} ms`);
	client.close();
	reader.close();
}

/** What the library's own writer needs for the same sheet: it writes row by row, with strings where they stand. */
async function writeWithLibrary(rows: readonly ReadCell[][]): Promise<void> {
	const nowhere = new Writable({
		write: (_chunk, _encoding, done) => {
			done();
		}
	});
	const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
		stream: nowhere,
		useStyles: true,
		useSharedStrings: false
	});
	const sheet = workbook.addWorksheet('Projekte', { views: [{ state: 'frozen', ySplit: 1 }] });
	const [head = [], first = []] = rows;
	sheet.columns = head.map((_, index) => {
		const cell = first[index] ?? null;
		const numFmt =
			cell === null || typeof cell === 'string' ? '@' : typeof cell === 'number' ? '#,##0.00' : 'dd.mm.yyyy';
		return { width: 20, style: { numFmt, alignment: { vertical: 'top', wrapText: true } } };
	});
	for (const row of rows)
		sheet.addRow(row.map((cell) => (typeof cell === 'object' && cell ? new Date(cell.date) : cell))).commit();
	sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: rows.length, column: head.length } };
	sheet.commit();
	await workbook.commit();
}
