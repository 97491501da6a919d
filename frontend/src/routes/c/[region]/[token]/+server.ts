import type { RequestHandler } from './$types.js';

/** What of the API's answer goes on to the calendar program. */
const PASSED_ON = ['content-type', 'etag'];

/**
 * The calendar behind a secret link, as calendar programs fetch it: `<token>.ics`. The link goes to the API in a header, so that
 * it stands in no address that is logged there.
 */
export const GET: RequestHandler = async ({ params, request, fetch }) => {
	const headers = new Headers({ authorization: `Link ${params.token.replace(/\.ics$/, '')}` });
	const known = request.headers.get('if-none-match');
	if (known) headers.set('if-none-match', known);
	const answer = await fetch(`/api/v1/regions/${encodeURIComponent(params.region)}/calendar`, { headers });
	const passed = new Headers({ 'cache-control': 'private, no-cache', 'x-robots-tag': 'noindex, nofollow' });
	if (answer.ok || answer.status === 304) {
		for (const name of PASSED_ON) {
			const value = answer.headers.get(name);
			if (value !== null) passed.set(name, value);
		}
		if (answer.ok) passed.set('content-disposition', 'inline; filename="calendar.ics"');
		return new Response(answer.ok ? await answer.arrayBuffer() : null, { status: answer.status, headers: passed });
	}
	// No page: no person sees this. 404 tells programs that the calendar is gone, anything else that they should come again.
	const isGone = answer.status === 404 || answer.status === 401;
	return new Response(null, { status: isGone ? 404 : answer.status, headers: passed });
};
