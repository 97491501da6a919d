import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { eventually } from '../helpers/eventually.ts';
import { findFreePort } from '../helpers/ports.ts';
import { newTemporaryFolder } from '../helpers/folders.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

describe('A fresh checkout', () => {
	let home: string;
	let checkout: string;
	let port: number;
	before(async () => {
		home = await newTemporaryFolder();
		checkout = path.join(home, 'checkout');
		await copyCheckout(checkout);
		port = await findFreePort();
	});
	after(() => rm(home, { recursive: true, force: true }));

	/** `npm start` as a person runs it: with the machine's own Node, and nothing of ours on the PATH. */
	function start(): { npm: ChildProcess; said: () => string } {
		const PATH = (process.env['PATH'] ?? '')
			.split(path.delimiter)
			.filter((folder) => !folder.includes('node_modules'))
			.join(path.delimiter);
		const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')));
		const npm = spawn('npm', ['start'], {
			cwd: checkout,
			env: { ...inherited, PATH, HOME: home, PORT: String(port), npm_config_cache: path.join(homedir(), '.npm') }
		});
		let said = '';
		npm.stdout.on('data', (part: Buffer) => (said += part.toString()));
		npm.stderr.on('data', (part: Buffer) => (said += part.toString()));
		return { npm, said: () => said };
	}

	async function isServed(npm: ChildProcess, said: () => string): Promise<boolean> {
		if (npm.exitCode !== null) throw new Error(`npm start ended:\n${said()}`);
		const answer = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => null);
		return answer?.status === 200;
	}

	it('is served after `npm start` alone, and its pages are there', async () => {
		const { npm, said } = start();
		await eventually(() => isServed(npm, said), 500_000);
		expect(said())
			.to.include('installing')
			.and.include('building')
			.and.match(/Konzeptstand: http:/);
		const page = await fetch(`http://127.0.0.1:${port}/`);
		expect(page.headers.get('content-type')).to.include('text/html');
		npm.kill('SIGTERM');
		await once(npm, 'exit');
		await eventually(async () => (await processesOf(checkout)).length === 0);
	});

	it('neither installs nor builds the second time, and ends with all its processes on SIGTERM', async () => {
		const { npm, said } = start();
		await eventually(() => isServed(npm, said), 60_000);
		expect(said()).not.to.include('installing').and.not.include('building');
		npm.kill('SIGTERM');
		await once(npm, 'exit');
		await eventually(async () => (await processesOf(checkout)).length === 0);
	});

	it('has left nothing in the home folder but caches', async () => {
		// pip asks the Rust of the machine, where there is one, for its version; rustup then makes its folder.
		const left = (await readdir(home)).filter((name) => name !== '.rustup');
		expect(left).to.have.members(['checkout', '.cache']);
		expect(await readdir(path.join(home, '.cache'))).to.deep.equal(['mongodb-binaries']);
	});
});

/** All that git knows or would know, as it stands: what a clone will hold once it is committed. */
async function copyCheckout(target: string): Promise<void> {
	const { stdout } = await run('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: root });
	for (const file of stdout.split('\0').filter((name) => name !== '')) {
		await mkdir(path.dirname(path.join(target, file)), { recursive: true });
		await cp(path.join(root, file), path.join(target, file)).catch((error: unknown) => {
			// Removed but not committed yet.
			if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
		});
	}
}

/** Processes that were started in that folder or name it. */
async function processesOf(folder: string): Promise<string[]> {
	const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
	const told = await Promise.all(
		ids.map(async (id) => {
			const [place, command] = await Promise.all([
				readlink(`/proc/${id}/cwd`).catch(() => ''),
				readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')
			]);
			return place.startsWith(folder) || command.includes(folder) ? [`${id} ${command}`] : [];
		})
	);
	return told.flat();
}
