import type { Token, Tokens } from 'marked';
import { formatEdtf } from '@konzeptstand/contract/format/edtf.ts';
import { figureOf } from '../document-tree.ts';
import type { CaptionedImage, CaptionedTable, DocumentTree } from '../document-tree.ts';
import { safeAddress } from '../long-text.ts';
import { RefusedContent } from '../refused-content.ts';
import { textOf } from '../token-text.ts';
import { DOCUMENT_WORDS } from '../words.ts';
import { columnWidths } from './column-widths.ts';
import { quoted, shortened } from './typst-text.ts';

/** The tree as a program of calls to concept.typ. Every word of the document stands in it as a quoted string. */

/** Width between the margins, in points. */
const TEXT_WIDTH = 461;
const PIXEL = 0.75;

/** @param files name of the file that the compiler knows each picture by */
export function writeTypst(tree: DocumentTree, files: ReadonlyMap<string, string>): string {
	const writer = new TypstWriter(tree, files);
	const words = DOCUMENT_WORDS[tree.language];
	const { title, head, state } = tree;
	const [year, month, day] = state.day.split('-').map(Number);
	const closed = state.audience === 'council' ? words.closed : '';
	const foot = closed + words.state(formatEdtf(state.day, tree.language), state.sequence);
	const keywords = ['Konzeptstand', state.template, foot].map(quoted).join(', ');
	const isCovered = head.at(-1)?.type === 'page_break' || head.at(-2)?.type === 'page_break';
	return [
		`#show: concept.with(${quoted(title)}, ${quoted(shortened(title, 56))}, ${quoted(tree.language)}, ` +
			`datetime(year: ${String(year)}, month: ${String(month)}, day: ${String(day)}), (${keywords}), ${quoted(foot)})`,
		...(isCovered ? writer.cover(words.contents) : writer.blocks(head)),
		...writer.sections(),
		writer.sources(words.sources, words.source),
		''
	].join('\n\n');
}

class TypstWriter {
	readonly #tree: DocumentTree;
	readonly #files: ReadonlyMap<string, string>;
	/** Footnotes that the text has named already, each with the place that named it first. */
	readonly #named = new Map<string, string>();
	/** Place of the heading that is being written; a heading is shown more than once, so nothing in it has a place. */
	#heading: string | null = null;
	readonly #places: ReadonlySet<string>;
	#headings = 0;
	/** Of the heading before; PDF/UA allows no level to be left out. */
	#depth = 1;

	constructor(tree: DocumentTree, files: ReadonlyMap<string, string>) {
		this.#tree = tree;
		this.#files = files;
		const headings = [...tree.head, ...tree.sections].filter((token) => token.type === 'heading');
		this.#places = new Set(headings.map((token, index) => placeOf(token as Tokens.Heading, index)));
	}

	/** Title page and table of contents. On it: what stands before the title's own, its list of members, the notice. */
	cover(contents: string): string[] {
		const blocks = this.#tree.head.filter(({ type }) => !['space', 'page_break', 'heading'].includes(type));
		const titles = this.#tree.head.filter(({ type }) => type === 'heading') as Tokens.Heading[];
		this.#headings = titles.length;
		const title = this.#inline(titles.flatMap(({ tokens }) => tokens));
		const [first, ...rest] = blocks;
		const last = rest.length > 1 ? rest.pop() : undefined;
		const group = (tokens: readonly (Token | undefined)[]): string =>
			`[${this.blocks(tokens.filter((token) => token !== undefined)).join('\n\n')}]`;
		return [
			`#cover(${String(this.#tree.title.length)}, ${title}, ${group([first])}, ${group(rest)}, ${group([last])})`,
			`#contents(${quoted(contents)})`
		];
	}

