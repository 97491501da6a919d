import type { ColumnField, ImportDoubt, ImportLevel, SheetSettings } from '@konzeptstand/contract/import.ts';
import type { Doubts } from './doubts.ts';
import { bandLooks, linesOf } from './layout.ts';
import type { LeftOutReason, Line } from './layout.ts';
import { contextOf, HIERARCHIES, levelOfBand, ranksOf } from './propose-sheet.ts';
import type { RankContext } from './propose-sheet.ts';
import { groupsIn } from './named-item.ts';
import type { NamedItem } from './named-item.ts';
import { identityOf } from './own-list.ts';
import { codeText, isCode, MOST_CODE, MOST_TITLE, splitTitle } from './read-code.ts';
import type { RowPlace } from './read-cell.ts';
import type { ValueReader } from './read-values.ts';
import type { RowValues } from './row-values.ts';
import { plainSpaces } from './reading.ts';
import { letterOf } from './sheet.ts';
import type { Sheet } from './sheet.ts';
import { levelOf } from './words.ts';

/** The rows of a sheet as items of the concept, each with what it stands below. */

export interface ReadRow {
	sheet: string;
	sheetIndex: number;
	row: number;
	/** Why it stands for nothing; null: it stands for its items. */
	leftOut: LeftOutReason | 'decision' | null;
	/** What it stands below, from above; itself comes last. */
	named: NamedItem[];
	/** A project of the same name below the measure that it is. */
	withProject: boolean;
	values: RowValues;
	doubts: ImportDoubt[];
}

export const LEVEL_ORDER: readonly ImportLevel[] = ['field', 'goal', 'sub-goal', 'measure', 'project'];
const rankOf = (level: ImportLevel): number => LEVEL_ORDER.indexOf(level);
const NUMBER_OF: Partial<Record<ImportLevel, ColumnField>> = {
	field: 'field-number',
	goal: 'goal-number',
	measure: 'measure-number',
	project: 'project-number'
};

/** Reads one sheet from top to bottom. */
export class RowReader {
	readonly #sheet: Sheet;
	readonly #index: number;
	readonly #settings: SheetSettings;
	readonly #values: ValueReader;
	readonly #doubts: Doubts;
	readonly #day: string;
	#context: RankContext;
	#looks: string[] = [];
	#ranks: number[] = [];
	/** Bands and upper rows that hold until others of their level come. */
	#above: NamedItem[] = [];
	/** Texts of group columns that hold for the empty cells below them. */
	#filled = new Map<ImportLevel, NamedItem>();
	#sparse = new Set<ImportLevel>();
	#toldSparse = new Set<ImportLevel>();

	constructor(sheet: Sheet, index: number, settings: SheetSettings, values: ValueReader, doubts: Doubts, day: string) {
		this.#sheet = sheet;
		this.#index = index;
		this.#settings = settings;
		this.#values = values;
		this.#doubts = doubts;
		this.#day = day;
		this.#context = contextOf([], settings);
	}

