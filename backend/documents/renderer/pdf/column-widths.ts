import type { Tokens } from 'marked';
import { textOf } from '../token-text.ts';

/** Characters of the table's size that fit into one line of a page. */
const LINE = 104;
const LONGEST_WORD = 22;
const SHORT = 20;

/**
 * Shares of the line for the columns of a table: each has room for its longest word, and what is left goes to where
 * most text is. Reckoned from the text alone, so that thousands of rows need not be set twice.
 */
export function columnWidths({ header, rows }: Tokens.Table): number[] {
	const columns = header.map((cell, index) => {
		const texts = [cell, ...rows.map((row) => row[index])].map((one) => (one ? textOf(one.tokens) : ''));
		const lengths = texts.map((text) => text.length);
		const word = Math.max(4, ...texts.map(longestWord));
		const whole = Math.max(word, ...lengths) + 2;
		const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
		// Amounts and dates stay in one line.
		const least = whole <= SHORT ? whole : Math.min(word, LONGEST_WORD) + 2;
		return { least, whole, mean };
	});
	const whole = columns.reduce((sum, column) => sum + column.whole, 0);
	if (whole <= LINE) return columns.map((column) => column.whole);
	const least = columns.reduce((sum, column) => sum + column.least, 0);
	const weights = columns.map((column) => Math.min(column.whole - column.least, 60) * 0.5 + column.mean);
	const weight = weights.reduce((sum, one) => sum + one, 0) || 1;
	const rest = Math.max(0, LINE - least);
	return columns.map((column, index) => round(column.least + (rest * (weights[index] ?? 0)) / weight));
}

const round = (value: number): number => Math.round(value * 10) / 10;

function longestWord(text: string): number {
	let longest = 0;
	for (const word of text.split(/[\s/-]+/)) if (word.length > longest) longest = word.length;
	return longest;
}
