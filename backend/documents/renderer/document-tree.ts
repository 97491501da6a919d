import { Lexer } from 'marked';
import type { Token, Tokens } from 'marked';
import type { Language } from '@konzeptstand/contract/values.ts';
import type { DocumentImages } from './document-image.ts';
import type { DocumentSource, FinishedMarkdown } from './finish-markdown.ts';
import { RefusedContent } from './refused-content.ts';
import { PAGE_BREAK } from './tags.ts';
import { textOf } from './token-text.ts';

/**
 * One tree, all writers: the finished Markdown is read into marked's tokens once, and every format is written from
 * these. What one writer knows, all know; a token that is not named here is refused before any of them begins.
 */
export interface DocumentTree {
	readonly language: Language;
	/** Text of the first heading, without marks. */
	readonly title: string;
	/** What stands before the first section: title and introduction. */
	readonly head: readonly Token[];
	readonly sections: readonly Token[];
	/** Sources in the order of their numbers; a `footnote` token names its number as `label`. */
	readonly footnotes: readonly DocumentSource[];
	/** Pictures; the `href` of an `image` token is a name in here, and its alternative text is never empty. */
	readonly images: DocumentImages;
	/** Of what the document was made: day (ISO), sequence of the record, template with version. */
	/** `audience`: set where it holds what is not public. */
	readonly state: Readonly<Record<'day' | 'sequence' | 'template', string>> & { readonly audience?: 'council' };
}

export interface CaptionedTable extends Tokens.Table {
	caption?: readonly Token[];
}

/** A picture that is a paragraph of its own may have a caption; see `figureOf`. */
export interface CaptionedImage extends Tokens.Image {
	caption?: readonly Token[];
}

/** The picture, when a block is nothing but one. */
export function figureOf(token: Token | undefined): CaptionedImage | null {
	if (token?.type !== 'paragraph') return null;
	const [image, ...more] = (token as Tokens.Paragraph).tokens;
	return image?.type === 'image' && more.length === 0 ? (image as CaptionedImage) : null;
}

/** Every kind of token that a document can hold; what Markdown knows besides stays text (see long-text.ts). */
const KNOWN = new Set([
	...['space', 'heading', 'paragraph', 'list', 'list_item', 'table', 'hr', 'blockquote', 'code', 'html'],
	...['text', 'escape', 'strong', 'em', 'del', 'link', 'br', 'codespan', 'image', 'footnote', 'checkbox', 'def'],
	'page_break'
]);

/** @throws Error for a token that the writers do not know; RefusedContent for a picture that is not there or says nothing */
export function readDocumentTree(
	markdown: FinishedMarkdown,
	language: Language,
	images: DocumentImages,
	state: DocumentTree['state']
): DocumentTree {
	const tokens = new Lexer({ gfm: true, ...FOOTNOTES }).lex(markdown.body);
	withPageBreaks(tokens);
	withCaptions(tokens);
	const first = tokens.findIndex((token) => token.type === 'heading' && (token as Tokens.Heading).depth > 1);
	const split = first === -1 ? tokens.length : first;
	const title = tokens.find((token) => token.type === 'heading' && (token as Tokens.Heading).depth === 1);
	for (const token of tokens) requireKnown(token, images);
	return {
		language,
		title: title ? textOf((title as Tokens.Heading).tokens) : '',
		head: tokens.slice(0, split),
		sections: tokens.slice(split),
		footnotes: markdown.footnotes,
		images,
		state
	};
}

function requireKnown(token: Token, images: DocumentImages): void {
	if (!KNOWN.has(token.type)) throw new Error(`The writers do not know "${token.type}".`);
	if (token.type === 'image') requireImage(token as Tokens.Image, images);
	const { tokens, items } = token as Tokens.Generic & { items?: Token[] };
	for (const inner of tokens ?? []) requireKnown(inner, images);
	for (const item of items ?? []) requireKnown(item, images);
	if (token.type !== 'table') return;
	const { header, rows } = token as Tokens.Table;
	for (const cell of [header, ...rows].flat()) for (const inner of cell.tokens) requireKnown(inner, images);
}

/** Brings the alternative text into the token's `text`, without marks. */
function requireImage(token: Tokens.Image, images: DocumentImages): void {
	const { href } = token;
	token.text = textOf(token.tokens);
	if (!images.has(href)) throw new RefusedContent('document_image_missing', { word: href });
	if (token.text.trim() === '') throw new RefusedContent('document_image_alt', { word: href });
}

/** A new page is a block of its own, whoever writes it. */
function withPageBreaks(tokens: Token[]): void {
	for (const [index, token] of tokens.entries())
		if (token.type === 'html' && token.raw.trim() === PAGE_BREAK)
			tokens[index] = { type: 'page_break', raw: token.raw };
}

const CAPTION = /^\*\*(?:Tabelle|Table|Abbildung|Figure) \d+:\*\* /;

/** The paragraph that finish-markdown.ts wrote before a table or a picture becomes its caption. */
function withCaptions(tokens: Token[]): void {
	for (let index = 0; index < tokens.length; index += 1) {
		const token = tokens[index];
		const captioned = token?.type === 'table' ? (token as CaptionedTable) : figureOf(token);
		if (!captioned) continue;
		const at = tokens[index - 1]?.type === 'space' ? index - 2 : index - 1;
		const before = tokens[at];
		if (before?.type !== 'paragraph' || !CAPTION.test(before.raw)) continue;
		captioned.caption = (before as Tokens.Paragraph).tokens;
		tokens[at] = { type: 'space', raw: '' };
	}
}

/** `[^3]` in a text. Users cannot write one: their brackets are escaped. */
const FOOTNOTES = {
	extensions: {
		childTokens: {},
		renderers: {},
		inline: [
			(text: string): Tokens.Generic | undefined => {
				if (text.charCodeAt(0) !== 91 || text.charCodeAt(1) !== 94) return undefined;
				const match = /^\[\^(\d+)\]/.exec(text);
				return match ? { type: 'footnote', raw: match[0], label: match[1] } : undefined;
			}
		],
		startInline: [(text: string): number => text.indexOf('[^')]
	}
} as never as { extensions: null };
