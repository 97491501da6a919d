import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { ClientSession } from 'mongoose';
import type { Permission, Role } from '@konzeptstand/contract/account.ts';
import type { Language } from '@konzeptstand/contract/values.ts';
import type { Table } from '../table/table.ts';

/** Who asks, as the accounts room identified them. */
export interface ActorContext {
	kind: 'person' | 'link' | 'system' | 'public';
	/** Id of the person, also behind a link; `public` for nobody. */
	id: string;
	name: string | null;
	isAdministrator: boolean;
	memberships: readonly { region: string; roles: readonly Role[]; municipality: string | null; party: string | null }[];
	/** Of a link: the region that it is about, the item that it was made for, its own hash, and the one thing that it may. */
	link?: { region: string; item: string; hash: string; right: Permission };
}

export interface RouteRegion {
	id: string;
	key: string;
	timeZone: string;
}

/** Head and session of the one moment that a cached read shows. */
export interface RouteSnapshot {
	session: ClientSession;
	head: { sequence: number; hash: string; at: string } | null;
}

/** An answer that is no JSON: a document or a file, whole or made while it is sent. */
export class RawReply {
	readonly type: string;
	readonly body: string | Buffer | Readable;
	/** Given: the browser keeps it as a file of this name. */
	readonly filename: string | null;
	readonly headers: Record<string, string>;

	constructor(
		type: string,
		body: string | Buffer | Readable,
		options: { filename?: string | null; headers?: Record<string, string> } = {}
	) {
		this.type = type;
		this.body = body;
		this.filename = options.filename ?? null;
		this.headers = options.headers ?? {};
	}
}

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

export interface RouteRequest<P, Q, B> {
	actor: ActorContext;
	/** Whether the asker also has this right in the region that the path names. */
	may: (permission: Permission) => boolean;
	params: Parsed<P>;
	query: Parsed<Q>;
	body: Parsed<B>;
	/** The region named in the path. Reading it on a route without one throws. */
	region: RouteRegion;
	/** On routes with `takesFile`; null when what was sent is no file but JSON. */
	file: Buffer | null;
	/** From `If-Match`, on routes with `ifMatch`. */
	version: number;
	/** On routes with `cached`. */
	snapshot: RouteSnapshot;
	language: Language;
	/** Today in the region's time zone. */
	day: string;
	/** Request headers, for the few routes that concern the session. */
	headers: Record<string, string | string[] | undefined>;
}

export interface RouteDefinition<
	P extends z.ZodType | undefined,
	Q extends z.ZodType | undefined,
	B extends z.ZodType | undefined,
	R extends z.ZodType | null
> {
	method: 'get' | 'post' | 'patch' | 'put' | 'delete';
	/** Below /api/v1, in Express's form. */
	path: string;
	permission: Permission;
	/** One line for the API description. */
	summary: string;
	params?: P;
	query?: Q;
	body?: B;
	/** null: answers with a RawReply, or with nothing (204). */
	response: R;
	status?: 200 | 201 | 202;
	/** A read of one region whose answer is true as long as the region's head, the day and the asker are the same. */
	cached?: boolean;
	/** Takes a file as its body, as it is: the bytes, of whatever type. Given: largest size by the configuration. */
	takesFile?: boolean;
	/** Requires `If-Match` with the version that was read. */
	ifMatch?: boolean;
	/** Request or answer holds a password: nothing of either is kept, so it takes no Idempotency-Key. */
	isSecret?: boolean;
	/** Asks only, although it takes a body: it writes nothing, so it needs no right to write and takes no Idempotency-Key. */
	isQuestion?: boolean;
	/** Also takes a file, sent raw: it is kept nowhere, and its SHA-256 is the body's `sha256`. */
	takesFileHash?: boolean;
	/** The same list as a file, asked for with `?format=`: a table for spreadsheets (csv, ods, xlsx), or all its rows as JSON. */
	table?: (response: R extends z.ZodType ? z.output<R> : never, language: Language) => Table;
	handle: (
		request: RouteRequest<P, Q, B>
	) => Promise<(R extends z.ZodType ? z.input<R> | RawReply : RawReply | null) | RawReply>;
}

/** A route as the rest of the house sees it: its types already checked where it was defined. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- routes of all shapes stand in one list
export type Route = RouteDefinition<any, any, any, any>;

/** Declares a route. It does nothing until application.ts mounts it. */
export function defineRoute<
	P extends z.ZodType | undefined = undefined,
	Q extends z.ZodType | undefined = undefined,
	B extends z.ZodType | undefined = undefined,
	R extends z.ZodType | null = null
>(definition: RouteDefinition<P, Q, B, R>): Route {
	return definition as Route;
}
