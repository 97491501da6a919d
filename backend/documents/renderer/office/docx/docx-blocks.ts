import { DOCUMENT_WORDS } from '../../words.ts';
import type { Language } from '@konzeptstand/contract/values.ts';
import { LISTED_LEVELS, PLAIN } from '../flow.ts';
import type { Block, Flow, Heading, Pieces, Table } from '../flow.ts';
import { LIST_INDENT, QUOTE_INDENT, TEXT_WIDTH } from '../page.ts';
import { NOTHING, joined, xml } from '../../../../foundation/xml.ts';
import type { Xml } from '../../../../foundation/xml.ts';
import { CONTENTS_END, contentsEntry, contentsFrame } from './docx-contents.ts';
import type { PieceWriter } from './docx-pieces.ts';
import { textRun } from './docx-pieces.ts';
import { DEEPEST_LEVEL } from './numbering.ts';
import type { Numbering } from './numbering.ts';
import { docxTable } from './docx-table.ts';
import { twips } from './units.ts';

/** Where a block stands: how deep in lists and quotations. */
interface Place {
	readonly level: number;
	readonly quotes: number;
}
const TOP: Place = { level: 0, quotes: 0 };
const indentOf = ({ level, quotes }: Place): number => level * LIST_INDENT + quotes * QUOTE_INDENT;

interface Look {
	readonly style: string;
	readonly keepNext?: boolean;
	readonly numPr?: Xml;
	readonly tabs?: Xml;
	readonly ind?: Xml;
}

/** Blocks as paragraphs and tables of WordprocessingML. */
export class BlockWriter {
	readonly #flow: Flow;
	readonly #language: Language;
	readonly #pieces: PieceWriter;
	readonly #numbering: Numbering;
	/** Bullet or number that the next paragraph bears. */
	#marker: { list: number; level: number } | null = null;
	#breaksPage = false;
	/** Whether what stands before is a table: two in a row would become one. */
	#isAfterTable = false;

	constructor(flow: Flow, language: Language, pieces: PieceWriter, numbering: Numbering) {
		this.#flow = flow;
		this.#language = language;
		this.#pieces = pieces;
		this.#numbering = numbering;
	}

	write(): Xml {
		const body = this.#blocks(this.#flow.blocks, TOP);
		const isOpen = this.#breaksPage || this.#isAfterTable;
		return isOpen ? joined([body, this.#paragraph({ style: 'Normal' }, NOTHING)]) : body;
	}

	#blocks(blocks: readonly Block[], place: Place): Xml {
		return joined(blocks.map((block) => this.#block(block, place)));
	}

	#block(block: Block, place: Place): Xml {
		switch (block.kind) {
			case 'title':
				return this.#text('Title', block.pieces, TOP);
			case 'heading':
				return this.#heading(block);
			case 'paragraph':
				return this.#text(
					place.quotes > 0 ? 'Quote' : place.level > 0 ? 'ListParagraph' : 'Normal',
					block.pieces,
					place
				);
			case 'figure': {
				const picture = this.#text('Figure', block.pieces, place);
				return block.caption ? joined([this.#caption(block.caption, place), picture]) : picture;
			}
			case 'code':
				return joined(
					block.lines.map((line) =>
						this.#paragraph({ style: 'HTMLPreformatted', ...this.#standing(place) }, textRun(line, PLAIN))
					)
				);
			case 'rule':
				return this.#paragraph({ style: 'HorizontalLine' }, NOTHING);
			case 'page-break':
				this.#breaksPage = true;
				return NOTHING;
			case 'contents':
				return this.#contents();
			case 'quotation':
				return this.#blocks(block.blocks, { ...place, quotes: place.quotes + 1 });
			case 'list':
				return this.#list(block.start, block.items, place);
			case 'table':
				return this.#table(block, place);
		}
	}

	#text(style: string, pieces: Pieces, place: Place): Xml {
		const look = { style, ...this.#standing(place) };
		return this.#paragraph(look, this.#pieces.write(pieces, TEXT_WIDTH - indentOf(place)));
	}

	#caption(pieces: Pieces, place: Place): Xml {
		return this.#paragraph({ style: 'Caption', keepNext: true, ...this.#standing(place) }, this.#pieces.write(pieces));
	}

	#heading({ level, anchor, number, pieces }: Heading): Xml {
		const written =
			this.#flow.countsHeadings || number === null
				? pieces
				: [{ kind: 'text', text: `${number} `, marks: PLAIN } as const, ...pieces];
		return this.#paragraph(
			{ style: `Heading${String(level)}` },
			this.#pieces.bookmark(anchor, this.#pieces.write(written))
		);
	}

