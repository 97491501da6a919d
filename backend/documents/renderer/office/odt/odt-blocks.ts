import type { Language } from '@konzeptstand/contract/values.ts';
import { LISTED_LEVELS, PLAIN } from '../flow.ts';
import type { Block, Flow, Heading, Pieces, Table } from '../flow.ts';
import { LIST_INDENT, QUOTE_INDENT, TEXT_WIDTH } from '../page.ts';
import { NOTHING, joined, xml } from '../../../../foundation/xml.ts';
import type { Attributes, Xml } from '../../../../foundation/xml.ts';
import type { AutomaticStyles } from './automatic-styles.ts';
import { odtContents } from './odt-contents.ts';
import type { PieceWriter } from './odt-pieces.ts';
import { millimetres, spacedText } from './odt-pieces.ts';
import { odtTable } from './odt-table.ts';

/** Where a block stands: how deep in lists and quotations. */
interface Place {
	readonly level: number;
	readonly quotes: number;
}
const TOP: Place = { level: 0, quotes: 0 };
const indentOf = ({ level, quotes }: Place): number => level * LIST_INDENT + quotes * QUOTE_INDENT;

/** A piece of a list: within it, or a table that interrupts it. */
interface Part {
	readonly isOutside: boolean;
	readonly content: Xml;
}

/** Blocks as paragraphs, lists and tables of OpenDocument. */
export class BlockWriter {
	readonly #flow: Flow;
	readonly #language: Language;
	readonly #pieces: PieceWriter;
	readonly #styles: AutomaticStyles;
	#breaksPage = false;
	#tables = 0;

	constructor(flow: Flow, language: Language, pieces: PieceWriter, styles: AutomaticStyles) {
		this.#flow = flow;
		this.#language = language;
		this.#pieces = pieces;
		this.#styles = styles;
	}

	write(): Xml {
		const body = this.#blocks(this.#flow.blocks, TOP);
		return this.#breaksPage ? joined([body, this.#paragraph('Text_20_body', NOTHING)]) : body;
	}

