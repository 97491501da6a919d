import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runEmbeddedDatabase, type EmbeddedDatabase } from '../../backend/foundation/database/embedded-database.ts';
import { createLog } from '../../backend/foundation/log.ts';
import { testEngineTiers } from './engine.ts';

/** Where a test's process finds the address of the server that the run started. */
export const TEST_DATABASE_VARIABLE = 'TEST_MONGODB_URI';

let running: { folder: string; server: EmbeddedDatabase } | null = null;

/** One database server for the whole test run, from the same tiers as the product's, in the temporary folder. */
export async function mochaGlobalSetup(): Promise<void> {
	const folder = await mkdtemp(path.join(tmpdir(), 'konzeptstand-test-'));
	const server = await runEmbeddedDatabase(folder, createLog('error'), testEngineTiers());
	running = { folder, server };
	process.env[TEST_DATABASE_VARIABLE] = server.uri('konzeptstand-test');
}

/** Ends that server and removes what it kept. */
export async function mochaGlobalTeardown(): Promise<void> {
	await running?.server.stop();
	if (running !== null) await rm(running.folder, { recursive: true, force: true });
}
