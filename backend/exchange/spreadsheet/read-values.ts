import type {
	ColumnField,
	DecisionChoice,
	ImportDecision,
	ImportDoubt,
	ImportText,
	ImportWords,
	MoneyUnit
} from '@konzeptstand/contract/import.ts';
import { formatAmount } from '@konzeptstand/contract/format/amount.ts';
import { formatEdtf } from '@konzeptstand/contract/format/edtf.ts';
import { WITHOUT_PROGRESS } from '@konzeptstand/contract/status.ts';
import type { Status } from '@konzeptstand/contract/status.ts';
import type { Doubts } from './doubts.ts';
import type { Columns } from './layout.ts';
import { readMoney } from './read-money.ts';
import type { ReadAmount } from './read-money.ts';
import { readDay, readPeriod } from './read-period.ts';
import { doubted, known, plainSpaces, unknown } from './reading.ts';
import type { Reading } from './reading.ts';
import { letterOf, PLAIN } from './sheet.ts';
import type { SheetCell, SheetRow } from './sheet.ts';
import { normalised, priorityOf, saysUnknown, statusOf, statusWithin, unscrambled, yesOrNo } from './words.ts';

/** What one row says beside its number and title. What is not said is not there. */
export interface RowValues {
	description?: string;
	kind?: string;
	priority?: 'high' | 'medium' | 'low';
	isKeyMeasure?: boolean;
	period?: string;
	costs?: ReadAmount;
	funding?: { programme: string; amount: ReadAmount | null; rate: number | null };
	roles?: Partial<Record<PartyField, string[]>>;
	municipalities?: string[];
	status?: Status;
	progress?: number;
	asOf?: string;
	statusText?: string;
	sources?: string[];
	notes?: { topic: string; text: string }[];
}
export const PARTY_FIELDS = ['carrier', 'responsible', 'partner', 'funder', 'approving-authority'] as const;
export type PartyField = (typeof PARTY_FIELDS)[number];

/** Words of the list by what they were used for. */
export interface UsedWords {
	statuses: Map<string, number>;
	priorities: Map<string, number>;
	parties: Map<string, number>;
	municipalities: Map<string, number>;
}

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
}

const MOST_TEXT = 20_000;
const CHOICES: readonly DecisionChoice[] = ['empty', 'value', 'leave-out'];
const typed = (text: string): SheetCell => ({ ...PLAIN, text, value: text, kind: 'text' });
const both = (text: string): ImportText => ({ de: text, en: text });

/** Reads the values of one row after another. */
export class ValueReader {
	readonly #doubts: Doubts;
	readonly #statuses: ReadonlyMap<string, Status | null>;
	readonly #priorities: ReadonlyMap<string, 'high' | 'medium' | 'low' | null>;
	readonly words: UsedWords = {
		statuses: new Map(),
		priorities: new Map(),
		parties: new Map(),
		municipalities: new Map()
	};

	constructor(doubts: Doubts, words: ImportWords) {
		this.#doubts = doubts;
		this.#statuses = new Map(words.statuses.map(({ word, status }) => [normalised(word), status]));
		this.#priorities = new Map(words.priorities.map(({ word, priority }) => [normalised(word), priority]));
	}

	read(place: RowPlace): RowValues {
		const values: RowValues = {};
		for (const { column, field, header, unit } of place.columns.all) {
			const cell = place.row.cells[column];
			if (cell) this.#readCell(values, place, { cell, column, field, header, unit });
		}
		this.#joinPeriod(values, place);
		this.#settleStatus(values, place);
		return values;
	}

