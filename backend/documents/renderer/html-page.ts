import { createHash } from 'node:crypto';
import { Parser, Renderer } from 'marked';
import type { Tokens } from 'marked';
import type { Language } from '@konzeptstand/contract/values.ts';
import { dataAddress } from './document-image.ts';
import type { DocumentImages } from './document-image.ts';
import { figureOf } from './document-tree.ts';
import type { CaptionedTable, DocumentTree } from './document-tree.ts';
import type { DocumentSource } from './finish-markdown.ts';
import { safeAddress } from './long-text.ts';
import { PAGE_STYLE } from './page-style.ts';
import { DOCUMENT_WORDS } from './words.ts';

/** The tree as one whole page: no script, nothing loaded from anywhere, readable on screen and on paper. */

const STYLE_HASH = createHash('sha256').update(PAGE_STYLE).digest('base64');
const POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; img-src data:; base-uri 'none'; form-action 'none'`;

interface Heading {
	level: number;
	anchor: string;
	html: string;
}

export function writeHtml({ head, sections, footnotes, images, language, title, state }: DocumentTree): string {
	const renderer = new DocumentRenderer(language, images);
	const parser = new Parser({ renderer, ...RENDERERS });
	// The renderer keeps what it meets in order, so the head is rendered before the rest.
	const headHtml = parser.parse([...head]);
	const rest = parser.parse([...sections]);
	const words = DOCUMENT_WORDS[language];
	return [
		'<!doctype html>',
		`<html lang="${language}">`,
		'<head>',
		'<meta charset="utf-8">',
		`<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
		'<meta name="viewport" content="width=device-width, initial-scale=1">',
		'<meta name="generator" content="Konzeptstand">',
		...Object.entries(state).map(
			([name, value]) => `<meta name="konzeptstand-${name}" content="${escapeHtml(value)}">`
		),
		`<title>${escapeHtml(title)}</title>`,
		`<style>${PAGE_STYLE}</style>`,
		'</head>',
		'<body>',
		`<a class="skip" href="#inhalt">${words.skip}</a>`,
		`<header>\n${headHtml}</header>`,
		contents(renderer.headings, words.contents),
		`<main id="inhalt">\n${rest}${sourceList(footnotes, renderer.references, language)}</main>`,
		'</body>',
		'</html>',
		''
	].join('\n');
}

const LISTED_LEVELS = 3;

function contents(headings: readonly Heading[], title: string): string {
	const listed = headings.filter((heading) => heading.level > 1 && heading.level <= LISTED_LEVELS);
	if (listed.length === 0) return '';
	let html = `<nav aria-labelledby="verzeichnis">\n<p id="verzeichnis" class="nav-title">${title}</p>\n`;
	let depth = 1;
	for (const { level, anchor, html: text } of listed) {
		const target = Math.min(level, depth + 1);
		if (target > depth) html += '<ol>'.repeat(target - depth);
		else html += `</li>${'</ol></li>'.repeat(depth - target)}`;
		html += `<li><a href="#${anchor}">${withoutLinks(text)}</a>`;
		depth = target;
	}
	return `${html}</li></ol>${'</li></ol>'.repeat(depth - 2)}\n</nav>`;
}

const withoutLinks = (html: string): string => html.replace(/<sup>.*?<\/sup>/g, '').replace(/<\/?a\b[^>]*>/g, '');

function sourceList(
	sources: readonly DocumentSource[],
	references: ReadonlyMap<string, number>,
	language: Language
): string {
	if (sources.length === 0) return '';
	const words = DOCUMENT_WORDS[language];
	const items = sources.map((source, index) => {
		const label = String(index + 1);
		const back = references.has(label)
			? ` <a href="#verweis-${label}" class="back" aria-label="${words.back} ${label}">↩</a>`
			: '';
		return `<li id="quelle-${label}">${sourceHtml(source)}${back}</li>`;
	});
	return `<ol class="sources" aria-label="${words.sources}">\n${items.join('\n')}\n</ol>\n`;
}

