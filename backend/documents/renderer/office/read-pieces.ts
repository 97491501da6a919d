import { decodeHTML } from 'entities';
import type { Token, Tokens } from 'marked';
import { safeAddress } from '../long-text.ts';
import { PLAIN, textOfPieces } from './flow.ts';
import type { Marks, Piece, Pieces, Target } from './flow.ts';
import type { DocumentImages } from '../document-image.ts';

/** What reading one document gathers over all of its texts. */
export interface Gathering {
	readonly images: DocumentImages;
	/** How often each note was named, in the order of the first times. */
	readonly notes: Map<number, number>;
}

/**
 * The tokens of one paragraph as pieces: spaces as HTML shows them, entities as characters.
 * @throws Error for a token that cannot be expressed, and for a picture that is not there
 */
export function readPieces(tokens: readonly Token[], gathering: Gathering): Pieces {
	const reader = new Reader(gathering);
	const pieces = reader.read(tokens, PLAIN);
	trimEnd(pieces);
	return pieces;
}

class Reader {
	readonly #gathering: Gathering;
	/** Whether a space here would not be seen: at the beginning, or after another. */
	#isAfterSpace = true;

	constructor(gathering: Gathering) {
		this.#gathering = gathering;
	}

	read(tokens: readonly Token[], marks: Marks): Piece[] {
		return tokens.reduce<Piece[]>((pieces, token) => {
			for (const piece of this.#piecesOf(token, marks)) add(pieces, piece);
			return pieces;
		}, []);
	}

	#piecesOf(token: Token, marks: Marks): Piece[] {
		switch (token.type) {
			case 'text':
				if ('tokens' in token && token.tokens) return this.read(token.tokens, marks);
				return this.#text(decodeHTML((token as Tokens.Text).text), marks);
			case 'escape':
				return this.#text((token as Tokens.Escape).text, marks);
			case 'html':
				return this.#text(token.raw, marks);
			case 'codespan':
				return this.#text((token as Tokens.Codespan).text, { ...marks, code: true });
			case 'strong':
				return this.read((token as Tokens.Strong).tokens, { ...marks, strong: true });
			case 'em':
				return this.read((token as Tokens.Em).tokens, { ...marks, emphasis: true });
			case 'del':
				return this.read((token as Tokens.Del).tokens, { ...marks, strike: true });
			case 'checkbox':
				return this.#text((token as Tokens.Generic)['checked'] === true ? '☑ ' : '☐ ', marks);
			case 'br':
				this.#isAfterSpace = true;
				return [{ kind: 'break' }];
			case 'link':
				return this.#link(token as Tokens.Link, marks);
			case 'image':
				return [this.#image(token as Tokens.Image)];
			case 'footnote':
				return [this.#note(Number(token['label']))];
			case 'space':
			case 'def':
				return [];
			default:
				throw new Error(`An office document cannot express "${token.type}" in a text.`);
		}
	}

	#text(raw: string, marks: Marks): Piece[] {
		let text = raw.replace(/[ \t\r\n\f]+/g, ' ');
		if (this.#isAfterSpace && text.startsWith(' ')) text = text.slice(1);
		if (text === '') return [];
		this.#isAfterSpace = text.endsWith(' ');
		return [{ kind: 'text', text, marks }];
	}

	#link({ href, tokens }: Tokens.Link, marks: Marks): Piece[] {
		const pieces = this.read(tokens, marks);
		const target = targetOf(href);
		return target === null || pieces.length === 0 ? pieces : [{ kind: 'link', target, pieces }];
	}

	#image({ href, title, tokens }: Tokens.Image): Piece {
		const image = this.#gathering.images.get(href);
		if (!image) throw new Error(`There is no picture "${href}".`);
		const alt = textOfPieces(new Reader(this.#gathering).read(tokens, PLAIN));
		this.#isAfterSpace = false;
		return { kind: 'image', name: href, image, alt, title: title ?? null };
	}

	#note(number: number): Piece {
		this.#isAfterSpace = false;
		const times = this.#gathering.notes.get(number) ?? 0;
		this.#gathering.notes.set(number, times + 1);
		return { kind: 'note', number, isFirst: times === 0 };
	}
}

function targetOf(href: string): Target | null {
	if (href.startsWith('#')) return { anchor: anchorName(href.slice(1)) };
	const address = safeAddress(href);
	return address === null ? null : { href: address };
}

/** Names of bookmarks have letters, digits and underscores, 40 at most. */
export const anchorName = (name: string): string => name.replace(/[^\p{L}\p{N}_]/gu, '_').slice(0, 40);

/** Neighbouring text of the same kind is one piece; two notes side by side are not one number. */
function add(pieces: Piece[], piece: Piece): void {
	const last = pieces.at(-1);
	if (last?.kind === 'text' && piece.kind === 'text' && isAlike(last.marks, piece.marks)) last.text += piece.text;
	else if (last?.kind === 'note' && piece.kind === 'note')
		pieces.push({ kind: 'text', text: ', ', marks: { ...PLAIN, raised: true } }, piece);
	else pieces.push(piece);
}

const isAlike = (one: Marks, other: Marks): boolean =>
	one.strong === other.strong &&
	one.emphasis === other.emphasis &&
	one.strike === other.strike &&
	one.code === other.code &&
	one.raised === other.raised;

function trimEnd(pieces: Piece[]): void {
	const last = pieces.at(-1);
	if (last?.kind !== 'text') return;
	last.text = last.text.replace(/ $/, '');
	if (last.text === '') pieces.pop();
}
