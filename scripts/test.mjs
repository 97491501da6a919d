// Runs tests and ends with one line, `N passed, N failed` (and `, N skipped`), whatever happens before it.
// `npm run test:deep` runs the slow proofs instead. Arguments go on to mocha: `npm test -- test/record/change.test.ts`.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareModules, preparePages, withOwnTools } from './prepare.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** All tests: two lanes of about the same length side by side, each with its own database and its own product. */
const LANES = [['test/browser/**/*.test.ts'], ['--ignore', 'test/browser/**', 'test/**/*.test.ts']];

async function test(lanes) {
	const folder = mkdtempSync(path.join(tmpdir(), 'konzeptstand-counts-'));
	try {
		prepareModules();
		preparePages();
		const counts = await Promise.all(
			lanes.map((args, lane) => runLane(args, path.join(folder, `${lane}.json`), lane > 0))
		);
		const sum = (name) => counts.reduce((total, one) => total + one[name], 0);
		return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
	} catch (error) {
		process.stderr.write(`${error.message}\n`);
		return { passed: 0, failed: 1, skipped: 0 };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Of several lanes the first is seen while it runs, another one when it has ended: their lines never mix. */
async function runLane(args, counts, isShownAtEnd) {
	const { code, said } = await runMocha(args, counts, isShownAtEnd);
	process.stdout.write(said);
	if (!existsSync(counts)) return { passed: 0, failed: 1, skipped: 0 };
	const { passed, failed, skipped } = JSON.parse(readFileSync(counts, 'utf8'));
	// Mocha may fail without a failed test: a file that cannot be loaded, a server that does not end.
	return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, skipped };
}

function runMocha(args, counts, isCollected) {
	const mocha = path.join(root, 'node_modules/mocha/bin/mocha.js');
	const reporter = path.join(root, 'scripts/counting-reporter.mjs');
	const env = { ...process.env, PATH: withOwnTools().join(path.delimiter) };
	const child = spawn('node', [mocha, '--reporter', reporter, '--reporter-option', `counts=${counts}`, ...args], {
		cwd: root,
		stdio: isCollected ? ['ignore', 'pipe', 'pipe'] : 'inherit',
		env
	});
	let said = '';
	for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (part) => (said += part));
	// Ctrl-C reaches mocha by itself; it then ends its database, and the last line still comes.
	process.on('SIGINT', () => undefined);
	process.on('SIGTERM', () => child.kill('SIGTERM'));
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) => resolve({ code: code ?? 1, said }));
	});
}

/** Mocha adds the files named in its settings to those named in the command: so they are named only here. */
function mochaArguments([first, ...rest]) {
	const isDeep = first === '--deep';
	const given = isDeep ? rest : first === undefined ? [] : [first, ...rest];
	const settings = isDeep ? ['--config', '.mocharc.deep.json'] : [];
	if (given.some((argument) => argument.startsWith('test/'))) return [[...settings, ...given]];
	if (isDeep) return [[...settings, ...given, 'test/deep/**/*.test.ts']];
	return LANES.map((lane) => [...given, ...lane]);
}

const { passed, failed, skipped } = await test(mochaArguments(process.argv.slice(2)));
process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
process.exitCode = failed > 0 ? 1 : 0;
