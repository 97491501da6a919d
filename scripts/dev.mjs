// Both halves with hot reload, under Node 24: the backend starts anew when one of its files changes, Vite swaps changed
// pages in place and passes everything under /api on to the backend.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const host = process.env.HOST || '127.0.0.1';
const port = Number(process.env.PORT || 3000);
const backend = { host: '127.0.0.1', port: port + 1 };

const watch = ['--watch', '--watch-preserve-output', '--watch-path=backend', '--watch-path=concept-templates'];
const api = spawn(process.execPath, [...watch, 'backend/main.ts', '--without-pages'], {
	cwd: root,
	stdio: 'inherit',
	env: { ...process.env, HOST: backend.host, PORT: String(backend.port) }
});

let pages = null;
let isStopping = false;
async function stop() {
	if (isStopping) return;
	isStopping = true;
	const ended = api.exitCode === null ? new Promise((resolve) => api.once('exit', resolve)) : null;
	api.kill('SIGTERM');
	await Promise.all([pages?.close(), ended]);
	process.exit(0);
}

process.on('SIGINT', stop);
process.on('SIGTERM', stop);
api.once('exit', stop);

// Vite and its plugins look for their settings where they are started.
process.chdir(fileURLToPath(new URL('../frontend', import.meta.url)));
pages = await createServer({
	server: {
		host,
		port,
		strictPort: true,
		// Host and origin stay as the browser sent them, since the API compares the two.
		proxy: { '/api': { target: `http://${backend.host}:${backend.port}`, changeOrigin: false } }
	}
});
await pages.listen();
pages.printUrls();
