import type { Request, RequestHandler } from 'express';
import helmet from 'helmet';
import { ApplicationError } from '../errors.ts';

/**
 * Headers for the API's own answers. Pages bring their own content security policy, with a nonce.
 * @param isHttps whether the public reaches the product by https
 */
export function securityHeaders(isHttps: boolean): RequestHandler {
	return helmet({
		contentSecurityPolicy: false,
		strictTransportSecurity: isHttps ? { maxAge: 31_536_000, includeSubDomains: false } : false,
		referrerPolicy: { policy: 'same-origin' },
		crossOriginEmbedderPolicy: false
	});
}

/** For answers that no page renders: nothing in them may run or load; documents carry their pictures themselves. */
export const inertContent: RequestHandler = (_request, response, next) => {
	response.setHeader(
		'Content-Security-Policy',
		"default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
	);
	next();
};

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses writes that another site's page makes with our visitor's cookie. Source: OWASP, CSRF prevention. */
export function sameOrigin(publicOrigin: string | null): RequestHandler {
	return (request, _response, next) => {
		if (!SAFE_METHODS.has(request.method) && isForeign(request, publicOrigin))
			throw new ApplicationError('wrong_origin');
		next();
	};
}

function isForeign(request: Request, publicOrigin: string | null): boolean {
	if (request.get('sec-fetch-site') === 'cross-site') return true;
	const origin = request.get('origin');
	if (origin === undefined || origin === publicOrigin) return false;
	if (!URL.canParse(origin)) return true;
	// Pages ask over loopback on behalf of the visitor; what name the visitor used then stands in X-Forwarded-Host.
	const host = new URL(origin).host;
	return host !== request.get('host') && host !== request.get('x-forwarded-host');
}
