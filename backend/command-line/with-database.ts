import { readConfiguration } from '../configuration.ts';
import { prepareDatabase } from '../database-preparation.ts';
import { joinDatabase } from '../foundation/database/database.ts';
import { createLog } from '../foundation/log.ts';
// All rooms, so that every kind is known: to the indexes, and to verification.
import { closeRooms } from '../rooms.ts';

/**
 * Runs a command with the database connected: that of the instance that runs on the data folder, or its own for as long
 * as it takes. What was opened is closed whatever happens.
 * @throws StartError where there is no database to be had; whatever the command throws
 */
export async function withDatabase<R>(command: () => Promise<R>): Promise<R> {
	// Standard output belongs to what the command makes.
	const log = createLog('error', process.stderr);
	const database = await joinDatabase(readConfiguration(), log);
	const close = async (): Promise<void> => {
		await closeRooms();
		await database.close();
	};
	const interrupted = new Promise<never>((_resolve, reject) => {
		for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => reject(new Interrupted()));
	});
	try {
		return await Promise.race([prepareDatabase(log).then(command), interrupted]);
	} finally {
		await close();
	}
}

/** Ctrl-C or SIGTERM while a command was at work. */
export class Interrupted extends Error {}
