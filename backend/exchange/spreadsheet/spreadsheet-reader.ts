import { fileURLToPath } from 'node:url';
import { ChildPool } from '../../foundation/children/child-pool.ts';
import { ApplicationError } from '../../foundation/errors.ts';
import type { InterpretRequest, Interpretation } from './interpret.ts';
import type { SheetAnswer, SheetRequest } from './messages.ts';
import './refusals.ts';
import type { ReturnedSheetRequest } from './write-returned.ts';

/** Reads and writes spreadsheets in child processes, within limits of time and memory. */

const refused = (code: string, values: Record<string, string | number> = {}): ApplicationError =>
	new ApplicationError('invalid_input', { field: 'file', problem: code, values });

let pool: ChildPool<SheetRequest, SheetAnswer> | null = null;

function children(): ChildPool<SheetRequest, SheetAnswer> {
	pool ??= new ChildPool({
		children: 1,
		waiting: 20,
		milliseconds: 60_000,
		megabytes: 1_024,
		residentMegabytes: 1_500,
		retireMegabytes: 400,
		program: fileURLToPath(new URL('./child.ts', import.meta.url)),
		niceness: 5,
		limit: () => refused('sheet_too_long'),
		mayUseAddons: false
	});
	return pool;
}

/** Ends the children. The next list starts a new one. */
export async function closeSpreadsheetReader(): Promise<void> {
	const closing = pool;
	pool = null;
	await closing?.close();
}

/** @throws ApplicationError invalid_input on `file` with the way out, busy */
export async function interpretSpreadsheet(request: InterpretRequest): Promise<Interpretation> {
	const answer = await children().run({ task: 'interpret', ...request });
	if (answer.kind === 'interpretation') return answer.interpretation;
	throw failure(answer);
}

/** The rows that were not taken, as XLSX. @throws ApplicationError invalid_input, busy */
export async function writeReturned(request: ReturnedSheetRequest): Promise<Buffer> {
	const answer = await children().run({ task: 'returned-sheet', ...request });
	if (answer.kind === 'file') return Buffer.from(answer.bytes);
	throw failure(answer);
}

function failure(answer: SheetAnswer): ApplicationError {
	if (answer.kind === 'refused') return refused(answer.code, answer.values);
	return new ApplicationError('internal', { cause: new Error(answer.kind === 'fault' ? answer.message : answer.kind) });
}
