import express from 'express';
import type { Request, RequestHandler, Response } from 'express';
import { ApplicationError } from '../errors.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });
const METHODS_WITH_BODY = new Set(['POST', 'PATCH', 'PUT']);

/**
 * Reads JSON bodies strictly: the right content type, whole UTF-8 in escapes too, no `__proto__`.
 * @param limit bytes
 * @param takesFile whether a request goes to a route that reads a file itself, once it knows who sends it
 */
export function readBody(limit: number, takesFile: (request: Request) => boolean = () => false): RequestHandler[] {
	const bytes = express.raw({ type: () => true, limit });
	const isFile = (request: Request): boolean => !request.is('application/json') && takesFile(request);
	const ifMeant =
		(handler: RequestHandler): RequestHandler =>
		(request, response, next) => {
			if (!hasBody(request) || isFile(request)) next();
			else return handler(request, response, next);
		};
	const handlers: RequestHandler[] = [
		(request, _response, next) => {
			if (METHODS_WITH_BODY.has(request.method) && !request.is('application/json')) {
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
	return handlers.map(ifMeant);
}

function hasBody({ headers }: Request): boolean {
	return Number(headers['content-length'] ?? 0) > 0 || headers['transfer-encoding'] !== undefined;
}

/**
 * Reads a file that is sent as it is.
 * @param limit bytes
 * @throws ApplicationError too_large, malformed_request
 */
export function readFileBody(request: Request, response: Response, limit: number): Promise<Buffer> {
	return new Promise((resolve, reject) => {
		express.raw({ type: () => true, limit, inflate: false })(request, response, (error?: unknown) => {
			const type = (error as { type?: string } | undefined)?.type;
			if (type === 'entity.too.large') reject(new ApplicationError('too_large', { cause: error as Error }));
			else if (error) reject(new ApplicationError('malformed_request', { cause: error }));
			else resolve(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
		});
	});
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
