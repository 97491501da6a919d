import { createHash } from 'node:crypto';
import { Router } from 'express';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Permission } from '@konzeptstand/contract/account.ts';
import type { Language } from '@konzeptstand/contract/values.ts';
import { clock } from '../clock.ts';
import { ApplicationError } from '../errors.ts';
import { readFileBody } from './body.ts';
import { fieldErrorsOf } from './field-errors.ts';
import { once } from './idempotency.ts';
import { asApplicationError, sendProblem } from './problem.ts';
import { etagOf, isMatch, ReadCache } from './read-cache.ts';
import { RawReply } from './route.ts';
import { isListFile, listFile, sendRaw } from './list-file.ts';
import type { ActorContext, Route, RouteRegion, RouteRequest, RouteSnapshot } from './route.ts';

/** What the rooms above lend to the HTTP layer, which knows none of them. */
export interface RouteServices {
	identify: (request: Request) => Promise<ActorContext>;
	/** @throws ApplicationError not_signed_in, not_permitted, or not_found for a region that the actor may not know of */
	authorize: (actor: ActorContext, permission: Permission, region: RouteRegion | null) => void;
	/** Whether the actor has a right in a region. */
	may: (actor: ActorContext, permission: Permission, region: string) => boolean;
	findRegion: (key: string) => Promise<RouteRegion | null>;
	head: (region: string) => Promise<RouteSnapshot['head']>;
	read: <R>(region: string, action: (snapshot: RouteSnapshot) => Promise<R>) => Promise<R>;
	isDatabaseReady: () => boolean;
	log: Logger;
	/** Changes with every build: an answer of the former build is not true for this one. */
	build: string;
	/** Tests check every answer against its contract; in production the types have done so. */
	checksResponses: boolean;
	/** Largest file that may be sent, in bytes. */
	fileLimit: number;
	/** Bytes for kept answers. */
	cacheLimit: number;
}

/** All routes under one router, with parsing, permission, conditions and presentation in one place. */
export function mountRoutes(routes: readonly Route[], services: RouteServices): Router {
	const router = Router();
	const cache = new ReadCache(services.cacheLimit);
	for (const route of routes) {
		router[route.method](route.path, (request, response, next) => {
			answer(route, request, response, services, cache).catch(next);
		});
	}
	return router;
}

/** The last handler of /api: one way out for every error. */
export function errorHandler(log: Logger) {
	return (error: unknown, request: Request, response: Response, next: (error?: unknown) => void): void => {
		void next;
		const known = asApplicationError(error);
		if (known.code === 'internal')
			log.error({ err: error, method: request.method, route: request.path }, 'unexpected error');
		sendProblem(response, known, languageOf(request));
	};
}

/** German unless the request asks for English first. */
export function languageOf(request: Request): Language {
	return request.acceptsLanguages('de', 'en') === 'en' ? 'en' : 'de';
}

async function answer(
	route: Route,
	request: Request,
	response: Response,
	services: RouteServices,
	cache: ReadCache
): Promise<void> {
	if (!services.isDatabaseReady()) throw new ApplicationError('database_away');
	const actor = await services.identify(request);
	const regionKey = request.params['region'];
	const region = typeof regionKey === 'string' ? await services.findRegion(regionKey) : null;
	services.authorize(actor, route.permission, region);
	if (regionKey !== undefined && !region)
		throw new ApplicationError('not_found', { field: 'region', problem: 'not_found' });

	const language = languageOf(request);
	const parsed = parse(route, request, actor, region, language);
	parsed.may = (permission) => region !== null && services.may(actor, permission, region.id);
	if (route.takesFile && !request.is('application/json'))
		parsed.file = await readFileBody(request, response, services.fileLimit);
	if (route.cached) await answerCached(route, request, response, parsed, services, cache);
	else if (route.method === 'post' && !route.isSecret && !route.isQuestion && request.get('idempotency-key'))
		await answerOnce(route, request, response, parsed, services);
	else {
		const result: unknown = await route.handle(parsed);
		const isFile = isListFile(route, parsed.query);
		const head = isFile ? await services.head(parsed.region.id) : null;
		const reply = isFile ? listFile(route, checked(route, result, services), parsed, head) : result;
		await send(response, route, reply, services);
	}
}

type AnyRequest = RouteRequest<z.ZodType, z.ZodType, z.ZodType>;

function parse(
	route: Route,
	request: Request,
	actor: ActorContext,
	region: RouteRegion | null,
	language: Language
): AnyRequest {
	const query = parsePart(route.query as z.ZodType | undefined, { ...request.query }, '') as
		Record<string, unknown> | undefined;
	// A file holds the whole list, not one page of it.
	if (query && 'limit' in query && isListFile(route, query)) Object.assign(query, { limit: 1_000_000, offset: 0 });
	const parsed = {
		actor,
		params: parsePart(route.params as z.ZodType | undefined, { ...request.params }, '', 'not_found'),
		query,
		body: parsePart(route.body as z.ZodType | undefined, request.body === undefined ? {} : request.body, ''),
		file: null,
		version: route.ifMatch ? versionOf(request.get('if-match')) : 0,
		language,
		day: clock.day(region?.timeZone ?? 'Europe/Berlin'),
		headers: request.headers
	};
	Object.defineProperty(parsed, 'region', {
		get() {
			if (!region) throw new Error(`${route.path} has no region.`);
			return region;
		}
	});
	return parsed as AnyRequest;
}

