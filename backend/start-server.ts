import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Configuration } from './configuration.ts';
import { keepSecret, openDataFolder } from './foundation/data-folder.ts';
import { openDatabase, type Database } from './foundation/database/database.ts';
import type { Log } from './foundation/log.ts';
import { StartError } from './foundation/start-error.ts';

/** How long a request in flight may still take once the server is told to stop. */
const LAST_REQUESTS_MS = 20_000;

/** What answers requests, and what it runs beside them. */
export type Served = {
	handler: RequestListener;
	close: () => Promise<void>;
	/** What its first start wants the operator to read, once. */
	notice?: (url: string) => string;
};

export type StartOptions = {
	configuration: Configuration;
	log: Log;
	/** Called with the database connected; what it returns is listened with only when it is ready for requests. */
	createApplication: (parts: { configuration: Configuration; database: Database; log: Log }) => Promise<Served>;
};

export type RunningServer = {
	/** Where it is served, such as http://127.0.0.1:3000. */
	url: string;
	database: Database;
	/** What the operator must read now, and never again; empty at most starts. */
	notice: string;
	/** Lets requests in flight finish, then ends everything the product runs. Safe to call more than once. */
	close: () => Promise<void>;
};

/**
 * Database, application, listen. What was begun is ended again when a later step fails.
 * @throws StartError telling in one message why it cannot start
 */
export async function startServer(options: StartOptions): Promise<RunningServer> {
	const { log } = options;
	const configuration = await withSecret(options.configuration);
	const endings: (() => Promise<void>)[] = [];
	const endAll = async (): Promise<void> => {
		for (let end = endings.pop(); end !== undefined; end = endings.pop()) await end();
	};
	try {
		await probePort(configuration);
		const database = await openDatabase(configuration, log);
		endings.push(database.close);
		const application = await options.createApplication({ configuration, database, log });
		endings.push(application.close);
		const server = createServer(application.handler);
		const url = await listen(server, configuration);
		endings.push(() => stopListening(server));
		let closing: Promise<void> | null = null;
		const notice = application.notice?.(configuration.origin ?? url) ?? '';
		return { url, database, notice, close: () => (closing ??= endAll()) };
	} catch (error) {
		await endAll();
		throw error;
	}
}

async function withSecret(configuration: Configuration): Promise<Configuration> {
	if (configuration.signIn.secret !== null) return configuration;
	await openDataFolder(configuration.dataFolder);
	const secret = await keepSecret(configuration.dataFolder, 'sign-in-secret');
	return { ...configuration, signIn: { ...configuration.signIn, secret } };
}

/** Seen before anything is started or written: what a first start shows once would be lost with it. */
async function probePort(configuration: Configuration): Promise<void> {
	if (configuration.port === 0) return;
	const probe = createServer();
	await listen(probe, configuration);
	await new Promise((resolve) => probe.close(resolve));
}

function listen(server: Server, { host, port }: Configuration): Promise<string> {
	return new Promise((resolve, reject) => {
		server.once('error', (error) => reject(cannotListen(error, host, port)));
		server.listen({ host, port }, () => {
			const address = server.address() as AddressInfo;
			const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
			resolve(`http://${name}:${address.port}`);
		});
	});
}

/** Connections that fall idle are let go at once: browsers keep them open for long. */
async function stopListening(server: Server): Promise<void> {
	const closed = new Promise<void>((resolve) => server.close(() => resolve()));
	const sweep = setInterval(() => server.closeIdleConnections(), 50);
	const cut = setTimeout(() => server.closeAllConnections(), LAST_REQUESTS_MS);
	await closed;
	clearInterval(sweep);
	clearTimeout(cut);
}

function cannotListen(error: Error, host: string, port: number): Error {
	const code = 'code' in error ? error.code : undefined;
	if (code === 'EADDRINUSE') {
		return new StartError(
			`Port ${port} auf ${host} ist schon belegt; PORT nennt einen anderen.`,
			`Port ${port} on ${host} is already taken; set PORT to another.`
		);
	}
	return new StartError(
		`Auf ${host}, Port ${port} (HOST, PORT) kann nicht gelauscht werden: ${String(code)}.`,
		`Cannot listen on ${host}, port ${port} (HOST, PORT): ${String(code)}.`,
		{ cause: error }
	);
}
