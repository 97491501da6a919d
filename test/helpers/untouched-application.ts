import type { Server } from 'node:http';
import { expect } from 'chai';
import mongoose from 'mongoose';
import supertest from 'supertest';
import type { Test } from 'supertest';
import { prepareDatabase } from '../../backend/database-preparation.ts';
import type { Route } from '../../backend/foundation/http/route.ts';
import { createLog } from '../../backend/foundation/log.ts';
import { routes } from '../../backend/rooms.ts';
import { ABROAD, HOME } from './accounts.ts';
import { useApplication } from './application.ts';
import { connectToTestDatabase, emptyTestDatabase } from './database.ts';
import { bodyFor } from './furnished-bodies.ts';
import { addressOf, cookieFor, furnishRegion, nameOf, signInEverybody } from './furnished-region.ts';
import type { Cookies, FurnishedRegion } from './furnished-region.ts';
import type { ExpectedProblem } from './problems.ts';
import { everythingWritten } from './written.ts';

/** An id that nothing has. */
export const UNKNOWN = '01890000-0000-7000-8000-00000000dead';

export const writingRoutes = routes.filter((route) => route.method !== 'get' && !route.isQuestion);
/** All that take a body from somebody who is signed in. */
export const takingRoutes = routes.filter((route) => route.body && route.permission !== 'nobody-signed-in');
export const askingRoutes = routes.filter((route) => route.method === 'get' && route.query);

export function routeNamed(name: string): Route {
	const found = routes.find((route) => nameOf(route) === name);
	if (!found) throw new Error(`No route ${name}.`);
	return found;
}

/** Input of which these fields are named as wrong. */
export const refused = (...fields: string[]): ExpectedProblem => ({ status: 422, code: 'invalid_input', fields });

/**
 * The whole API on a test database with two furnished regions, for a suite of which no test may write anything: that is
 * checked after each of them. Built once, therefore.
 */
export class UntouchedApplication {
	#application: { readonly server: Server } | null = null;
	#built: { home: FurnishedRegion; abroad: FurnishedRegion; cookies: Cookies } | null = null;

	use(): this {
		const application = useApplication();
		this.#application = application;
		let written: Record<string, string>;
		before(async () => {
			await connectToTestDatabase();
			await emptyTestDatabase();
			await prepareDatabase(createLog('silent'));
		});
		beforeEach(async () => {
			this.#built ??= await build(application.server);
			written = await everythingWritten();
		});
		afterEach(async () => {
			expect(await everythingWritten(), 'something was written').to.deep.equal(written);
		});
		after(() => mongoose.disconnect());
		return this;
	}

	get server(): Server {
		if (!this.#application) throw new Error('Only within a suite that uses it.');
		return this.#application.server;
	}

	get home(): FurnishedRegion {
		return this.#parts.home;
	}

	get abroad(): FurnishedRegion {
		return this.#parts.abroad;
	}

	get people(): Cookies {
		return this.#parts.cookies;
	}

	/** A valid request to a route, without its body; ready to be spoilt. */
	request(route: Route, address = addressOf(route, this.home), cookie = cookieFor(route, this.people)): Test {
		const asked = supertest(this.server)[route.method](address);
		if (route.ifMatch) void asked.set('If-Match', '"1"');
		// Whoever comes with a session of their own comes without the link.
		if (route.permission === 'round.answer' && cookie === cookieFor(route, this.people))
			return asked.set('Authorization', `Link ${this.home.link}`);
		return cookie === '' ? asked : asked.set('Cookie', cookie);
	}

	/** The same with its body. */
	valid(route: Route, address = addressOf(route, this.home), cookie = cookieFor(route, this.people)): Test {
		return this.request(route, address, cookie).send(bodyFor(route, this.home));
	}

	send(route: Route, body: unknown): Test {
		return this.request(route).send(body as object);
	}

	/** Sends exactly these bytes. */
	raw(route: Route, body: string | Buffer, type = 'application/json'): Test {
		const asked = this.request(route).set('Content-Type', type);
		return asked.serialize((bytes: unknown) => bytes as string).send(body);
	}

	get #parts() {
		if (!this.#built) throw new Error('Only within a test.');
		return this.#built;
	}
}

async function build(server: Server) {
	const home = await furnishRegion(HOME.id, HOME.key);
	const abroad = await furnishRegion(ABROAD.id, ABROAD.key);
	return { home, abroad, cookies: await signInEverybody(server, home) };
}
