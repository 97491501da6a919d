import { textOfPieces } from './flow.ts';
import type { Pieces } from './flow.ts';

/**
 * Widths of a table's columns by what stands in them, as parts of 1: every column is wide enough for its longest word
 * where the page allows it, and what is left goes to those with long texts.
 */

/** Characters that a page holds beside each other in the type of tables, and what the padding of a cell takes of them. */
const PAGE = 92;
const PADDING = 2;
const LONGEST_WORD = 26;
const LONGEST_TEXT = 60;
const SHORT_TEXT = 18;
const BOLD = 1.1;

export function columnWidths(header: readonly Pieces[], rows: readonly (readonly Pieces[])[]): number[] {
	const columns = header.map((head, index) => {
		const texts = rows.map((row) => textOfPieces(row[index] ?? []));
		// the header is set in bold
		const word = Math.max(longestWord(textOfPieces(head)) * BOLD, ...texts.map(longestWord));
		const text = Math.max(word, ...texts.map((one) => Math.min(one.length, LONGEST_TEXT)));
		return { word: Math.min(word, LONGEST_WORD) + PADDING, text: text + PADDING };
	});
	// short texts stay in one line where there is room for them
	const whole = columns.map(({ word, text }) => (text <= SHORT_TEXT ? Math.max(word, text) : word));
	const least = sum(whole) <= PAGE ? whole : columns.map(({ word }) => word);
	const wished = columns.map(({ text }, index) => Math.max(0, text - (least[index] ?? 0)));
	const left = Math.max(0, PAGE - sum(least));
	const widths = least.map(
		(width, index) => width + (sum(wished) > 0 ? (left * (wished[index] ?? 0)) / sum(wished) : left / columns.length)
	);
	return widths.map((width) => width / sum(widths));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

function longestWord(text: string): number {
	let longest = 0;
	for (const word of text.split(/[\s\u00ad/-]+/)) if (word.length > longest) longest = word.length;
	return Math.max(longest, 2);
}
