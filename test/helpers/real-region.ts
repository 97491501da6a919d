import type { Server } from 'node:http';
import { expect } from 'chai';
import mongoose from 'mongoose';
import supertest from 'supertest';
import type { Response } from 'supertest';
import { SYSTEM_CONTEXT } from '../../backend/accounts/accounts.service.ts';
import { prepareDatabase } from '../../backend/database-preparation.ts';
import { loadRegion } from '../../backend/exchange/exchange.service.ts';
import { createLog } from '../../backend/foundation/log.ts';
import { record } from '../../backend/record/record.service.ts';
import { buildMember, signIn } from './accounts.ts';
import { useApplication } from './application.ts';
import { connectToTestDatabase, emptyTestDatabase } from './database.ts';
import { EXAMPLE_FILE } from './source-of-the-example.ts';

/** The whole API on the region that ships with the product, loaded once for a suite, and one of its planners. */
export class RealRegion {
	readonly key = 'saalebogen';
	#application: { readonly server: Server } | null = null;
	#id = '';
	#planner: { person: string; cookie: string } | null = null;

	use(): this {
		const application = useApplication();
		this.#application = application;
		before(async () => {
			await connectToTestDatabase();
			await emptyTestDatabase();
			record.forgetHeads();
			await prepareDatabase(createLog('silent'));
			const { region } = await loadRegion(SYSTEM_CONTEXT, EXAMPLE_FILE.pathname);
			this.#id = region.id;
		});
		beforeEach(async () => {
			this.#planner ??= await this.addMember('planerin@example.org', 'planner');
		});
		after(() => mongoose.disconnect());
		return this;
	}

	get id(): string {
		return this.#id;
	}

	get server(): Server {
		if (!this.#application) throw new Error('Only within a suite that uses it.');
		return this.#application.server;
	}

	get planner(): { person: string; cookie: string } {
		if (!this.#planner) throw new Error('Only within a test.');
		return this.#planner;
	}

	/** One more member, signed in. */
	async addMember(email: string, role: 'planner' | 'manager' | 'reader'): Promise<{ person: string; cookie: string }> {
		const { person } = await buildMember(email, [role], { region: this.#id });
		return { person, cookie: await signIn(this.server, email) };
	}

	/** Asks as the planner. `path` is below the region's address, or begins with `/api`. */
	async get(path: string, headers: Record<string, string> = {}): Promise<Response> {
		const address = path.startsWith('/api') ? path : `/api/v1/regions/${this.key}${path}`;
		return supertest(this.server)
			.get(address)
			.set({ Cookie: this.planner.cookie, ...headers });
	}

	/** What a read answers, with status 200. */
	async read<T = Record<string, unknown>>(path: string): Promise<T> {
		const answer = await this.get(path);
		expect(answer.status, `${path}: ${answer.text}`).to.equal(200);
		return answer.body as T;
	}
}
