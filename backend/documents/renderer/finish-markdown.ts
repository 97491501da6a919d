import type { Language } from '@konzeptstand/contract/values.ts';
import { escapeInside, escapeLine, escapeWholeLine, LINE_BEGINNING } from './escape.ts';
import { NUMBER_MARK, PLACE_MARK, SEE_MARK } from './escape.ts';
import type { Gathered } from './filter.ts';
import { inBlocks, inOneLine, readLongText, safeAddress } from './long-text.ts';
import { DOCUMENT_WORDS } from './words.ts';

/**
 * What the template wrote becomes the finished Markdown: long texts find their place, headings and tables get their
 * numbers, sources become footnotes. HTML is made of exactly this.
 */

export interface DocumentSource {
	title: string;
	address: string | null;
}

export interface FinishedMarkdown {
	/** Everything but the footnotes. */
	body: string;
	/** Sources in the order of their numbers. */
	footnotes: readonly DocumentSource[];
	/** Body and footnotes: the document as Markdown. */
	text: string;
}

export function finishMarkdown(
	written: string,
	gathered: Gathered,
	sources: readonly DocumentSource[],
	colophon: string
): FinishedMarkdown {
	const placed = placeTexts(settleNumbers(written), gathered);
	const body = `${pointed(numbered(tidied(placed), gathered.language), gathered.language)}\n\n---\n\n${escapeLine(colophon)}\n`;
	const footnotes = gathered.sources.map((index) => sources[index] ?? { title: '?', address: null });
	const definitions = footnotes.map((source, index) => `[^${String(index + 1)}]: ${sourceText(source)}\n`);
	return { body, footnotes, text: definitions.length === 0 ? body : `${body}\n${definitions.join('')}` };
}

/** A source as Markdown: its title, and its address, a link only when the source itself gives a whole address. */
function sourceText(source: DocumentSource): string {
	if (source.address === null) return escapeWholeLine(source.title);
	const href = /^https?:\/\//i.test(source.address) ? safeAddress(source.address) : null;
	const address = href === null ? escapeInside(source.address) : `[${escapeInside(source.address)}](<${href}>)`;
	return `${escapeWholeLine(source.title)}, ${address}`;
}

/** A value of digits at the beginning of a line, followed by a full stop, would begin a list. */
function settleNumbers(text: string): string {
	const [first = '', ...parts] = text.split(NUMBER_MARK);
	const settled = [first];
	let isBeginning = LINE_BEGINNING.test(lastLine(first));
	for (const part of parts) {
		const number = LIST_NUMBER.exec(part)?.[0];
		const begins = number !== undefined && isBeginning;
		settled.push(begins ? `${number.slice(0, -1)}\\${part.slice(number.length - 1)}` : part);
		isBeginning = (isBeginning || part.includes('\n')) && LINE_BEGINNING.test(lastLine(part));
	}
	return settled.join('');
}
const lastLine = (text: string): string => text.slice(text.lastIndexOf('\n') + 1);
const LIST_NUMBER = /^\d{1,9}[.)]/;

const ALONE = /^((?:[ \t]|>|[*+-][ \t]|\d{1,9}[.)][ \t])*)\uE000(\d+)\uE001[ \t]*$|\uE000(\d+)\uE001/gm;

function placeTexts(text: string, { texts, images }: Gathered): string {
	if (texts.length === 0) return text;
	const read = texts.map((one) => readLongText(one, images));
	return text.replace(
		ALONE,
		(_match, prefix: string | undefined, alone: string | undefined, inside: string | undefined) => {
			if (inside !== undefined) return inOneLine(read[Number(inside)] ?? { blocks: [] });
			const first = prefix ?? '';
			const rest = first.replace(/[*+\-\d.)]/g, ' ');
			const blocks = inBlocks(read[Number(alone)] ?? { blocks: [] }, first, rest);
			// Blank lines around it: a text may neither continue what stands before nor swallow what follows.
			return first === rest ? `${rest.trimEnd()}\n${blocks}\n${rest.trimEnd()}` : `${blocks}\n${rest.trimEnd()}`;
		}
	);
}

/** No spaces at the ends of lines, no more than one empty line. */
function tidied(text: string): string {
	return text
		.split('\n')
		.map(withoutEnd)
		.join('\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}

/** Looked at from its end: an expression would begin again at every space of a line that has thousands. */
function withoutEnd(line: string): string {
	let end = line.length;
	while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t')) end -= 1;
	return line.slice(0, end);
}

/**
 * Numbers headings from the second level on (1, 1.1 …), tables and figures. A line `: Text` before a table or a picture
 * is its caption.
 * Nothing that a user typed can begin a line like this.
 */
function numbered(text: string, language: Language): string {
	const words = DOCUMENT_WORDS[language];
	const counters = [0, 0, 0, 0, 0];
	let tables = 0;
	let figures = 0;
	let isCode = false;
	return text.replace(
		/^(?:(#{2,6}) +(.+)|: +(.+)|(`{3,}|~{3,}).*)$/gm,
		(line, marks?: string, title?: string, caption?: string, fence?: string, at?: number) => {
			if (fence !== undefined) isCode = !isCode;
			if (isCode || fence !== undefined) return line;
			if (caption !== undefined) {
				if (FIGURE.test(text.slice((at ?? 0) + line.length, (at ?? 0) + line.length + 10)))
					return `**${words.figure} ${String((figures += 1))}:** ${caption}`;
				return `**${words.table} ${String((tables += 1))}:** ${caption}`;
			}
			const level = (marks ?? '').length - 2;
			counters[level] = (counters[level] ?? 0) + 1;
			counters.fill(0, level + 1);
			return `${marks ?? ''} ${counters.slice(0, level + 1).join('.')} ${title ?? ''}`;
		}
	);
}

/** Pointers get the number of the heading that is their place, and lead there; no mark stays. */
function pointed(text: string, language: Language): string {
	if (!text.includes(PLACE_MARK) && !text.includes(SEE_MARK)) return text;
	const numbers = new Map<string, string>();
	const headed = text.replace(HEADING_PLACE, (_line, start: string, number: string, title: string, name: string) => {
		if (!numbers.has(name)) numbers.set(name, number);
		return start + number + title;
	});
	return headed.replace(ANY_PLACE, '').replace(POINTER, (_mark, name: string) => {
		const number = numbers.get(name);
		if (number === undefined) return '';
		return `, ${DOCUMENT_WORDS[language].see} [${DOCUMENT_WORDS[language].section} ${number}](#abschnitt-${number.replaceAll('.', '-')})`;
	});
}
const HEADING_PLACE = /^(#{2,6} )([\d.]+)( .*?)\uE003([a-z0-9-]+)\uE003/gm;
const ANY_PLACE = /\uE003[a-z0-9-]*\uE003?/g;
const POINTER = /\uE004([a-z0-9-]*)\uE004/g;
const FIGURE = /^\n+!\[/;
