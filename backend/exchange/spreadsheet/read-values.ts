import type { ImportWords } from '@konzeptstand/contract/import.ts';
import { formatAmount } from '@konzeptstand/contract/format/amount.ts';
import { formatEdtf } from '@konzeptstand/contract/format/edtf.ts';
import { FINISHED, WITHOUT_PROGRESS } from '@konzeptstand/contract/status.ts';
import type { Status } from '@konzeptstand/contract/status.ts';
import { isEdtf } from '@konzeptstand/contract/values.ts';
import type { ColumnField } from '@konzeptstand/contract/import.ts';
import type { Doubts } from './doubts.ts';
import { typed } from './read-cell.ts';
import type { Cell, RowPlace } from './read-cell.ts';
import { readMoney } from './read-money.ts';
import type { ReadAmount } from './read-money.ts';
import { relationOf } from './own-list.ts';
import { MOST_TITLE } from './read-code.ts';
import { readDay } from './read-period.ts';
import { share, yesNo } from './read-share.ts';
import { doubted, known, plainSpaces } from './reading.ts';
import { TimeReader } from './read-times.ts';
import { PARTY_FIELDS } from './row-values.ts';
import type { PartyField, RowValues } from './row-values.ts';
import { isGuessedStatus, priorityOf, statusOf, statusWithin, wordKey } from './words.ts';

/** Words of the list by what they were used for. */
export interface UsedWords {
	statuses: Map<string, number>;
	priorities: Map<string, number>;
	parties: Map<string, number>;
}

/** Reads the values of one row after another. */
export class ValueReader extends TimeReader {
	readonly #statuses: ReadonlyMap<string, Status | null>;
	readonly #priorities: ReadonlyMap<string, 'high' | 'medium' | 'low' | null>;
	readonly words: UsedWords = {
		statuses: new Map(),
		priorities: new Map(),
		parties: new Map()
	};

	constructor(doubts: Doubts, words: ImportWords) {
		super(doubts);
		this.#statuses = new Map(words.statuses.map(({ word, status }) => [wordKey(word), status]));
		this.#priorities = new Map(words.priorities.map(({ word, priority }) => [wordKey(word), priority]));
	}

	read(place: RowPlace): RowValues {
		const values: RowValues = {};
		for (const { column, field, header, unit } of place.columns.all) {
			const cell = place.row.cells[column];
			if (cell) this.#readCell(values, place, { cell, column, field, header, unit });
		}
		this.#settleSignal(values, place);
		this.joinPeriod(values, place);
		this.#settleFunding(values, place);
		settleDelay(values);
		this.settleDay(values, place);
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
				assign(values, 'actualPeriod', this.period(place, one)?.edtf ?? null);
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
			case 'municipality': {
				// Which of its words are towns, and which of its signs stand between two of them, only the region knows.
				const text = this.text(place, one, 500);
				if (text !== null) (values.municipalities ??= []).push(...text.split('\n'));
				return;
			}
			case 'priority':
				if (place.level === 'project') {
					// A project has no priority of its own: its word is kept.
					const text = this.text(place, one, 300);
					if (text !== null) (values.notes ??= []).push({ topic: 'Priorität', text: plainSpaces(text) });
					return;
				}
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
				this.#sayGuessed(place, one);
				return;
			case 'delayed':
				this.#delayed(values, place, one);
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

	/** What is taken for a status without saying it in as many words. */
	#sayGuessed(place: RowPlace, { cell, column, field }: Cell): void {
		const word = plainSpaces(cell.text);
		if (isGuessedStatus(word) && !this.#statuses.has(wordKey(word)))
			this.doubt(place, 'guessed_status', word, column, field, null, []);
	}

	/** Yes, no, or what has delayed it. */
	#delayed(values: RowValues, place: RowPlace, one: Cell): void {
		const { cell, header } = one;
		const read = yesNo(cell);
		const reading = read.doubt?.code === 'no_yes_or_no' ? doubted('no_yes_or_no', true) : read;
		const isDelayed = this.settle(
			place,
			one,
			reading,
			(text) => yesNo(typed(text)),
			(value) => (value ? 'ja' : 'nein')
		);
		if (isDelayed === null) return;
		values.isDelayed = isDelayed;
		if (isDelayed) values.delayReason = `${header === '' ? 'verzögert' : header}: ${plainSpaces(cell.text)}`;
	}

	/** A traffic light is kept in its own words. What a colour means for the status only the planner knows. */
	#settleSignal(values: RowValues, place: RowPlace): void {
		const one = this.#cellOf(place, 'signal');
		const text = one && this.text(place, one, 300);
		if (!one || !text) return;
		const word = plainSpaces(text);
		const kept = `${one.header === '' ? 'Ampel' : one.header}: ${word}`;
		const isAsked = values.status === undefined;
		if (isAsked) {
			const read = this.word(
				place,
				one,
				this.words.statuses,
				this.#statuses,
				statusOf,
				'signal_word',
				() => null,
				kept
			);
			assign(values, 'status', read);
		}
		const isDropped = place.doubts.some(({ code, decision }) => code === 'signal_word' && decision?.choice === 'empty');
		if (isDropped || (isAsked && statusOf(word) !== null)) return;
		values.statusText = [values.statusText, kept].filter(Boolean).join('\n');
	}

	#cellOf(place: RowPlace, field: ColumnField): Cell | null {
		const found = place.columns.all.find((one) => one.field === field);
		const cell = found && place.row.cells[found.column];
		return found && cell ? { ...found, cell } : null;
	}

	/** A share or an amount without its programme has no place among the fundings: it is kept in its own words. */
	#settleFunding(values: RowValues, place: RowPlace): void {
		const { funding } = values;
		if (!funding || funding.programme !== '') return;
		delete values.funding;
		for (const field of ['funding-amount', 'funding-rate'] as const) {
			const one = this.#cellOf(place, field);
			const isRead = field === 'funding-rate' ? funding.rate !== null : funding.amount !== null;
			if (one && isRead)
				(values.notes ??= []).push({
					topic: one.header.slice(0, 200) || 'Förderung',
					text: plainSpaces(one.cell.text)
				});
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

/** A project that is done or given up is not delayed any more; what was said of it stays with its report. */
function settleDelay(values: RowValues): void {
	if (values.isDelayed !== true || values.status === undefined || !FINISHED.has(values.status)) return;
	values.statusText = [values.statusText, values.delayReason].filter(Boolean).join('\n');
	delete values.isDelayed;
	delete values.delayReason;
}

const isPoint = (text: string): boolean => isEdtf(text) && !text.includes('/');

function assign<K extends keyof RowValues>(values: RowValues, name: K, value: RowValues[K] | null): void {
	if (value !== null && value !== undefined) values[name] = value;
}
