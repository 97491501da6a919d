import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { check, lock } from 'proper-lockfile';
import { StartError } from './start-error.ts';

/** Longer than any pause of a busy process, since a lock that looks stale may be taken over. */
const STALE_LOCK_MS = 20_000;

/**
 * Makes the data folder where it is missing, readable by its owner alone.
 * @throws StartError where it cannot be made or written
 */
export async function openDataFolder(folder: string): Promise<void> {
	try {
		await mkdir(path.join(folder, 'secrets'), { recursive: true, mode: 0o700 });
	} catch (error) {
		throw new StartError(
			`Der Datenordner ${folder} (KONZEPTSTAND_DATA) kann nicht angelegt oder beschrieben werden.`,
			`The data folder ${folder} (KONZEPTSTAND_DATA) cannot be created or written.`,
			{ cause: error }
		);
	}
}

/**
 * The secret of that name, generated on first use and kept in the data folder for its owner alone.
 * @returns base64 of 48 random bytes
 */
export async function keepSecret(folder: string, name: string): Promise<string> {
	const file = secretPath(folder, name);
	try {
		await writeFile(file, randomBytes(48).toString('base64'), { flag: 'wx', mode: 0o600 });
	} catch (error) {
		if (!hasCode(error, 'EEXIST')) throw error;
		// A folder copied without its modes must not leave the secret readable by others; mongod refuses such a key file.
		await chmod(file, 0o600);
	}
	return (await readFile(file, 'utf8')).trim();
}

/** Where `keepSecret` keeps the secret of that name. */
export function secretPath(folder: string, name: string): string {
	return path.join(folder, 'secrets', name);
}

/**
 * Claims the data folder for this process.
 * @returns what gives the folder free again
 * @throws StartError where another instance holds it
 */
export async function lockDataFolder(folder: string, onLost: (error: Error) => void): Promise<() => Promise<void>> {
	const lockfilePath = path.join(folder, 'instance.lock');
	const holderFile = path.join(folder, 'instance.json');
	if (await isHolderDead(holderFile)) await rm(lockfilePath, { recursive: true, force: true });
	try {
		const release = await lock(folder, { lockfilePath, stale: STALE_LOCK_MS, onCompromised: onLost });
		await writeFile(holderFile, JSON.stringify({ process: process.pid, machine: hostname() }));
		return release;
	} catch (error) {
		if (!hasCode(error, 'ELOCKED')) throw error;
		throw new StartError(
			`Der Datenordner ${folder} wird schon von einer anderen Instanz benutzt.`,
			`The data folder ${folder} is already in use by another instance.`
		);
	}
}

/** Whether a living instance holds the data folder; false as well where there is no such folder. */
export async function isDataFolderHeld(folder: string): Promise<boolean> {
	const options = { lockfilePath: path.join(folder, 'instance.lock'), stale: STALE_LOCK_MS };
	const isLocked = await check(folder, options).catch(() => false);
	return isLocked && !(await isHolderDead(path.join(folder, 'instance.json')));
}

/** A killed process leaves its lock behind; on the same machine it can be seen that nobody holds it any more. */
async function isHolderDead(holderFile: string): Promise<boolean> {
	const holder = await readJson(holderFile);
	if (holder === null || holder['machine'] !== hostname() || typeof holder['process'] !== 'number') return false;
	try {
		process.kill(holder['process'], 0);
		return false;
	} catch (error) {
		return hasCode(error, 'ESRCH');
	}
}

/** The object in that file, `null` where there is none or it cannot be read as one. */
export async function readJson(file: string): Promise<Record<string, unknown> | null> {
	try {
		const value: unknown = JSON.parse(await readFile(file, 'utf8'));
		return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
	} catch {
		return null;
	}
}

function hasCode(error: unknown, code: string): boolean {
	return error instanceof Error && 'code' in error && error.code === code;
}
