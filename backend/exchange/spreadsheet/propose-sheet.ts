import type {
	ColumnField,
	HierarchyBy,
	ImportLevel,
	ImportRows,
	SheetSettings
} from '@konzeptstand/contract/import.ts';
import { findHead, headersOf } from './find-head.ts';
import type { Head } from './find-head.ts';
import { bandLooks, Columns, linesOf, titleColumn } from './layout.ts';
import type { Line } from './layout.ts';
import { proposeColumns } from './propose-columns.ts';
import type { ColumnProposal } from './propose-columns.ts';
import { isOfParts } from './own-list.ts';
import { codeText, depthOf, isCode, splitTitle } from './read-code.ts';
import { readDay } from './read-period.ts';
import { plainSpaces } from './reading.ts';
import { PLAIN } from './sheet.ts';
import type { Sheet, SheetRow } from './sheet.ts';

/** How a sheet is probably laid out, for the planner to correct. */

export interface SheetProposal extends SheetSettings {
	columns: ColumnProposal[];
}

/** Sheets that stand beside the list in many files. */
const BESIDE =
	/^(?:legende|hinweise?|anleitung|erläuterung(?:en)?|auswertung|pivot|diagramm.*|deckblatt|listen|dropdown|stammdaten|statistik|über diese datei|about this file)$/i;

/** How a list is laid out shows in its first thousands of rows. */
const LOOKED_AT = 3_000;

/**
 * @param isOnly of its file: then it is the list, names of columns or not
 * @param given what the planner said: it stands; without columns or levels these are proposed anew
 */
export function proposeSheet(sheet: Sheet, isOnly: boolean, given?: SheetSettings): SheetProposal {
	const head = given ? headGiven(sheet, given) : findHead(sheet);
	const headers = headersOf(sheet, head);
	const body = sheet.rows.slice(head.index + head.rows);
	const columns = proposeColumns(headers, body);
	if (given) for (const column of columns) takeGiven(column, given);
	const rows = given?.rows ?? rowsOf(columns);
	const { isOwn } = new Columns({ columns });
	if (!isOwn && (!given || given.columns.length === 0)) ensureTitle(columns, rows, body);
	const first = sheet.rows[head.index];
	const base: SheetProposal = {
		name: sheet.name,
		isUsed: false,
		headRow: head.rows > 0 && first ? first.number : null,
		headRows: head.rows,
		columns,
		rows,
		hierarchy: 'columns',
		levels: [],
		asOf: asOfAbove(sheet.rows.slice(0, head.index))
	};
	const begun = { ...sheet, rows: sheet.rows.slice(0, LOOKED_AT) };
	base.hierarchy = given?.hierarchy ?? (isOwn ? 'columns' : hierarchyOf(begun, base));
	base.levels = given && given.levels.length > 0 ? given.levels : levelsOf(begun, base);
	if (given) return { ...base, isUsed: given.isUsed, asOf: given.asOf };
	const hasTitle = titleColumn(new Columns(base), rows) !== undefined;
	base.isUsed =
		hasTitle &&
		!(isOwn && (headers.some(isOfParts) || columns.every(({ field }) => OWN_ROWS[field] === undefined))) &&
		body.length > 0 &&
		!sheet.isHidden &&
		!BESIDE.test(sheet.name.trim()) &&
		(head.rows > 0 || isOnly);
	return base;
}

const headGiven = (sheet: Sheet, { headRow, headRows }: SheetSettings): Head => {
	const index = sheet.rows.findIndex((row) => row.number >= (headRow ?? 0));
	return { index: Math.max(index, 0), rows: headRow === null ? 0 : headRows };
};

/** What the planner said of a column stands; what it might be else is still shown. */
function takeGiven(column: ColumnProposal, { columns }: SheetSettings): void {
	const said = columns.find(({ letter }) => letter === column.letter);
	if (said) Object.assign(column, { field: said.field, unit: said.unit });
	else if (columns.length > 0) column.field = 'ignore';
}

/** Own lists have the title of their items before what those stand below. */
const OWN_ROWS: Partial<Record<ColumnField, ImportRows>> = {
	project: 'project',
	measure: 'measure',
	goal: 'goal',
	field: 'field'
};

function rowsOf(columns: readonly ColumnProposal[]): ImportRows {
	const has = (field: string): boolean => columns.some((column) => column.field === field);
	if (has('item-id'))
		return columns.map(({ field }) => OWN_ROWS[field]).find((rows) => rows !== undefined) ?? 'project';
	const bearsStatus = has('status') || has('progress') || has('status-text');
	if (has('project')) return 'project';
	if (has('measure')) return bearsStatus ? 'measure-and-project' : 'measure';
	if (has('title')) return 'project';
	return has('goal') || has('sub-goal') ? 'goal' : 'project';
}