	#blocks(blocks: readonly Block[], place: Place): Xml {
		return joined(blocks.map((block) => this.#block(block, place)));
	}

	#block(block: Block, place: Place): Xml {
		switch (block.kind) {
			case 'title':
				return this.#text('Title', block.pieces, TOP);
			case 'heading':
				return this.#heading(block, place);
			case 'paragraph':
				return this.#text(styleOf(place), block.pieces, place);
			case 'figure': {
				const picture = this.#text('Figure', block.pieces, place);
				return block.caption ? joined([this.#text('Table', block.caption, place), picture]) : picture;
			}
			case 'code':
				return joined(
					block.lines.map((line) => this.#paragraph('Preformatted_20_Text', spacedText(line), marginOf(place)))
				);
			case 'rule':
				return this.#paragraph('Horizontal_20_Line', NOTHING);
			case 'page-break':
				this.#breaksPage = true;
				return NOTHING;
			case 'contents':
				return odtContents(
					this.#flow.headings.filter(({ level }) => level <= LISTED_LEVELS),
					this.#language,
					this.#breakStyle('Contents_20_Heading')
				);
			case 'quotation':
				return this.#blocks(block.blocks, { ...place, quotes: place.quotes + 1 });
			case 'list':
				return this.#list(block.start, block.items, place);
			case 'table':
				return this.#table(block, place);
		}
	}

	#text(style: string, pieces: Pieces, place: Place): Xml {
		const content = this.#pieces.write(pieces, TEXT_WIDTH - indentOf(place));
		return this.#paragraph(style, content, marginOf(place, style));
	}

	#paragraph(style: string, content: Xml, margin: Attributes = {}): Xml {
		return xml('text:p', { 'text:style-name': this.#breakStyle(style, margin) }, content);
	}

	/** The style, or one like it that begins a new page or stands further in. */
	#breakStyle(style: string, margin: Attributes = {}): string {
		const own: Attributes = this.#breaksPage ? { ...margin, 'fo:break-before': 'page' } : margin;
		this.#breaksPage = false;
		return Object.keys(own).length === 0 ? style : this.#styles.add('paragraph', style, own);
	}

	#heading({ level, anchor, number, pieces }: Heading, place: Place): Xml {
		const isCounted = this.#flow.countsHeadings;
		const written =
			isCounted || number === null ? pieces : [{ kind: 'text', text: `${number} `, marks: PLAIN } as const, ...pieces];
		const bookmark = { 'text:name': anchor };
		return xml(
			'text:h',
			{
				'text:style-name': this.#breakStyle(`Heading_20_${String(level)}`, marginOf({ ...place, level: 0 })),
				'text:outline-level': level
			},
			xml('text:bookmark-start', bookmark),
			this.#pieces.write(written),
			xml('text:bookmark-end', bookmark)
		);
	}

	/** OpenDocument has no table in a list: the list ends before one and goes on after it. */
	#list(start: number | null, items: readonly (readonly Block[])[], place: Place): Xml {
		return joined(this.#listParts(start, items, place).map(({ content }) => content));
	}

	#listParts(start: number | null, items: readonly (readonly Block[])[], place: Place): Part[] {
		const inside = { ...place, level: place.level + 1 };
		const parts: Part[] = [];
		let open: Xml[] = [];
		const close = (): void => {
			if (open.length === 0) return;
			const isFirst = parts.length === 0;
			const attributes = {
				'text:style-name': start === null ? 'List_20_1' : 'Numbering_20_1',
				'text:continue-numbering': isFirst ? undefined : 'true'
			};
			parts.push({ isOutside: false, content: xml('text:list', attributes, open) });
			open = [];
		};
		for (const [index, blocks] of items.entries()) {
			// what follows a table in an item bears no second marker
			let element = 'text:list-item';
			const begin = { 'text:start-value': start !== null && index === 0 ? start : undefined };
			let content: Xml[] = [];
			const put = (): void => {
				if (content.length > 0) open.push(xml(element, element === 'text:list-item' ? begin : {}, content));
				content = [];
			};
			for (const part of this.#itemParts(blocks, inside)) {
				if (!part.isOutside) {
					content.push(part.content);
					continue;
				}
				put();
				close();
				parts.push(part);
				element = 'text:list-header';
			}
			put();
		}
		close();
		return parts;
	}

	#itemParts(blocks: readonly Block[], place: Place): Part[] {
		const [first] = blocks;
		const needsText = first === undefined || first.kind === 'table';
		const parts: Part[] = needsText ? [{ isOutside: false, content: this.#text(styleOf(place), [], place) }] : [];
		for (const block of blocks) {
			if (block.kind === 'list') parts.push(...this.#listParts(block.start, block.items, place));
			else if (block.kind === 'quotation')
				parts.push(...this.#itemParts(block.blocks, { ...place, quotes: place.quotes + 1 }));
			else parts.push({ isOutside: block.kind === 'table', content: this.#block(block, place) });
		}
		return parts;
	}

	#table(table: Table, place: Place): Xml {
		this.#tables += 1;
		const caption = table.caption ? this.#text('Table', table.caption, place) : NOTHING;
		const before = this.#breaksPage ? this.#paragraph('Text_20_body', NOTHING) : NOTHING;
		const indent = indentOf(place);
		return joined([
			caption,
			before,
			odtTable(table, this.#pieces, this.#styles, { number: this.#tables, width: TEXT_WIDTH - indent, indent })
		]);
	}
}

function styleOf({ level, quotes }: Place): string {
	return quotes > 0 ? 'Quotations' : level > 0 ? 'List_20_Contents' : 'Text_20_body';
}

/** Lists and single quotations are indented by their styles; what stands in both says so itself. */
function marginOf(place: Place, style = ''): Attributes {
	const isByStyle = place.quotes === 0 || (style === 'Quotations' && place.quotes === 1 && place.level === 0);
	return isByStyle ? {} : { 'fo:margin-left': millimetres(indentOf(place)) };
}
