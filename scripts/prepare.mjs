// Brings a checkout to where it can run, and does nothing when it is there already: installs what package-lock.json
// names and builds the pages. Runs under whatever Node the machine has (20 or newer), with nothing installed yet.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What the built pages are made of. */
const sources = [
	'package-lock.json',
	'backend/contract',
	'frontend/messages',
	'frontend/package.json',
	'frontend/project.inlang/settings.json',
	'frontend/src',
	'frontend/static',
	'frontend/tsconfig.json',
	'frontend/vite.config.ts'
];
const generated = ['frontend/src/lib/paraglide'];
const stamp = path.join(root, 'frontend/build/.made-from');

/** Installs where node_modules is missing, unfinished or older than package-lock.json. */
export function prepareModules() {
	if (isInstalled()) return;
	say('Installiere Bausteine (npm ci) … / installing packages …');
	run(
		'npm',
		['ci', '--no-audit', '--no-fund', '--loglevel=error'],
		searchPath().filter((folder) => !folder.includes('node_modules'))
	);
}

/** Builds the pages where their sources changed since the last build. */
export function preparePages() {
	const made = hashSources();
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === made) return;
	say('Baue die Oberfläche … / building the pages …');
	run('npm', ['run', 'build', '--silent', '-w', 'frontend'], withOwnTools());
	writeFileSync(stamp, made);
}

/** The PATH on which `node` is the project's own Node 24. */
export function withOwnTools() {
	return [path.join(root, 'node_modules/.bin'), ...searchPath().filter((folder) => !folder.includes('node_modules'))];
}

/** npm's own note of what it installed, written last, says whether all of package-lock.json is there. */
function isInstalled() {
	const note = path.join(root, 'node_modules/.package-lock.json');
	if (!existsSync(note) || !existsSync(path.join(root, 'node_modules/node/bin/node'))) return false;
	const installed = JSON.parse(readFileSync(note, 'utf8')).packages;
	const wanted = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
	return Object.entries(wanted).every(([place, entry]) => {
		// Links are the workspaces themselves; optional packages are those of other machines.
		if (!place.includes('node_modules/') || entry.link || entry.optional || entry.peer) return true;
		return installed[place]?.version === entry.version;
	});
}

function hashSources() {
	const hash = createHash('sha256');
	for (const file of sources.flatMap(listFiles))
		hash
			.update(`${file}\0`)
			.update(readFileSync(path.join(root, file)))
			.update('\0');
	return hash.digest('hex');
}

function listFiles(place) {
	const full = path.join(root, place);
	if (!existsSync(full) || generated.includes(place)) return [];
	const entries = readdirSyncOrNull(full);
	if (entries === null) return [place];
	return entries.sort().flatMap((name) => listFiles(`${place}/${name}`));
}

function readdirSyncOrNull(full) {
	try {
		return readdirSync(full);
	} catch (error) {
		if (error.code === 'ENOTDIR') return null;
		throw error;
	}
}

function searchPath() {
	return (process.env.PATH ?? '').split(path.delimiter);
}

/** Tools talk much when all is well: what they said is shown only when they fail. */
function run(command, args, folders) {
	const env = { ...process.env, PATH: folders.join(path.delimiter) };
	const { status, error, stdout, stderr } = spawnSync(command, args, {
		cwd: root,
		env,
		encoding: 'utf8',
		maxBuffer: 64_000_000
	});
	if (status === 0) return;
	process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`);
	throw new Error(`${command} ${args.join(' ')} failed${error ? `: ${error.message}` : ''}`);
}

function say(line) {
	process.stdout.write(`${line}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
	try {
		prepareModules();
		if (!process.argv.includes('--modules-only')) preparePages();
	} catch (error) {
		process.stderr.write(`${error.message}\n`);
		process.exit(1);
	}
}
