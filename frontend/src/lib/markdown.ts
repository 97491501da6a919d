import { Marked } from 'marked';

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string) => text.replace(/[&<>"']/g, (character) => ESCAPES[character] as string);

/** Only addresses that a reader can follow without harm; anything else stays text. */
function safeHref(href: string): string | null {
	return /^(https?:|mailto:|\/(?!\/)|#)/i.test(href) ? href : null;
}

const marked = new Marked({
	gfm: true,
	breaks: false,
	renderer: {
		html: ({ text }) => escape(text),
		link({ href, tokens }) {
			const text = this.parser.parseInline(tokens);
			const safe = safeHref(href);
			return safe === null ? text : `<a href="${escape(safe)}" rel="noreferrer nofollow">${text}</a>`;
		},
		image: ({ text }) => escape(text),
		// the page has its own h1 and h2; a typed heading stands below them
		heading({ tokens, depth }) {
			const level = Math.min(depth + 2, 6);
			return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>`;
		},
		checkbox: ({ checked }) => (checked ? '☑ ' : '☐ ')
	}
});

/** Markdown to HTML; typed HTML is escaped, images become their text, and only harmless links are kept. */
export function markdownToHtml(text: string): string {
	return marked.parse(text, { async: false });
}
