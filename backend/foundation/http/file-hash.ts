import { createHash } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { ApplicationError } from '../errors.ts';
import type { Route } from './route.ts';

/**
 * A file that is only to be known by its bytes: it is hashed while it comes in and kept nowhere, in no memory and on no
 * disk. Its SHA-256 becomes the body that the route takes.
 * @param limit bytes
 */
export function readFileHash(routes: readonly Route[], limit: number): RequestHandler {
	const addresses = routes
		.filter((route) => route.takesFileHash)
		.map(({ method, path }) => ({ method, pattern: new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`) }));
	const isMeant = (request: Request): boolean =>
		Boolean(request.is('application/octet-stream')) &&
		addresses.some(({ method, pattern }) => method === request.method.toLowerCase() && pattern.test(request.path));
	return (request, _response, next) => {
		if (!isMeant(request)) {
			next();
			return;
		}
		hashOf(request, limit).then(
			(sha256) => {
				const body = Buffer.from(JSON.stringify({ sha256 }));
				request.headers['content-type'] = 'application/json';
				request.headers['content-length'] = String(body.length);
				// What reads bodies next takes this for one that was read already.
				(request as { body?: unknown }).body = body;
				next();
			},
			(error: unknown) => {
				next(error instanceof ApplicationError ? error : new ApplicationError('malformed_request', { cause: error }));
			}
		);
	};
}

function hashOf(request: Request, limit: number): Promise<string> {
	const hash = createHash('sha256');
	if (Number(request.headers['content-length'] ?? 0) > limit) return Promise.reject(new ApplicationError('too_large'));
	let size = 0;
	return new Promise((resolve, reject) => {
		request.on('data', (part: Buffer) => {
			size += part.length;
			if (size <= limit) hash.update(part);
			else {
				// Not destroyed: whoever sends it shall still be told.
				request.removeAllListeners('data').pause();
				reject(new ApplicationError('too_large'));
			}
		});
		request.once('end', () => {
			resolve(hash.digest('hex'));
		});
		request.once('error', reject);
		request.once('aborted', () => {
			reject(new ApplicationError('malformed_request'));
		});
	});
}
