// Everything that can be said about the code without running it. Two checks run at a time; what failed is shown whole.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { withOwnTools } from './prepare.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const PATH = withOwnTools().join(path.delimiter);

/** The longest first, so that the two lanes end together. */
const checks = [
	['lint', 'eslint', ['.', '--max-warnings', '0']],
	['types of backend and tests', 'tsc', ['--project', '.', '--pretty', 'false']],
	['types of pages', 'npm', ['run', 'check', '--silent', '-w', 'frontend']],
	['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
	['unused code', 'knip', ['--no-progress', '--no-config-hints']],
	['architecture', 'node', ['scripts/architecture.mjs']]
];

async function lane() {
	let failed = 0;
	for (let check = checks.shift(); check !== undefined; check = checks.shift()) {
		if (!(await passes(...check))) failed += 1;
	}
	return failed;
}

async function passes(name, command, args) {
	const start = Date.now();
	const { code, said } = await run(command, args);
	const seconds = ((Date.now() - start) / 1000).toFixed(0);
	process.stdout.write(
		`${code === 0 ? 'ok    ' : 'FAILED'}  ${name} (${seconds} s)\n${code === 0 ? '' : `${said.trimEnd()}\n\n`}`
	);
	return code === 0;
}

function run(command, args) {
	const child = spawn(command, args, { cwd: root, env: { ...process.env, PATH, NO_COLOR: '1' } });
	let said = '';
	child.stdout.on('data', (part) => (said += part));
	child.stderr.on('data', (part) => (said += part));
	return new Promise((resolve) => {
		child.once('error', (error) => resolve({ code: 1, said: error.message }));
		child.once('close', (code) => resolve({ code, said }));
	});
}

const failed = (await Promise.all([lane(), lane()])).reduce((sum, count) => sum + count);
process.stdout.write(failed === 0 ? 'check passed\n' : `check failed: ${failed}\n`);
process.exitCode = failed === 0 ? 0 : 1;
