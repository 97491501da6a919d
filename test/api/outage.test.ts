import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { createServer as createPort } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import mongoose from 'mongoose';
import supertest from 'supertest';
import type { Response, Test } from 'supertest';
import { createApplication } from '../../backend/application.ts';
import type { Application } from '../../backend/application.ts';
import { forgetSessions } from '../../backend/accounts/sessions.ts';
import { prepareDatabase } from '../../backend/database-preparation.ts';
import { openDatabase } from '../../backend/foundation/database/database.ts';
import type { Database } from '../../backend/foundation/database/database.ts';
import { createLog } from '../../backend/foundation/log.ts';
import { record } from '../../backend/record/record.service.ts';
import { buildConfiguration, buildMember, HOME, PASSWORD, signIn } from '../helpers/accounts.ts';
import { testEngineTiers } from '../helpers/engine.ts';
import { eventually } from '../helpers/eventually.ts';
import { furnishRegion } from '../helpers/furnished-region.ts';
import type { FurnishedRegion } from '../helpers/furnished-region.ts';
import { expectProblem, readProblem } from '../helpers/problems.ts';

const log = createLog('silent');
const projects = `/api/v1/regions/${HOME.key}/projects`;

describe('While the database is away', function () {
	this.timeout(60_000);
	let folder = '';
	let database: Database;
	let application: Application;
	let server: Server;
	let region: FurnishedRegion;
	let cookie = '';

	before(async () => {
		record.forgetHeads();
		forgetSessions();
		folder = await mkdtemp(path.join(tmpdir(), 'konzeptstand-test-'));
		const sources = { dataFolder: folder, databaseUri: null, mongodBinary: null, searchPath: [], proxy: {} };
		database = await openDatabase(sources, log, testEngineTiers());
		await prepareDatabase(log);
		application = createApplication({
			configuration: buildConfiguration(),
			database,
			log,
			pages: null,
			checksResponses: true
		});
		server = createServer(application.handler).listen(0, '127.0.0.1');
		region = await furnishRegion(HOME.id, HOME.key);
		await buildMember('planerin@example.org', ['planner'], { region: region.id });
		cookie = await signIn(server, 'planerin@example.org');
	});
	after(async () => {
		server.closeAllConnections();
		server.close();
		await application.close();
		await database.close();
		record.forgetHeads();
		await rm(folder, { recursive: true, force: true });
	});

	const get = (address: string): Test => supertest(server).get(address).set('Cookie', cookie);
	const post = (title: string): Test =>
		supertest(server)
			.post(projects)
			.set('Cookie', cookie)
			.set('Idempotency-Key', `schluessel-${title}`)
			.send({ title });

	let killed = 0;

	/** Ends the server of this suite alone, as a crash would. */
	function kill(): void {
		killed = database.processId()!;
		process.kill(killed, 'SIGKILL');
	}

	const isBack = async (): Promise<boolean> =>
		![null, killed].includes(database.processId()) && (await get('/api/health')).status === 200;

	/**
	 * Ends the server and takes its port, so that it cannot come back before that is given free again.
	 * @returns how to give it free
	 */
	async function takeAway(): Promise<() => Promise<void>> {
		const port = mongoose.connection.getClient().options.hosts[0]!.port!;
		kill();
		const holder = createPort((socket) => socket.destroy()).setMaxListeners(0);
		const listens = (): Promise<boolean> =>
			new Promise((resolve) => {
				holder.once('error', () => resolve(false));
				holder.listen(port, '127.0.0.1', () => resolve(true));
			});
		while (!(await listens()));
		return () => new Promise((resolve) => holder.close(() => resolve()));
	}

	/** Calls back when the product takes its n-th connection to the database from now on. */
	function atQuestion(count: number, action: () => void): void {
		const client = mongoose.connection.getClient();
		let seen = 0;
		const listen = (): void => {
			seen += 1;
			if (seen < count) return;
			client.off('connectionCheckedOut', listen);
			action();
		};
		client.on('connectionCheckedOut', listen);
	}

	async function timed(asked: Test): Promise<{ answer: Response; seconds: number }> {
		const start = performance.now();
		const answer = await asked;
		return { answer, seconds: (performance.now() - start) / 1000 };
	}

	it('a request on its way and every other is told so within six seconds, and all goes on by itself', async () => {
		const before = await get(`${projects}?limit=3`).expect(200);
		const { promise: away, resolve } = Promise.withResolvers<Promise<() => Promise<void>>>();
		atQuestion(1, () => resolve(takeAway()));
		const onItsWay = timed(get(`${projects}?text=unterwegs`));
		const giveFree = await away;

		const { answer, seconds } = await onItsWay;
		expect(readProblem(answer, 'on its way').code).to.equal('database_away');
		expect(answer.status).to.equal(503);
		expect(answer.headers['retry-after']).to.equal('5');
		expect(seconds).to.be.below(6);

		const health = await get('/api/health');
		expect({ status: health.status, body: health.body.status }).to.deep.equal({ status: 503, body: 'database_away' });
		const away503 = { status: 503, code: 'database_away' };
		await expectProblem(() => get(`${projects}?limit=3`), away503, 'read');
		await expectProblem(() => post('waehrenddessen'), away503, 'write');
		await expectProblem(() => get('/api/v1/session'), away503, 'session');
		const attempt = await timed(
			supertest(server).post('/api/auth/sign-in/email').send({ email: 'planerin@example.org', password: PASSWORD })
		);
		expect(readProblem(attempt.answer, 'sign-in').code).to.equal('database_away');
		expect(attempt.seconds).to.be.below(6);
		expect((await timed(get(projects))).seconds).to.be.below(1);

		await giveFree();
		await eventually(isBack, 30_000);
		const after = await get(`${projects}?limit=3`).expect(200);
		expect(after.headers['etag']).to.equal(before.headers['etag']);
		expect(after.body).to.deep.equal(before.body);
		await post('danach').expect(201);
		expect((await record.verify(region.id)).isIntact).to.equal(true);
	});

	/** What of a write is in the database: of its item, its key and its entry. */
	async function tracesOf(title: string): Promise<{ items: number; keys: number; versions: number }> {
		const { db } = mongoose.connection;
		if (!db) throw new Error('Not connected.');
		const key = { _id: new RegExp(` schluessel-${title}$`) } as never;
		return {
			items: await db.collection('projects').countDocuments({ title }),
			keys: await db.collection('idempotent_requests').countDocuments(key),
			versions: await db.collection('record_versions').countDocuments({ 'body.title': title })
		};
	}

	// Within what it writes, at its commit, and before the answer to it is kept.
	for (const moment of [3, 7, 9]) {
		it(`a write cut short at its ${moment}. question is whole or not there at all, and never twice`, async () => {
			const title = `abgebrochen-${moment}`;
			atQuestion(moment, kill);
			const { answer, seconds } = await timed(post(title));
			expect(answer.status, answer.text).to.be.oneOf([201, 503]);
			expect(seconds).to.be.below(6);
			if (answer.status === 503) expect(answer.headers['retry-after']).to.equal('5');
			await eventually(isBack, 30_000);

			const { items, keys, versions } = await tracesOf(title);
			expect(items).to.be.oneOf(answer.status === 201 ? [1] : [0, 1]);
			expect({ keys, versions }).to.deep.equal({ keys: items, versions: items });
			const again = await post(title);
			expect(again.status, again.text).to.be.oneOf(items === 1 ? [201, 503, 409] : [201]);
			expect(await tracesOf(title)).to.deep.equal({ items: 1, keys: 1, versions: 1 });
			expect((await record.verify(region.id)).isIntact).to.equal(true);
		});
	}

	for (const moment of [8, 12, 30]) {
		it(`many writes at once, cut short at the ${moment}. question, lose nothing that was promised`, async () => {
			const titles = Array.from({ length: 12 }, (_, index) => `gleichzeitig-${moment}-${index}`);
			const before = database.processId();
			atQuestion(moment, kill);
			const answers = await Promise.all(titles.map((title) => post(title)));
			expect(killed).to.equal(before);
			for (const { status, text } of answers) expect(status, text).to.be.oneOf([201, 503]);
			await eventually(isBack, 30_000);
			for (const [index, title] of titles.entries()) {
				const { items, keys, versions } = await tracesOf(title);
				if (answers[index]!.status === 201) expect(items, title).to.equal(1);
				expect({ keys, versions }, title).to.deep.equal({ keys: items, versions: items });
			}
			expect((await record.verify(region.id)).isIntact).to.equal(true);
		});
	}
});
