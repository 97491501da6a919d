import type { ImportWords } from '@konzeptstand/contract/import.ts';
import { formatAmount } from '@konzeptstand/contract/format/amount.ts';
import { formatEdtf } from '@konzeptstand/contract/format/edtf.ts';
import { WITHOUT_PROGRESS } from '@konzeptstand/contract/status.ts';
import type { Status } from '@konzeptstand/contract/status.ts';
import type { Doubts } from './doubts.ts';
import { CellReader, typed } from './read-cell.ts';
import type { Cell, RowPlace } from './read-cell.ts';
import { readMoney } from './read-money.ts';
import type { ReadAmount } from './read-money.ts';
import { readDay, readPeriod } from './read-period.ts';
import { share, yesNo } from './read-share.ts';
import { plainSpaces } from './reading.ts';
import { normalised, priorityOf, statusOf, statusWithin } from './words.ts';

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

/** Reads the values of one row after another. */
export class ValueReader extends CellReader {
	readonly #statuses: ReadonlyMap<string, Status | null>;
	readonly #priorities: ReadonlyMap<string, 'high' | 'medium' | 'low' | null>;
	readonly words: UsedWords = {
		statuses: new Map(),
		priorities: new Map(),
		parties: new Map(),
		municipalities: new Map()
	};

	constructor(doubts: Doubts, words: ImportWords) {
		super(doubts);
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
				(values.municipalities ??= []).push(...this.names(place, one, this.words.municipalities));
				return;
			case 'priority':
				assign(
					values,
					'priority',
					this.word(place, one, this.words.priorities, this.#priorities, priorityOf, 'unknown_priority')
				);
				return;
			case 'key-measure':
				assign(
					values,
					'isKeyMeasure',
					this.settle(
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
					this.word(place, one, this.words.statuses, this.#statuses, statusOf, 'unknown_status', statusWithin)
				);
				return;
			case 'progress':
				assign(
					values,
					'progress',
					this.settle(
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
					this.settle(
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
		const names = this.names(place, one, this.words.parties);
		const roles = (values.roles ??= {});
		roles[one.field as PartyField] = [...(roles[one.field as PartyField] ?? []), ...names];
	}

	#funding(values: RowValues, place: RowPlace, one: Cell): void {
		const funding = values.funding ?? { programme: '', amount: null, rate: null };
		if (one.field === 'programme') funding.programme = plainSpaces(this.text(place, one, 300) ?? '');
		else if (one.field === 'funding-amount') funding.amount = this.#money(place, one);
		else {
			const rate = this.settle(
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
		return this.settle(
			place,
			one,
			read,
			(text) => readMoney(typed(text), one.unit, true),
			(amount) => formatAmount(amount, 'de')
		);
	}

	#joinPeriod(values: RowValues, place: RowPlace): void {
		const read = (field: 'period' | 'start' | 'end') => {
			const column = place.columns.of(field);
			const cell = column === undefined ? undefined : place.row.cells[column];
			if (column === undefined || !cell) return null;
			const one = { cell, column, field, header: '', unit: 'euro' as const };
			return this.settle(
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

function assign<K extends keyof RowValues>(values: RowValues, name: K, value: RowValues[K] | null): void {
	if (value !== null && value !== undefined) values[name] = value;
}
