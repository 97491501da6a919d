import type { Language } from '@konzeptstand/contract/values.ts';
import { momentOf } from '../clock.ts';
import type { Cell, CellKind } from './table.ts';

/** What a cell holds, whatever the format of the file. */
export type CellValue =
	| { readonly type: 'text'; readonly text: string }
	| { readonly type: 'number' | 'percent' | 'amount'; readonly number: number }
	/** `day` ISO, or `moment` as YYYY-MM-DDThh:mm:ss of the region's clock. */
	| { readonly type: 'date'; readonly day: string }
	| { readonly type: 'instant'; readonly moment: string };

export interface Writing {
	language: Language;
	timeZone: string;
}

const WHOLE_DAY = /^\d{4}-\d{2}-\d{2}$/;
const FLAGS: Record<Language, readonly [no: string, yes: string]> = { de: ['nein', 'ja'], en: ['no', 'yes'] };

/** Null: the cell is empty, for what is not known is not zero. */
export function valueOf(cell: Cell, kind: CellKind, writing: Writing): CellValue | null {
	if (cell === null || cell === '') return null;
	if (typeof cell === 'boolean') return { type: 'text', text: FLAGS[writing.language][cell ? 1 : 0] };
	if (typeof cell === 'number') {
		if (kind === 'amount') return { type: 'amount', number: cell / 100 };
		return { type: kind === 'percent' ? 'percent' : 'number', number: cell };
	}
	if (kind === 'date' && WHOLE_DAY.test(cell)) return { type: 'date', day: cell };
	if (kind === 'instant') return { type: 'instant', moment: momentOf(cell, writing.timeZone) };
	return { type: 'text', text: cell };
}

const germanDay = (day: string): string => day.split('-').reverse().join('.');

/** A value as text without any unit: decimal comma and German dates, or decimal point and ISO dates. */
export function plainText(value: CellValue, language: Language): string {
	switch (value.type) {
		case 'text':
			return value.text;
		case 'date':
			return language === 'de' ? germanDay(value.day) : value.day;
		case 'instant': {
			const [day = '', time = ''] = value.moment.split('T');
			return `${language === 'de' ? germanDay(day) : day} ${time}`;
		}
		default:
			return language === 'de' ? String(value.number).replace('.', ',') : String(value.number);
	}
}

/** Text that a spreadsheet would take for a formula. Source: OWASP, CSV injection. */
const FORMULA_START = /^[=+\-@\t\r\n\0]/;

export const isLikeFormula = (text: string): boolean => FORMULA_START.test(text);

/** Rows that are written in one go; between two, whatever else the server has to do is done. */
const BATCH = 200;

/**
 * Texts of many rows as bytes, in batches.
 * @param rows made one by one, as they are written
 * @param size of a batch, in rows
 */
export async function* inBatches(rows: Iterable<string>, size = BATCH): AsyncGenerator<Uint8Array> {
	let batch = '';
	let count = 0;
	for (const row of rows) {
		batch += row;
		count += 1;
		if (count % size > 0) continue;
		yield Buffer.from(batch);
		batch = '';
		await new Promise((resolve) => {
			setImmediate(resolve);
		});
	}
	if (batch !== '') yield Buffer.from(batch);
}

/** Name of a column. @param index from 0: A, B, … Z, AA */
export function columnLetters(index: number): string {
	const last = String.fromCharCode(65 + (index % 26));
	return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last;
}
