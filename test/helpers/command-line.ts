import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../backend/command-line/main.ts', import.meta.url));

export interface CommandResult {
	code: number;
	out: string;
	error: string;
}

/** Runs `konzeptstand <words>` as a process of its own, with nothing in its environment but what is given. */
export function runKonzeptstand(
	words: readonly string[],
	environment: Record<string, string> = {}
): Promise<CommandResult> {
	const env = { PATH: process.env['PATH'] ?? '', NODE_NO_WARNINGS: '1', ...environment };
	return new Promise((resolve) => {
		execFile(process.execPath, [MAIN, ...words], { env, maxBuffer: 50_000_000 }, (failure, out, error) => {
			const code = failure && typeof failure.code === 'number' ? failure.code : failure ? -1 : 0;
			resolve({ code, out, error });
		});
	});
}
