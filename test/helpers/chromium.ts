import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync, readFileSync } from 'node:fs';
import { access, constants, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createBrotliDecompress } from 'node:zlib';

/** A Chromium and what it needs from its surroundings. */
export type Chromium = { executablePath: string; env: Record<string, string> };

const packaged = fileURLToPath(new URL('../../node_modules/@sparticuz/chromium/', import.meta.url));
const cache = fileURLToPath(new URL('../../node_modules/.cache/chromium/', import.meta.url));
const namesOnPath = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The machine's own Chromium (CHROMIUM_PATH, then the PATH), otherwise the one packaged with the tests, unpacked once. */
export async function findChromium(environment: NodeJS.ProcessEnv = process.env): Promise<Chromium> {
	const named = environment['CHROMIUM_PATH'];
	if (named !== undefined && named !== '') return { executablePath: named, env: {} };
	for (const folder of (environment['PATH'] ?? '').split(path.delimiter)) {
		for (const name of namesOnPath) {
			const executablePath = path.join(folder, name);
			if (folder !== '' && (await isRunnable(executablePath))) return { executablePath, env: {} };
		}
	}
	return unpackChromium();
}

async function unpackChromium(): Promise<Chromium> {
	const { version } = JSON.parse(readFileSync(path.join(packaged, 'package.json'), 'utf8')) as { version: string };
	const folder = path.join(cache, version);
	if (!existsSync(folder)) await unpackTo(folder);
	const executablePath = path.join(folder, 'chromium');
	const fonts = { FONTCONFIG_FILE: await writeFontConfiguration(folder) };
	if (await hasItsLibraries(executablePath)) return { executablePath, env: fonts };
	return { executablePath, env: { ...fonts, LD_LIBRARY_PATH: path.join(folder, 'al2023', 'lib') } };
}

/**
 * The packaged configuration looks for its fonts in places of another machine. A Chromium without any font of the
 * machine ends itself at the first character that the page's own fonts lack, at the latest until they have come.
 */
async function writeFontConfiguration(folder: string): Promise<string> {
	const file = path.join(folder, 'fonts.conf');
	const place = (name: string): string =>
		path.join(folder, 'fonts', name).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
	const text = `<?xml version="1.0"?>
<fontconfig>
	<dir>${place('fonts')}</dir>
	<cachedir>${place('cache')}</cachedir>
</fontconfig>
`;
	// Written anew each time: the checkout may have moved.
	const unfinished = `${file}-${String(process.pid)}`;
	await writeFile(unfinished, text);
	await rename(unfinished, file);
	return file;
}

/** Unpacked beside its place and moved there whole: several test files may come for it at once. */
async function unpackTo(folder: string): Promise<void> {
	await mkdir(cache, { recursive: true });
	const unfinished = await mkdtemp(`${folder}-`);
	try {
		await pipeline(
			createReadStream(path.join(packaged, 'bin', 'chromium.br')),
			createBrotliDecompress(),
			createWriteStream(path.join(unfinished, 'chromium'), { mode: 0o755 })
		);
		for (const name of ['fonts', 'al2023']) await unpackArchive(name, path.join(unfinished, name));
		await rename(unfinished, folder).catch((error: unknown) => {
			if (!existsSync(folder)) throw error;
		});
	} finally {
		await rm(unfinished, { recursive: true, force: true });
	}
}

async function unpackArchive(name: string, folder: string): Promise<void> {
	await mkdir(folder);
	// Not through a pipe: tar ends at the archive's end mark, perhaps before the padding behind it has been written.
	const archive = `${folder}.tar`;
	await pipeline(
		createReadStream(path.join(packaged, 'bin', `${name}.tar.br`)),
		createBrotliDecompress(),
		createWriteStream(archive)
	);
	await promisify(execFile)('tar', ['-x', '-f', archive, '-C', folder]);
	await rm(archive);
}

/** Whether the machine has what the packaged Chromium links against; a bare one lacks libnss3. */
async function hasItsLibraries(executable: string): Promise<boolean> {
	const { stdout } = await promisify(execFile)('ldd', [executable]).catch(() => ({ stdout: 'not found' }));
	return !stdout.includes('not found');
}

function isRunnable(file: string): Promise<boolean> {
	return access(file, constants.X_OK).then(
		() => true,
		() => false
	);
}
