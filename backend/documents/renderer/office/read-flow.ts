import type { Token, Tokens } from 'marked';
import { figureOf } from '../document-tree.ts';
import type { CaptionedTable, DocumentTree } from '../document-tree.ts';
import { columnWidths } from './column-widths.ts';
import { LISTED_LEVELS, textOfPieces } from './flow.ts';
import type { Block, Flow, Heading, Pieces, Table } from './flow.ts';
import { notePieces, unnamedNotes } from './read-notes.ts';
import { anchorName, readPieces } from './read-pieces.ts';
import type { Gathering } from './read-pieces.ts';

/** A row with more characters than this may run over the end of a page. */
const LONG_ROW = 1500;
/** A table of contents with more entries than this stands on pages of its own. */
const SHORT_CONTENTS = 12;

/** @throws Error for a token that cannot be expressed */
export function readFlow(tree: DocumentTree): Flow {
	const reader = new BlockReader({ images: tree.images, notes: new Map() });
	const head = reader.read(tree.head);
	const sections = reader.read(tree.sections);
	const { headings, gathering } = reader;
	const rest = unnamedNotes(tree, gathering);
	return {
		blocks: [...head, ...contents(headings), ...sections, ...rest],
		headings,
		countsHeadings: isCounted(headings),
		notes: new Map([...gathering.notes.keys()].map((number) => [number, notePieces(tree.footnotes[number - 1])])),
		countsNotes: [...gathering.notes.keys()].every((number, index) => number === index + 1),
		repeatedNotes: new Set([...gathering.notes].filter(([, times]) => times > 1).map(([number]) => number))
	};
}

function contents(headings: readonly Heading[]): Block[] {
	const listed = headings.filter(({ level }) => level <= LISTED_LEVELS).length;
	if (listed === 0) return [];
	return listed > SHORT_CONTENTS ? [{ kind: 'contents' }, { kind: 'page-break' }] : [{ kind: 'contents' }];
}

/** An office counts 1, 1.1, 1.2, 2 …: true when the Markdown did just the same. */
function isCounted(headings: readonly Heading[]): boolean {
	const counters = [0, 0, 0, 0, 0, 0];
	return headings.every(({ level, number }) => {
		counters[level - 1] = (counters[level - 1] ?? 0) + 1;
		counters.fill(0, level);
		return counters.slice(0, level).join('.') === number && !counters.slice(0, level).includes(0);
	});
}

class BlockReader {
	readonly headings: Heading[] = [];
	readonly gathering: Gathering;
	#hasTitle = false;

	constructor(gathering: Gathering) {
		this.gathering = gathering;
	}

	read(tokens: readonly Token[]): Block[] {
		const blocks: Block[] = [];
		let before: Token[] = [];
		for (const token of tokens) {
			// the box of a task stands before its text, not in it
			if (token.type === 'checkbox') before = [token];
			else if (token.type === 'text' || before.length > 0) {
				blocks.push(...this.#block({ type: 'paragraph', raw: '', tokens: [...before, ...inlineOf(token)] }));
				before = [];
			} else blocks.push(...this.#block(token));
		}
		if (before.length > 0) blocks.push(...this.#block({ type: 'paragraph', raw: '', tokens: before }));
		return blocks;
	}

	#block(token: Token): Block[] {
		switch (token.type) {
			case 'space':
			case 'def':
				return [];
			case 'heading':
				return [this.#heading(token as Tokens.Heading)];
			case 'paragraph':
				return [this.#paragraph(token as Tokens.Paragraph)];
			case 'html':
				return [{ kind: 'paragraph', pieces: this.#pieces([token]) }];
			case 'code':
				return [{ kind: 'code', lines: (token as Tokens.Code).text.split('\n') }];
			case 'hr':
				return [{ kind: 'rule' }];
			case 'page_break':
				return [{ kind: 'page-break' }];
			case 'blockquote':
				return [{ kind: 'quotation', blocks: this.read((token as Tokens.Blockquote).tokens) }];
			case 'list':
				return [this.#list(token as Tokens.List)];
			case 'table':
				return [this.#table(token as CaptionedTable)];
			default:
				throw new Error(`An office document cannot express "${token.type}".`);
		}
	}

	#pieces(tokens: readonly Token[]): Pieces {
		return readPieces(tokens, this.gathering);
	}

	#heading({ depth, tokens }: Tokens.Heading): Block {
		const pieces = this.#pieces(tokens);
		if (depth === 1 && !this.#hasTitle) {
			this.#hasTitle = true;
			return { kind: 'title', pieces };
		}
		const [first, ...more] = pieces;
		const text = first?.kind === 'text' ? first.text : '';
		const [marker = '', number = null] = /^(\d+(?:\.\d+)*)(?: |$)/.exec(text) ?? [];
		const rest = text.slice(marker.length);
		const own: Pieces =
			first?.kind !== 'text' || marker === '' ? pieces : rest === '' ? more : [{ ...first, text: rest }, ...more];
		const heading: Heading = {
			kind: 'heading',
			level: Math.max(1, depth - 1),
			anchor: anchorName(`abschnitt-${number?.replaceAll('.', '-') ?? `t${String(this.headings.length)}`}`),
			number,
			pieces: own,
			text: textOfPieces(own)
		};
		this.headings.push(heading);
		return heading;
	}

	#paragraph(token: Tokens.Paragraph): Block {
		const figure = figureOf(token);
		if (!figure) return { kind: 'paragraph', pieces: this.#pieces(token.tokens) };
		return { kind: 'figure', caption: this.#caption(figure.caption), pieces: this.#pieces([figure]) };
	}

	/** `Tabelle 1:` becomes a number that the office counts on. */
	#caption(tokens: readonly Token[] | undefined): Pieces | null {
		if (!tokens) return null;
		const [first, ...rest] = this.#pieces(tokens);
		if (first?.kind !== 'text') return first ? [first, ...rest] : rest;
		const [, series, value] = /^(\p{L}+) (\d+):$/u.exec(first.text) ?? [];
		if (series === undefined || value === undefined) return [first, ...rest];
		const { marks } = first;
		return [
			{ kind: 'text', text: `${series} `, marks },
			{ kind: 'count', series, value, marks },
			{ kind: 'text', text: ':', marks },
			...rest
		];
	}

	#list({ ordered, start, items }: Tokens.List): Block {
		return {
			kind: 'list',
			start: ordered ? Number(start) || 0 : null,
			items: items.map((item) => this.read(item.tokens))
		};
	}

	#table(token: CaptionedTable): Table {
		const caption = this.#caption(token.caption);
		const header = token.header.map((cell) => this.#pieces(cell.tokens));
		const rows = token.rows.map((row) => row.map((cell) => this.#pieces(cell.tokens)));
		const widths = columnWidths(header, rows);
		return {
			kind: 'table',
			caption,
			columns: token.header.map(({ align }, index) => ({
				alignment: align ?? 'left',
				width: widths[index] ?? 0
			})),
			header,
			rows: rows.map((cells) => ({
				cells,
				isLong: cells.some((pieces) => textOfPieces(pieces).length > LONG_ROW)
			}))
		};
	}
}

function inlineOf(token: Token): readonly Token[] {
	return token.type === 'text' && !('tokens' in token && token.tokens)
		? [token]
		: ((token as Tokens.Generic).tokens ?? []);
}
