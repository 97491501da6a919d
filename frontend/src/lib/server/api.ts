import { error, fail, redirect } from '@sveltejs/kit';
import type { ActionFailure, RequestEvent } from '@sveltejs/kit';
import type { Problem } from '@konzeptstand/contract/problem.ts';
import { links } from '#lib/links.ts';
import { m } from '#lib/paraglide/messages.js';
import type { FormFailure, FormValues } from '#lib/form-failure.ts';

export type Sent<Body> =
	| { readonly ok: true; readonly data: Body; readonly version: number | null; readonly headers: Headers }
	| { readonly ok: false; readonly problem: Problem };

type ApiEvent = Pick<RequestEvent, 'fetch' | 'url'>;

async function problemOf(response: Response): Promise<Problem> {
	const isProblem = response.headers.get('content-type')?.includes('json') ?? false;
	const body = isProblem ? ((await response.json().catch(() => ({}))) as Partial<Problem>) : {};
	const title = body.title ?? m.error_unexpected();
	return { type: 'about:blank', detail: title, code: 'internal', ...body, title, status: response.status };
}

async function send(event: ApiEvent, path: string, init?: RequestInit): Promise<Response> {
	try {
		return await event.fetch(`/api/v1${path}`, init);
	} catch {
		const away = { title: m.error_unavailable_title(), detail: m.error_unavailable_text(), code: 'database_away' };
		return Response.json(away, { status: 503 });
	}
}

function query(parameters?: URLSearchParams | Record<string, string | number | boolean | null | undefined>): string {
	if (!parameters) return '';
	const pairs = parameters instanceof URLSearchParams ? [...parameters] : Object.entries(parameters);
	const kept = pairs.filter(([, value]) => value !== null && value !== undefined && value !== '');
	return kept.length === 0 ? '' : `?${new URLSearchParams(kept.map(([key, value]) => [key, String(value)]))}`;
}

/**
 * Reads from the API for a `load`. `path` begins after /api/v1.
 * Throws SvelteKit's `error` with the API's status and text; 401 goes to the sign-in page and comes back.
 */
export async function apiGet<Body>(
	event: ApiEvent,
	path: string,
	parameters?: URLSearchParams | Record<string, string | number | boolean | null | undefined>
): Promise<Body> {
	const response = await send(event, path + query(parameters));
	if (response.ok) return (await response.json()) as Body;
	if (response.status === 401) redirect(303, links.signIn(event.url.pathname + event.url.search));
	const problem = await problemOf(response);
	error(problem.status, { message: problem.detail, code: problem.code });
}

/** Like `apiGet`, but null where the API says 404: for parts a page can do without. */
export async function apiFind<Body>(
	event: ApiEvent,
	path: string,
	parameters?: Record<string, string | number | boolean | null | undefined>
): Promise<Body | null> {
	const response = await send(event, path + query(parameters));
	if (response.ok) return (await response.json()) as Body;
	return null;
}

/**
 * Writes to the API for a form action, or reads where a page shows by itself what the API refuses. Never throws for what the API refuses, so that the action can keep
 * what was typed (see `failed`); only 401 goes to the sign-in page.
 * `version`: the item's version that the form was filled from (If-Match). `key`: Idempotency-Key of a creating request.
 * `link`: secret of a link that speaks for one person, without an account.
 */
export async function apiSend<Body = unknown>(
	event: ApiEvent,
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
	path: string,
	body?: unknown,
	options: { version?: number | string | null; key?: string | null; link?: string } = {}
): Promise<Sent<Body>> {
	const headers = new Headers(byLink(options.link));
	if (body !== undefined) headers.set('content-type', 'application/json');
	if (options.version !== undefined && options.version !== null) headers.set('if-match', `"${options.version}"`);
	if (options.key) headers.set('idempotency-key', options.key);
	const response = await send(event, path, {
		method,
		headers,
		body: body === undefined ? undefined : JSON.stringify(body)
	});
	if (response.status === 401) redirect(303, links.signIn(event.url.pathname + event.url.search));
	if (!response.ok) return { ok: false, problem: await problemOf(response) };
	const data = (response.status === 204 ? null : await response.json()) as Body;
	const version = (data as { version?: unknown } | null)?.version;
	return { ok: true, data, version: typeof version === 'number' ? version : null, headers: response.headers };
}

/** In a header, never in an address: those are logged. */
const byLink = (link?: string): Record<string, string> => (link === undefined ? {} : { authorization: `Link ${link}` });

/**
 * Sends a file as it is; what is said of it stands in the query.
 * Never throws for what the API refuses; only 401 goes to the sign-in page.
 */
export async function apiUpload<Body>(
	event: ApiEvent,
	path: string,
	parameters: Record<string, string | null>,
	file: Blob,
	options: { link?: string } = {}
): Promise<Sent<Body>> {
	const headers = { 'content-type': 'application/octet-stream', ...byLink(options.link) };
	const response = await send(event, path + query(parameters), {
		method: 'POST',
		headers,
		body: await file.arrayBuffer()
	});
	if (response.status === 401) redirect(303, links.signIn(event.url.pathname + event.url.search));
	if (!response.ok) return { ok: false, problem: await problemOf(response) };
	return { ok: true, data: (await response.json()) as Body, version: null, headers: response.headers };
}

/** The form's answer to a refusal: message, errors by field, what was typed and, at a conflict, what stands there now. */
export function failed(problem: Problem, values: FormValues): ActionFailure<FormFailure> {
	const errors = Object.fromEntries((problem.errors ?? []).map(({ field, message }) => [field, message]));
	return fail(problem.status, {
		message: problem.detail,
		code: problem.code,
		errors,
		values,
		current: problem.current as Record<string, unknown> | undefined,
		currentVersion: problem.currentVersion
	});
}
