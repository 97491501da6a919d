import { execFile } from 'node:child_process';
import { cp, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Programs of others that judge or open office files. None of them belongs to the product. */

const run = promisify(execFile);
const FOLDER = fileURLToPath(new URL('./office-tools/', import.meta.url));
/** Long enough for a first fetch. */
const TIMEOUT = 300_000;

/** Brings the schemas into a folder. @throws Error with the reason in one line */
export async function fetchSchemas(folder: string): Promise<string> {
	await asReason('Java cannot be run', run('java', ['-version']));
	await cp(path.join(FOLDER, 'pom.xml'), path.join(folder, 'pom.xml'));
	const words = ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=lib'];
	await asReason('Maven cannot fetch the schemas', run('mvn', words, { cwd: folder, timeout: TIMEOUT }));
	return path.join(folder, 'lib');
}

/** @returns lines about whatever is not valid, none when all is */
export async function validateOdt(schemas: string, files: readonly string[]): Promise<string[]> {
	const jar = path.join(schemas, 'odfvalidator-0.12.0-jar-with-dependencies.jar');
	const { stdout } = await run('java', ['-jar', jar, '-w', ...files], { timeout: TIMEOUT }).catch(said);
	return lines(stdout);
}

/** @returns `read <file>` for each, and lines about whatever is not valid */
export async function validateDocx(schemas: string, files: readonly string[]): Promise<string[]> {
	const words = ['-cp', path.join(schemas, '*'), path.join(FOLDER, 'ValidateDocx.java'), ...files];
	const { stdout } = await run('java', words, { timeout: TIMEOUT });
	// what it logs with is not there, and it says so
	return lines(stdout).filter((line) => !line.includes('Log4j API'));
}

/** Styles of all paragraphs as python-docx reads them, by file. @throws Error with the reason in one line */
export async function stylesInPython(folder: string, files: readonly string[]): Promise<Record<string, string[]>> {
	const python = path.join(folder, 'venv/bin/python');
	await asReason('Python cannot make a room of its own', run('python3', ['-m', 'venv', path.join(folder, 'venv')]));
	const install = run(python, ['-m', 'pip', 'install', '-q', 'python-docx==1.2.0'], { timeout: TIMEOUT });
	await asReason('pip cannot fetch python-docx', install);
	const program = `import json, sys, docx
print(json.dumps({f: [p.style.name for p in docx.Document(f).paragraphs] for f in sys.argv[1:]}))`;
	const { stdout } = await run(python, ['-c', program, ...files]);
	return JSON.parse(stdout) as Record<string, string[]>;
}

/** Rows of the first sheet as openpyxl reads it, dates as text. @throws Error with the reason in one line */
export async function readXlsxInPython(folder: string, file: string): Promise<unknown[][]> {
	const python = path.join(folder, 'venv/bin/python');
	await asReason('Python cannot make a room of its own', run('python3', ['-m', 'venv', path.join(folder, 'venv')]));
	const install = run(python, ['-m', 'pip', 'install', '-q', 'openpyxl==3.1.5'], { timeout: TIMEOUT });
	await asReason('pip cannot fetch openpyxl', install);
	const program = `import json, sys, openpyxl
print(json.dumps([list(row) for row in openpyxl.load_workbook(sys.argv[1]).worksheets[0].values], default=str))`;
	const { stdout } = await run(python, ['-c', program, file]);
	return JSON.parse(stdout) as unknown[][];
}

/** A file as LibreOffice reads it, as plain text. @throws Error with the reason in one line */
export async function readWithLibreOffice(folder: string, file: string): Promise<string> {
	return readFile(await convertWithLibreOffice(folder, file, 'txt:Text (encoded):UTF8'), 'utf8');
}

/**
 * Lets LibreOffice write a file anew in another format.
 * @returns where it is
 * @throws Error with the reason in one line
 */
export async function convertWithLibreOffice(folder: string, file: string, format: string): Promise<string> {
	const profile = `-env:UserInstallation=file://${path.join(folder, 'profile')}`;
	const words = [profile, '--headless', '--convert-to', format, '--outdir', folder, file];
	await asReason('LibreOffice cannot be run', run('soffice', words, { timeout: TIMEOUT }));
	return path.join(folder, `${path.parse(file).name}.${format.split(':')[0] ?? ''}`);
}

const lines = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

/** An exit code only says that something was found; what it is stands on standard output. */
function said(error: unknown): { stdout: string } {
	const { stdout } = error as { stdout?: string };
	if (stdout) return { stdout };
	throw error as Error;
}

async function asReason(what: string, promise: Promise<unknown>): Promise<void> {
	await promise.catch((error: unknown) => {
		throw new Error(`${what}: ${String((error as Error).message).split('\n')[0] ?? ''}`);
	});
}
