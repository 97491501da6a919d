import { stringify } from 'csv-stringify/sync';
import type { Language } from '@konzeptstand/contract/values.ts';

export type CsvCell = string | number | boolean | null;
export interface CsvTable {
	columns: string[];
	rows: CsvCell[][];
}

/** Text that a spreadsheet would take for a formula. Source: OWASP, CSV injection. */
const FORMULA_START = /^[=+\-@\t\r\n\0]/;

/**
 * A table in the form that German Excel opens by double click: semicolons, UTF-8 with BOM, decimal comma.
 * Text that begins like a formula gets an apostrophe in front and stays text.
 */
export function toCsv(table: CsvTable, language: Language): string {
	const cell = (value: CsvCell): string => {
		if (value === null) return '';
		if (typeof value === 'number') return language === 'de' ? String(value).replace('.', ',') : String(value);
		if (typeof value === 'boolean') return language === 'de' ? (value ? 'ja' : 'nein') : value ? 'yes' : 'no';
		return FORMULA_START.test(value) ? `'${value}` : value;
	};
	return stringify([table.columns, ...table.rows.map((row) => row.map(cell))], {
		bom: true,
		delimiter: ';',
		record_delimiter: 'windows'
	});
}
