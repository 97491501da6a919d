import { Marked } from 'marked';

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string) => text.replace(/[&<>"']/g, (character) => ESCAPES[character] as string);

/** The file name that an image names; marked has encoded it. */
function named(href: string): string {
	try {
		return decodeURIComponent(href);
	} catch {
		return href;
	}
}

/** Only addresses that a reader can follow without harm; anything else stays text. */
function safeHref(href: string): string | null {
	return /^(https?:|mailto:|\/(?!\/)|#)/i.test(href) ? href : null;
}

/** A picture that a text may name by its file. */
export interface Picture {
	readonly src: string;
	readonly alt: string | null;
	readonly credit: string | null;
	readonly width: number | null;
	readonly height: number | null;
}
export type Pictures = ReadonlyMap<string, Picture>;

/** Only pictures that belong to the text are shown; of any other there is its description. */
function imageHtml(picture: Picture | undefined, text: string): string {
	if (!picture) return escape(text);
	const { src, width, height, credit } = picture;
	const size = width && height ? ` width="${width}" height="${height}"` : '';
	const by = credit ? ` <small>${escape(credit)}</small>` : '';
	return `<img src="${escape(src)}" alt="${escape(text || (picture.alt ?? ''))}"${size} loading="lazy" />${by}`;
}

/** The page has its own h1 and h2; a typed heading stands below them. */
const BELOW = 2;
const renderWith = (pictures: Pictures, below = BELOW) =>
	new Marked({
		gfm: true,
		breaks: false,
		renderer: {
			html: ({ text }) => escape(text),
			link({ href, tokens }) {
				const text = this.parser.parseInline(tokens);
				const safe = safeHref(href);
				return safe === null ? text : `<a href="${escape(safe)}" rel="noreferrer nofollow">${text}</a>`;
			},
			image: ({ href, text }) => imageHtml(pictures.get(named(href)), text),
			heading({ tokens, depth }) {
				const level = Math.min(Math.max(depth + below, 2), 6);
				return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>`;
			},
			checkbox: ({ checked }) => (checked ? '☑ ' : '☐ ')
		}
	});

const NO_PICTURES: Pictures = new Map();
const plain = renderWith(NO_PICTURES);

/**
 * Markdown to HTML; typed HTML is escaped, and only harmless links are kept.
 * @param pictures by the file name that the text uses; every other image becomes its text
 * @param below how many levels a typed heading goes down; 0 where the text is the page
 */
export function markdownToHtml(text: string, pictures: Pictures = NO_PICTURES, below = BELOW): string {
	const isPlain = pictures.size === 0 && below === BELOW;
	return (isPlain ? plain : renderWith(pictures, below)).parse(text, { async: false });
}