/** Where no name tells the title, it is the column with the most different texts. */
function ensureTitle(columns: ColumnProposal[], rows: ImportRows, body: readonly SheetRow[]): void {
	if (titleColumn(new Columns({ columns }), rows) !== undefined) return;
	const isFree = ({ field }: ColumnProposal): boolean => field === 'note' || field === 'ignore';
	// Where everything else is taken, what is called "Inhalt" is the title.
	const isPossible = columns.some(isFree) ? isFree : ({ field }: ColumnProposal): boolean => field === 'description';
	const candidates = columns.map((column, index) => {
		const texts = body
			.slice(0, 300)
			.flatMap(({ cells }) => (cells[index]?.kind === 'text' ? [plainSpaces(cells[index].text)] : []));
		const distinct = new Set(texts.filter((text) => text.length > 5 && !isCode(text))).size;
		return { column, distinct: isPossible(column) ? distinct : 0 };
	});
	const best = candidates.reduce((most, one) => (one.distinct > most.distinct ? one : most), {
		column: null as ColumnProposal | null,
		distinct: 0
	});
	if (best.column && best.distinct >= 1) best.column.field = 'title';
}

/** `Stand: 31.12.2024`, `Arbeitsstand 14.10.2025`. */
const STAND =
	/(?<!\p{L})(?:(?:Arbeits|Bearbeitungs|Daten|Planungs|Redaktions|Sach)?stand)\s*(?:vom|per|am|zum)?\s*:?\s*(.+)$/iu;
const DATE =
	/^(?:(?:0?[1-9]|[12]\d|3[01])\.\s?(?:\d{1,2}\.\s?|\p{L}{3,9}\.?\s)|\d{1,2}[./]|\p{L}{3,9}\.?\s)?(?:20\d{2}|\d{2})(?!\d)/u;

/** `Stand: 31.12.2024` above the list is true for all of it, also where more stands behind it. */
function asOfAbove(rows: readonly SheetRow[]): string | null {
	for (const { cells } of rows) {
		for (const cell of cells) {
			const behind = cell ? STAND.exec(plainSpaces(cell.text))?.[1] : undefined;
			if (behind === undefined) continue;
			const said = DATE.exec(behind)?.[0] ?? behind;
			const { value, doubt } = readDay({ ...PLAIN, text: said, value: said, kind: 'text' });
			if (value !== null && !doubt) return value;
		}
	}
	return null;
}

/** The number of an item, from its own column or from the beginning of its title. */
export function codeOf(line: Line, columns: Columns, title: number | undefined, splitsTitles: boolean): string | null {
	const number = columns.of('number') ?? columns.of('project-number') ?? columns.of('measure-number');
	const cell = number === undefined ? undefined : line.row.cells[number];
	if (cell && !cell.isFromMerged && cell.kind !== 'date' && isCode(codeText(cell))) return codeText(cell);
	const own = title === undefined ? undefined : line.row.cells[title];
	return own && splitsTitles ? splitTitle(own.text).code : null;
}

/** Whether titles of a list begin with their numbers: where most of them do. */
export function beginWithCodes(lines: readonly Line[], columns: Columns, title: number | undefined): boolean {
	if (title === undefined || columns.has('number')) return false;
	const texts = lines.flatMap(({ kind, row }) => (kind === 'item' && row.cells[title] ? [row.cells[title].text] : []));
	return texts.length > 1 && texts.filter((text) => splitTitle(text).code !== null).length / texts.length >= 0.5;
}

export const HIERARCHIES: Record<
	Exclude<HierarchyBy, 'columns'>,
	(line: Line, context: RankContext) => number | null
> = {
	numbering: (line, { columns, title, splitsTitles }) => {
		const code = codeOf(line, columns, title, splitsTitles);
		return code === null ? null : depthOf(code);
	},
	indentation: ({ row }, { title }) => (title === undefined ? null : (row.cells[title]?.indent ?? null)),
	emphasis: ({ row }, { title }) => (title === undefined || !row.cells[title] ? null : row.cells[title].isBold ? 0 : 1)
};
export interface RankContext {
	columns: Columns;
	title: number | undefined;
	splitsTitles: boolean;
}

