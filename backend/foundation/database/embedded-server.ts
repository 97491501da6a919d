import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { MongoInstanceEvents } from 'mongodb-memory-server-core/lib/util/MongoInstance.js';
import type { Log } from '../log.ts';
import type { Engine } from './engine.ts';
import { MongodInstance } from './mongod-instance.ts';
import { prepareReplicaSet, REPLICA_SET } from './replica-set.ts';

/** A large journal may take a while to replay after the power failed. */
const LAUNCH_MS = 120_000;
const FORMER_SERVER_MS = 15_000;
const STOP_MS = 20_000;
const LONGEST_PAUSE_MS = 5_000;

export type EmbeddedServerOptions = {
	engine: Engine;
	/** The folder that mongod keeps its files in; must exist. */
	folder: string;
	keyFile: string;
	key: string;
	password: string;
	/** The port of last time, taken again where it is free. */
	lastPort: number | null;
	log: Log;
};

export type EmbeddedServer = {
	port: number;
	/** The process id of the running mongod, `null` while it is down. */
	processId: () => number | null;
	/** Ends mongod cleanly; it is not started again. */
	stop: () => Promise<void>;
};

/**
 * Runs mongod as a one-node replica set on a port of this machine alone, and starts it again whenever it ends by itself.
 * It always comes back on the same port, since those who are connected know no other.
 * @throws Error with mongod's own last words where it cannot be started
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
	const port = await findPort(options.lastPort);
	let mustStop = false;
	const isStopping = (): boolean => mustStop;
	let running: MongodInstance | null = await launchFirst(options, port);
	watch(running);

	function watch(instance: MongodInstance): void {
		instance.once(MongoInstanceEvents.instanceClosed, () => {
			running = null;
			if (!isStopping()) void revive(instance);
		});
	}

	async function revive(ended: MongodInstance): Promise<void> {
		options.log.error('the database ended by itself; starting it again');
		await ended.stop();
		for (let pause = 100; !isStopping(); pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
			try {
				const instance = await launch(options, port);
				if (isStopping()) {
					await end(instance);
					return;
				}
				running = instance;
				watch(instance);
				options.log.info('the database is back');
				return;
			} catch (error) {
				options.log.error({ err: error }, 'the database could not be started again; trying on');
				await wait(pause);
			}
		}
	}

	return {
		port,
		processId: () => running?.mongodProcess?.pid ?? null,
		stop: async () => {
			mustStop = true;
			if (running !== null) await end(running);
		}
	};
}

/** The server of an instance that was killed takes a moment to notice and end. */
async function launchFirst(options: EmbeddedServerOptions, port: number): Promise<MongodInstance> {
	const end = Date.now() + FORMER_SERVER_MS;
	for (;;) {
		try {
			return await launch(options, port);
		} catch (error) {
			if (!String(error).includes('DBPathInUse') || Date.now() > end) throw error;
			await wait(200);
		}
	}
}

async function launch(options: EmbeddedServerOptions, port: number): Promise<MongodInstance> {
	const instance = new MongodInstance({
		instance: {
			port,
			ip: '127.0.0.1',
			dbPath: options.folder,
			storageEngine: 'wiredTiger',
			replSet: REPLICA_SET,
			auth: true,
			keyfileLocation: path.resolve(options.keyFile),
			launchTimeout: LAUNCH_MS,
			args: mongodArguments
		},
		binary: { version: options.engine.version, systemBinary: options.engine.binary },
		// Of its own process group: Ctrl-C must reach us alone, requests in flight still need the database.
		spawn: { detached: true }
	});
	// Otherwise its stop() asks even a crashed server to shut down, for five seconds. We end a living one ourselves.
	instance.once(MongoInstanceEvents.instanceLaunched, () => (instance.isReplSet = false));
	const lastWords = listen(instance, options.log);
	try {
		await instance.start();
		await prepareReplicaSet(port, options.key, options.password);
		return instance;
	} catch (error) {
		await instance.stop();
		const said = lastWords();
		throw new Error(said === '' ? String(error) : `mongod: ${said}`, { cause: error });
	}
}

const mongodArguments = [
	'--quiet',
	'--nounixsocket',
	'--oplogSize',
	'512',
	'--wiredTigerCacheSizeGB',
	'1',
	'--wiredTigerEngineConfigString',
	'eviction_dirty_target=60,eviction_dirty_trigger=90,eviction_updates_target=60,eviction_updates_trigger=90',
	'--setParameter',
	'diagnosticDataCollectionEnabled=false',
	'--setParameter',
	'enableLocalhostAuthBypass=false',
	// A single node has nobody to hand over to: do not wait for it.
	'--setParameter',
	'shutdownTimeoutMillisForSignaledShutdown=100'
];

/** Passes mongod's errors on to the log, and remembers the last for the case that it does not start. */
function listen(instance: MongodInstance, log: Log): () => string {
	let lastError = '';
	instance.on(MongoInstanceEvents.instanceSTDOUT, (line: string) => {
		if (!/"s":"[EF]"/.test(line)) return;
		lastError = describeLine(line);
		log.warn(`mongod: ${lastError}`);
	});
	return () => lastError;
}

function describeLine(line: string): string {
	try {
		const { msg, attr } = JSON.parse(line) as { msg: string; attr?: { error?: unknown } };
		return attr?.error === undefined ? msg : `${msg} ${JSON.stringify(attr.error)}`;
	} catch {
		return line.slice(0, 300);
	}
}

async function end(instance: MongodInstance): Promise<void> {
	const server = instance.mongodProcess;
	if (server?.exitCode === null && server.signalCode === null) {
		const closed = new Promise<void>((resolve) => instance.once(MongoInstanceEvents.instanceClosed, () => resolve()));
		server.kill('SIGTERM');
		await Promise.race([closed, wait(STOP_MS, undefined, { ref: false })]);
	}
	await instance.stop();
}

async function findPort(lastPort: number | null): Promise<number> {
	return (lastPort === null ? null : await tryPort(lastPort)) ?? (await tryPort(0)) ?? 0;
}

/** The port itself where it is free (0: any), otherwise `null`. */
function tryPort(port: number): Promise<number | null> {
	return new Promise((resolve) => {
		const probe = createServer();
		probe.once('error', () => resolve(null));
		probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
			const address = probe.address();
			probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : null));
		});
	});
}
