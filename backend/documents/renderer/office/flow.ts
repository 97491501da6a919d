import type { DocumentImage } from '../document-image.ts';

/**
 * The tree as office programs think of it: paragraphs, each a row of pieces. Both office formats are written of this,
 * so that what one can express, the other can.
 */

export interface Marks {
	readonly strong: boolean;
	readonly emphasis: boolean;
	readonly strike: boolean;
	readonly code: boolean;
	readonly raised: boolean;
}
export const PLAIN: Marks = { strong: false, emphasis: false, strike: false, code: false, raised: false };

/** Where a link leads: to the web, to a mailbox, or to the bookmark of a heading. */
export type Target = { readonly href: string } | { readonly anchor: string };

export type Piece =
	| { readonly kind: 'text'; text: string; readonly marks: Marks }
	| { readonly kind: 'break' }
	| { readonly kind: 'link'; readonly target: Target; readonly pieces: readonly Piece[] }
	| { readonly kind: 'note'; readonly number: number; readonly isFirst: boolean }
	/** Number of a table or picture: a field that counts on. `series` is the word before it. */
	| { readonly kind: 'count'; readonly series: string; readonly value: string; readonly marks: Marks }
	| {
			readonly kind: 'image';
			readonly name: string;
			readonly image: DocumentImage;
			readonly alt: string;
			readonly title: string | null;
	  };
export type Pieces = readonly Piece[];

export interface Heading {
	readonly kind: 'heading';
	/** 1 to 6: the second level of the Markdown is the first of the office's. */
	readonly level: number;
	/** Name of its bookmark. */
	readonly anchor: string;
	/** `1.2`, as the Markdown numbers it; null where it has no number. */
	readonly number: string | null;
	/** Without the number. */
	readonly pieces: Pieces;
	/** Plain text without number and notes. */
	readonly text: string;
}

export type Alignment = 'left' | 'center' | 'right';
export interface Column {
	readonly alignment: Alignment;
	/** Part of the whole width; all of a table together are 1. */
	readonly width: number;
}
export interface Row {
	readonly cells: readonly Pieces[];
	/** Too long to stay on one page in any case. */
	readonly isLong: boolean;
}
export interface Table {
	readonly kind: 'table';
	readonly caption: Pieces | null;
	readonly columns: readonly Column[];
	readonly header: readonly Pieces[];
	readonly rows: readonly Row[];
}

export type Block =
	| { readonly kind: 'title'; readonly pieces: Pieces }
	| Heading
	| { readonly kind: 'paragraph'; readonly pieces: Pieces }
	| { readonly kind: 'figure'; readonly caption: Pieces | null; readonly pieces: Pieces }
	| { readonly kind: 'code'; readonly lines: readonly string[] }
	| { readonly kind: 'rule' }
	| { readonly kind: 'page-break' }
	| { readonly kind: 'contents' }
	| { readonly kind: 'quotation'; readonly blocks: readonly Block[] }
	/** `start` is null for bullets. */
	| { readonly kind: 'list'; readonly start: number | null; readonly items: readonly (readonly Block[])[] }
	| Table;

export interface Flow {
	readonly blocks: readonly Block[];
	/** All headings in their order. */
	readonly headings: readonly Heading[];
	/** Whether the office counts the headings by itself to the numbers of the Markdown; otherwise they are written. */
	readonly countsHeadings: boolean;
	/** Content of the notes by their numbers, in the order in which the text names them. */
	readonly notes: ReadonlyMap<number, Pieces>;
	/** Whether the office counts the notes by itself to the numbers of the Markdown; otherwise they are written. */
	readonly countsNotes: boolean;
	/** Notes that are named more than once. */
	readonly repeatedNotes: ReadonlySet<number>;
}

/** Levels that a table of contents lists. */
export const LISTED_LEVELS = 3;

/** Plain text of pieces; notes, and what stands between two of them, are none of it. */
export function textOfPieces(pieces: Pieces): string {
	return pieces
		.map((piece) => {
			if (piece.kind === 'text') return piece.marks.raised ? '' : piece.text;
			if (piece.kind === 'link') return textOfPieces(piece.pieces);
			if (piece.kind === 'break') return ' ';
			return piece.kind === 'count' ? piece.value : '';
		})
		.join('');
}