	#readCell(values: RowValues, place: RowPlace, one: Cell): void {
		const { field, header } = one;
		switch (field) {
			case 'description':
			case 'status-text': {
				const text = this.text(place, one);
				if (text !== null) values[field === 'description' ? 'description' : 'statusText'] = text;
				return;
			}
			case 'kind': {
				const text = this.text(place, one, 100);
				if (text !== null) values.kind = plainSpaces(text);
				return;
			}
			case 'note': {
				const text = this.text(place, one);
				if (text !== null) (values.notes ??= []).push({ topic: header.slice(0, 200) || one.field, text });
				return;
			}
			case 'source': {
				const text = this.text(place, one, 500);
				if (text !== null) (values.sources ??= []).push(plainSpaces(text));
				return;
			}
			case 'municipality':
				(values.municipalities ??= []).push(...this.#names(place, one, this.words.municipalities));
				return;
			case 'priority':
				assign(
					values,
					'priority',
					this.#word(place, one, this.words.priorities, this.#priorities, priorityOf, 'unknown_priority')
				);
				return;
			case 'key-measure':
				assign(
					values,
					'isKeyMeasure',
					this.#settle(
						place,
						one,
						yesNo(one.cell),
						(text) => yesNo(typed(text)),
						(value) => (value ? 'ja' : 'nein')
					)
				);
				return;
			case 'status':
				assign(
					values,
					'status',
					this.#word(place, one, this.words.statuses, this.#statuses, statusOf, 'unknown_status', statusWithin)
				);
				return;
			case 'progress':
				assign(
					values,
					'progress',
					this.#settle(
						place,
						one,
						share(one.cell),
						(text) => share(typed(text), true),
						(value) => `${String(value)} %`
					)
				);
				return;
			case 'as-of':
				assign(
					values,
					'asOf',
					this.#settle(
						place,
						one,
						readDay(one.cell),
						(text) => readDay(typed(text), true),
						(edtf) => formatEdtf(edtf, 'de')
					)
				);
				return;
			case 'costs':
				assign(values, 'costs', this.#money(place, one));
				return;
			case 'programme':
			case 'funding-amount':
			case 'funding-rate':
				this.#funding(values, place, one);
				return;
			default:
				if ((PARTY_FIELDS as readonly string[]).includes(field)) this.#party(values, place, one);
		}
	}

	#party(values: RowValues, place: RowPlace, one: Cell): void {
		const names = this.#names(place, one, this.words.parties);
		const roles = (values.roles ??= {});
		roles[one.field as PartyField] = [...(roles[one.field as PartyField] ?? []), ...names];
	}

	#funding(values: RowValues, place: RowPlace, one: Cell): void {
		const funding = values.funding ?? { programme: '', amount: null, rate: null };
		if (one.field === 'programme') funding.programme = plainSpaces(this.text(place, one, 300) ?? '');
		else if (one.field === 'funding-amount') funding.amount = this.#money(place, one);
		else {
			const rate = this.#settle(
				place,
				one,
				share(one.cell),
				(text) => share(typed(text), true),
				(value) => `${String(value)} %`
			);
			funding.rate = rate === null ? null : rate / 100;
		}
		values.funding = funding;
	}

	#money(place: RowPlace, one: Cell): ReadAmount | null {
		const read = readMoney(one.cell, one.unit);
		return this.#settle(
			place,
			one,
			read,
			(text) => readMoney(typed(text), one.unit, true),
			(amount) => formatAmount(amount, 'de')
		);
	}

	/** Takes a reading, or what was decided about its doubt. */
	#settle<T>(
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
			values: { most: field === 'kind' ? 100 : MOST_TEXT }
		});
	}

	/** A text as it stands there, mended or left out where it is broken. Null: nothing is said. */
	text(
		place: RowPlace,
		{ cell, column, field }: Pick<Cell, 'cell' | 'column' | 'field'>,
		most = MOST_TEXT
	): string | null {
		if (cell.kind === 'error') return this.#answered(place, 'faulty_cell', cell.text, column, field);
		let text = withoutControls(cell.text);
		if (saysUnknown(text)) return null;
		const meant = unscrambled(text);
		if (meant !== null) text = this.#answered(place, 'wrong_encoding', text, column, field, meant) ?? '';
		else if (text.includes('\ufffd')) text = this.#answered(place, 'lost_character', text, column, field) ?? '';
		if (text.length > most)
			text = this.#answered(place, 'text_too_long', text, column, field, text.slice(0, most - 1)) ?? '';
		return text === '' ? null : text;
	}

	#answered(
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

	#word<T>(
		place: RowPlace,
		one: Cell,
		used: Map<string, number>,
		chosen: ReadonlyMap<string, T | null>,
		dictionary: (word: string) => T | null,
		code: string,
		guess: (word: string) => T | null = () => null
	): T | null {
		const text = this.text(place, one, 300);
		if (text === null) return null;
		const word = plainSpaces(text);
		used.set(word, (used.get(word) ?? 0) + 1);
		const own = chosen.get(normalised(word));
		if (own !== undefined) return own;
		const found = dictionary(word);
		if (found !== null) return found;
		const guessed = guess(word);
		const decision = this.doubt(place, code, word, one.column, one.field, guessed === null ? null : String(guessed), [
			'empty',
			'leave-out'
		]);
		return decision?.choice === 'proposal' ? guessed : null;
	}

	/** Several names in one cell. */
	#names(place: RowPlace, one: Cell, used: Map<string, number>): string[] {
		const text = this.text(place, one);
		if (text === null) return [];
		const names = text
			.split(/[;\n,]|\s\/\s|\s\+\s|\s\|\s/)
			.map((name) => plainSpaces(name).slice(0, 300))
			.filter((name) => name !== '' && !saysUnknown(name));
		for (const name of names) used.set(name, (used.get(name) ?? 0) + 1);
		return [...new Set(names)];
	}

	#joinPeriod(values: RowValues, place: RowPlace): void {
		const read = (field: 'period' | 'start' | 'end') => {
			const column = place.columns.of(field);
			const cell = column === undefined ? undefined : place.row.cells[column];
			if (column === undefined || !cell) return null;
			const one = { cell, column, field, header: '', unit: 'euro' as const };
			return this.#settle(
				place,
				one,
				readPeriod(cell),
				(text) => readPeriod(typed(text), true),
				(value) => (value.edtf === null ? '' : formatEdtf(value.edtf, 'de'))
			);
		};
		const [period, start, end] = [read('period'), read('start'), read('end')];
		if ([period, start, end].some((one) => one?.isOngoing)) values.status ??= 'ongoing';
		const from = start?.edtf?.split('/')[0];
		const to = end?.edtf?.split('/').at(-1);
		const joined = from && to ? `${from}/${to}` : from ? `${from}/..` : to ? `../${to}` : null;
		const edtf = period?.edtf ?? joined;
		if (!edtf) return;
		// Both ends in one year are that year.
		const [first, last] = edtf.split('/');
		const whole = first === last && first ? first : edtf;
		if (first && last && first !== '..' && last !== '..' && first > last.padEnd(10, '9')) {
			const column = place.columns.of('end') ?? place.columns.of('period') ?? 0;
			this.doubt(place, 'end_before_start', formatEdtf(from ?? '', 'de'), column, 'end', null, ['empty', 'leave-out']);
			return;
		}
		values.period = whole;
	}

	/** A status goes with its day and progress, or not at all. */
	#settleStatus(values: RowValues, place: RowPlace): void {
		if (values.asOf === undefined && place.asOf !== null) values.asOf = place.asOf;
		if (values.asOf !== undefined && values.asOf.slice(0, 10) > place.day) {
			const column = place.columns.of('as-of') ?? 0;
			const decision = this.doubt(place, 'in_future', formatEdtf(values.asOf, 'de'), column, 'as-of', null, [
				'empty',
				'leave-out'
			]);
			if (decision?.choice === 'empty') delete values.asOf;
		}
		const { status, progress } = values;
		if (progress === undefined) return;
		const fits =
			status === undefined || !(WITHOUT_PROGRESS.has(status) || (status === 'completed' && progress !== 100));
		if (fits) return;
		const column = place.columns.of('progress') ?? 0;
		// A share says nothing of what has no end; a completed project has no other than 100.
		const decision = this.doubt(place, 'progress_contradiction', `${String(progress)} %`, column, 'progress', null, [
			'empty',
			'leave-out'
		]);
		if (decision) delete values.progress;
	}
}

