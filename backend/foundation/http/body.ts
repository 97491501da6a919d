import express from 'express';
import type { RequestHandler } from 'express';
import { ApplicationError } from '../errors.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });
const METHODS_WITH_BODY = new Set(['POST', 'PATCH', 'PUT']);

/**
 * Reads JSON bodies strictly: the right content type, whole UTF-8 in escapes too, no `__proto__`.
 * @param limit bytes
 */
export function readBody(limit: number): RequestHandler[] {
	const bytes = express.raw({ type: () => true, limit });
	return [
		(request, _response, next) => {
			const length = Number(request.headers['content-length'] ?? 0);
			const hasBody = length > 0 || request.headers['transfer-encoding'] !== undefined;
			if (METHODS_WITH_BODY.has(request.method) && hasBody && !request.is('application/json')) {
				throw new ApplicationError('unsupported_media_type');
			}
			next();
		},
		(request, response, next) => {
			bytes(request, response, (error?: unknown) => {
				const type = (error as { type?: string } | undefined)?.type;
				if (type === 'entity.too.large') next(new ApplicationError('too_large', { cause: error }));
				else if (error) next(new ApplicationError('malformed_request', { cause: error }));
				else next();
			});
		},
		(request, _response, next) => {
			const body: unknown = request.body;
			request.body = Buffer.isBuffer(body) && body.length > 0 ? parse(body) : undefined;
			next();
		}
	];
}

function parse(bytes: Buffer): unknown {
	try {
		return JSON.parse(decoder.decode(bytes), (name, value: unknown) => {
			// A text that a careless merge would turn into the prototype of everything.
			if (name === '__proto__') throw new SyntaxError('__proto__');
			// Half a surrogate pair has no UTF-8: the database would keep something else than what was hashed.
			if (!name.isWellFormed() || (typeof value === 'string' && !value.isWellFormed()))
				throw new SyntaxError('lone surrogate');
			return value;
		});
	} catch (error) {
		throw new ApplicationError('malformed_request', { cause: error });
	}
}
