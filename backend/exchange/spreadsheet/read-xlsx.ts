import path from 'node:path';
import { attribute, readXml } from './read-zip.ts';
import type { Archive } from './read-zip.ts';
import { columnOf, dateText, fillMerged, LIMITS, numberText, SheetRefusal } from './sheet.ts';
import type { Sheet, SheetCell, SheetRow, Workbook } from './sheet.ts';
import { readStyles } from './xlsx-styles.ts';
import type { XlsxStyle } from './xlsx-styles.ts';

/** XLSX (ISO/IEC 29500): values as they were last calculated. Formulas, macros and links are never followed. */

interface Place {
	name: string;
	part: string;
	isHidden: boolean;
}
interface Book {
	shared: string[];
	styles: XlsxStyle[];
	is1904: boolean;
	notices: Set<string>;
}

/** @throws SheetRefusal */
export function readXlsx(archive: Archive): Workbook {
	if (archive.names.some((name) => /workbook\.bin$/i.test(name))) throw new SheetRefusal('sheet_xlsb');
	const main = archive.names.find((name) => /^xl\/workbook\.xml$/i.test(name));
	if (main === undefined) throw new SheetRefusal('sheet_damaged');
	const notices = new Set<string>();
	if (archive.names.some((name) => /vbaProject|macrosheets|\/activeX\//i.test(name))) notices.add('macros');
	if (archive.names.some((name) => /externalLinks|connections\.xml/i.test(name))) notices.add('external_links');
	const { places, is1904 } = readWorkbook(archive, main);
	if (places.length === 0) throw new SheetRefusal('sheet_empty');
	if (places.length > LIMITS.sheets) throw new SheetRefusal('sheet_too_many_sheets', { most: LIMITS.sheets });
	const book: Book = { shared: readShared(archive), styles: readStyles(archive), is1904, notices };
	const sheets = places.flatMap((place) => {
		const bytes = archive.part(place.part);
		return bytes === null ? [] : [readSheet(bytes, place, book)];
	});
	if (sheets.some((sheet) => sheet.isHidden)) notices.add('hidden_sheets');
	return { kind: 'xlsx', sheets, notices: [...notices], encoding: null, separator: null };
}

function readWorkbook(archive: Archive, main: string): { places: Place[]; is1904: boolean } {
	const targets = new Map<string, string>();
	const relations = archive.part('xl/_rels/workbook.xml.rels');
	if (relations)
		readXml(relations, {
			...NOTHING,
			open: (name, attributes) => {
				// A part elsewhere is not ours to fetch.
				if (name !== 'Relationship' || attributes['TargetMode'] === 'External') return;
				const target = attributes['Target'] ?? '';
				targets.set(
					attributes['Id'] ?? '',
					target.startsWith('/') ? target.slice(1) : path.posix.normalize(`xl/${target}`)
				);
			}
		});
	const places: Place[] = [];
	let is1904 = false;
	readXml(archive.part(main) as Uint8Array, {
		...NOTHING,
		open: (name, attributes) => {
			if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
			if (name !== 'sheet') return;
			const part = targets.get(attribute(attributes, 'id') ?? '');
			// Sheets of charts hold no cells.
			if (part === undefined || /chartsheets|dialogsheets|macrosheets/.test(part)) return;
			places.push({ name: attributes['name'] ?? '', part, isHidden: (attributes['state'] ?? 'visible') !== 'visible' });
		}
	});
	return { places, is1904 };
}

const NOTHING = { open: () => undefined, close: () => undefined, text: () => undefined };

/** Texts that cells share. Readings of Japanese characters stand beside them and are none of it. */
function readShared(archive: Archive): string[] {
	const bytes = archive.part('xl/sharedStrings.xml');
	const texts: string[] = [];
	if (!bytes) return texts;
	let [current, isText, reading] = ['', false, 0];
	readXml(bytes, {
		open: (name) => {
			if (name === 'si') current = '';
			if (name === 'rPh') reading += 1;
			isText = name === 't' && reading === 0;
		},
		text: (text) => {
			if (isText) current += text;
		},
		close: (name) => {
			if (name === 't') isText = false;
			if (name === 'rPh') reading -= 1;
			if (name === 'si') texts.push(unescape(current));
		}
	});
	return texts;
}

/** `_x000D_` is how this format writes what XML cannot. */
const unescape = (text: string): string =>
	text.replace(/_x([0-9A-Fa-f]{4})_/g, (_whole, hex: string) => String.fromCharCode(parseInt(hex, 16)));

interface OpenCell {
	column: number;
	type: string;
	style: XlsxStyle | undefined;
	text: string;
	hasFormula: boolean;
	hasValue: boolean;
}

function readSheet(bytes: Uint8Array, { name, isHidden }: Place, book: Book): Sheet {
	const sheet: Sheet = { name, isHidden, rows: [], wideMerges: new Map() };
	const merged: { top: number; bottom: number; left: number; right: number }[] = [];
	let row: SheetRow = { number: 0, cells: [] };
	let cell: OpenCell | null = null;
	let [isValue, reading] = [false, 0];
	readXml(bytes, {
		open: (tag, attributes) => {
			if (tag === 'row') {
				row = { number: Number(attributes['r'] ?? row.number + 1), cells: [] };
				if (attributes['hidden'] === '1') book.notices.add('hidden_rows');
			} else if (tag === 'c') {
				cell = openCell(attributes, row, book);
			} else if (tag === 'f' && cell) cell.hasFormula = true;
			else if (tag === 'rPh') reading += 1;
			else if (tag === 'mergeCell') {
				const area = areaOf(attributes['ref'] ?? '');
				if (area) merged.push(area);
			}
			isValue = cell !== null && reading === 0 && (tag === 'v' || tag === 't');
			if (isValue && cell) cell.hasValue = true;
		},
		text: (text) => {
			if (isValue && cell) cell.text += text;
		},
		close: (tag) => {
			if (tag === 'v' || tag === 't') isValue = false;
			else if (tag === 'rPh') reading -= 1;
			else if (tag === 'c' && cell) {
				const read = closeCell(cell, book);
				if (read) row.cells[cell.column] = read;
				cell = null;
			} else if (tag === 'row' && row.cells.length > 0) {
				sheet.rows.push(row);
				if (sheet.rows.length > LIMITS.rows) throw new SheetRefusal('sheet_too_many_rows', { most: LIMITS.rows });
			}
		}
	});
	fillMerged(sheet, merged);
	return sheet;
}

function openCell(attributes: Record<string, string>, row: SheetRow, { styles }: Book): OpenCell {
	const letters = /^[A-Z]+/.exec(attributes['r'] ?? '')?.[0];
	return {
		column: letters === undefined ? row.cells.length : columnOf(letters),
		type: attributes['t'] ?? 'n',
		style: styles[Number(attributes['s'] ?? 0)],
		text: '',
		hasFormula: false,
		hasValue: false
	};
}

function closeCell(open: OpenCell, book: Book): SheetCell | undefined {
	const { style, hasFormula, hasValue } = open;
	const look = {
		indent: style?.indent ?? 0,
		isBold: style?.isBold ?? false,
		isStruck: style?.isStruck ?? false,
		isPercent: false,
		isFromMerged: false
	};
	if (hasFormula && !hasValue) {
		book.notices.add('formulas_without_value');
		return checked(open, { text: '', value: null, kind: 'error', ...look });
	}
	if (!hasValue) return undefined;
	const { type } = open;
	if (type === 'e') return checked(open, { text: open.text, value: null, kind: 'error', ...look });
	if (type === 'b')
		return checked(open, {
			text: open.text === '1' ? 'ja' : 'nein',
			value: open.text === '1',
			kind: 'boolean',
			...look
		});
	if (type === 's' || type === 'inlineStr' || type === 'str') {
		const text = type === 's' ? (book.shared[Number(open.text)] ?? '') : unescape(open.text);
		return text.trim() === '' ? undefined : checked(open, { text, value: text, kind: 'text', ...look });
	}
	if (type === 'd') return checked(open, dated(open.text.slice(0, 10), look));
	const number = Number(open.text);
	if (!Number.isFinite(number)) return checked(open, { text: open.text, value: open.text, kind: 'text', ...look });
	const date = style?.date ? isoOfSerial(number, book.is1904, style.date) : null;
	if (date !== null) return checked(open, dated(date, look));
	const isPercent = style?.isPercent ?? false;
	return checked(open, { text: numberText(number, isPercent), value: number, kind: 'number', ...look, isPercent });
}

type Look = Pick<SheetCell, 'indent' | 'isBold' | 'isStruck' | 'isPercent' | 'isFromMerged'>;
const dated = (iso: string, look: Look): SheetCell => ({ text: dateText(iso), value: iso, kind: 'date', ...look });

function checked({ column }: OpenCell, cell: SheetCell): SheetCell {
	if (column >= LIMITS.columns) throw new SheetRefusal('sheet_too_many_columns', { most: LIMITS.columns });
	return cell;
}

const DAY = 86_400_000;

/**
 * The day of a serial number, no finer than its format shows. The calendar of 1900 has a 29 February 1900 that never
 * was. Null: no day that a list could mean.
 */
function isoOfSerial(serial: number, is1904: boolean, finest: 'year' | 'month' | 'day'): string | null {
	const days = Math.floor(serial);
	if (days < 1 || days > 2_958_465) return null;
	const start = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
	const iso = new Date(start + days * DAY).toISOString();
	return iso.slice(0, { year: 4, month: 7, day: 10 }[finest]);
}

function areaOf(reference: string): { top: number; bottom: number; left: number; right: number } | null {
	const match = /^([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)$/.exec(reference);
	if (!match) return null;
	const [, from = '', top = '', to = '', bottom = ''] = match;
	const area = { top: Number(top), bottom: Number(bottom), left: columnOf(from), right: columnOf(to) };
	// Whole columns that somebody merged once say nothing.
	return area.bottom - area.top > LIMITS.rows ? null : area;
}
