import { readConfiguration } from './configuration.ts';
import { createLog } from './foundation/log.ts';
import { StartError } from './foundation/start-error.ts';
import { startServer, type RunningServer, type StartOptions } from './start-server.ts';

/** Someone who stops it while it fetches its database for the first time does not want to wait for that. */
const LONGEST_START_MS = 5_000;

/**
 * Runs the product as a process of its own: reads the environment, starts, says where it is served, and ends cleanly on
 * Ctrl-C or SIGTERM, also while it is still starting. A reason not to start is said in one message, with exit code 1.
 */
export async function run(createApplication: StartOptions['createApplication']): Promise<void> {
	const stop = Promise.withResolvers<NodeJS.Signals>();
	// npm passes Ctrl-C on to a process that the terminal has already told: the second time means nothing new.
	process.on('SIGINT', stop.resolve);
	process.on('SIGTERM', stop.resolve);
	let isStarted = false;
	void stop.promise.then(() => {
		setTimeout(() => isStarted || process.exit(1), LONGEST_START_MS).unref();
	});
	try {
		const configuration = readConfiguration();
		const server = await startServer({ configuration, log: createLog(configuration.logLevel), createApplication });
		isStarted = true;
		announce(server, configuration.dataFolder);
		await stop.promise;
		await server.close();
		process.exit(0);
	} catch (error) {
		if (!(error instanceof StartError)) throw error;
		process.stderr.write(`Konzeptstand startet nicht / does not start: ${error.message}\n`);
		process.exit(1);
	}
}

function announce(server: RunningServer, dataFolder: string): void {
	const data = server.database.isEmbedded ? `, ${dataFolder}` : '';
	process.stdout.write(`Datenbank / database: ${server.database.origin}${data}\n`);
	process.stdout.write(server.notice);
	process.stdout.write(`Konzeptstand: ${server.url}\n`);
}
