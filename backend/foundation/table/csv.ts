import { stringify } from 'csv-stringify/sync';
import type { Language } from '@konzeptstand/contract/values.ts';
import { inBatches, isLikeFormula, plainText, valueOf } from './cell-value.ts';
import type { CellValue, Writing } from './cell-value.ts';
import type { Table } from './table.ts';

const BOM = '\uFEFF';

/**
 * A table in the form that German Excel opens by double click: semicolons, UTF-8 with BOM, decimal comma. Text that
 * begins like a formula gets an apostrophe in front and stays text.
 */
export function csvOf(table: Table, writing: Writing): AsyncGenerator<Uint8Array> {
	function* lines(): Generator<string> {
		yield BOM + linesOf([table.columns.map((column) => column.title)]);
		let waiting: string[][] = [];
		for (const row of table.rows()) {
			waiting.push(
				row.map((cell, index) => cellOf(valueOf(cell, table.columns[index]?.kind ?? 'text', writing), writing.language))
			);
			if (waiting.length < TOGETHER) continue;
			yield linesOf(waiting);
			waiting = [];
		}
		yield linesOf(waiting);
	}
	return inBatches(lines(), 1);
}

/** Rows that the library writes at once: it takes longer to begin than to write one. */
const TOGETHER = 200;

const linesOf = (rows: string[][]): string => stringify(rows, { delimiter: ';', record_delimiter: 'windows' });

function cellOf(value: CellValue | null, language: Language): string {
	if (value === null) return '';
	const text = plainText(value, language);
	// One that has such an apostrophe of its own gets one more, so that an import takes off no more than was put on.
	return value.type === 'text' && isLikeFormula(text.replace(/^'+/, '')) ? `'${text}` : text;
}
