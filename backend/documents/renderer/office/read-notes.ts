import type { DocumentTree } from '../document-tree.ts';
import type { DocumentSource } from '../finish-markdown.ts';
import { safeAddress } from '../long-text.ts';
import { DOCUMENT_WORDS } from '../words.ts';
import { PLAIN } from './flow.ts';
import type { Block, Piece, Pieces } from './flow.ts';
import type { Gathering } from './read-pieces.ts';

/** A source that no text names any more keeps its place at the end. */
export function unnamedNotes({ footnotes, language }: DocumentTree, { notes }: Gathering): Block[] {
	const pieces = footnotes.flatMap((_, index): Piece[] => {
		if (notes.has(index + 1)) return [];
		notes.set(index + 1, 1);
		return [
			{ kind: 'text', text: ' ', marks: PLAIN },
			{ kind: 'note', number: index + 1, isFirst: true }
		];
	});
	if (pieces.length === 0) return [];
	return [
		{
			kind: 'paragraph',
			pieces: [{ kind: 'text', text: `${DOCUMENT_WORDS[language].sources}:`, marks: PLAIN }, ...pieces]
		}
	];
}

/** What a note says: a source's title and address; what is not known, as in the Markdown (finish-markdown.ts). */
export function notePieces(source: DocumentSource | undefined): Pieces {
	const { title, address } = source ?? { title: '?', address: null };
	if (address === null) return [{ kind: 'text', text: title, marks: PLAIN }];
	const href = /^https?:\/\//i.test(address) ? safeAddress(address) : null;
	const shown: Piece = { kind: 'text', text: address, marks: PLAIN };
	return [
		{ kind: 'text', text: `${title}, `, marks: PLAIN },
		href === null ? shown : { kind: 'link', target: { href }, pieces: [shown] }
	];
}
