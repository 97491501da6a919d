import { formatEdtf } from '@konzeptstand/contract/format/edtf.ts';
import { isEdtf } from '@konzeptstand/contract/values.ts';
import { CellReader, typed } from './read-cell.ts';
import type { Cell, RowPlace } from './read-cell.ts';
import { agrees, joinEnds, readPeriod } from './read-period.ts';
import type { ReadPeriod } from './read-period.ts';
import type { RowValues } from './row-values.ts';

/** Reads what a row says of time: its period, from one column or two, and the day for which its status is true. */
export class TimeReader extends CellReader {
	protected period(place: RowPlace, one: Cell): ReadPeriod | null {
		// Lists of the product have it as it is kept.
		const isKept = place.columns.isOwn && isEdtf(one.cell.text);
		return this.settle(
			place,
			one,
			readPeriod(one.cell, isKept),
			(text) => readPeriod(typed(text), true),
			(value) => (value.edtf === null ? 'Daueraufgabe' : formatEdtf(value.edtf, 'de'))
		);
	}

	protected joinPeriod(values: RowValues, place: RowPlace): void {
		const read = (field: 'period' | 'start' | 'end') => {
			const column = place.columns.of(field);
			const cell = column === undefined ? undefined : place.row.cells[column];
			if (column === undefined || !cell) return null;
			const header = place.columns.all.find((one) => one.column === column)?.header;
			const period = this.period(place, { cell, column, field, header: '', unit: 'euro' });
			if (period?.isOngoing) settleOngoing(values, header || field, cell.text);
			return period;
		};
		const [period, start, end] = [read('period'), read('start'), read('end')];
		const joined = joinEnds(start?.edtf, end?.edtf);
		const edtf = this.#oneOf(place, period?.edtf, joined);
		if (!edtf) return;
		// Both ends in one year are that year.
		const [first, last] = edtf.split('/');
		const whole = first === last && first && !place.columns.isOwn ? first : edtf;
		if (first && last && first !== '..' && last !== '..' && first > last.padEnd(10, '9')) {
			const column = place.columns.of('end') ?? place.columns.of('period') ?? 0;
			this.doubt(place, 'end_before_start', formatEdtf(first, 'de'), column, 'end', null, ['empty', 'leave-out']);
			return;
		}
		values.period = whole;
	}

	/** A period of its own column beside a beginning and an end: where they say different things, nobody wins unasked. */
	#oneOf(place: RowPlace, period: string | null | undefined, joined: string | null): string | null {
		if (!period || !joined || agrees(period, joined)) return period ?? joined;
		const column = place.columns.of('period') ?? 0;
		const decision = this.doubt(
			place,
			'two_periods',
			formatEdtf(period, 'de'),
			column,
			'period',
			formatEdtf(joined, 'de')
		);
		if (decision?.choice === 'value') return readPeriod(typed(decision.value ?? ''), true).value?.edtf ?? null;
		return decision?.choice === 'proposal' ? joined : null;
	}

	/** A status is true for the day of its row, or of the whole list; never for one to come. */
	protected settleDay(values: RowValues, place: RowPlace): void {
		if (values.asOf === undefined && place.asOf !== null) values.asOf = place.asOf;
		if (values.asOf === undefined || values.asOf.slice(0, 10) <= place.day) return;
		const column = place.columns.of('as-of') ?? 0;
		const choices = ['empty', 'leave-out'] as const;
		const decision = this.doubt(place, 'in_future', formatEdtf(values.asOf, 'de'), column, 'as-of', null, choices);
		if (decision?.choice === 'empty') delete values.asOf;
	}
}

/** A task without an end is an ongoing one; where its row says another status, what stands there stays as a note. */
function settleOngoing(values: RowValues, header: string, text: string): void {
	values.status ??= 'ongoing';
	if (values.status !== 'ongoing') (values.notes ??= []).push({ topic: header.slice(0, 200), text: text.trim() });
}
