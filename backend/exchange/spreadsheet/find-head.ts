import type { ColumnField } from '@konzeptstand/contract/import.ts';
import { fieldsNamed } from './column-words.ts';
import { plainSpaces } from './reading.ts';
import type { Sheet, SheetCell, SheetRow } from './sheet.ts';
import { normalised } from './words.ts';

/** Where the names of the columns stand: below titles, in one row or two, or nowhere. */
export interface Head {
	/** Index among the rows of the sheet; where the list begins if there is no head. */
	index: number;
	/** How many rows it takes; 0: there is none. */
	rows: number;
}

/** Titles, addresses and legends above a list take no more rows than this. */
const SEARCHED = 40;

const texts = (row: SheetRow): string[] =>
	row.cells.flatMap((cell) => (cell && cell.text.trim() !== '' ? [plainSpaces(cell.text)] : []));

/** How much a row looks like names of columns. */
function scoreOf(row: SheetRow): number {
	const own = row.cells.filter((cell) => cell !== undefined);
	if (own.length < 2) return 0;
	let score = 0;
	const fields = new Set<ColumnField>();
	for (const cell of own) {
		if (cell.kind !== 'text' || cell.text.length > 80) {
			score -= 0.5;
			continue;
		}
		const best = fieldsNamed(cell.text)[0];
		if (best && best.score >= 0.5 && !fields.has(best.field)) {
			fields.add(best.field);
			score += best.score;
		}
	}
	// One telling name is enough where nothing but names stands in the row.
	return fields.size >= 2 || (score >= 0.9 && score <= 1) ? score : 0;
}

export function findHead(sheet: Sheet): Head {
	const rows = sheet.rows.slice(0, SEARCHED);
	const scores = rows.map(scoreOf);
	const best = scores.reduce((most, score, index) => (score > (scores[most] ?? 0) ? index : most), 0);
	const row = rows[best];
	if (!row || (scores[best] ?? 0) < 0.9) return { index: firstOfList(sheet), rows: 0 };
	const next = rows[best + 1];
	const above = rows[best - 1];
	// A name over several columns with their own names below, or units below.
	if (next && isSecond(sheet, row, next)) return { index: best, rows: 2 };
	if (above && isGroupRow(sheet, above, row)) return { index: best - 1, rows: 2 };
	return { index: best, rows: 1 };
}

/** Without names the list begins where rows of several cells do. */
function firstOfList(sheet: Sheet): number {
	const index = sheet.rows.findIndex((row) => texts(row).length >= 2);
	return index === -1 ? 0 : index;
}

const UNITS =
	/^[([]?(?:in )?(?:T€|TEUR|€|EUR|Euro|Mio\.? ?€?|%|ja\/nein|x|Jahr|von|bis|TT\.MM\.JJJJ|Datum|netto|brutto|Plan|Ist)[)\]]?$/i;

function isSecond(sheet: Sheet, head: SheetRow, row: SheetRow): boolean {
	const cells = row.cells.flatMap((cell, column) => (cell && !cell.isFromMerged ? [{ cell, column }] : []));
	if (cells.length === 0 || cells.some(({ cell }) => cell.kind !== 'text' || cell.text.length > 60)) return false;
	const wide = sheet.wideMerges.get(head.number) ?? [];
	const isBelowWide = (column: number): boolean => wide.some(([from, to]) => column >= from && column <= to);
	const isNamed = (cell: SheetCell): boolean =>
		UNITS.test(plainSpaces(cell.text)) || (fieldsNamed(cell.text)[0]?.score ?? 0) >= 0.5;
	// Nothing but names of columns is no row of a list, whatever stands above it.
	if (cells.length >= 3 && cells.every(({ cell }) => isNamed(cell))) return true;
	return cells.every(
		({ cell, column }) =>
			UNITS.test(plainSpaces(cell.text)) || ((isBelowWide(column) || head.cells[column] === undefined) && isNamed(cell))
	);
}

/** The upper row of two, where the lower one has more names. */
function isGroupRow(sheet: Sheet, above: SheetRow, head: SheetRow): boolean {
	const wide = sheet.wideMerges.get(above.number) ?? [];
	const names = above.cells.flatMap((cell, column) => (cell ? [{ cell, column }] : []));
	if (wide.length === 0 || names.length < 2) return false;
	// A title over the whole list is none of its columns.
	const width = head.cells.length;
	return (
		wide.some(([from, to]) => to - from + 1 < width) &&
		names.every(({ cell }) => cell.kind === 'text' && cell.text.length <= 60)
	);
}

/** The names of all columns, those of two rows put together. */
export function headersOf(sheet: Sheet, head: Head): string[] {
	if (head.rows === 0) return [];
	const rows = sheet.rows.slice(head.index, head.index + head.rows);
	const width = Math.max(
		...rows.map((row) => row.cells.length),
		...sheet.rows.slice(head.index, head.index + 200).map((row) => row.cells.length)
	);
	return Array.from({ length: width }, (_none, column) => {
		const parts = rows.flatMap((row) => {
			const wide = sheet.wideMerges.get(row.number)?.find(([from, to]) => column >= from && column <= to);
			const cell = row.cells[column] ?? (wide ? row.cells[wide[0]] : undefined);
			return cell && !cell.isFromMerged && cell.text.trim() !== ''
				? [plainSpaces(cell.text.replace(/([a-zäöüß])-\s*\n\s*([a-zäöüß])/g, '$1$2'))]
				: [];
		});
		return [...new Set(parts)].join(' – ');
	});
}

/** Tells whether a row says the names of the columns again, as every printed page does. */
export function repeatedHead(headers: readonly string[]): (row: SheetRow) => boolean {
	const names = new Set(headers.flatMap((header) => [header, ...header.split(' – ')]).map(normalised));
	const isName = (text: string): boolean => names.has(normalised(text));
	return (row) => {
		const own = texts(row);
		if (own.length < 2 || !own.slice(0, 2).some(isName)) return false;
		return own.filter(isName).length / own.length >= 0.7;
	};
}
