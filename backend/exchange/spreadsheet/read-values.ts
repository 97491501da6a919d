import type { ImportWords } from '@konzeptstand/contract/import.ts';
import { formatAmount } from '@konzeptstand/contract/format/amount.ts';
import { formatEdtf } from '@konzeptstand/contract/format/edtf.ts';
import { WITHOUT_PROGRESS } from '@konzeptstand/contract/status.ts';
import type { Status } from '@konzeptstand/contract/status.ts';
import { isEdtf } from '@konzeptstand/contract/values.ts';
import type { Doubts } from './doubts.ts';
import { CellReader, typed } from './read-cell.ts';
import type { Cell, RowPlace } from './read-cell.ts';
import { readMoney } from './read-money.ts';
import type { ReadAmount } from './read-money.ts';
import { relationOf } from './own-list.ts';
import { MOST_TITLE } from './read-code.ts';
import { readDay, readPeriod } from './read-period.ts';
import type { ReadPeriod } from './read-period.ts';
import { share, yesNo } from './read-share.ts';
import { known, plainSpaces } from './reading.ts';
import { normalised, priorityOf, statusOf, statusWithin } from './words.ts';

/** What one row says beside its number and title. What is not said is not there. */
export interface RowValues {
	titleEn?: string;
	description?: string;
	kind?: string;
	priority?: 'high' | 'medium' | 'low';
	isKeyMeasure?: boolean;
	period?: string;
	actualPeriod?: string;
	costs?: ReadAmount;
	/** What figures count, where the list shows that and no other: in lists of the product. */
	countedCost?: ReadAmount;
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
		this.#settleDay(values, place);
		if (place.columns.isOwn) this.#settleCost(values, place);
		else this.#settleProgress(values, place);
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
			case 'title-en': {
				const text = this.text(place, one, MOST_TITLE);
				if (text !== null) values.titleEn = plainSpaces(text);
				return;
			}
			case 'actual-period':
				assign(values, 'actualPeriod', this.#period(place, one)?.edtf ?? null);
				return;
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
						share(one.cell, place.columns.isOwn),
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
						place.columns.isOwn && isPoint(one.cell.text) ? known(one.cell.text) : readDay(one.cell),
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
		// A plain number in a list of the product is what it says, with a point or a comma, and zero is known to be zero.
		const isPlain = place.columns.isOwn && /^\d+(?:[.,]\d{1,2})?$/.test(one.cell.text);
		const read = readMoney(one.cell, one.unit, isPlain);
		return this.settle(
			place,
			one,
			read,
			(text) => readMoney(typed(text), one.unit, true),
			(amount) => formatAmount(amount, 'de')
		);
	}

	#period(place: RowPlace, one: Cell): ReadPeriod | null {
		// Lists of the product have it as it is kept.
		const isKept = place.columns.isOwn && isEdtf(one.cell.text);
		return this.settle(
			place,
			one,
			readPeriod(one.cell, isKept),
			(text) => readPeriod(typed(text), true),
			(value) => (value.edtf === null ? '' : formatEdtf(value.edtf, 'de'))
		);
	}

	/** How exact the amount is, and up to what, stands in columns of its own. */
	#settleCost(values: RowValues, place: RowPlace): void {
		const { costs } = values;
		if (!costs) return;
		delete values.costs;
		values.countedCost = costs;
		const [exactness, upTo] = [place.columns.of('costs-exactness'), place.columns.of('costs-up-to')];
		const word = exactness === undefined ? undefined : place.row.cells[exactness];
		// What the amount says itself holds.
		const cell = upTo === undefined ? undefined : place.row.cells[upTo];
		if ((!word && !cell) || costs.relation !== 'exact') return;
		const most =
			upTo === undefined || !cell
				? null
				: this.#money(place, { cell, column: upTo, field: 'costs-up-to', header: '', unit: 'euro' });
		const relation = word ? relationOf(word.text) : 'range';
		const maximumCents = most?.cents ?? null;
		if (
			relation &&
			(relation === 'range') === (maximumCents !== null) &&
			(maximumCents ?? costs.cents) >= costs.cents
		) {
			values.countedCost = { ...costs, relation, maximumCents };
			return;
		}
		const choices = ['empty', 'leave-out'] as const;
		const shown = (word ?? cell)?.text ?? '';
		this.doubt(place, 'unknown_relation', shown, exactness ?? upTo ?? 0, 'costs-exactness', null, choices);
	}

	#joinPeriod(values: RowValues, place: RowPlace): void {
		const read = (field: 'period' | 'start' | 'end') => {
			const column = place.columns.of(field);
			const cell = column === undefined ? undefined : place.row.cells[column];
			if (column === undefined || !cell) return null;
			return this.#period(place, { cell, column, field, header: '', unit: 'euro' });
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
		const whole = first === last && first && !place.columns.isOwn ? first : edtf;
		if (first && last && first !== '..' && last !== '..' && first > last.padEnd(10, '9')) {
			const column = place.columns.of('end') ?? place.columns.of('period') ?? 0;
			this.doubt(place, 'end_before_start', formatEdtf(from ?? '', 'de'), column, 'end', null, ['empty', 'leave-out']);
			return;
		}
		values.period = whole;
	}

	/** A status is true for the day of its row, or of the whole list; never for one to come. */
	#settleDay(values: RowValues, place: RowPlace): void {
		if (values.asOf === undefined && place.asOf !== null) values.asOf = place.asOf;
		if (values.asOf === undefined || values.asOf.slice(0, 10) <= place.day) return;
		const column = place.columns.of('as-of') ?? 0;
		const choices = ['empty', 'leave-out'] as const;
		const decision = this.doubt(place, 'in_future', formatEdtf(values.asOf, 'de'), column, 'as-of', null, choices);
		if (decision?.choice === 'empty') delete values.asOf;
	}

	/** A status goes with its progress, or not at all. */
	#settleProgress(values: RowValues, place: RowPlace): void {
		const { status, progress } = values;
		if (status === undefined || progress === undefined || fitsStatus(status, progress)) return;
		const column = place.columns.of('progress') ?? 0;
		const choices = ['empty', 'leave-out'] as const;
		if (this.doubt(place, 'progress_contradiction', `${String(progress)} %`, column, 'progress', null, choices))
			delete values.progress;
	}
}

/** Whether a project of this status can be so far: what is completed is done, and some have no progress by their nature. */
export const fitsStatus = (status: Status, progress: number): boolean =>
	!WITHOUT_PROGRESS.has(status) && (status !== 'completed' || progress === 100);

const isPoint = (text: string): boolean => isEdtf(text) && !text.includes('/');

function assign<K extends keyof RowValues>(values: RowValues, name: K, value: RowValues[K] | null): void {
	if (value !== null && value !== undefined) values[name] = value;
}
