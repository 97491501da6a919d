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
	const interrupted = new Promise<never>((_resolve, reject) => {
		// npm passes Ctrl-C on to a process that the terminal has already told: the second time means nothing new.
		for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => reject(new Interrupted()));
	});
	interrupted.catch(() => undefined);
	const database = await joinDatabase(readConfiguration(), log);
	try {
		return await Promise.race([interrupted, prepareDatabase(log).then(command)]);
	} finally {
		await closeRooms();
		await database.close();
	}
}

/** Ctrl-C or SIGTERM while a command was at work. */
export class Interrupted extends Error {}
