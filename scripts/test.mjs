// Runs tests and ends with one line, `N passed, N failed` (and `, N skipped`), whatever happens before it.
// `npm run test:deep` runs the slow proofs instead. Arguments go on to mocha: `npm test -- test/record/change.test.ts`.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareModules, preparePages, withOwnTools } from './prepare.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

async function test(args) {
	const folder = mkdtempSync(path.join(tmpdir(), 'konzeptstand-counts-'));
	const counts = path.join(folder, 'counts.json');
	try {
		prepareModules();
		preparePages();
		const code = await runMocha(args, counts);
		const { passed, failed, skipped } = JSON.parse(readFileSync(counts, 'utf8'));
		// Mocha may fail without a failed test: a file that cannot be loaded, a server that does not end.
		return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, skipped };
	} catch (error) {
		process.stderr.write(`${error.message}\n`);
		return { passed: 0, failed: 1, skipped: 0 };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function runMocha(args, counts) {
	const mocha = path.join(root, 'node_modules/mocha/bin/mocha.js');
	const reporter = path.join(root, 'scripts/counting-reporter.mjs');
	const env = { ...process.env, PATH: withOwnTools().join(path.delimiter) };
	const child = spawn('node', [mocha, '--reporter', reporter, '--reporter-option', `counts=${counts}`, ...args], {
		cwd: root,
		stdio: 'inherit',
		env
	});
	// Ctrl-C reaches mocha by itself; it then ends its database, and the last line still comes.
	process.on('SIGINT', () => undefined);
	process.on('SIGTERM', () => child.kill('SIGTERM'));
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', (code) => resolve(code ?? 1));
	});
}

/** Mocha adds the files named in its settings to those named in the command: so they are named only here. */
function mochaArguments([first, ...rest]) {
	const isDeep = first === '--deep';
	const given = isDeep ? rest : first === undefined ? [] : [first, ...rest];
	const files = given.some((argument) => argument.startsWith('test/'))
		? []
		: [isDeep ? 'test/deep/**/*.test.ts' : 'test/**/*.test.ts'];
	return [...(isDeep ? ['--config', '.mocharc.deep.json'] : []), ...given, ...files];
}

const { passed, failed, skipped } = await test(mochaArguments(process.argv.slice(2)));
process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
process.exitCode = failed > 0 ? 1 : 0;
