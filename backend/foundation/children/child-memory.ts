import { readFile } from 'node:fs/promises';

const EVERY = 250;

/**
 * Calls back, once or more, when a process holds more than so many bytes. Its heap has a limit of its own; this counts
 * what machine code takes beside it. Only Linux tells of another process; elsewhere this sees nothing.
 * @returns how to stop
 */
export function watchMemory(pid: number | undefined, most: number, onTooMuch: () => void): () => void {
	if (pid === undefined) return () => undefined;
	const timer = setInterval(() => {
		void residentBytes(pid).then((bytes) => {
			if (bytes > most) onTooMuch();
		});
	}, EVERY);
	return () => {
		clearInterval(timer);
	};
}

async function residentBytes(pid: number): Promise<number> {
	const status = await readFile(`/proc/${String(pid)}/status`, 'utf8').catch(() => '');
	return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
}
