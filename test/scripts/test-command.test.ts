import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('The test command', function () {
	this.timeout(120_000);
	let folder: string;
	beforeEach(async () => {
		// Inside the checkout, since a test's imports are resolved from where it stands.
		folder = await mkdtemp(path.join(root, 'test/scripts/.sample-'));
	});
	afterEach(() => rm(folder, { recursive: true }));

	async function runTests(text: string): Promise<{ code: number; lastLine: string | undefined }> {
		const file = path.join(folder, 'sample.test.ts');
		await writeFile(file, text);
		const settings = path.join(folder, 'mocharc.json');
		await writeFile(settings, JSON.stringify({ extension: ['ts'] }));
		const args = ['scripts/test.mjs', '--config', settings, path.relative(root, file)];
		return new Promise((resolve) => {
			execFile(process.execPath, args, { cwd: root }, (error, stdout) => {
				resolve({ code: error === null ? 0 : Number(error.code), lastLine: stdout.trimEnd().split('\n').at(-1) });
			});
		});
	}

	it('ends with what passed, failed and was skipped, and its code tells whether all is well', async () => {
		const passing = "it('a', () => {}); it('b', () => {});";
		expect(await runTests(passing)).to.deep.equal({ code: 0, lastLine: '2 passed, 0 failed' });
		const failing = `${passing} it('c', () => { throw new Error('no'); }); it.skip('d', () => {});`;
		expect(await runTests(failing)).to.deep.equal({ code: 1, lastLine: '2 passed, 1 failed, 1 skipped' });
	});

	it('counts what cannot even be run as a failure', async () => {
		expect(await runTests("import './no-such-file.ts';")).to.deep.equal({ code: 1, lastLine: '0 passed, 1 failed' });
		const dying = "it('a', () => process.exit(0));";
		expect(await runTests(dying)).to.deep.equal({ code: 1, lastLine: '0 passed, 1 failed' });
	});
});
