/**
 * Text as a quoted string of Typst: the only form in which anything of a document reaches the compiler. Between the
 * quotation marks Typst knows two marks, the backslash and the quotation mark, and both are escaped here.
 */
export function quoted(text: string): string {
	const shown = NEEDS_CARE.test(text)
		? withBreaks(text.replace(INVISIBLE, '').replace(/[\t\n\v\f\r\u2028\u2029]+/g, ' '))
		: text;
	return `"${shown.replace(/[\\"]/g, '\\$&')}"`;
}

/** What shows nothing and what no font has: byte order marks and control characters. */
const INVISIBLE = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufeff\ufff9-\ufffb]/g;
const LONG_WORD = /[^\s\u00ad\u200b]{25,}/;
const NEEDS_CARE = new RegExp(
	`[\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\ufeff\\ufff9-\\ufffb]|${LONG_WORD.source}`
);
/** Letters up to here are hyphenated by the language's own rules. */
const LONGEST_WORD = 45;

/** Addresses and endless words get places where their line may end. */
function withBreaks(text: string): string {
	return text.replace(new RegExp(LONG_WORD.source, 'g'), (word) =>
		word.replace(/[/_.?&=,;:@%+]+(?=[^\s/_.?&=,;:@%+])/g, '$&\u200b').replace(ENDLESS, endless)
	);
}

const ENDLESS = new RegExp(`[^\\s\\u200b-]{${String(LONGEST_WORD)},}`, 'g');
const graphemes = new Intl.Segmenter('de', { granularity: 'grapheme' });

function endless(word: string): string {
	let written = '';
	let since = 0;
	for (const { segment } of graphemes.segment(word)) {
		if (since === 15) {
			written += '\u200b';
			since = 0;
		}
		written += segment;
		since += 1;
	}
	return written;
}

/** No more than so many characters, for a line that has only so much room. */
export function shortened(text: string, most: number): string {
	const parts = [...graphemes.segment(text.slice(0, most * 8))].map(({ segment }) => segment);
	return parts.length <= most
		? text
		: `${parts
				.slice(0, most - 1)
				.join('')
				.trimEnd()}…`;
}
