import type {
	ColumnField,
	DecisionChoice,
	ImportDecision,
	ImportDoubt,
	ImportLevel,
	ImportText,
	MoneyUnit
} from '@konzeptstand/contract/import.ts';
import type { Doubts } from './doubts.ts';
import type { Columns } from './layout.ts';
import { plainSpaces } from './reading.ts';
import type { Reading } from './reading.ts';
import { letterOf, PLAIN } from './sheet.ts';
import type { SheetCell, SheetRow } from './sheet.ts';
import { normalised, saysUnknown, unscrambled, wordKey } from './words.ts';

/** What is the same of reading every cell: texts as they were meant, and doubts with what was decided about them. */

export interface RowPlace {
	sheet: string;
	sheetIndex: number;
	row: SheetRow;
	columns: Columns;
	doubts: ImportDoubt[];
	/** Day for which statuses are true where the row names none. */
	asOf: string | null;
	/** Today in the region, ISO. */
	day: string;
	/** What the row is. */
	level: ImportLevel;
}

export interface Cell {
	cell: SheetCell;
	column: number;
	field: ColumnField;
	header: string;
	unit: MoneyUnit;
}

const MOST_TEXT = 20_000;
const CHOICES: readonly DecisionChoice[] = ['empty', 'value', 'leave-out'];
/** What the planner typed in the place of a cell. */
export const typed = (text: string): SheetCell => ({ ...PLAIN, text, value: text, kind: 'text' });
const both = (text: string): ImportText => ({ de: text, en: text });

/** Reads single cells of a row. */
export class CellReader {
	readonly #doubts: Doubts;

	constructor(doubts: Doubts) {
		this.#doubts = doubts;
	}

	/** Takes a reading, or what was decided about its doubt. */
	settle<T>(
		place: RowPlace,
		{ cell, column, field }: Cell,
		reading: Reading<T>,
		again: (text: string) => Reading<T>,
		shown: (value: T) => string
	): T | null {
		const { value, doubt } = reading;
		if (!doubt) return value;
		const { proposal } = doubt;
		const words = proposal === null ? null : shown(proposal);
		const decision = this.doubt(place, doubt.code, cell.text, column, field, words);
		if (decision?.choice === 'proposal') return proposal;
		return decision?.choice === 'value' ? again(decision.value ?? '').value : null;
	}

	/** Adds a doubt about a cell. */
	doubt(
		place: RowPlace,
		code: string,
		value: string,
		column: number,
		field: ColumnField,
		proposal: string | null = null,
		choices = CHOICES
	): ImportDecision | null {
		return this.#doubts.add(place.doubts, {
			code,
			sheet: place.sheet,
			sheetIndex: place.sheetIndex,
			row: place.row.number,
			column: letterOf(column),
			field,
			value,
			proposal: proposal === null ? null : { text: both(proposal), value: proposal },
			choices,
			values: { most: field === 'kind' ? 100 : MOST_TEXT },
			...(normalised(value) === '' ? { about: signsOf(value) } : {})
		});
	}

	/** A text as it stands there, mended or left out where it is broken. Null: nothing is said. */
	text(
		place: RowPlace,
		{ cell, column, field }: Pick<Cell, 'cell' | 'column' | 'field'>,
		most = MOST_TEXT
	): string | null {
		if (cell.kind === 'error') return this.answered(place, 'faulty_cell', cell.text, column, field);
		let text = withoutControls(cell.text);
		if (saysUnknown(text)) return null;
		const meant = unscrambled(text);
		if (meant !== null) text = this.answered(place, 'wrong_encoding', text, column, field, meant) ?? '';
		else if (text.includes('\ufffd')) text = this.answered(place, 'lost_character', text, column, field) ?? '';
		if (text.length > most)
			text = this.answered(place, 'text_too_long', text, column, field, text.slice(0, most - 1)) ?? '';
		return text === '' ? null : text;
	}

	answered(
		place: RowPlace,
		code: string,
		value: string,
		column: number,
		field: ColumnField,
		proposal: string | null = null
	): string | null {
		const decision = this.doubt(place, code, value, column, field, proposal);
		return decision?.choice === 'proposal' ? proposal : decision?.choice === 'value' ? decision.value : null;
	}

	word<T>(
		place: RowPlace,
		one: Cell,
		used: Map<string, number>,
		chosen: ReadonlyMap<string, T | null>,
		dictionary: (word: string) => T | null,
		code: string,
		guess: (word: string) => T | null = () => null,
		/** What the word is kept as where nothing is guessed of it. */
		kept: string | null = null
	): T | null {
		const text = this.text(place, one, 300);
		if (text === null) return null;
		const word = plainSpaces(text);
		used.set(word, (used.get(word) ?? 0) + 1);
		const own = chosen.get(wordKey(word));
		if (own !== undefined) return own;
		const found = dictionary(word);
		if (found !== null) return found;
		const guessed = guess(word);
		const decision = this.doubt(place, code, word, one.column, one.field, guessed === null ? kept : String(guessed), [
			'empty',
			'leave-out'
		]);
		return decision?.choice === 'proposal' ? guessed : null;
	}

	/** Several names in one cell. */
	names(place: RowPlace, one: Cell, used: Map<string, number>): string[] {
		const text = this.text(place, one);
		if (text === null) return [];
		const names = text
			.split(place.columns.isOwn ? /[;\n]/ : /[;\n,]|\s\/\s|\s\+\s|\s\|\s/)
			.map((name) => plainSpaces(name).slice(0, 300))
			.filter((name) => name !== '' && !saysUnknown(name));
		for (const name of names) used.set(name, (used.get(name) ?? 0) + 1);
		return [...new Set(names)];
	}
}

/** For signs, which have no letters to be known by. */
const signsOf = (text: string): string => Array.from(text, (sign) => sign.codePointAt(0)).join(' ');

const withoutControls = (text: string): string =>
	text
		.replace(/\r\n?/g, '\n')
		.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b\ufeff]/g, '')
		.trim();
