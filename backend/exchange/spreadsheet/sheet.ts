/** A spreadsheet as every reader gives it, whatever file it came from. */

export interface SheetCell {
	/** As it is shown. */
	text: string;
	/** Numbers as they are; dates as ISO text, no finer than they are shown. */
	value: string | number | boolean | null;
	kind: 'text' | 'number' | 'date' | 'boolean' | 'error';
	/** Steps to the right. */
	indent: number;
	isBold: boolean;
	/** Struck through: somebody has crossed it out. */
	isStruck: boolean;
	isPercent: boolean;
	/** Its text is that of a merged cell which begins elsewhere. */
	isFromMerged: boolean;
}

export interface SheetRow {
	/** From 1. */
	number: number;
	/** By column, from 0; a hole where there is nothing. */
	cells: (SheetCell | undefined)[];
}

export interface Sheet {
	name: string;
	isHidden: boolean;
	/** Only those that hold something. */
	rows: SheetRow[];
	/** Merged areas over several columns: by row number, the columns from and to. */
	wideMerges: Map<number, [from: number, to: number][]>;
}

export interface Workbook {
	kind: 'xlsx' | 'ods' | 'csv' | 'json';
	sheets: Sheet[];
	notices: string[];
	/** Of text files. */
	encoding: string | null;
	separator: string | null;
}

export interface ReadingOptions {
	encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | null;
	separator: string | null;
}

/** What a list may hold at most. */
export const LIMITS = {
	rows: 50_000,
	columns: 200,
	sheets: 100,
	textLength: 20_000,
	inflatedBytes: 250_000_000,
	entries: 5_000
};

/** Why a file cannot be read at all; every code has its text in refusals.ts. */
export class SheetRefusal extends Error {
	readonly code: string;
	readonly values: Record<string, string | number>;
	constructor(code: string, values: Record<string, string | number> = {}) {
		super(code);
		this.code = code;
		this.values = values;
	}
}

export const PLAIN = { indent: 0, isBold: false, isStruck: false, isPercent: false, isFromMerged: false } as const;

/** Puts the text of merged areas into all their cells, so that a row says by itself what it belongs to. */
export function fillMerged(
	sheet: Sheet,
	areas: readonly { top: number; bottom: number; left: number; right: number }[]
): void {
	const byNumber = new Map(sheet.rows.map((row) => [row.number, row]));
	for (const { top, bottom, left, right } of areas) {
		if (right > left) for (let row = top; row <= bottom; row += 1) widen(sheet.wideMerges, row, left, right);
		const first = byNumber.get(top)?.cells[left];
		if (!first) continue;
		// Downwards only, and only where something else stands in the row: what spans columns is one text, not several.
		for (let number = top + 1; number <= bottom; number += 1) {
			const row = byNumber.get(number);
			if (row && !row.cells[left]) row.cells[left] = { ...first, isFromMerged: true };
		}
	}
}

function widen(merges: Sheet['wideMerges'], row: number, left: number, right: number): void {
	const known = merges.get(row) ?? [];
	known.push([left, right]);
	merges.set(row, known);
}

/** `C` for 2. */
export function letterOf(column: number): string {
	let letters = '';
	for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1)
		letters = String.fromCharCode(65 + (rest % 26)) + letters;
	return letters;
}

/** 2 for `C`. */
export function columnOf(letters: string): number {
	let column = 0;
	for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
	return column - 1;
}

/** A number as a German office would see it, without the noise of binary fractions. */
export function numberText(value: number, isPercent: boolean): string {
	const shown = isPercent ? value * 100 : value;
	const text = String(Number(shown.toPrecision(15))).replace('.', ',');
	return isPercent ? `${text} %` : text;
}

/** ISO day as a German office would see it; months and years alone stay what they are. */
export function dateText(iso: string): string {
	const [year = '', month, day] = iso.split('-');
	if (month === undefined) return year;
	return day === undefined ? `${month}/${year}` : `${day}.${month}.${year}`;
}
