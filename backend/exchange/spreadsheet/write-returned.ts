import writeXlsx from 'write-excel-file/node';
import type { SheetSettings } from '@konzeptstand/contract/import.ts';
import type { Language } from '@konzeptstand/contract/values.ts';
import { readWorkbook } from './read-workbook.ts';
import type { ReadingOptions, SheetCell } from './sheet.ts';

/** Rows that were not taken go back as a spreadsheet with the reasons, to be corrected and read again. */

export interface ReturnedRow {
	sheetIndex: number;
	row: number;
	reasons: string;
	/** Names of what it stands below, by level, where no column of the list says so. */
	above: { header: string; text: string }[];
}
export interface ReturnedSheetRequest {
	bytes: Uint8Array;
	reading: ReadingOptions;
	sheets: readonly SheetSettings[];
	rows: readonly ReturnedRow[];
	language: Language;
}

const REASONS: Record<Language, string> = { de: 'Grund der Zurückweisung', en: 'Reason for refusal' };

type Cell = { value: string | number | boolean | Date; type?: unknown; format?: string; fontWeight?: 'bold' } | null;

/**
 * XLSX with one sheet for each that has such rows. Every cell has its type: a text stays a text, so that none of it is
 * ever taken for a formula.
 */
export async function writeReturnedSheet(request: ReturnedSheetRequest): Promise<Uint8Array> {
	const workbook = readWorkbook(request.bytes, request.reading);
	const sheets = workbook.sheets.flatMap((sheet, index) => {
		const own = request.rows.filter((row) => row.sheetIndex === index);
		const settings = request.sheets.find(({ name }) => name === sheet.name);
		if (own.length === 0 || !settings) return [];
		const cellsOf = new Map(sheet.rows.map((row) => [row.number, row.cells]));
		const above = [...new Set(own.flatMap((row) => row.above.map(({ header }) => header)))];
		const width = Math.max(settings.columns.length, 1);
		const kept = settings.columns.flatMap(({ field }, column) => (field === 'reasons' ? [] : [column]));
		const head: Cell[] = [
			...above.map((text) => bold(text)),
			...kept.map((column) => bold(settings.columns[column]?.header ?? '')),
			bold(REASONS[request.language])
		];
		const rows = own.map((row): Cell[] => {
			const cells = cellsOf.get(row.row) ?? [];
			return [
				...above.map((header) => text(row.above.find((one) => one.header === header)?.text ?? '')),
				...kept.map((column) => (column < width ? written(cells[column]) : null)),
				text(row.reasons)
			];
		});
		return [{ sheet: nameOf(sheet.name, index), data: [head, ...rows] }];
	});
	const made = writeXlsx(sheets as never) as unknown as { toBuffer: () => Promise<Buffer> };
	return made.toBuffer();
}

const bold = (value: string): Cell => (value === '' ? null : { value, type: String, fontWeight: 'bold' });
const text = (value: string): Cell => (value === '' ? null : { value, type: String });

/** Sheets need a name of at most 31 characters, without signs of paths. */
const nameOf = (name: string, index: number): string =>
	name
		.replace(/[\\/*?:[\]]/g, ' ')
		.trim()
		.slice(0, 31) || `Liste ${String(index + 1)}`;

function written(cell: SheetCell | undefined): Cell {
	if (!cell) return null;
	if (cell.kind === 'number' && typeof cell.value === 'number')
		return { value: cell.value, type: Number, ...(cell.isPercent ? { format: '0.##%' } : {}) };
	return text(cell.text);
}