function parsePart(
	schema: z.ZodType | undefined,
	input: unknown,
	prefix: string,
	code: 'invalid_input' | 'not_found' = 'invalid_input'
): unknown {
	if (!schema) return undefined;
	const result = schema.safeParse(input, { reportInput: true });
	if (result.success) return result.data;
	throw new ApplicationError(code, { errors: fieldErrorsOf(result.error, prefix) });
}

function versionOf(header: string | undefined): number {
	if (header === undefined) throw new ApplicationError('precondition_required');
	const match = /^(?:W\/)?"(\d{1,9})"$/.exec(header.trim());
	if (!match) throw new ApplicationError('invalid_input', { field: 'If-Match', problem: 'invalid_format' });
	return Number(match[1]);
}

async function answerCached(
	route: Route,
	request: Request,
	response: Response,
	parsed: AnyRequest,
	services: RouteServices,
	cache: ReadCache
): Promise<void> {
	const tag = (head: RouteSnapshot['head']): string =>
		etagOf([services.build, head?.hash ?? '', askerOf(parsed.actor), parsed.language, parsed.day, request.originalUrl]);
	const known = tag(await services.head(parsed.region.id));
	const kept = cache.find(known);
	if (kept) {
		if (isNews(request, response, known)) sendBody(response, kept);
		return;
	}
	// The snapshot is closed before anything is sent: only then is it certain that a majority holds what was read.
	const { result, etag } = await services.read(parsed.region.id, async (snapshot) => {
		parsed.snapshot = snapshot;
		return { result: (await route.handle(parsed)) as unknown, etag: tag(snapshot.head) };
	});
	const isFile = isListFile(route, parsed.query);
	const body =
		isFile || result instanceof RawReply ? null : Buffer.from(JSON.stringify(checked(route, result, services)));
	if (body) cache.keep(etag, body);
	if (!isNews(request, response, etag)) return;
	if (body) sendBody(response, body);
	else {
		const file = isFile ? listFile(route, checked(route, result, services), parsed, parsed.snapshot.head) : result;
		await send(response, route, file, services);
	}
}

/** A link is not the person for whom it speaks, and each is another asker. */
const askerOf = ({ id, link }: ActorContext): string => (link ? `${id} ${link.hash}` : id);

/** Says what the answer depends on. False: the asker has it already, and has been told so. */
function isNews(request: Request, response: Response, etag: string): boolean {
	response.setHeader('ETag', etag);
	response.setHeader('Cache-Control', 'private, no-cache');
	response.setHeader('Vary', 'Cookie, Accept-Language');
	if (!isMatch(request.get('if-none-match'), etag)) return true;
	response.status(304).end();
	return false;
}

function sendBody(response: Response, body: Buffer): void {
	response.setHeader('Content-Type', 'application/json; charset=utf-8');
	// Said outright, or the compression in between would send it in chunks.
	response.setHeader('Content-Length', body.length);
	response.end(body);
}

async function answerOnce(
	route: Route,
	request: Request,
	response: Response,
	parsed: AnyRequest,
	services: RouteServices
): Promise<void> {
	const key = request.get('idempotency-key') ?? '';
	const asked = [request.method, request.originalUrl, parsed.body, parsed.file && hashOf(parsed.file)];
	const answer = await once(key, parsed.actor.id, asked, async () => {
		const result: unknown = await route.handle(parsed);
		return { status: route.status ?? 200, body: JSON.stringify(checked(route, result, services)) };
	});
	if (answer.isRepeated) response.setHeader('Idempotency-Replayed', 'true');
	response.status(answer.status).setHeader('Cache-Control', 'no-store').type('application/json').send(answer.body);
}

const hashOf = (file: Buffer): string => createHash('sha256').update(file).digest('hex');

async function send(response: Response, route: Route, result: unknown, services: RouteServices): Promise<void> {
	if (!response.hasHeader('Cache-Control')) response.setHeader('Cache-Control', 'no-store');
	if (result instanceof RawReply) {
		await sendRaw(response.status(route.status ?? 200), result);
	} else if (route.response === null) {
		response.status(204).end();
	} else {
		response.status(route.status ?? 200).json(checked(route, result, services));
	}
}

function checked(route: Route, result: unknown, services: RouteServices): unknown {
	if (!services.checksResponses || route.response === null) return result;
	const outcome = (route.response as z.ZodType).safeParse(JSON.parse(JSON.stringify(result)));
	if (!outcome.success) throw new Error(`${route.method} ${route.path} breaks its contract: ${outcome.error.message}`);
	return result;
}
