import type { ColumnField, HierarchyBy, ImportLevel, SheetSettings } from '@konzeptstand/contract/import.ts';
import { repeatedHead } from './find-head.ts';
import { codeText, depthOf, isCode, splitTitle } from './read-code.ts';
import { plainSpaces } from './reading.ts';
import { columnOf } from './sheet.ts';
import type { Sheet, SheetCell, SheetRow } from './sheet.ts';

/** What each row of a sheet is: an item, a band above items, or nothing that stands for one. */

export type LeftOutReason = 'total' | 'repeated-head' | 'remark' | 'above';

export interface Line {
	row: SheetRow;
	kind: 'item' | 'band' | LeftOutReason;
	/** Of a band: its text, and how it looks, by which bands of one rank are known. */
	text: string;
	look: string;
}

const TOTAL =
	/^(?:zwischensumme|teilsumme|gesamtsumme|summe|gesamtkosten|gesamtbetrag|gesamt|insgesamt|total|Σ|sum|subtotal|übertrag)(?:[ :].*)?$/i;
const REMARK =
	/^(?:\*|stand\b|quelle|hinweis|legende|anmerkung|erläuterung|erstellt|bearbeitet|seite \d|bearbeitungsstand|©|fußnote|\d\)|¹|²)/i;

/** Columns by what they hold. */
export class Columns {
	readonly #byField = new Map<ColumnField, number[]>();
	readonly all: {
		column: number;
		field: ColumnField;
		header: string;
		unit: SheetSettings['columns'][number]['unit'];
	}[];

	constructor(settings: Pick<SheetSettings, 'columns'>) {
		this.all = settings.columns.map(({ letter, field, header, unit }) => ({
			column: columnOf(letter),
			field,
			header,
			unit
		}));
		for (const { column, field } of this.all) this.#byField.set(field, [...(this.#byField.get(field) ?? []), column]);
	}

	of(field: ColumnField): number | undefined {
		return this.#byField.get(field)?.[0];
	}

	has(field: ColumnField): boolean {
		return this.#byField.has(field);
	}

	/** Of a list that the product has written itself. */
	get isOwn(): boolean {
		return this.has('item-id');
	}
}

/** The column in which the items of a list have their own title. */
export function titleColumn(columns: Columns, rows: SheetSettings['rows']): number | undefined {
	const own: ColumnField = rows === 'measure-and-project' ? 'measure' : rows;
	const others: ColumnField[] = rows === 'measure-and-project' ? ['title', 'project'] : ['title'];
	return [own, ...others, 'project' as const, 'measure' as const, 'goal' as const, 'field' as const].flatMap(
		(field) => columns.of(field) ?? []
	)[0];
}

export function linesOf(
	sheet: Sheet,
	settings: Pick<SheetSettings, 'headRow' | 'headRows' | 'columns' | 'rows' | 'hierarchy'>
): Line[] {
	const columns = new Columns(settings);
	const title = titleColumn(columns, settings.rows);
	const first = (settings.headRow ?? 0) + settings.headRows;
	const isRepeatedHead = repeatedHead(settings.columns.map((column) => column.header));
	const body = sheet.rows.filter((row) => row.number >= first);
	const lines = body.map((row): Line => {
		const kind = isRepeatedHead(row) ? 'repeated-head' : kindOf(row, sheet, columns, title, settings.hierarchy);
		return { row, kind, ...(kind === 'band' ? bandOf(row, sheet) : { text: '', look: '' }) };
	});
	// A single text behind the last item is a remark, not a heading of nothing.
	for (let index = lines.length - 1; index >= 0 && lines[index]?.kind !== 'item'; index -= 1) {
		const line = lines[index] as Line;
		if (line.kind === 'band') line.kind = 'remark';
	}
	return lines;
}

const own = (row: SheetRow): { cell: SheetCell; column: number }[] =>
	row.cells.flatMap((cell, column) => (cell && !cell.isFromMerged ? [{ cell, column }] : []));