interface Cell {
	cell: SheetCell;
	column: number;
	field: ColumnField;
	header: string;
	unit: MoneyUnit;
}

function assign<K extends keyof RowValues>(values: RowValues, name: K, value: RowValues[K] | null): void {
	if (value !== null && value !== undefined) values[name] = value;
}

const withoutControls = (text: string): string =>
	text
		.replace(/\r\n?/g, '\n')
		.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b\ufeff]/g, '')
		.trim();

function yesNo(cell: SheetCell): Reading<boolean> {
	if (cell.kind === 'boolean') return known(cell.value === true);
	const value = yesOrNo(cell.text);
	return value === null ? (saysUnknown(cell.text) ? unknown : doubted('no_yes_or_no')) : known(value);
}

/** A percentage from 0 to 100, whole. */
function share(cell: SheetCell, isExact = false): Reading<number> {
	if (cell.kind === 'error') return doubted('faulty_cell');
	const within = (value: number): Reading<number> =>
		value >= 0 && value <= 100 ? known(Math.round(value)) : doubted('no_share');
	if (typeof cell.value === 'number') {
		if (cell.isPercent) return within(cell.value * 100);
		return cell.value > 0 && cell.value <= 1 && !isExact
			? doubted('fraction', Math.round(cell.value * 100))
			: within(cell.value);
	}
	if (saysUnknown(cell.text)) return unknown;
	const match = /^(?:ca\.?|rd\.?|etwa|~)?\s*(\d{1,3}(?:[.,]\d+)?)\s*(%|Prozent|v\. ?H\.)?$/i.exec(
		plainSpaces(cell.text)
	);
	if (!match) return doubted('no_share');
	const value = Number((match[1] ?? '').replace(',', '.'));
	return match[2] === undefined && value > 0 && value < 1 && !isExact
		? doubted('fraction', Math.round(value * 100))
		: within(value);
}
