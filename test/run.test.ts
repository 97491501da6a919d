import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { eventually } from './helpers/eventually.ts';
import { useTemporaryFolders } from './helpers/folders.ts';
import { occupyPort } from './helpers/ports.ts';
import { useProductProcesses, type ProductProcess } from './helpers/product-process.ts';

describe('Starting and stopping the product', function () {
	this.timeout(60_000);
	const startProcess = useProductProcesses();
	const newFolder = useTemporaryFolders();

	function start(folder: string, env: Record<string, string> = {}): ProductProcess {
		return startProcess('test/helpers/small-product.ts', { PORT: '0', KONZEPTSTAND_DATA: folder, ...env });
	}

	async function ask(product: ProductProcess, place = '/'): Promise<string> {
		return (await fetch((await product.url) + place)).text();
	}

	function isAlive(processId: number): boolean {
		try {
			process.kill(processId, 0);
			return true;
		} catch {
			return false;
		}
	}

	it('says in one line each which database it uses and where it is served', async () => {
		const folder = await newFolder();
		const product = start(folder);
		await product.url;
		expect(product.said())
			.to.match(/^Datenbank \/ database: MongoDB \d.*$/m)
			.and.include(folder);
		expect(product.said()).to.match(/^Konzeptstand: http:\/\/127\.0\.0\.1:\d+$/m);
	});

	for (const signal of ['SIGTERM', 'SIGINT'] as const) {
		it(`lets requests in flight finish on ${signal}, then ends everything and leaves no process`, async () => {
			const product = start(await newFolder());
			const database = Number(await ask(product));
			const inFlight = ask(product, '/slow');
			// Until the request has reached the server, so that it is in flight.
			await ask(product);
			product.process.kill(signal);
			expect(await inFlight).to.equal(String(database));
			expect(await product.ended).to.equal(0);
			expect(product.said()).to.include('application ended');
			expect(isAlive(database)).to.equal(false);
		});
	}

	it('ends as cleanly when the signal comes twice', async () => {
		const product = start(await newFolder());
		const database = Number(await ask(product));
		product.process.kill('SIGINT');
		product.process.kill('SIGINT');
		expect(await product.ended).to.equal(0);
		expect(isAlive(database)).to.equal(false);
	});

	it('leaves no database behind when it is killed, and starts on the same folder again at once', async () => {
		const folder = await newFolder();
		const product = start(folder);
		const database = Number(await ask(product));
		product.process.kill('SIGKILL');
		await product.ended;
		expect(Number(await ask(start(folder))))
			.to.be.greaterThan(0)
			.and.not.equal(database);
		await eventually(() => !isAlive(database));
	});

	it('answers again after its database was killed', async () => {
		const product = start(await newFolder());
		const database = Number(await ask(product));
		process.kill(database, 'SIGKILL');
		await eventually(async () => {
			const now = await ask(product);
			return now !== 'null' && Number(now) !== database;
		});
	});

	it('says in one line that the port is taken, with code 1, before it starts or writes anything', async () => {
		const { port, release } = await occupyPort();
		const folder = path.join(await newFolder(), 'data');
		const product = start(folder, { PORT: String(port) });
		expect(await product.ended).to.equal(1);
		expect(product.said().trim().split('\n')).to.have.length(1);
		expect(product.said()).to.include(`Port ${port} on 127.0.0.1 is already taken`);
		expect(await readdir(folder).catch(() => [])).not.to.include('mongo');
		await release();
	});

	it('says in one line that the data folder is in use, and leaves the first instance alone', async () => {
		const folder = await newFolder();
		const first = start(folder);
		await first.url;
		const second = start(folder);
		expect(await second.ended).to.equal(1);
		expect(second.said().trim().split('\n')).to.have.length(1);
		expect(second.said()).to.include('already in use by another instance');
		expect(Number(await ask(first))).to.be.greaterThan(0);
	});

	it('says in one line which setting it does not know', async () => {
		const product = start(await newFolder(), { KONZEPTSTAND_PROT: '8080' });
		expect(await product.ended).to.equal(1);
		expect(product.said().trim().split('\n')).to.have.length(1);
		expect(product.said()).to.include('KONZEPTSTAND_PROT');
	});

	it('ends soon when it is told to while it is still starting', async () => {
		const product = start(await newFolder());
		await eventually(() => product.process.pid !== undefined);
		product.process.kill('SIGTERM');
		await product.ended;
	});
});
