import { Lexer } from 'marked';
import type { Token, Tokens } from 'marked';
import { imageMark } from './document-image.ts';
import type { DocumentImages } from './document-image.ts';
import { escapeInside, escapeLine, escapeWholeLine, withoutMarks } from './escape.ts';
import { textOf } from './token-text.ts';

/**
 * Long texts as people write them, in Markdown, made safe: paragraphs, emphasis, lists and links stay; HTML and every
 * other mark becomes plain text, headings become bold paragraphs. A picture stays when it is one of the document's own;
 * of any other only its alternative text stays, for nothing is loaded from anywhere.
 */

type Block = { kind: 'paragraph'; lines: string[] } | { kind: 'list'; start: number | null; items: Block[][] };
export interface LongText {
	readonly blocks: readonly Block[];
}

const PLAIN = /^[^\n\r\\`*_[\]<>&~|#@!:]*$/;
const DEEPEST = 6;
/** Nested deeper, and marked more often, than anybody writes; reading it would take more than its time. */
const MOST_MARKS = 2_000;
const ABSURD = /(?:>[ \t]?){20}|(?:[*+-][ \t]+){20}|(?:\d{1,9}[.)][ \t]+){20}/;

/**
 * Reads a long text once; where it stands decides later how it is written.
 * @param images the document's own pictures by name
 */
export function readLongText(source: string, images: DocumentImages): LongText {
	const text = withoutMarks(source).trim();
	if (text === '') return { blocks: [] };
	if (PLAIN.test(text) && !/^[+\-=\d\s]/.test(text))
		return { blocks: [{ kind: 'paragraph', lines: [escapeLine(text)] }] };
	if (ABSURD.test(text) || text.replace(/[^*_~[]/g, '').length > MOST_MARKS) return asTyped(text);
	try {
		const tokens = new Lexer({ gfm: true }).lex(text);
		if (text.includes('![')) replaceForeignImages(tokens, images);
		return { blocks: blocksOf(tokens, 0) };
	} catch {
		// Marks nested deeper than the reader goes are no writing: they are shown as they were typed.
		return asTyped(text);
	}
}

const asTyped = (text: string): LongText => ({ blocks: [{ kind: 'paragraph', lines: [escapeWholeLine(text)] }] });

/** All of it in one line, for a table cell or a place inside a sentence. */
export function inOneLine(text: LongText): string {
	return text.blocks.map(blockInOneLine).join(' ');
}

function blockInOneLine(block: Block): string {
	if (block.kind === 'paragraph') return block.lines.join(' ');
	return block.items.map((item) => item.map(blockInOneLine).join(' ')).join('; ');
}

/**
 * As blocks of their own.
 * @param first what stands before the first line (a list marker of the template, a quotation mark)
 * @param rest what stands before every other line, as wide as `first`
 */
export function inBlocks(text: LongText, first: string, rest: string): string {
	const lines = linesOf(text.blocks);
	if (lines.length === 0) return first.trimEnd();
	return lines.map((line, index) => (line === '' ? rest.trimEnd() : (index === 0 ? first : rest) + line)).join('\n');
}

function linesOf(blocks: readonly Block[]): string[] {
	return blocks.flatMap((block, index) => {
		const own =
			block.kind === 'paragraph'
				? block.lines.map((line, at) => (at < block.lines.length - 1 ? `${line}\\` : line))
				: listLines(block.items, block.start);
		return index === 0 ? own : ['', ...own];
	});
}

/** Bullets that templates do not use (`*`, `1)`), so that no list of a text runs on into one of the template. */
function listLines(items: Block[][], start: number | null): string[] {
	return items.flatMap((item, index) => {
		const marker = start === null ? '* ' : `${String(Math.min(start + index, 999_999_999))}) `;
		const lines = linesOf(item);
		const indent = ' '.repeat(marker.length);
		return (lines.length === 0 ? [''] : lines).map((line, at) =>
			at === 0 ? marker + line : line === '' ? '' : indent + line
		);
	});
}

function blocksOf(tokens: readonly Token[], depth: number): Block[] {
	return tokens.flatMap((token) => blockOf(token, depth));
}

function blockOf(token: Token, depth: number): Block[] {
	switch (token.type) {
		case 'paragraph':
		case 'text':
			return paragraph('tokens' in token && token.tokens ? token.tokens : [token]);
		case 'heading': {
			const [block] = paragraph((token as Tokens.Heading).tokens);
			return block?.kind === 'paragraph' ? [{ kind: 'paragraph', lines: [bold(block.lines.join(' '))] }] : [];
		}
		case 'list': {
			const list = token as Tokens.List;
			const items = list.items.map((item) => blocksOf(item.tokens, depth + 1));
			if (depth >= DEEPEST) return items.flat();
			if (list.ordered) return [{ kind: 'list', start: Number(list.start) || 0, items }];
			// bullets of nothing but bullets would be read as a rule (`* * *`)
			const filled = items.filter((item) => item.length > 0);
			return filled.length === 0 ? [] : [{ kind: 'list', start: null, items: filled }];
		}
		case 'blockquote':
			return blocksOf((token as Tokens.Blockquote).tokens, depth + 1);
		case 'code':
			return plainLines((token as Tokens.Code).text);
		case 'html':
			return plainLines(token.raw);
		case 'table': {
			const table = token as Tokens.Table;
			const rows = [table.header, ...table.rows];
			return rows.flatMap((row) =>
				paragraph(row.flatMap((cell, index) => (index > 0 ? [SEPARATOR, ...cell.tokens] : cell.tokens)))
			);
		}
		default:
			return [];
	}
}

const SEPARATOR: Token = { type: 'text', raw: ' · ', text: ' · ' };

function plainLines(text: string): Block[] {
	const lines = text
		.split('\n')
		.map((line) => escapeWholeLine(line))
		.filter((line) => line !== '');
	return lines.length === 0 ? [] : [{ kind: 'paragraph', lines }];
}

function paragraph(tokens: readonly Token[]): Block[] {
	const lines = inline(tokens)
		.split('\n')
		.map(beginLine)
		.filter((line) => line !== '');
	return lines.length === 0 ? [] : [{ kind: 'paragraph', lines }];
}

/** What would begin a block at the beginning of a line is escaped there. The rest is escaped already. */
function beginLine(line: string): string {
	const text = line.trim();
	// Brackets of users are escaped: `![` is a picture of the document's own.
	if (/^(?!!\[)[+\-=:(!"$%',./;?^{}]/.test(text)) return `\\${text}`;
	return text.replace(/^(\d{1,9})([.)])/, '$1\\$2');
}

/** Inline marks as Markdown; a line feed in the result is a break that the author wanted. */
function inline(tokens: readonly Token[]): string {
	return tokens.map(inlineOf).join('');
}

function inlineOf(token: Token): string {
	switch (token.type) {
		case 'strong':
			return bold(inline((token as Tokens.Strong).tokens));
		case 'em':
			return marked('*', inline((token as Tokens.Em).tokens));
		case 'link':
			return link(token as Tokens.Link);
		case 'br':
			return '\n';
		case 'image':
			return imageMark(textOf((token as Tokens.Image).tokens), (token as Tokens.Image).href);
		case 'del':
			return inline((token as Tokens.Del).tokens);
		case 'escape':
		case 'codespan':
			return oneLine((token as Tokens.Escape).text);
		default:
			return oneLine(token.raw);
	}
}

interface Inner {
	tokens: Token[];
	items: Token[];
	header: Tokens.TableCell[];
	rows: Tokens.TableCell[][];
}

/** What stands for a picture that the document does not have: its alternative text. */
function replaceForeignImages(tokens: readonly Token[], images: DocumentImages): void {
	for (const token of tokens) {
		if (token.type === 'image' && !images.has((token as Tokens.Image).href)) {
			const text = textOf((token as Tokens.Image).tokens);
			Object.assign(token, { type: 'text', raw: text, text, tokens: undefined });
		}
		const { tokens: inner, items, header, rows } = token as Partial<Inner>;
		for (const list of [inner, items, ...[...(header ?? []), ...(rows ?? []).flat()].map((cell) => cell.tokens)])
			if (list) replaceForeignImages(list, images);
	}
}

/** An exclamation mark at the end would make an image of a link that follows. */
const oneLine = (text: string): string => escapeInside(text.replace(/[\s\u0085]+/g, ' ')).replace(/!$/, '\\!');
const bold = (text: string): string => marked('**', text);

/** Marks hold only where they touch the text; a break or an outer mark of the same kind inside ends them. */
function marked(mark: string, text: string): string {
	const inside = text.replace(/\n/g, ' ').trim();
	if (inside === '' || /(?<!\\)\*/.test(inside)) return text;
	const [before = ''] = /^\s*/.exec(text) ?? [];
	const [after = ''] = /\s*$/.exec(text) ?? [];
	return `${before.replace(/\n/g, ' ')}${mark}${inside}${mark}${after.replace(/\n/g, ' ')}`;
}

/** Only addresses of the web and of mail become links, and they stay in one piece in any place. */
function link(token: Tokens.Link): string {
	const label = inline(token.tokens).replace(/\n/g, ' ').trim();
	const href = safeAddress(token.href);
	return href === null || label === '' ? label : `[${label}](<${href}>)`;
}

/** A PDF takes no longer one, and nobody writes one. */
const LONGEST_ADDRESS = 8_000;

/** The address as it can stand in Markdown; null when it leads anywhere but to the web or a mailbox. */
export function safeAddress(address: string): string | null {
	const text = address.trim();
	if (!/^(?:https?:\/\/|mailto:)[^\s]/i.test(text) || /\s/.test(text) || !URL.canParse(text)) return null;
	const safe = text.replace(/[\\`*_[\]<>|()~"'{}^\u0000-\u0020\u007f-\uffff]/g, (character) =>
		encodeURIComponent(character).replace(/[*_()~'!]/g, percent)
	);
	return safe.length > LONGEST_ADDRESS ? null : safe;
}

function percent(character: string): string {
	return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
