import { createServer, type Server } from 'node:net';

/** A server that holds a free port of this machine until it is closed. */
export async function occupyPort(): Promise<{ port: number; release: () => Promise<void> }> {
	const server = await new Promise<Server>((resolve) => {
		const created = createServer().listen(0, '127.0.0.1', () => resolve(created));
	});
	const address = server.address();
	if (typeof address !== 'object' || address === null) throw new Error('no port');
	return { port: address.port, release: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** A port of this machine that nothing listens on. */
export async function findFreePort(): Promise<number> {
	const { port, release } = await occupyPort();
	await release();
	return port;
}
