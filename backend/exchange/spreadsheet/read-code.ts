import type { ImportLevel } from '@konzeptstand/contract/import.ts';
import { plainSpaces } from './reading.ts';
import type { SheetCell } from './sheet.ts';
import { levelOf } from './words.ts';

/** Numbers of items: `3`, `1.2.3`, `A 3.2`, `HF 1`, and texts that begin with one. */

/** What a title and a number may have in letters. */
export const MOST_TITLE = 300;
export const MOST_CODE = 20;

const CODE = /^(?:[A-ZÄÖÜ]{1,4}[ .\-_/]?)?\d{1,4}(?:[.\-/]\d{1,4})*[a-z]?[.)]?$/;
const LETTER = /^[A-Z][.)]?$|^(?:I{1,3}|IV|VI{0,3}|IX|X)[.)]?$/;
const LEADING = /^((?:[A-ZÄÖÜ]{1,3}[ .\-]?)?\d{1,3}(?:\.\d{1,3})*[a-z]?)(?:[.):]\s*|\s*[–—-]\s+|\s+)(?=\S)(.+)$/s;
const NAMED =
	/^([A-Za-zäöüÄÖÜß]+(?: [a-zäöü]+)?)\s*((?:[A-Z][ .\-]?)?\d{1,3}(?:\.\d{1,3})*[a-z]?|[A-Z]|[IVX]{1,4})?\s*(?:[:–—-]|\s-)\s*(.+)$/s;
/** A level's word before a number, then the title without any sign between them. */
const SPOKEN = /^([A-Za-zäöüÄÖÜß]+)\s+((?:[A-Z][ .\-]?)?\d{1,3}(?:\.\d{1,3})*[a-z]?)[.):]?\s+(.+)$/s;

export interface Named {
	code: string | null;
	title: string;
	/** Where a word says what it is: `Handlungsfeld 1: …`. */
	level: ImportLevel | null;
}

/** Whether a text is nothing but a number of an item. */
export const isCode = (text: string): boolean => CODE.test(plainSpaces(text)) || LETTER.test(plainSpaces(text));

/** As it is compared and kept: without the point at the end. */
export function codeText(cell: SheetCell): string {
	const text = typeof cell.value === 'number' ? String(cell.value) : plainSpaces(cell.text);
	return text.replace(/[.):]+$/, '');
}

/** For comparing: `A 3.2`, `A3.2` and `a 3.2.` are one; `03` is `3`. */
export function comparableCode(code: string): string {
	return code
		.toLowerCase()
		.replace(/[.):]+$/, '')
		.replace(/[\s_]/g, '')
		.replace(/(^|[^\d])0+(?=\d)/g, '$1');
}

/** How many steps below the top a number stands: 1 for `3`, `A` or `A 3`, 2 for `3.1`. A letter before counts with `lettered`. */
export function depthOf(code: string): number {
	return code.split(/[.\-/]/).filter((part) => /[A-Za-z\d]/.test(part)).length;
}

/** `1.1 Maßnahme: Wege verbinden` says behind its number what it is. */
function withoutWord(title: string): Pick<Named, 'title' | 'level'> {
	const [, word, rest] = /^([A-Za-zäöüÄÖÜß]+)\s*:\s*(.+)$/s.exec(title) ?? [];
	const level = levelOf(word ?? '');
	return level !== null && rest ? { title: rest, level } : { title, level: null };
}

/** A title that says its number or what it is. */
export function splitTitle(text: string): Named {
	const plain = plainSpaces(text);
	for (const pattern of [NAMED, SPOKEN]) {
		const match = pattern.exec(plain);
		const level = match ? levelOf(match[1] ?? '') : null;
		if (match && level !== null && match[3]) return { code: match[2] ?? null, title: match[3].trim(), level };
	}
	const leading = LEADING.exec(plain);
	// A year is no number of an item, and neither is a quantity: `3 Brücken` is left to the column as a whole.
	if (leading?.[1] && leading[2] && !/^(?:19|20)\d{2}$/.test(leading[1]))
		return { code: leading[1].replace(/\.$/, ''), ...withoutWord(leading[2].trim()) };
	return { code: null, title: plain, level: null };
}
