import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { keepSecret, lockDataFolder, openDataFolder, secretPath } from '../../backend/foundation/data-folder.ts';
import { StartError } from '../../backend/foundation/start-error.ts';
import { errorOf } from '../helpers/errors.ts';
import { useTemporaryFolders } from '../helpers/folders.ts';

const ignoreLoss = () => undefined;

describe('The data folder', () => {
	const newFolder = useTemporaryFolders();

	it('is made with all above it, for its owner alone', async () => {
		const folder = path.join(await newFolder(), 'a', 'b');
		await openDataFolder(folder);
		expect((await stat(folder)).mode & 0o777).to.equal(0o700);
	});

	it('is refused by name where a file stands in its place', async () => {
		const file = path.join(await newFolder(), 'file');
		await writeFile(file, '');
		expect(await errorOf(openDataFolder(file)))
			.to.be.instanceOf(StartError)
			.with.property('message')
			.include(file);
	});

	it('keeps a secret once generated, readable by its owner alone even after it was copied without its modes', async () => {
		const folder = await newFolder();
		await openDataFolder(folder);
		const secret = await keepSecret(folder, 'sign-in-secret');
		await chmod(secretPath(folder, 'sign-in-secret'), 0o644);
		expect(await keepSecret(folder, 'sign-in-secret')).to.equal(secret);
		expect(await keepSecret(folder, 'other')).not.to.equal(secret);
		expect((await stat(secretPath(folder, 'sign-in-secret'))).mode & 0o777).to.equal(0o600);
	});

	it('is refused to a second instance while the first holds it, and given free by it', async () => {
		const folder = await newFolder();
		const release = await lockDataFolder(folder, ignoreLoss);
		const refused = await errorOf(lockDataFolder(folder, ignoreLoss));
		expect(refused).to.be.instanceOf(StartError);
		expect(refused.message).to.include('already in use').and.not.include('\n');
		await release();
		await (
			await lockDataFolder(folder, ignoreLoss)
		)();
	});

	it('is taken over at once from an instance that was killed', async () => {
		const folder = await newFolder();
		const release = await lockDataFolder(folder, ignoreLoss);
		const holder = path.join(folder, 'instance.json');
		// No process has this number: it is above the highest that Linux gives.
		await writeFile(holder, JSON.stringify({ process: 4_194_305, machine: hostname() }));
		const releaseAgain = await lockDataFolder(folder, ignoreLoss);
		expect(JSON.parse(await readFile(holder, 'utf8'))).to.deep.equal({ process: process.pid, machine: hostname() });
		await releaseAgain();
		await release().catch(ignoreLoss);
	});

	it('is not taken over from an instance on another machine that shares the folder', async () => {
		const folder = await newFolder();
		const release = await lockDataFolder(folder, ignoreLoss);
		await writeFile(path.join(folder, 'instance.json'), JSON.stringify({ process: 4_194_305, machine: 'elsewhere' }));
		expect(await errorOf(lockDataFolder(folder, ignoreLoss))).to.be.instanceOf(StartError);
		await release();
	});
});