	read(): ReadRow[] {
		const lines = linesOf(this.#sheet, this.#settings);
		this.#context = contextOf(lines, this.#settings);
		const { hierarchy } = this.#settings;
		this.#looks = bandLooks(lines);
		this.#ranks = hierarchy === 'columns' ? [] : ranksOf(lines, hierarchy, this.#context);
		this.#findSparse(lines);
		return lines.map((line) => this.#readLine(line));
	}

	#findSparse(lines: readonly Line[]): void {
		if (this.#context.columns.isOwn) return;
		const items = lines.filter(({ kind }) => kind === 'item');
		for (const level of LEVEL_ORDER) {
			const column = this.#context.columns.of(level);
			if (column === undefined || column === this.#context.title) continue;
			const filled = items.filter(({ row }) => row.cells[column] !== undefined).length;
			if (items[0]?.row.cells[column] && filled / items.length < 0.8) this.#sparse.add(level);
		}
	}

	#readLine(line: Line): ReadRow {
		const read: ReadRow = {
			sheet: this.#sheet.name,
			sheetIndex: this.#index,
			row: line.row.number,
			leftOut: null,
			named: [],
			withProject: false,
			values: {},
			doubts: []
		};
		if (line.kind === 'band') this.#readBand(read, line);
		else if (line.kind === 'item') this.#readItem(read, line);
		else read.leftOut = line.kind;
		if (read.leftOut === null && read.doubts.some(({ decision }) => decision?.choice === 'leave-out'))
			read.leftOut = 'decision';
		return read;
	}

	#readBand(read: ReadRow, { text, look }: Line): void {
		const level = levelOfBand(look, this.#looks, this.#settings);
		const named = splitTitle(text);
		const item = { level, code: shortCode(named.code), title: named.title.slice(0, MOST_TITLE) };
		this.#hold(item);
		read.named = [...this.#above];
		this.#filled.clear();
	}

	/** From now on the item stands above what follows; what stood on its level and below is over. */
	#hold(item: NamedItem): void {
		this.#above = [...this.#above.filter(({ level }) => rankOf(level) < rankOf(item.level)), item];
	}

	#readItem(read: ReadRow, line: Line): void {
		const { columns, title } = this.#context;
		const place: RowPlace = {
			sheet: read.sheet,
			sheetIndex: read.sheetIndex,
			row: line.row,
			columns,
			doubts: read.doubts,
			asOf: this.#settings.asOf,
			day: this.#day,
			level: 'project'
		};
		const group = this.#groupOnly(line);
		if (group) {
			this.#takeGroups(place, group);
			read.named = this.#pathTo(group);
			return;
		}
		const level = this.#levelOf(line, place);
		place.level = level;
		this.#takeGroups(place, level);
		const item = this.#ownItem(place, line, level);
		read.withProject = this.#settings.rows === 'measure-and-project' && level === 'measure';
		if (item) {
			read.named = [...this.#pathTo(level).filter((one) => rankOf(one.level) < rankOf(level)), item];
			// A row of an upper level stands above those that follow.
			if (this.#settings.hierarchy !== 'columns' || columns.has('level')) this.#hold(item);
		}
		read.values = this.#values.read(place);
		this.#askStruck(place, title, read);
	}

	#askStruck(place: RowPlace, title: number | undefined, read: ReadRow): void {
		const cell = title === undefined ? undefined : place.row.cells[title];
		if (title === undefined || !cell?.isStruck) return;
		const proposal = { text: { de: 'Zeile auslassen', en: 'Leave the row out' }, value: '' };
		const decision = this.#doubts.add(place.doubts, {
			code: 'struck_out',
			...this.#at(place, title, 'title'),
			value: cell.text,
			proposal,
			choices: ['new']
		});
		if (decision?.choice === 'proposal') read.leftOut = 'decision';
	}

