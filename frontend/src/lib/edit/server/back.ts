import type { RequestEvent } from '@sveltejs/kit';
import { isOwnPath } from '#lib/own-path.ts';

const FORMS = /\/(?:new|edit|move|withdraw|restore|report|place)$/;

/**
 * Where one came from, to go back there: `?back=`, otherwise the page that led here when it is one of ours and no
 * form itself.
 */
export function backOf(event: Pick<RequestEvent, 'url' | 'request'>, otherwise: string): string {
	const given = event.url.searchParams.get('back');
	if (given && isOwnPath(given)) return given;
	const referrer = event.request.headers.get('referer');
	if (!referrer || !URL.canParse(referrer)) return otherwise;
	const { origin, pathname, search } = new URL(referrer);
	if (origin !== event.url.origin || FORMS.test(pathname) || pathname.startsWith('/sign-in')) return otherwise;
	return pathname + search;
}

/** The same from a submitted form, which carries it along. */
export function carriedBack(carried: string | null, otherwise: string): string {
	return carried && isOwnPath(carried) ? carried : otherwise;
}
