/** What stands in the preview's frame before there is a document. Not empty: an empty frame would be in quirks mode. */
export const EMPTY_PAGE = '<!doctype html><html lang="de"><head><title></title></head><body></body></html>';

/** The one style of a document; what comes from data is escaped and cannot look like it. */
const STYLE = /<style>([^]*?)<\/style>/;

/** Calls back once a frame shows `EMPTY_PAGE`; that may have been before the page's script arrived. */
export function whenEmpty(frame: HTMLIFrameElement, ready: () => void): void {
	const page = frame.contentDocument;
	if (page?.URL === 'about:srcdoc' && page.readyState === 'complete') ready();
	else frame.addEventListener('load', ready, { once: true });
}

/**
 * Puts a document into a frame that shows `EMPTY_PAGE`, in place, so that what is looked at stays where it is. The frame
 * is sandboxed: nothing in it runs. The document's own style is adopted, as the page's policy forbids inline styles.
 */
export function showInFrame(frame: HTMLIFrameElement, html: string): void {
	const target = frame.contentDocument;
	const view = frame.contentWindow as (Window & typeof globalThis) | null;
	if (!target || !view) return;
	// taken out before it is parsed: even a parsed style would be reported as forbidden
	const [, style = ''] = STYLE.exec(html) ?? [];
	const made = new DOMParser().parseFromString(html.replace(STYLE, ''), 'text/html');
	const sheet = new view.CSSStyleSheet();
	sheet.replaceSync(style);
	// a frame with its page in `srcdoc` takes its parent's address for relative links
	for (const link of made.querySelectorAll('a[href]')) {
		const href = link.getAttribute('href') ?? '';
		if (href.startsWith('#')) link.setAttribute('href', `about:srcdoc${href}`);
		else {
			link.setAttribute('target', '_blank');
			link.setAttribute('rel', 'noopener');
		}
	}
	const { scrollX, scrollY } = view;
	target.adoptedStyleSheets = [sheet];
	target.documentElement.lang = made.documentElement.lang;
	target.title = made.title;
	target.body.replaceWith(target.adoptNode(made.body));
	view.scrollTo(scrollX, scrollY);
}
