/**
 * Plain text into Markdown that shows exactly this text and nothing else, wherever a template puts it: in a sentence,
 * a heading, a list item, a table cell, at the beginning of a line or between two marks of the template's own.
 */

/** Before a number that could turn into a list marker at the beginning of a line; settled in finish-markdown.ts. */
export const NUMBER_MARK = '\uE002';
/** Nothing, or only marks of lists and quotations: what follows would still be the beginning of a line. */
export const LINE_BEGINNING = /^[ \t>*+\-\d.)\uE002]*$/;
/** Around the number of a long text that waits for its place; settled in finish-markdown.ts. */
export const TEXT_OPEN = '\uE000';
export const TEXT_CLOSE = '\uE001';
/** Around the name of a place in a heading, and around the name in a pointer to it; settled in finish-markdown.ts. */
export const PLACE_MARK = '\uE003';
export const SEE_MARK = '\uE004';

// Markers of our own must not come from outside; other control characters mean nothing in a document.

const FOREIGN = /[\u0000-\u0008\u000e-\u001f\u007f\uE000-\uE004]/g;

const HAS_FOREIGN = /[\u0000-\u001f\u007f\u2028\u2029\uE000-\uE004]|^\s|\s$|  /;
const BREAKS = /[ \t\n\v\f\r\u0085\u2028\u2029]+/g;

/**
 * What means something in the middle of a line: emphasis, code, links, HTML, entities, tables, and what GFM would make
 * a link of by itself (`www.`, `https://`, an address with `@`). In the text of a link marked takes the backslash
 * from a bracket before it reads it again: what follows a bracket is escaped too.
 */
const SPECIAL = /[\\`*_[\]<>&~|#@^]|(?<=[wW])\.|:(?=\/)|(?<=\])\(/g;
const HAS_SPECIAL = /[\\`*_[\]<>&~|#@^]|[wW]\.|:\//;

/** What means something only as the first character: of a line, or after what the template put before it. */
const FIRST = /^[!"$%'()+,\-./:;=?{}]/;
const FIRST_NUMBER = /^\d{1,9}(?:[.)]|$)/;

/** One line of plain text as Markdown. Line breaks become spaces, so that a title can never end its line. */
export function escapeLine(value: string): string {
	const text = HAS_FOREIGN.test(value) ? value.replace(FOREIGN, '').replace(BREAKS, ' ').trim() : value;
	const escaped = escapeInside(text);
	// Of what is escaped already, a second backslash would be shown.
	if (FIRST.test(escaped)) return `\\${escaped}`;
	return FIRST_NUMBER.test(text) ? NUMBER_MARK + escaped : escaped;
}

/** The same for a text that certainly begins its line: of a number nothing is left to settle. */
export function escapeWholeLine(value: string): string {
	return escapeLine(value)
		.replaceAll(NUMBER_MARK, '')
		.replace(/^(\d{1,9})([.)])/, '$1\\$2');
}

/** Text that certainly follows other text of the same line. */
export function escapeInside(text: string): string {
	return HAS_SPECIAL.test(text) ? text.replace(SPECIAL, '\\$&') : text;
}

/** Removes what only the renderer itself may write. */
export function withoutMarks(text: string): string {
	return text.replace(FOREIGN, '');
}

/** What `{{ … }}` writes: null is nothing, a list is joined, everything is escaped. */
export function escapeOutput(value: unknown): string {
	if (typeof value === 'string') return escapeLine(value);
	if (value === null || value === undefined) return '';
	if (Array.isArray(value)) return escapeLine(value.map(plain).join(', '));
	return escapeLine(plain(value));
}

function plain(value: unknown): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	return '';
}
