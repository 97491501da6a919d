import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isDataFolderHeld, keepSecret, lockDataFolder, openDataFolder, readJson, secretPath } from '../data-folder.ts';
import type { Log } from '../log.ts';
import { StartError } from '../start-error.ts';
import { startEmbeddedServer, type EmbeddedServer } from './embedded-server.ts';
import { findEngine, type Engine, type EngineTier, type RequiredEngine } from './engine.ts';
import { DATABASE_USER, REPLICA_SET } from './replica-set.ts';

/** A running server whose data is in the data folder. */
export type EmbeddedDatabase = {
	/** One line: version and where the binary comes from. */
	origin: string;
	/** Address of one of its databases, with the password. */
	uri: (database: string) => string;
	/** The process id of mongod, `null` while it is down. */
	processId: () => number | null;
	/** Ends mongod and gives the data folder free. */
	stop: () => Promise<void>;
};

/** What the data folder says about the server that wrote it; port 0 where it never ran. */
type State = { engine: string; version: string; port: number };

/**
 * Starts the embedded server on that data folder and claims the folder for this process.
 * @throws StartError where the folder is in use, was written by another engine, or no server can be started
 */
export async function runEmbeddedDatabase(
	dataFolder: string,
	log: Log,
	tiers: readonly EngineTier[]
): Promise<EmbeddedDatabase> {
	await openDataFolder(dataFolder);
	const release = await lockDataFolder(dataFolder, (error) =>
		log.error({ err: error }, 'the lock on the data folder was lost')
	);
	try {
		await mkdir(path.join(dataFolder, 'mongo'), { recursive: true, mode: 0o700 });
		const state = await readState(dataFolder);
		const engine = await findEngine(tiers, requiredEngine(state), log);
		const password = await keepSecret(dataFolder, 'database-password');
		const server = await start(dataFolder, engine, password, state, log);
		return {
			origin: `MongoDB ${engine.version}, ${engine.origin}`,
			uri: (database) => address(server.port, password, database),
			processId: server.processId,
			stop: async () => {
				await server.stop();
				await release();
			}
		};
	} catch (error) {
		await release();
		throw error;
	}
}

/**
 * Address of the server that another process runs on this data folder, for a command that joins it; null where no
 * instance holds the folder, or it is still starting.
 */
export async function findRunningServer(dataFolder: string): Promise<EmbeddedDatabase['uri'] | null> {
	if (!(await isDataFolderHeld(dataFolder))) return null;
	const state = await readState(dataFolder);
	if (state === null || state.port === 0) return null;
	const password = await keepSecret(dataFolder, 'database-password');
	return (database) => address(state.port, password, database);
}

async function start(
	dataFolder: string,
	engine: Engine,
	password: string,
	state: State | null,
	log: Log
): Promise<EmbeddedServer> {
	const ran = { engine: engine.series, version: engine.version };
	// Written before mongod writes anything, and the port as soon as it is known: a start cut short leaves no riddle.
	await writeState(dataFolder, { ...ran, port: state?.port ?? 0 });
	try {
		const server = await startEmbeddedServer({
			engine,
			folder: path.join(dataFolder, 'mongo'),
			keyFile: secretPath(dataFolder, 'database-key'),
			key: await keepSecret(dataFolder, 'database-key'),
			password,
			lastPort: state === null || state.port === 0 ? null : state.port,
			log
		});
		await writeState(dataFolder, { ...ran, port: server.port });
		return server;
	} catch (error) {
		throw notStarted(error);
	}
}

function address(port: number, password: string, database: string): string {
	const signIn = `${DATABASE_USER}:${encodeURIComponent(password)}`;
	return `mongodb://${signIn}@127.0.0.1:${port}/${database}?replicaSet=${REPLICA_SET}&authSource=admin`;
}

async function readState(dataFolder: string): Promise<State | null> {
	const state = await readJson(path.join(dataFolder, 'database.json'));
	if (
		typeof state?.['engine'] === 'string' &&
		typeof state['version'] === 'string' &&
		typeof state['port'] === 'number'
	) {
		return { engine: state['engine'], version: state['version'], port: state['port'] };
	}
	if ((await readdir(path.join(dataFolder, 'mongo'))).includes('WiredTiger')) {
		throw new StartError(
			`Im Datenordner ${dataFolder} fehlt database.json oder ist unlesbar; ohne sie ist nicht bekannt, welche MongoDB ` +
				'ihn geschrieben hat.',
			`The data folder ${dataFolder} has no readable database.json; without it nobody knows which MongoDB wrote it.`
		);
	}
	return null;
}

/** Moved into place whole. */
async function writeState(dataFolder: string, state: State): Promise<void> {
	const file = path.join(dataFolder, 'database.json');
	await writeFile(`${file}.new`, `${JSON.stringify(state)}\n`);
	await rename(`${file}.new`, file);
}

function requiredEngine(state: State | null): RequiredEngine | null {
	return state === null ? null : { series: state.engine, version: state.version };
}

function notStarted(error: unknown): StartError {
	const reason = error instanceof Error ? error.message : String(error);
	return new StartError(
		`Die eingebaute Datenbank ließ sich nicht starten: ${reason}`,
		`The embedded database could not be started: ${reason}`,
		{ cause: error }
	);
}
