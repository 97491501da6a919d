import mongoose from 'mongoose';
import { setTimeout as wait } from 'node:timers/promises';
import { StartError } from '../start-error.ts';

/**
 * How the product talks to any database. What was answered is on disk with a majority and what is read was; a request
 * that finds no database gets its error before the one who asked gives up.
 */
export const connectOptions = {
	autoIndex: false,
	autoCreate: false,
	bufferCommands: false,
	// Both forms of each: the driver lets an address overrule the one that it does not name itself.
	readConcern: { level: 'majority' },
	readConcernLevel: 'majority',
	writeConcern: { w: 'majority', journal: true },
	// eslint-disable-next-line @typescript-eslint/no-deprecated
	journal: true,
	serverSelectionTimeoutMS: 3_000,
	connectTimeoutMS: 4_000,
	heartbeatFrequencyMS: 2_000,
	socketTimeoutMS: 120_000
} as const satisfies mongoose.ConnectOptions;

/** How long a database of one's own may still be starting while the product already does. */
const PATIENCE_MS = 30_000;
const DEFAULT_NAME = 'konzeptstand';

/**
 * Connects the default mongoose instance.
 * @throws StartError where the database cannot be reached, is a standalone server, or refuses the sign-in
 */
export async function connect(uri: string, patience: number = PATIENCE_MS): Promise<void> {
	const end = Date.now() + patience;
	for (;;) {
		try {
			await mongoose.connect(uri, { ...connectOptions, ...databaseName(uri) });
			break;
		} catch (error) {
			await mongoose.disconnect();
			if (error instanceof mongoose.mongo.MongoParseError) throw cannotConnect(error);
			if (isRefusedSignIn(error) || Date.now() > end) throw cannotConnect(error);
			await wait(500);
		}
	}
	await refuseStandalone();
}

async function refuseStandalone(): Promise<void> {
	const hello = await mongoose.connection.getClient().db('admin').command({ hello: 1 });
	if (hello['setName'] !== undefined || hello['msg'] === 'isdbgrid') return;
	await mongoose.disconnect();
	throw new StartError(
		'MONGODB_URI nennt einen einzelnen Server; Konzeptstand braucht ein Replica Set (ein Knoten genügt), weil jede ' +
			'Änderung in einer Transaktion steht.',
		'MONGODB_URI names a standalone server; Konzeptstand needs a replica set (one node is enough), since every change ' +
			'is one transaction.'
	);
}

/** An address without a database would silently mean the one called `test`. */
function databaseName(uri: string): { dbName?: string } {
	return /^mongodb(\+srv)?:\/\/[^/]+\/[^?]/.test(uri) ? {} : { dbName: DEFAULT_NAME };
}

function isRefusedSignIn(error: unknown): boolean {
	return error instanceof mongoose.mongo.MongoServerError && error.codeName === 'AuthenticationFailed';
}

function cannotConnect(error: unknown): StartError {
	const reason = (error instanceof Error ? error.message : String(error)).replace(/\/\/[^@/\s]+@/g, '//…@');
	return new StartError(
		`Die Datenbank unter MONGODB_URI ist nicht zu erreichen: ${reason}`,
		`The database at MONGODB_URI cannot be reached: ${reason}`,
		{ cause: error }
	);
}
