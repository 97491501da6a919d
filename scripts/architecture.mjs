// The architecture rule: who may import whom. Prints every wrong arrow with what the rule protects.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Each room may import those before it. */
export const rooms = [
	'foundation',
	'record',
	'region',
	'accounts',
	'decision',
	'concept',
	'funding',
	'council',
	'review',
	'status-round',
	'documents',
	'publication',
	'exchange',
	'command-line'
];

/** Files beside the rooms that a room may read; the others put rooms together. */
const readableByRooms = ['backend/configuration.ts', 'backend/version.ts'];

const protects = {
	direction:
		'Rooms build on the ones before them and know nothing of the ones after, so that each can be understood, tested and ' +
		'changed without the rest. Let the later room register what it wants to happen, or hand it over as a job.',
	door:
		'Of another room, only its services and models are meant for use. Whatever else it keeps can change any day; ' +
		'export what you need from its service.',
	assembly: 'Rooms do not know how they are put together: hand them what they need as an argument.',
	unknownRoom: 'Every folder of the backend has its place in the order of rooms (scripts/architecture.mjs).',
	pages:
		'Pages reach the backend through its API alone. The contract is the only part of it that may end up in a browser: ' +
		'anything else would carry rules, queries or secrets there.',
	contract:
		'The contract is read by both sides and ends up in browsers: it knows zod and itself, no room, no file, no network.',
	tests: 'The product must run without its tests.'
};

/**
 * All wrong arrows among those files.
 * @param {ReadonlyMap<string, string>} files text by path from the root, with forward slashes
 * @returns {{ from: string, to: string, protects: string }[]}
 */
export function findWrongArrows(files) {
	const wrong = [];
	for (const [from, text] of files) {
		for (const imported of importsOf(from, text)) {
			const to = resolve(from, imported);
			const rule = judge(from, to);
			if (rule !== null) wrong.push({ from, to, protects: protects[rule] });
		}
	}
	return wrong;
}

function judge(from, to) {
	if (/^(backend|frontend|scripts)\//.test(from) && to.startsWith('test/')) return 'tests';
	if (from.startsWith('backend/contract/'))
		return to.startsWith('backend/contract/') || to === 'zod' ? null : 'contract';
	if (from.startsWith('frontend/'))
		return to.startsWith('backend/') && !to.startsWith('backend/contract/') ? 'pages' : null;
	const room = roomOf(from);
	if (room === null) return null;
	if (!rooms.includes(room)) return 'unknownRoom';
	if (to.startsWith('frontend/')) return 'direction';
	if (!to.startsWith('backend/') || to.startsWith('backend/contract/')) return null;
	const other = roomOf(to);
	if (other === null) return readableByRooms.includes(to) || room === 'command-line' ? null : 'assembly';
	if (other === room) return null;
	if (!(rooms.indexOf(other) < rooms.indexOf(room))) return 'direction';
	return other === 'foundation' || /\.(service|model)\.ts$/.test(to) ? null : 'door';
}

function roomOf(file) {
	return /^backend\/([^/]+)\//.exec(file)?.[1] ?? null;
}

function importsOf(file, text) {
	const code = file.endsWith('.svelte')
		? [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1])
		: [text];
	return code.flatMap((part) => ts.preProcessFile(part, true, true).importedFiles.map((imported) => imported.fileName));
}

function resolve(from, imported) {
	if (imported.startsWith('@konzeptstand/contract'))
		return imported.replace('@konzeptstand/contract', 'backend/contract');
	if (imported.startsWith('#lib/')) return imported.replace('#lib/', 'frontend/src/lib/');
	return imported.startsWith('.')
		? path.posix.normalize(path.posix.join(path.posix.dirname(from), imported))
		: imported;
}

function readSources(folder) {
	const skipped = ['node_modules', 'build', '.svelte-kit', 'paraglide'];
	return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
		const place = `${folder}/${entry.name}`;
		if (entry.isDirectory()) return skipped.includes(entry.name) ? [] : readSources(place);
		return /\.(ts|js|mjs|svelte)$/.test(entry.name) ? [[place, readFileSync(path.join(root, place), 'utf8')]] : [];
	});
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
	const files = new Map(['backend', 'frontend', 'scripts'].flatMap(readSources));
	const wrong = findWrongArrows(files);
	for (const arrow of wrong) process.stderr.write(`${arrow.from} → ${arrow.to}\n    ${arrow.protects}\n`);
	if (wrong.length > 0) process.exitCode = 1;
	else process.stdout.write(`${files.size} files, every arrow points the right way\n`);
}