	/** Marker and indent of a paragraph, as far as its style does not say so. */
	#standing(place: Place): Pick<Look, 'numPr' | 'ind'> {
		const marker = this.#marker;
		this.#marker = null;
		const left = twips(indentOf(place));
		if (marker) {
			const isUsual = place.quotes === 0 && marker.level <= DEEPEST_LEVEL;
			return {
				numPr: xml(
					'w:numPr',
					{},
					xml('w:ilvl', { 'w:val': Math.min(marker.level, DEEPEST_LEVEL) }),
					xml('w:numId', { 'w:val': marker.list })
				),
				...(isUsual ? {} : { ind: xml('w:ind', { 'w:left': left, 'w:hanging': twips(LIST_INDENT) }) })
			};
		}
		return left === 0 ? {} : { ind: xml('w:ind', { 'w:left': left, 'w:firstLine': 0 }) };
	}

	#paragraph({ style, keepNext, numPr, tabs, ind }: Look, content: Xml): Xml {
		const properties = joined([
			style === 'Normal' ? NOTHING : xml('w:pStyle', { 'w:val': style }),
			keepNext ? xml('w:keepNext') : NOTHING,
			this.#breaksPage ? xml('w:pageBreakBefore') : NOTHING,
			numPr ?? NOTHING,
			tabs ?? NOTHING,
			// a table keeps no distance to what follows
			this.#isAfterTable && SMALL_DISTANCE.has(style) ? xml('w:spacing', { 'w:before': 160 }) : NOTHING,
			ind ?? NOTHING
		]);
		this.#breaksPage = false;
		this.#isAfterTable = false;
		return xml('w:p', {}, properties === '' ? NOTHING : xml('w:pPr', {}, properties), content);
	}

	#list(start: number | null, items: readonly (readonly Block[])[], place: Place): Xml {
		const list = this.#numbering.add(place.level, start);
		const inside = { ...place, level: place.level + 1 };
		return joined([
			// an item of nothing but a list: its own marker stands alone
			this.#unusedMarker(place),
			...items.map((blocks) => {
				this.#marker = { list, level: place.level };
				return joined([this.#blocks(blocks, inside), this.#unusedMarker(inside)]);
			})
		]);
	}

	#unusedMarker(place: Place): Xml {
		return this.#marker ? this.#text('ListParagraph', [], place) : NOTHING;
	}

	#table(table: Table, place: Place): Xml {
		const before = [this.#unusedMarker(place)];
		if (table.caption) before.push(this.#caption(table.caption, place));
		else if (this.#isAfterTable || this.#breaksPage) before.push(this.#paragraph({ style: 'Normal' }, NOTHING));
		const written = docxTable(table, this.#pieces, TEXT_WIDTH - indentOf(place), indentOf(place));
		this.#isAfterTable = true;
		return joined([...before, written]);
	}

	#contents(): Xml {
		const listed = this.#flow.headings.filter(({ level }) => level <= LISTED_LEVELS);
		const title = DOCUMENT_WORDS[this.#language].contents;
		return contentsFrame([
			this.#paragraph({ style: 'TOCHeading' }, textRun(title, PLAIN)),
			...listed.map((heading, index) =>
				this.#paragraph({ style: `TOC${String(heading.level)}` }, contentsEntry(heading, index === 0))
			),
			this.#paragraph({ style: 'Normal' }, CONTENTS_END)
		]);
	}
}

const SMALL_DISTANCE = new Set(['Normal', 'ListParagraph', 'Quote']);