	#at(place: RowPlace, column: number, field: ColumnField) {
		return { sheet: place.sheet, sheetIndex: place.sheetIndex, row: place.row.number, column: letterOf(column), field };
	}

	/** A row of groups alone, without an item of its own: its deepest group is what it stands for. */
	#groupOnly({ row }: Line): ImportLevel | null {
		const { columns, title } = this.#context;
		if (columns.isOwn || this.#settings.hierarchy !== 'columns' || (title !== undefined && row.cells[title]))
			return null;
		const levels = LEVEL_ORDER.filter((level) => {
			const column = columns.of(level);
			return column !== undefined && column !== title && row.cells[column] && !row.cells[column].isFromMerged;
		});
		return levels.at(-1) ?? null;
	}

	#levelOf(line: Line, place: RowPlace): ImportLevel {
		const { rows, hierarchy, levels } = this.#settings;
		const leaf: ImportLevel = rows === 'measure-and-project' ? 'measure' : rows;
		const column = this.#context.columns.of('level');
		const cell = column === undefined ? undefined : line.row.cells[column];
		if (column !== undefined && cell) {
			const level = levelOf(cell.text);
			if (level !== null) return level;
			this.#values.doubt(place, 'unknown_level', cell.text, column, 'level', null, ['empty', 'leave-out']);
		}
		if (hierarchy === 'columns') return leaf;
		const rank = HIERARCHIES[hierarchy](line, this.#context);
		if (rank === null) return leaf;
		const index = this.#ranks.indexOf(rank);
		return (index === -1 ? levels.at(-1) : levels[Math.min(index, levels.length - 1)]) ?? leaf;
	}

	/** What group columns say of a row, for all levels above its own. */
	#takeGroups(place: RowPlace, own: ImportLevel): void {
		const { columns, title } = this.#context;
		for (const level of LEVEL_ORDER) {
			if (rankOf(level) > rankOf(own)) break;
			const column = columns.of(level);
			if (column === undefined || column === title) continue;
			const cell = place.row.cells[column];
			const numberColumn = columns.of(NUMBER_OF[level] ?? 'ignore');
			const number =
				numberColumn === undefined || NUMBER_OF[level] === undefined ? undefined : place.row.cells[numberColumn];
			const text = cell ? this.#values.text(place, { cell, column, field: level }) : null;
			if (text === null) {
				if (this.#sparse.has(level) && !cell) this.#tellSparse(place, column, level);
				else this.#drop(level);
				continue;
			}
			this.#drop(level);
			for (const item of groupsIn(text, level, this.#headerOf(column))) {
				const code = number && item.level === level ? codeText(number) : item.code;
				this.#filled.set(item.level, { ...item, code: shortCode(code) });
			}
		}
	}

	/** Null: a list of the product, whose cells name one item each, as it is called. */
	#headerOf(column: number): string | null {
		if (this.#context.columns.isOwn) return null;
		return this.#settings.columns.find(({ letter }) => letter === letterOf(column))?.header ?? '';
	}

	#drop(level: ImportLevel): void {
		for (const known of [...this.#filled.keys()]) if (rankOf(known) >= rankOf(level)) this.#filled.delete(known);
	}

	#tellSparse(place: RowPlace, column: number, level: ImportLevel): void {
		if (this.#toldSparse.has(level)) return;
		this.#toldSparse.add(level);
		this.#doubts.add(place.doubts, {
			code: 'filled_down',
			...this.#at(place, column, level),
			value: '',
			choices: []
		});
	}

	#pathTo(own: ImportLevel): NamedItem[] {
		const path = new Map<ImportLevel, NamedItem>();
		for (const item of this.#above) path.set(item.level, item);
		for (const [level, item] of this.#filled) path.set(level, item);
		const above = LEVEL_ORDER.flatMap((level) => (rankOf(level) <= rankOf(own) ? (path.get(level) ?? []) : []));
		// Where a project counts says in which field it is, not the other way round.
		return this.#context.columns.isOwn && own === 'project'
			? above.filter(({ level }) => level !== 'field').slice(-1)
			: above;
	}

	#ownItem(place: RowPlace, line: Line, level: ImportLevel): NamedItem | null {
		const { title: column, splitsTitles, columns } = this.#context;
		const cell = column === undefined ? undefined : line.row.cells[column];
		const field: ColumnField = level;
		const text = column === undefined || !cell ? null : this.#values.text(place, { cell, column, field });
		if (text === null) {
			if (place.doubts.some((doubt) => doubt.field === field && doubt.isOpen)) return null;
			const decision = this.#doubts.add(place.doubts, {
				code: 'no_title',
				...this.#at(place, column ?? 0, field),
				value: '',
				choices: ['value', 'leave-out'],
				isRefused: true
			});
			if (decision?.choice !== 'value' || decision.value === null) return null;
			return { level, code: this.#code(place, level, null), title: decision.value };
		}
		const plain = plainSpaces(text);
		const named = splitTitle(plain);
		const isSplit = !columns.isOwn && (splitsTitles || named.level !== null);
		const title = isSplit ? named.title : plain;
		return {
			level,
			code: this.#code(place, level, isSplit ? named.code : null),
			title: this.#shortTitle(place, title, column ?? 0, field),
			...identityOf(place.row, columns)
		};
	}

	#shortTitle(place: RowPlace, title: string, column: number, field: ColumnField): string {
		if (title.length <= MOST_TITLE) return title;
		const short = `${title.slice(0, MOST_TITLE - 2)} …`;
		const decision = this.#doubts.add(place.doubts, {
			code: 'title_too_long',
			...this.#at(place, column, field),
			value: title,
			proposal: { text: { de: short, en: short }, value: short },
			choices: ['value', 'leave-out'],
			values: { most: MOST_TITLE }
		});
		return decision?.choice === 'value' && decision.value !== null ? decision.value.slice(0, MOST_TITLE) : short;
	}

	#code(place: RowPlace, level: ImportLevel, ofTitle: string | null): string | null {
		const { columns } = this.#context;
		const own = NUMBER_OF[level];
		const column = (own === undefined ? undefined : columns.of(own)) ?? columns.of('number');
		const cell = column === undefined ? undefined : place.row.cells[column];
		if (column === undefined || !cell || cell.isFromMerged) return shortCode(ofTitle);
		if (cell.kind === 'date') return this.#codeOfDate(place, column, cell.text, String(cell.value));
		const text = this.#values.text(place, { cell: { ...cell, text: codeText(cell) }, column, field: 'number' }, 500);
		if (text === null) return shortCode(ofTitle);
		const code = plainSpaces(text);
		if (code.length <= MOST_CODE) return code;
		if (splitTitle(code).code !== null && isCode(splitTitle(code).code ?? '')) return splitTitle(code).code;
		const decision = this.#values.doubt(place, 'code_too_long', code, column, 'number');
		return decision?.choice === 'value' ? shortCode(decision.value) : null;
	}

	/** `1.2` that became the first of February: the day and the month are what stood there. */
	#codeOfDate(place: RowPlace, column: number, shown: string, iso: string): string | null {
		const [, month, day] = iso.split('-').map(Number);
		const meant = day === undefined || month === undefined ? null : `${String(day)}.${String(month)}`;
		const decision = this.#values.doubt(place, 'code_as_date', shown, column, 'number', meant);
		return decision?.choice === 'proposal' ? meant : decision?.choice === 'value' ? shortCode(decision.value) : null;
	}
}

const shortCode = (code: string | null): string | null =>
	code === null || code === '' || code.length > MOST_CODE ? null : code;