function sourceHtml(source: DocumentSource): string {
	if (source.address === null) return escapeHtml(source.title);
	const href = /^https?:\/\//i.test(source.address) ? safeAddress(source.address) : null;
	const address = escapeHtml(source.address);
	return `${escapeHtml(source.title)}, ${href === null ? address : `<a href="${escapeHtml(href)}">${address}</a>`}`;
}

/** How the tokens of the tree's own kinds are written. */
const RENDERERS = {
	extensions: {
		renderers: {
			page_break: (): string => '<div class="page-break"></div>\n',
			footnote(this: { parser: Parser }, token: Tokens.Generic): string {
				return (this.parser.renderer as unknown as DocumentRenderer).footnote(String(token['label']));
			}
		},
		childTokens: {}
	}
} as never as { extensions: null };

class DocumentRenderer extends Renderer {
	readonly headings: Heading[] = [];
	/** How often each footnote is named. */
	readonly references = new Map<string, number>();
	readonly #language: Language;
	readonly #images: DocumentImages;

	constructor(language: Language, images: DocumentImages) {
		super();
		this.#images = images;
		this.#language = language;
	}

	footnote(label: string): string {
		const times = (this.references.get(label) ?? 0) + 1;
		this.references.set(label, times);
		const id = times === 1 ? ` id="verweis-${label}"` : '';
		return `<sup><a${id} href="#quelle-${label}" aria-label="${DOCUMENT_WORDS[this.#language].source} ${label}">[${label}]</a></sup>`;
	}

	override heading({ tokens, depth }: Tokens.Heading): string {
		const html = this.parser.parseInline(tokens);
		const anchor = `abschnitt-${/^[\d.]+/.exec(html)?.[0].replaceAll('.', '-') ?? `t${String(this.headings.length)}`}`;
		this.headings.push({ level: depth, anchor, html });
		return `<h${String(depth)} id="${anchor}">${html}</h${String(depth)}>\n`;
	}

	override table(token: CaptionedTable): string {
		const caption = token.caption ? `<caption>${this.parser.parseInline([...token.caption])}</caption>\n` : '';
		let html = '';
		for (const row of token.rows) {
			let cells = '';
			for (const cell of row) cells += `<td${alignment(cell.align)}>${this.parser.parseInline(cell.tokens)}</td>`;
			html += `<tr>${cells}</tr>\n`;
		}
		let header = '';
		for (const cell of token.header)
			header += `<th scope="col"${alignment(cell.align)}>${this.parser.parseInline(cell.tokens)}</th>`;
		return `<div class="table"><table>\n${caption}<thead>\n<tr>${header}</tr>\n</thead>\n<tbody>\n${html}</tbody>\n</table></div>\n`;
	}

	/** No Markdown writes HTML here, whoever wrote it. */
	override html({ raw }: Tokens.HTML | Tokens.Tag): string {
		return escapeHtml(raw);
	}

	override link({ href, tokens }: Tokens.Link): string {
		const text = this.parser.parseInline(tokens);
		const address = href.startsWith('#') ? href : safeAddress(href);
		return address === null ? text : `<a href="${escapeHtml(address)}">${text}</a>`;
	}

	override paragraph(token: Tokens.Paragraph): string {
		const figure = figureOf(token);
		if (!figure) return super.paragraph(token);
		const caption = figure.caption ? `<figcaption>${this.parser.parseInline([...figure.caption])}</figcaption>\n` : '';
		return `<figure>\n${caption}${this.image(figure)}\n</figure>\n`;
	}

	override image({ href, text }: Tokens.Image): string {
		const image = this.#images.get(href);
		if (!image) return escapeHtml(text);
		const size = `width="${String(image.width)}" height="${String(image.height)}"`;
		return `<img src="${dataAddress(image)}" alt="${escapeHtml(text)}" ${size}>`;
	}

	override checkbox(): string {
		return '';
	}
}

function alignment(align: string | null): string {
	return align === 'right' ? ' class="right"' : align === 'center' ? ' class="center"' : '';
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