function kindOf(
	row: SheetRow,
	sheet: Sheet,
	columns: Columns,
	title: number | undefined,
	hierarchy: HierarchyBy
): Line['kind'] {
	const cells = own(row);
	const texts = cells.filter(({ cell }) => cell.kind === 'text');
	const label = texts.find(({ cell }) => TOTAL.test(plainSpaces(cell.text)));
	if (label && texts.length <= 2) return 'total';
	if (
		texts.length > 0 &&
		cells.length <= 2 &&
		REMARK.test(plainSpaces((texts[0] as { cell: SheetCell }).cell.text)) &&
		cells.every(({ cell }) => cell.kind === 'text' || cell.kind === 'date')
	)
		return 'remark';
	const isBandRow =
		hierarchy === 'columns'
			? isBand(cells, row, sheet, columns, title)
			: hierarchy === 'numbering' && isBandBesideNumbers(cells, row, sheet, title);
	if (isBandRow) return 'band';
	return 'item';
}

/** One text, perhaps with its number before it, that stands out: over several columns, bold, or where no title stands. */
function isBand(
	cells: readonly { cell: SheetCell; column: number }[],
	row: SheetRow,
	sheet: Sheet,
	columns: Columns,
	title: number | undefined
): boolean {
	const said = cells.filter(({ cell }) => !isCode(cell.text));
	const [text] = said;
	if (said.length !== 1 || !text || cells.length > 2 || text.cell.kind !== 'text') return false;
	const isWide = (sheet.wideMerges.get(row.number) ?? []).some(
		([from, to]) => text.column >= from && text.column <= to
	);
	if (isWide || text.cell.isBold || splitTitle(text.cell.text).level !== null) return true;
	return title !== undefined && text.column !== title && !isFilledDown(columns, text.column);
}

/** Where numbers tell the levels, a row over the whole table whose text has no place among them is a band above them. */
function isBandBesideNumbers(
	cells: readonly { cell: SheetCell; column: number }[],
	row: SheetRow,
	sheet: Sheet,
	title: number | undefined
): boolean {
	const [text] = cells;
	if (cells.length !== 1 || !text || text.cell.kind !== 'text' || isCode(text.cell.text)) return false;
	const wide = (sheet.wideMerges.get(row.number) ?? []).find(([from, to]) => text.column >= from && text.column <= to);
	if (text.column !== title) return wide !== undefined || text.cell.isBold || splitTitle(text.cell.text).level !== null;
	return wide !== undefined && splitTitle(text.cell.text).code === null;
}

/** In these a text alone begins a group in a column of its own, with the rows below left empty. */
function isFilledDown(columns: Columns, column: number): boolean {
	return [
		columns.of('field'),
		columns.of('goal'),
		columns.of('sub-goal'),
		columns.of('measure'),
		columns.of('project')
	].includes(column);
}

function bandOf(row: SheetRow, sheet: Sheet): Pick<Line, 'text' | 'look'> {
	const cells = own(row);
	const said = cells.find(({ cell }) => !isCode(cell.text)) ?? cells[0];
	const number = cells.find(({ cell }) => isCode(cell.text) && cell !== said?.cell);
	if (!said) return { text: '', look: '' };
	const text = number ? `${codeText(number.cell)} ${plainSpaces(said.cell.text)}` : plainSpaces(said.cell.text);
	const named = splitTitle(text);
	const isWide = sheet.wideMerges.has(row.number);
	const look =
		named.level !== null
			? `level ${named.level}`
			: named.code !== null
				? `depth ${String(depthOf(named.code))}`
				: `${isWide ? 'wide' : 'cell'} ${said.cell.isBold ? 'bold' : 'plain'} ${String(said.cell.indent)} ${String(said.column)}`;
	return { text, look };
}

/** How bands look, from the upper ones to the lower: whoever opens the list is above whoever follows it. */
export function bandLooks(lines: readonly Line[]): string[] {
	const looks: string[] = [];
	for (const line of lines) if (line.kind === 'band' && !looks.includes(line.look)) looks.push(line.look);
	const depth = (look: string): number => Number(/^depth (\d+)$/.exec(look)?.[1] ?? 0);
	const levels: ImportLevel[] = ['field', 'goal', 'sub-goal', 'measure', 'project'];
	const rank = (look: string): number => levels.indexOf(look.replace('level ', '') as ImportLevel);
	if (looks.every((look) => look.startsWith('depth '))) return looks.sort((a, b) => depth(a) - depth(b));
	return looks.every((look) => look.startsWith('level ')) ? looks.sort((a, b) => rank(a) - rank(b)) : looks;
}
