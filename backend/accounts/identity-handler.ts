import { createHash } from 'node:crypto';
import express from 'express';
import type { Request as ExpressRequest, RequestHandler, Response as ExpressResponse } from 'express';
import rateLimit, { ipKeyGenerator } from 'express-rate-limit';
import type { Configuration } from '../configuration.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { readBody } from '../foundation/http/body.ts';
import { fieldErrorsOf } from '../foundation/http/field-errors.ts';
import type { Log } from '../foundation/log.ts';
import type { Identity } from './identity.ts';
import { OPEN_PATHS } from './identity-paths.ts';
import type { OpenPath } from './identity-paths.ts';
import { findActivePerson } from './person.model.ts';
import { showsLink } from './links.ts';
import { findSignedIn, forgetSessions } from './sessions.ts';
import { noteLater, noteSecurityEvent } from './security-event.service.ts';

const MINUTE = 60_000;
/** Attempts on one account from everywhere together, as a multiple of those from one address. */
const ACCOUNT_FACTOR = 5;
const BODY_BYTES = 10_000;

/**
 * /api/auth: the few paths of better-auth that are open, each with its body checked, its attempts limited and its
 * errors in our one form. The session's token leaves in the cookie only.
 */
export function createIdentityHandler(identity: Identity, configuration: Configuration, log: Log): RequestHandler {
	const router = express.Router();
	const { perAddress, perAccount } = limits(identity, configuration, log);
	router.use(readBody(BODY_BYTES));
	for (const path of OPEN_PATHS) {
		const isAttempt = path.method === 'post' && path.path !== '/sign-out';
		router[path.method](
			path.path,
			...(isAttempt ? [perAddress] : []),
			...(path.path === '/sign-in/email' ? [perAccount] : []),
			(request, response, next) => {
				answer(path, request, response).catch(next);
			}
		);
	}
	router.use(() => {
		throw new ApplicationError('not_found');
	});
	return router;

	async function answer(path: OpenPath, request: ExpressRequest, response: ExpressResponse): Promise<void> {
		const input = path.body.safeParse(request.body ?? {}, { reportInput: true });
		if (!input.success) throw new ApplicationError('invalid_input', { errors: fieldErrorsOf(input.error) });
		const before = (await findSignedIn(request.headers))?.actor.id ?? null;
		const answered = await identity.answer(toWebRequest(path, request, input.data, configuration));
		const body = (await answered.json().catch(() => null)) as Record<string, unknown> | null;
		if (!answered.ok) {
			if (path.path === '/sign-in/email') noteFailure((input.data as { email: string }).email);
			passCookies(answered, response);
			throw refusal(path, answered.status, body);
		}
		await follow(path, body, before);
		passCookies(answered, response);
		response.setHeader('Cache-Control', 'no-store').json(withoutToken(body));
	}

	/** What a success means for us. Nothing is signed in whose sign-in is not recorded. */
	async function follow(path: OpenPath, body: Record<string, unknown> | null, before: string | null): Promise<void> {
		// A new session has a new cookie, which nobody remembers yet.
		if (path.method === 'post' && path.path !== '/sign-in/email') forgetSessions();
		if (path.event === null) return;
		if (path.event !== 'sign-in' || (before !== null && path.path !== '/sign-in/email')) {
			// A code that somebody signed in confirms begins the use of the second factor.
			const event = path.event === 'sign-in' ? 'second-factor-changed' : path.event;
			if (before !== null) await noteSecurityEvent(event, before);
			return;
		}
		const person = (body?.['user'] as { id?: string } | undefined)?.id;
		// The first of two factors: there is no session yet.
		if (person === undefined) return;
		if (!(await findActivePerson(person))) {
			await identity.revokeSessions(person);
			throw new ApplicationError('wrong_credentials');
		}
		await noteSecurityEvent('sign-in', person);
	}

	function noteFailure(email: string): void {
		noteLater(async () => {
			const person = await identity.findIdentityByEmail(email);
			if (person !== null && isFirstThisMinute(person)) await noteSecurityEvent('sign-in-failed', person);
		}, log);
	}
}

