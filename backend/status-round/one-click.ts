import type { RequestHandler } from 'express';

/** Where the page stands on which reminders are called off. */
export const STOP_PAGE = '/s/:region/:token/stop';

/**
 * Calling reminders off by one click in a mail program (RFC 8058): its provider posts to the address in the mail, without a page,
 * a cookie or an origin, and follows no redirect. The request becomes the one that the page would make of the API: the
 * link moves from the address into the header, and the body, which says nothing more, is not looked at.
 * What a browser sends names its origin, and is the page's own form.
 */
export const stopByOneClick: RequestHandler<{ region: string; token: string }> = (request, _response, next) => {
	if (request.get('origin') === undefined) {
		request.headers.authorization = `Link ${request.params.token}`;
		request.headers['content-length'] = '0';
		delete request.headers['transfer-encoding'];
		request.url = `/api/v1/regions/${encodeURIComponent(request.params.region)}/own-round/quiet`;
	}
	next();
};
