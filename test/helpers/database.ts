import mongoose from 'mongoose';
import { connect } from '../../backend/foundation/database/connection.ts';
import { TEST_DATABASE_VARIABLE } from './server-for-tests.ts';

/**
 * For a suite that needs the database: connects the default mongoose instance to this worker's own test database, makes
 * the indexes of all models that are known by then, and empties every collection before each test.
 *
 * Models imported later than the suite get their indexes with the next suite; import what you test at the top.
 */
export function useTestDatabase(): void {
	before(async function () {
		this.timeout(30_000);
		await connectToTestDatabase();
		await Promise.all(
			Object.values(mongoose.models).map((model) => model.createCollection().then(() => model.syncIndexes()))
		);
	});
	beforeEach(emptyTestDatabase);
	after(() => mongoose.disconnect());
}

/** Connects the default mongoose instance to this worker's test database; collections and indexes are left as they are. */
export async function connectToTestDatabase(): Promise<void> {
	await connect(testDatabaseUri());
	refuseOtherDatabases();
}

/** Removes every row of the test database, and keeps collections and indexes. */
export async function emptyTestDatabase(): Promise<void> {
	const database = refuseOtherDatabases();
	const collections = await database.collections();
	const own = collections.filter((collection) => !collection.collectionName.startsWith('system.'));
	await Promise.all(own.map((collection) => collection.deleteMany({})));
}

/** The address of a test database of this worker, for a product started by a test; `name` tells several apart. */
export function testDatabaseUri(name = 'konzeptstand'): string {
	const uri = process.env[TEST_DATABASE_VARIABLE];
	if (uri === undefined) throw new Error('No test database: run the tests through mocha, which starts one.');
	const worker = process.env['MOCHA_WORKER_ID'] ?? '0';
	return uri.replace('/konzeptstand-test?', `/${name}-${worker}-test?`);
}

/** Tests delete everything: never let them near a database that is not theirs. */
function refuseOtherDatabases(): mongoose.mongo.Db {
	const database = mongoose.connection.db;
	if (database === undefined)
		throw new Error('Not connected to the test database: call useTestDatabase() in the suite.');
	if (!database.databaseName.endsWith('-test')) {
		throw new Error(`Refused: ${database.databaseName} is not a test database, its name does not end in -test.`);
	}
	return database;
}
