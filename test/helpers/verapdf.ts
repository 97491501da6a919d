import { execFile } from 'node:child_process';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The validator of PDF standards. It needs Java 17 and, once, Maven; neither belongs to the product. */

const run = promisify(execFile);
const POM = fileURLToPath(new URL('./verapdf/pom.xml', import.meta.url));
/** Long enough for Maven's first fetch. */
const TIMEOUT = 300_000;

/**
 * Brings the validator's jars into a folder.
 * @throws Error with the reason in one line: no Java, no Maven, or nothing to be fetched
 */
export async function fetchVeraPdf(folder: string): Promise<string> {
	await asReason('Java cannot be run', run('java', ['-version']));
	await cp(POM, path.join(folder, 'pom.xml'));
	const words = ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=lib'];
	await asReason('Maven cannot fetch veraPDF', run('mvn', words, { cwd: folder, timeout: TIMEOUT }));
	return path.join(folder, 'lib', '*');
}

/** What veraPDF says of these files, a line each: `PASS <file> <profile>` or `FAIL …` with the rules broken. */
export async function validatePdf(
	classPath: string,
	profile: 'ua1' | '2a',
	files: readonly string[]
): Promise<string[]> {
	const words = ['-cp', classPath, 'org.verapdf.apps.GreenfieldCliWrapper', '-f', profile, '--format', 'text', '-v'];
	const { stdout } = await run('java', [...words, ...files], { timeout: TIMEOUT }).catch((error: unknown) => {
		// Its exit code says that a file failed; what is wrong stands on standard output.
		const { stdout: said } = error as { stdout?: string };
		if (said) return { stdout: said };
		throw error;
	});
	return stdout.split('\n').filter((line) => line.trim() !== '');
}

async function asReason(what: string, promise: Promise<unknown>): Promise<void> {
	await promise.catch((error: unknown) => {
		throw new Error(`${what}: ${String((error as Error).message).split('\n')[0] ?? ''}`);
	});
}
