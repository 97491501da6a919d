import { readFile, rm, writeFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { connect as connectTo } from 'node:net';
import { expect } from 'chai';
import mongoose from 'mongoose';
import { connectOptions } from '../../../backend/foundation/database/connection.ts';
import { runEmbeddedDatabase, type EmbeddedDatabase } from '../../../backend/foundation/database/embedded-database.ts';
import type { EngineTier } from '../../../backend/foundation/database/engine.ts';
import { createLog } from '../../../backend/foundation/log.ts';
import { StartError } from '../../../backend/foundation/start-error.ts';
import { testEngineTiers } from '../../helpers/engine.ts';
import { errorOf } from '../../helpers/errors.ts';
import { eventually } from '../../helpers/eventually.ts';
import { useTemporaryFolders } from '../../helpers/folders.ts';
import { occupyPort } from '../../helpers/ports.ts';

const { MongoClient } = mongoose.mongo;

describe('The embedded database', function () {
	this.timeout(60_000);
	const running: EmbeddedDatabase[] = [];
	// Before the folders are removed: mongod crashes where its files vanish.
	afterEach(() => Promise.all(running.splice(0).map((database) => database.stop())));
	const newFolder = useTemporaryFolders();

	async function run(folder: string, tiers: readonly EngineTier[] = testEngineTiers()): Promise<EmbeddedDatabase> {
		const database = await runEmbeddedDatabase(folder, createLog('silent'), tiers);
		running.push(database);
		return database;
	}

	async function stop(database: EmbeddedDatabase): Promise<void> {
		running.splice(running.indexOf(database), 1);
		await database.stop();
	}

	/** Does something with one of its databases over a connection of its own. */
	async function use<T>(database: EmbeddedDatabase, action: (client: mongoose.mongo.MongoClient) => Promise<T>) {
		const { autoIndex, autoCreate, bufferCommands, ...options } = connectOptions;
		void [autoIndex, autoCreate, bufferCommands];
		const client = new MongoClient(database.uri('things-test'), options);
		try {
			return await action(client);
		} finally {
			await client.close();
		}
	}

	const count = (database: EmbeddedDatabase) =>
		use(database, (client) => client.db().collection('rows').countDocuments());
	const insert = (database: EmbeddedDatabase) =>
		use(database, (client) => client.db().collection('rows').insertOne({}));

	function portOf(database: EmbeddedDatabase): number {
		return Number(/@127\.0\.0\.1:(\d+)\//.exec(database.uri('x'))?.[1]);
	}

	it('is a replica set with transactions, and says in one line where it comes from', async () => {
		const database = await run(await newFolder());
		expect(database.origin).to.match(/^MongoDB \d+\.\d+\.\d+, \S.*$/);
		const hello = await use(database, (client) => client.db('admin').command({ hello: 1 }));
		expect(hello).to.include({ setName: 'konzeptstand', isWritablePrimary: true });
	});

	it('lets nobody in without the password', async () => {
		const database = await run(await newFolder());
		const client = new MongoClient(`mongodb://127.0.0.1:${portOf(database)}/?directConnection=true`);
		try {
			const stranger = client.db('things-test');
			expect((await errorOf(stranger.collection('rows').findOne())).message).to.match(/requires authentication/);
			const intrusion = client.db('admin').command({ createUser: 'x', pwd: 'y', roles: ['root'] });
			expect((await errorOf(intrusion)).message).to.match(/requires authentication/);
		} finally {
			await client.close();
		}
	});

	it('listens on this machine alone', async () => {
		const port = portOf(await run(await newFolder()));
		const others = Object.values(networkInterfaces())
			.flatMap((addresses) => addresses ?? [])
			.filter((address) => !address.internal && address.family === 'IPv4');
		for (const { address } of others) {
			const refused = await new Promise((resolve) => {
				connectTo({ port, host: address }, () => resolve(null)).once('error', resolve);
			});
			expect(refused, address).to.be.instanceOf(Error);
		}
	});

	it('keeps its data, its password and its port from one start to the next', async () => {
		const folder = await newFolder();
		const first = await run(folder);
		await insert(first);
		await stop(first);
		const second = await run(folder);
		expect(await count(second)).to.equal(1);
		expect(second.uri('x')).to.equal(first.uri('x'));
	});

	it('moves to another port where its own was taken meanwhile', async () => {
		const folder = await newFolder();
		const first = await run(folder);
		await insert(first);
		await stop(first);
		const { port, release } = await occupyPort();
		const file = path.join(folder, 'database.json');
		await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), port }));
		try {
			const second = await run(folder);
			expect(portOf(second)).not.to.equal(port);
			expect(await count(second)).to.equal(1);
		} finally {
			await release();
		}
	});

	it('comes back by itself, on the same port and with its data, when it was killed', async () => {
		const database = await run(await newFolder());
		await insert(database);
		const killed = database.processId();
		process.kill(killed!, 'SIGKILL');
		await eventually(async () => database.processId() !== killed && (await count(database).catch(() => 0)) === 1);
		await eventually(() => database.processId() !== null);
		expect(() => process.kill(killed!, 0)).to.throw('ESRCH');
	});

	it('is not started again once it was told to stop', async () => {
		const database = await run(await newFolder());
		const ended = database.processId();
		await stop(database);
		expect(database.processId()).to.equal(null);
		expect(() => process.kill(ended!, 0)).to.throw('ESRCH');
	});

	it('goes on where its very first start was cut short', async () => {
		const folder = await newFolder();
		const first = await run(folder);
		process.kill(first.processId()!, 'SIGKILL');
		await stop(first);
		await rm(path.join(folder, 'secrets', 'database-password'));
		const second = await run(folder);
		await insert(second);
		expect(await count(second)).to.equal(1);
	});

	it('is refused to a second instance', async () => {
		const folder = await newFolder();
		await run(folder);
		expect((await errorOf(run(folder))).message).to.include('already in use by another instance');
	});

	it('refuses a data folder that another series of MongoDB wrote, and leaves it free', async () => {
		const folder = await newFolder();
		const database = await run(folder);
		await stop(database);
		const file = path.join(folder, 'database.json');
		const state = await readFile(file, 'utf8');
		await writeFile(file, JSON.stringify({ ...JSON.parse(state), engine: '4.4', version: '4.4.29' }));
		const [other] = testEngineTiers().slice(0, 1);
		const refused = await errorOf(run(folder, [other!, { name: 'found', find: () => foundBy(testEngineTiers()) }]));
		expect(refused).to.be.instanceOf(StartError);
		expect(refused.message).to.include('The data folder requires MongoDB 4.4');
		await writeFile(file, state);
		await run(folder);
	});

	it('refuses data of which nobody knows which MongoDB wrote it', async () => {
		const folder = await newFolder();
		await stop(await run(folder));
		await rm(path.join(folder, 'database.json'));
		expect((await errorOf(run(folder))).message).to.include('database.json');
	});

	it('says what mongod said where it cannot start', async () => {
		const folder = await newFolder();
		await stop(await run(folder));
		await writeFile(path.join(folder, 'mongo', 'WiredTiger.turtle'), 'broken');
		await rm(path.join(folder, 'mongo', 'WiredTiger.wt'));
		const refused = await errorOf(run(folder));
		expect(refused).to.be.instanceOf(StartError);
		expect(refused.message).to.match(/could not be started: mongod: \S/);
	});
});

/** The first binary that any tier has, whatever the data folder requires. */
async function foundBy(tiers: readonly EngineTier[]): Promise<{ binary: string; origin: string }> {
	for (const tier of tiers) {
		const answer = await tier.find(null, createLog('silent'));
		if ('binary' in answer) return answer;
	}
	throw new Error('no engine for the tests');
}
