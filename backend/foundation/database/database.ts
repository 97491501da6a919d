import mongoose from 'mongoose';
import type { Log } from '../log.ts';
import { connect } from './connection.ts';
import { findRunningServer, runEmbeddedDatabase } from './embedded-database.ts';
import type { EngineTier } from './engine.ts';
import { engineTiers, type EngineSources } from './engine-tiers.ts';

export type DatabaseOptions = EngineSources & { dataFolder: string; databaseUri: string | null };

/** The database that the default mongoose instance is connected to. */
export type Database = {
	/** One line: where it comes from. */
	origin: string;
	/** Run by the product itself, in the data folder. */
	isEmbedded: boolean;
	/** False while the database is away. */
	isReady: () => boolean;
	/** The process id of the embedded mongod, `null` while it is down or where there is none. */
	processId: () => number | null;
	/** Disconnects, ends the embedded server and gives the data folder free. */
	close: () => Promise<void>;
};

/**
 * Connects the default mongoose instance: to `databaseUri` where it is set, otherwise to an embedded server that it
 * starts in the data folder.
 * @throws StartError telling in one message what stands in the way
 */
export async function openDatabase(
	options: DatabaseOptions,
	log: Log,
	tiers: readonly EngineTier[] = engineTiers(options)
): Promise<Database> {
	if (options.databaseUri !== null) return openOwn(options.databaseUri);
	const embedded = await runEmbeddedDatabase(options.dataFolder, log, tiers);
	try {
		await connect(embedded.uri('konzeptstand'));
	} catch (error) {
		await embedded.stop();
		throw error;
	}
	return {
		origin: embedded.origin,
		isEmbedded: true,
		isReady: () => isConnected() && embedded.processId() !== null,
		processId: embedded.processId,
		close: async () => {
			await mongoose.disconnect();
			await embedded.stop();
		}
	};
}

/** A running instance answers at once, or it is just going down. */
const JOIN_MS = 5_000;

/**
 * For commands beside the product: joins the database of an instance that runs on the data folder, and opens it as the
 * product does where none runs.
 * @throws StartError telling in one message what stands in the way
 */
export async function joinDatabase(options: DatabaseOptions, log: Log): Promise<Database> {
	const uri = options.databaseUri === null ? await findRunningServer(options.dataFolder) : null;
	if (uri === null) return openDatabase(options, log);
	await connect(uri('konzeptstand'), JOIN_MS);
	return { ...joined('running instance'), isEmbedded: true };
}

async function openOwn(uri: string): Promise<Database> {
	await connect(uri);
	return joined('MONGODB_URI');
}

/** A server that somebody else runs. */
function joined(origin: string): Database {
	return { origin, isEmbedded: false, isReady: isConnected, processId: () => null, close: () => mongoose.disconnect() };
}

function isConnected(): boolean {
	return mongoose.connection.readyState === mongoose.ConnectionStates.connected;
}
