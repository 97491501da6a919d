import { isIPv6 } from 'node:net';
import { redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import type { Handle, HandleFetch, HandleServerError } from '@sveltejs/kit/hooks';
import { paraglideMiddleware } from '#lib/paraglide/server.js';
import { m } from '#lib/paraglide/messages.js';
import { links } from '#lib/links.ts';
import { loadSession } from '#lib/server/session.ts';
import { THEME_COOKIE, themeFrom } from '#lib/theme.ts';

/** Behind a link, whoever has it needs no account: pages, and calendars for programs, which keep what they are told to. */
const PAGES_BY_LINK = '/s';
const CALENDARS_BY_LINK = '/c';
/** What a region shows to everyone. */
const PUBLIC = '/p';
const OPEN_TO_ALL = ['/sign-in', '/setup', '/preferences', '/about', PAGES_BY_LINK, CALENDARS_BY_LINK, PUBLIC];

/** The path, for the log; of a page behind a link only that it is one, since its address is the secret. */
const whereOf = ({ url, route }: Pick<RequestEvent, 'url' | 'route'>): string =>
	isBelow(url.pathname, [PAGES_BY_LINK, CALENDARS_BY_LINK]) ? (route.id ?? '') : url.pathname;

function isBelow(pathname: string, folders: readonly string[]): boolean {
	return folders.some((folder) => pathname.startsWith(`${folder}/`));
}

function isOpenToAll(pathname: string): boolean {
	return OPEN_TO_ALL.includes(pathname) || isBelow(pathname, OPEN_TO_ALL);
}

/** Pages ask the API of the same process: over loopback, whatever name the visitor used for the server. */
export const handleFetch: HandleFetch = ({ event, request, fetch }) => {
	const url = new URL(request.url);
	if (url.origin !== event.url.origin || !url.pathname.startsWith('/api/')) return fetch(request);
	const headers = new Headers(request.headers);
	const cookie = event.request.headers.get('cookie');
	if (cookie) headers.set('cookie', cookie);
	headers.set('accept-language', event.locals.language);
	headers.set('origin', event.url.origin);
	headers.set('x-forwarded-host', event.url.host);
	headers.set('x-forwarded-proto', event.url.protocol.replace(':', ''));
	headers.set('x-forwarded-for', event.getClientAddress());
	// not Kit's own fetch: it would look for the API among the pages and find [region]/[...rest]
	return globalThis.fetch(new Request(loopback(event, url), new Request(request, { headers })));
};

function loopback(event: RequestEvent, url: URL): string {
	const socket = event.platform?.req?.socket;
	if (!socket?.localPort) return url.href;
	const address = (socket.localAddress ?? '127.0.0.1').replace(/^::ffff:/, '');
	const host = isIPv6(address) ? `[${address}]` : address;
	return `http://${host}:${socket.localPort}${url.pathname}${url.search}`;
}

export const handle: Handle = ({ event, resolve }) =>
	paraglideMiddleware(event.request, async ({ locale }) => {
		event.locals.language = locale;
		event.locals.theme = themeFrom(event.cookies.get(THEME_COOKIE));
		event.locals.cookiesToForward = [];
		event.locals.person = null;
		event.locals.memberships = [];
		event.locals.needsSetup = false;
		if (event.route.id) await identify(event);

		const { language, theme } = event.locals;
		const response = await resolve(event, {
			transformPageChunk: ({ html }) =>
				html.replace('%lang%', language).replace('%theme%', theme === 'auto' ? '' : `data-kern-theme="${theme}"`)
		});
		if (isBelow(event.url.pathname, [PAGES_BY_LINK])) keepToOneself(response.headers);
		for (const cookie of event.locals.cookiesToForward) response.headers.append('set-cookie', cookie);
		return response;
	});

/**
 * The address is the secret: no copy stays anywhere, no search engine keeps it, no other site hears of it. (Without any
 * referrer at all, browsers send forms without saying where from, and they would be refused.)
 */
function keepToOneself(headers: Headers): void {
	headers.set('cache-control', 'no-store');
	headers.set('x-robots-tag', 'noindex, nofollow');
	headers.set('referrer-policy', 'same-origin');
}

async function identify(event: RequestEvent): Promise<void> {
	const { pathname, search } = event.url;
	try {
		Object.assign(event.locals, await loadSession(event));
	} catch {
		// the database is away: the page's own question to the API says so, inside the frame
		return;
	}
	if (!event.locals.person && !isOpenToAll(pathname)) redirect(303, links.signIn(pathname + search));
}

/** What the API refused keeps its own text; a path that is no page, and what nobody foresaw, get ours. */
export const handleError: HandleServerError = ({ kind, error: thrown, event }) => {
	if (kind === 'app') return;
	if (kind === 'framework') return { message: thrown.status === 404 ? m.error_not_found_text() : thrown.message };
	const reason = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
	process.stderr.write(`${event.request.method} ${whereOf(event)}: ${reason}\n`);
	return { message: m.error_unexpected() };
};
