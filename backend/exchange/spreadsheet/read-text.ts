import { parse } from 'csv-parse/sync';
import { isLikeJson, readJson } from './read-json.ts';
import { LIMITS, PLAIN, SheetRefusal } from './sheet.ts';
import type { ReadingOptions, Sheet, SheetCell, Workbook } from './sheet.ts';

/** Text: CSV and rows that were pasted, whatever encoding and separator they came with, and the product's own lists as JSON. */

const SEPARATORS = [';', '\t', ',', '|'] as const;

/** @throws SheetRefusal */
export function readText(bytes: Uint8Array, options: ReadingOptions): Workbook {
	const notices = new Set<string>();
	const encoding = options.encoding ?? encodingOf(bytes);
	const text = decode(bytes, encoding).replace(/^\ufeff/, '');
	if (text.trim() === '') throw new SheetRefusal('sheet_empty');
	if (/^\s*<(?:!doctype|html|table|\?xml)/i.test(text)) throw new SheetRefusal('sheet_html');
	const list = isLikeJson(text) ? readJson(text) : null;
	if (list) return list;
	if (/[\u0000-\u0008\u000e-\u001a]/.test(text)) throw new SheetRefusal('sheet_unknown');
	// Excel's own way of naming the separator.
	const named = /^sep=(.)\r?\n/i.exec(text);
	const body = named ? text.slice(named[0].length) : text;
	const separator = options.separator ?? named?.[1] ?? separatorOf(body);
	const records = recordsOf(body, separator, notices);
	if (records.length > LIMITS.rows) throw new SheetRefusal('sheet_too_many_rows', { most: LIMITS.rows });
	const sheet: Sheet = { name: '', isHidden: false, rows: [], wideMerges: new Map() };
	for (const [index, record] of records.entries()) {
		if (record.length > LIMITS.columns) throw new SheetRefusal('sheet_too_many_columns', { most: LIMITS.columns });
		const cells = record.map(cellOf);
		// Empty ones at the end are no columns.
		while (cells.length > 0 && cells.at(-1) === undefined) cells.pop();
		if (cells.length > 0) sheet.rows.push({ number: index + 1, cells });
	}
	return { kind: 'csv', sheets: [sheet], notices: [...notices], encoding, separator };
}

/** Spaces before a text are how a text file indents. */
function cellOf(text: string): SheetCell | undefined {
	// An apostrophe that keeps a text from being taken for a formula is no part of it.
	const trimmed = text.replace(/^'(?='*[=+\-@\t\r\n\0])/, '').trim();
	if (trimmed === '') return undefined;
	const spaces = /^[ \t\u00a0]*/.exec(text)?.[0].length ?? 0;
	return { ...PLAIN, text: trimmed, value: trimmed, kind: 'text', indent: Math.ceil(spaces / 2) };
}

/** By its mark, else by what the bytes can be: UTF-16 has zeros in every other place, and not everything is UTF-8. */
function encodingOf(bytes: Uint8Array): NonNullable<ReadingOptions['encoding']> {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
	const head = bytes.subarray(0, 2_000);
	const zeros = [0, 0];
	for (const [index, byte] of head.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
	const most = head.length / 5;
	if ((zeros[1] ?? 0) > most && (zeros[0] ?? 0) < most / 5) return 'utf-16le';
	if ((zeros[0] ?? 0) > most && (zeros[1] ?? 0) < most / 5) return 'utf-16be';
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		return 'utf-8';
	} catch {
		return 'windows-1252';
	}
}

/** Where the wrong encoding was asked for, what it cannot read shows as �, and is doubted later. */
function decode(bytes: Uint8Array, encoding: string): string {
	return new TextDecoder(encoding).decode(bytes);
}

/** The one that parts the most lines into the same number of cells; the lines at the top may be titles. */
function separatorOf(text: string): string {
	const lines = unquoted(text.slice(0, 50_000))
		.split(/\r\n|\r|\n/)
		.slice(0, 60)
		.filter((line) => line.trim() !== '');
	let best: { separator: string; score: number } = { separator: ';', score: 0 };
	for (const separator of SEPARATORS) {
		const counts = lines.map((line) => line.split(separator).length - 1);
		const usual = mostFrequent(counts.filter((count) => count > 0));
		if (usual === 0) continue;
		const agreeing = counts.filter((count) => count === usual).length;
		// Commas stand in German numbers and texts: they have to agree better.
		const score = agreeing * Math.min(usual, 10) * (separator === ',' ? 0.7 : 1);
		if (score > best.score) best = { separator, score };
	}
	return best.separator;
}

const unquoted = (text: string): string => text.replace(/"(?:[^"]|"")*"/g, '""');

function mostFrequent(counts: readonly number[]): number {
	const tally = new Map<number, number>();
	for (const count of counts) tally.set(count, (tally.get(count) ?? 0) + 1);
	return [...tally].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}

/** Quotation marks that never close would swallow the rest of the file: then they are taken for text. */
function recordsOf(text: string, delimiter: string, notices: Set<string>): string[][] {
	const options = { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: false } as const;
	const most = { max_record_size: LIMITS.textLength * 10 };
	try {
		return parse(text, { ...options, ...most });
	} catch {
		notices.add('broken_quotes');
		return parse(text, { ...options, quote: null });
	}
}