	/** Everything below the title; with sources, headings stand beside it for the first round (concept.typ). */
	sections(): string[] {
		const blocks = this.#tree.sections.map((token) => ({ type: token.type, lines: this.blocks([token]) }));
		const all = blocks.flatMap(({ lines }) => lines);
		if (this.#tree.footnotes.length === 0) return all;
		const headings = blocks.flatMap(({ type, lines }) => (type === 'heading' ? lines : []));
		return [`#sections([${headings.join('\n\n')}], [${all.join('\n\n')}])`];
	}

	/** Blocks as lines of markup, a call each. */
	blocks(tokens: readonly Token[]): string[] {
		return tokens.flatMap((token) => {
			const code = this.#block(token);
			return code === '' ? [] : [`#${code}`];
		});
	}

	/** @param name what one of them is called */
	sources(title: string, name: string): string {
		const items = this.#tree.footnotes.map((source, index) => {
			const number = String(index + 1);
			const back = this.#named.get(number);
			const href = /^https?:\/\//i.test(source.address ?? '') ? safeAddress(source.address ?? '') : null;
			const address = source.address === null ? '' : quoted(source.address);
			const shown = href === null ? address : `web(${quoted(href)}, ${address})`;
			const body = shown === '' ? quoted(source.title) : `{${quoted(`${source.title}, `)}; ${shown}}`;
			return `known-source(${quoted(name)}, "${number}", ${back === undefined ? 'none' : `"${back}"`}, ${body})`;
		});
		return items.length === 0 ? '' : `#sources(${quoted(title)}, ${items.join(',\n')})`;
	}

	#block(token: Token): string {
		switch (token.type) {
			case 'space':
			case 'def':
				return '';
			case 'heading':
				return this.#part(token as Tokens.Heading);
			case 'paragraph': {
				const figure = figureOf(token);
				return figure ? this.#figure(figure) : `par(${this.#inline((token as Tokens.Paragraph).tokens)})`;
			}
			case 'text': {
				const { tokens, text } = token as Tokens.Text;
				return `par(${tokens ? this.#inline(tokens) : quoted(text)})`;
			}
			case 'list':
				return this.#list(token as Tokens.List);
			case 'table':
				return this.#table(token as CaptionedTable);
			case 'blockquote':
				return `said([${this.blocks((token as Tokens.Blockquote).tokens).join('\n\n')}])`;
			case 'code':
				return `raw(block: true, ${rawText((token as Tokens.Code).text)})`;
			case 'hr':
				return 'rule';
			case 'page_break':
				return 'pagebreak(weak: true)';
			case 'html':
				return `par(${quoted(token.raw.trim())})`;
			default:
				throw new Error(`The PDF writer does not know the block "${token.type}".`);
		}
	}

	#part(token: Tokens.Heading): string {
		const place = placeOf(token, this.#headings);
		this.#headings += 1;
		if (token.depth === 1) return `title(${this.#inline(token.tokens)})`;
		if (token.depth > this.#depth + 1) throw new RefusedContent('document_heading', { word: textOf(token.tokens) });
		this.#depth = token.depth;
		this.#heading = place;
		const body = this.#inline(token.tokens);
		this.#heading = null;
		return `part(${String(token.depth - 1)}, "${place}", ${body})`;
	}

	#list(list: Tokens.List): string {
		const kind = list.ordered ? 'enum' : 'list';
		const start = list.ordered ? `start: ${String(Number(list.start) || 0)}, ` : '';
		const items = list.items.map((item) => `[${this.#item(item)}]`);
		return `${kind}(tight: ${String(!list.loose)}, ${start}${items.join(', ')})`;
	}

	/** The text of a tight item is no paragraph of its own. */
	#item(item: Tokens.ListItem): string {
		const blocks = item.tokens.flatMap((token, index) => {
			if (token.type === 'checkbox') return [];
			const { tokens } = token as Tokens.Text;
			const isPlain = token.type === 'text' && !item.loose;
			const code = isPlain ? (tokens ? this.#inline(tokens) : quoted((token as Tokens.Text).text)) : this.#block(token);
			if (code === '') return [];
			const box = item.task && index <= 1 ? `#"${item.checked ? '☑' : '☐'} "` : '';
			return [`${box}#${code}`];
		});
		return blocks.join('\n\n');
	}

	#table(table: CaptionedTable): string {
		const widths = columnWidths(table).map((width) => `${String(width)}fr`);
		const sides = table.align.map((side) => side ?? 'left');
		const caption = table.caption ? this.#inline(table.caption) : 'none';
		const header = table.header.map((cell) => `th(${this.#inline(cell.tokens)})`);
		const rows = table.rows.map((row) => row.map((cell) => this.#inline(cell.tokens)).join(', '));
		return (
			`rows((${widths.join(', ')},), (${sides.join(', ')},), ${caption}, ` +
			`table.header(${header.join(', ')}),\n${rows.join(',\n')})`
		);
	}

	#figure(image: CaptionedImage): string {
		const caption = image.caption ? this.#inline(image.caption) : 'none';
		return `picture(${this.#file(image)}, ${quoted(image.text)}, ${this.#width(image)}, ${caption})`;
	}

	#file({ href }: Tokens.Image): string {
		const file = this.#files.get(href);
		if (file === undefined) throw new Error(`The compiler was not given the picture "${href}".`);
		return quoted(file);
	}

	#width({ href }: Tokens.Image): string {
		const width = (this.#tree.images.get(href)?.width ?? 0) * PIXEL;
		return width > 0 && width < TEXT_WIDTH ? `${String(width)}pt` : '100%';
	}

	/** One expression: a string, or a block of code that joins several. */
	#inline(tokens: readonly Token[]): string {
		const parts: string[] = [];
		let text = '';
		let previous: Token | undefined;
		const flush = (): void => {
			if (text !== '') parts.push(quoted(text));
			text = '';
		};
		for (const token of tokens) {
			const plain = plainText(token);
			if (plain !== null) text += plain;
			else {
				flush();
				if (token.type === 'footnote' && previous?.type === 'footnote') parts.push('comma');
				parts.push(this.#span(token));
			}
			previous = token;
		}
		flush();
		if (parts.length === 0) return '""';
		return parts.length === 1 ? (parts[0] ?? '""') : `{${parts.join('; ')}}`;
	}

	#span(token: Token): string {
		switch (token.type) {
			case 'text':
				return this.#inline((token as Tokens.Text).tokens ?? []);
			case 'strong':
				return `strong(${this.#inline((token as Tokens.Strong).tokens)})`;
			case 'em':
				return `emph(${this.#inline((token as Tokens.Em).tokens)})`;
			case 'del':
				return `strike(${this.#inline((token as Tokens.Del).tokens)})`;
			case 'br':
				return 'linebreak()';
			case 'codespan':
				return `raw(${rawText((token as Tokens.Codespan).text)})`;
			case 'footnote':
				return this.#footnote(String(token['label']));
			case 'link':
				return this.#link(token as Tokens.Link);
			case 'image':
				return `inside(${this.#file(token as Tokens.Image)}, ${quoted((token as Tokens.Image).text)}, ${this.#width(token as Tokens.Image)})`;
			default:
				throw new Error(`The PDF writer does not know the mark "${token.type}".`);
		}
	}

	#footnote(label: string): string {
		if (this.#named.has(label)) return `source("${label}")`;
		this.#named.set(label, this.#heading ?? `verweis-${label}`);
		if (this.#heading !== null) return `source("${label}")`;
		return `source("${label}", first: true)`;
	}

	#link({ href, tokens }: Tokens.Link): string {
		const body = this.#inline(tokens);
		if (href.startsWith('#')) return this.#places.has(href.slice(1)) ? `place("${href.slice(1)}", ${body})` : body;
		const address = safeAddress(href);
		return address === null ? body : `web(${quoted(address)}, ${body})`;
	}
}

/** Text without marks; null for everything else. */
function plainText(token: Token): string | null {
	switch (token.type) {
		case 'text':
			return (token as Tokens.Text).tokens ? null : (token as Tokens.Text).text;
		case 'escape':
			return (token as Tokens.Escape).text;
		case 'html':
			return token.raw;
		case 'checkbox':
		case 'space':
		case 'def':
			return '';
		default:
			return null;
	}
}

/** The name of a heading's place, as in HTML. */
function placeOf({ tokens }: Tokens.Heading, index: number): string {
	return `abschnitt-${/^[\d.]+/.exec(textOf(tokens))?.[0].replaceAll('.', '-') ?? `t${String(index)}`}`;
}

/** Code keeps its lines. */
const rawText = (text: string): string =>
	text
		.split('\n')
		.map((line) => quoted(line))
		.join(' + "\\n" + ');