export function contextOf(lines: readonly Line[], settings: Pick<SheetSettings, 'columns' | 'rows'>): RankContext {
	const columns = new Columns(settings);
	const title = titleColumn(columns, settings.rows);
	return { columns, title, splitsTitles: beginWithCodes(lines, columns, title) };
}

/** Ranks that occur, from above. */
export function ranksOf(lines: readonly Line[], by: Exclude<HierarchyBy, 'columns'>, context: RankContext): number[] {
	const ranks = new Set<number>();
	for (const line of lines) {
		const rank = line.kind === 'item' ? HIERARCHIES[by](line, context) : null;
		if (rank !== null) ranks.add(rank);
	}
	return [...ranks].sort((a, b) => a - b).slice(0, 5);
}

function hierarchyOf(sheet: Sheet, settings: SheetProposal): HierarchyBy {
	const lines = linesOf(sheet, { ...settings, hierarchy: 'numbering' }).filter(({ kind }) => kind === 'item');
	const context = contextOf(lines, settings);
	if (context.title === undefined || lines.length < 3) return 'columns';
	const share = (by: Exclude<HierarchyBy, 'columns'>): number[] => {
		const ranks = ranksOf(lines, by, context);
		return ranks.map((rank) => lines.filter((line) => HIERARCHIES[by](line, context) === rank).length / lines.length);
	};
	const isStepped = (shares: readonly number[]): boolean =>
		shares.length >= 2 && shares.length <= 5 && (shares[0] ?? 1) <= 0.6;
	const codes = lines.map((line) => codeOf(line, context.columns, context.title, context.splitsTitles));
	const known = new Set(codes);
	const nested = codes.filter(
		(code) => code !== null && /[.\-/]/.test(code) && known.has(code.replace(/[.\-/][^.\-/]*$/, ''))
	).length;
	if (isStepped(share('numbering')) && nested / lines.length >= 0.4) return 'numbering';
	// Bands tell the levels better than looks do, where there are some.
	if (linesOf(sheet, { ...settings, hierarchy: 'columns' }).some(({ kind }) => kind === 'band')) return 'columns';
	if (isStepped(share('indentation'))) return 'indentation';
	const [bold = 0] = share('emphasis');
	return isStepped(share('emphasis')) && bold >= 0.05 ? 'emphasis' : 'columns';
}

/**
 * What a band is: in order of how bands look where they alone tell the levels; beside numbers what its own word says, or
 * what stands above the topmost number.
 */
export function levelOfBand(
	look: string,
	looks: readonly string[],
	{ hierarchy, levels }: Pick<SheetSettings, 'hierarchy' | 'levels'>
): ImportLevel {
	if (hierarchy === 'columns') return levels[Math.min(Math.max(looks.indexOf(look), 0), levels.length - 1)] ?? 'field';
	return look.startsWith('level ') ? (look.slice(6) as ImportLevel) : 'field';
}

const ABOVE: Record<ImportRows, readonly (readonly ImportLevel[])[]> = {
	project: [
		[],
		['measure'],
		['field', 'measure'],
		['field', 'goal', 'measure'],
		['field', 'goal', 'sub-goal', 'measure']
	],
	measure: [[], ['field'], ['field', 'goal'], ['field', 'goal', 'sub-goal']],
	'measure-and-project': [[], ['field'], ['field', 'goal'], ['field', 'goal', 'sub-goal']],
	goal: [[], ['field'], ['field', 'goal']],
	field: [[]]
};
const leafOf = (rows: ImportRows): ImportLevel => (rows === 'measure-and-project' ? 'measure' : rows);

/** What the ranks of a list are: known words hold, the rest by how many there are. */
export function levelsOf(sheet: Sheet, settings: SheetSettings): ImportLevel[] {
	const lines = linesOf(sheet, settings);
	if (settings.hierarchy === 'columns') {
		const looks = bandLooks(lines).slice(0, 4);
		const columns = new Columns(settings);
		// A single band above projects is what their list is parted by: the field, unless a column names that.
		const above =
			looks.length === 1 && !columns.has('field') ? (['field'] as const) : (ABOVE[settings.rows][looks.length] ?? []);
		return looks.map((look, index) =>
			look.startsWith('level ') ? (look.slice(6) as ImportLevel) : (above[index] ?? 'field')
		);
	}
	const ranks = ranksOf(lines, settings.hierarchy, contextOf(lines, settings));
	const above = ABOVE[settings.rows][ranks.length - 1] ?? ABOVE[settings.rows].at(-1) ?? [];
	return [...above, leafOf(settings.rows)].slice(-Math.max(ranks.length, 1));
}