/** In this process; a product that runs in several counts in each of them. */
function limits(
	identity: Identity,
	configuration: Configuration,
	log: Log
): { perAddress: RequestHandler; perAccount: RequestHandler } {
	const attempts = configuration.limits.signInAttemptsPerMinute;
	const options = { windowMs: MINUTE, standardHeaders: 'draft-8', legacyHeaders: false } as const;
	const perAddress = rateLimit({ ...options, limit: attempts, keyGenerator: addressOf, handler: refuse });
	const perAccount = rateLimit({
		...options,
		limit: attempts * ACCOUNT_FACTOR,
		keyGenerator: (request) => createHash('sha256').update(emailOf(request)).digest('base64'),
		handler: (request, _response, next) => {
			const email = emailOf(request);
			noteLater(async () => {
				const person = await identity.findIdentityByEmail(email);
				if (person !== null && isFirstThisMinute(`blocked ${person}`))
					await noteSecurityEvent('sign-in-blocked', person);
			}, log);
			next(new ApplicationError('too_many_requests'));
		}
	});
	return { perAddress, perAccount };
}

/** Requests of every kind, per address. */
export function limitRequests(configuration: Configuration): RequestHandler {
	return rateLimit({
		windowMs: MINUTE,
		limit: configuration.limits.requestsPerMinute,
		standardHeaders: 'draft-8',
		legacyHeaders: false,
		keyGenerator: addressOf,
		handler: refuse
	});
}

/** Guesses at links: those that are valid count for nothing. */
export function limitLinks(configuration: Configuration): RequestHandler {
	return rateLimit({
		windowMs: MINUTE,
		limit: configuration.limits.signInAttemptsPerMinute,
		standardHeaders: 'draft-8',
		legacyHeaders: false,
		keyGenerator: addressOf,
		handler: refuse,
		skip: (request) => !showsLink(request),
		skipSuccessfulRequests: true,
		requestWasSuccessful: (_request, response) => response.statusCode !== 404
	});
}

const refuse: RequestHandler = (_request, _response, next) => {
	next(new ApplicationError('too_many_requests'));
};

function addressOf(request: ExpressRequest): string {
	return ipKeyGenerator(request.ip ?? '');
}

function emailOf(request: ExpressRequest): string {
	const email = (request.body as { email?: unknown } | undefined)?.email;
	return typeof email === 'string' ? email.toLowerCase() : '';
}

/** A flood of failures on one account is one entry a minute, not thousands. */
const noted = new Map<string, number>();
function isFirstThisMinute(key: string): boolean {
	const now = Date.now();
	for (const [old, at] of noted) if (now - at >= MINUTE) noted.delete(old);
	if (noted.has(key)) return false;
	noted.set(key, now);
	return true;
}

function toWebRequest(
	path: OpenPath,
	request: ExpressRequest,
	body: unknown,
	{ origin }: Configuration
): globalThis.Request {
	const headers = new Headers();
	if (request.headers.cookie !== undefined) headers.set('cookie', request.headers.cookie);
	const url = `${origin ?? 'http://localhost'}/api/auth${path.path}`;
	if (path.method === 'get') return new Request(url, { headers });
	headers.set('content-type', 'application/json');
	return new Request(url, { method: 'POST', headers, body: JSON.stringify({ ...(body as object), ...path.fixed }) });
}

function passCookies(from: globalThis.Response, to: ExpressResponse): void {
	for (const cookie of from.headers.getSetCookie()) to.append('Set-Cookie', cookie);
}

function refusal(path: OpenPath, status: number, body: Record<string, unknown> | null): ApplicationError {
	const code = typeof body?.['code'] === 'string' ? body['code'] : '';
	if (status >= 500) return new ApplicationError('internal', { cause: new Error(`identity: ${code}`) });
	if (path.path === '/sign-in/email' || /^INVALID_(PASSWORD|CODE|BACKUP_CODE|TWO_FACTOR_COOKIE)/.test(code)) {
		return new ApplicationError('wrong_credentials');
	}
	if (status === 401) return new ApplicationError('not_signed_in');
	if (status === 403) return new ApplicationError('not_permitted');
	return new ApplicationError(status === 429 ? 'too_many_requests' : 'invalid_input');
}

/** Scripts of a page have no use for the token; what they do not get they cannot lose. */
function withoutToken(body: Record<string, unknown> | null): Record<string, unknown> | null {
	if (body === null) return null;
	const session = body['session'] as Record<string, unknown> | undefined;
	const shown = { ...body, ...(session ? { session: { ...session } } : {}) } as Record<string, unknown>;
	delete shown['token'];
	if (session) delete (shown['session'] as Record<string, unknown>)['token'];
	return shown;
}
