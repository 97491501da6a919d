import { DOMParser } from '@xmldom/xmldom';
import type { Element } from '@xmldom/xmldom';
import ExcelJS from 'exceljs';
import { strFromU8, unzipSync } from 'fflate';
import { odtText, within } from './office-file.ts';

/** Spreadsheets as others read them: what each cell holds, whatever the format. */

/** A number, a text, a day or moment as ISO text in `date`; null: empty. */
export type ReadCell = number | string | { date: string } | null;
export interface ReadSheet {
	name: string;
	rows: ReadCell[][];
}

/** Sheets of a workbook, read by a library of others. */
export async function readXlsx(bytes: Uint8Array): Promise<ReadSheet[]> {
	const workbook = new ExcelJS.Workbook();
	await workbook.xlsx.load(Buffer.from(bytes) as never);
	return workbook.worksheets.map((sheet) => ({
		name: sheet.name,
		rows: Array.from({ length: sheet.rowCount }, (_, row) =>
			Array.from({ length: sheet.columnCount }, (__, column) => xlsxCell(sheet.getCell(row + 1, column + 1).value))
		)
	}));
}

function xlsxCell(value: ExcelJS.CellValue): ReadCell {
	if (value === null || value === undefined) return null;
	if (value instanceof Date) return { date: isoOf(value.toISOString()) };
	if (typeof value === 'number') return value;
	// The library leaves to its reader what stands for a character. Source: ECMA-376, ST_Xstring.
	if (typeof value === 'string')
		return value.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
	throw new Error(`neither text, number nor date: ${JSON.stringify(value)}`);
}

/** Without the time where it is midnight. */
const isoOf = (moment: string): string => moment.replace(/\.\d+Z?$/, '').replace('T00:00:00', '');

/** Sheets of an OpenDocument spreadsheet, read as strict XML. */
export function readOds(bytes: Uint8Array): ReadSheet[] {
	const content = strFromU8(unzipSync(bytes)['content.xml'] ?? new Uint8Array());
	const refuse = (level: string, message: string): void => {
		throw new Error(`content.xml: ${level}: ${message}`);
	};
	const document = new DOMParser({ onError: refuse }).parseFromString(content, 'text/xml');
	return [...document.getElementsByTagName('table:table')].map((table) => ({
		name: table.getAttribute('table:name') ?? '',
		rows: within(table, 'table:table-row').map((row) => within(row, 'table:table-cell').map(odsCell))
	}));
}

function odsCell(cell: Element): ReadCell {
	const type = cell.getAttribute('office:value-type');
	if (type === 'float' || type === 'currency') return Number(cell.getAttribute('office:value'));
	if (type === 'date') return { date: cell.getAttribute('office:date-value') ?? '' };
	if (type === 'string') return within(cell, 'text:p').map(odtText).join('\n');
	return null;
}

/** Rows of a CSV with its quoted cells; the byte order mark is left to the caller. */
export function readCsv(text: string): string[][] {
	const rows: string[][] = [];
	let row: string[] = [];
	for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^;\r\n]*))(;|\r\n)/g)) {
		row.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
		if (end === ';') continue;
		rows.push(row);
		row = [];
	}
	return rows;
}
