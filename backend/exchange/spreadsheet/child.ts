import { interpret } from './interpret.ts';
import type { SheetAnswer, SheetOrder } from './messages.ts';
import { SheetRefusal } from './sheet.ts';
import { writeReturnedSheet } from './write-returned.ts';

/** A process of its own for files that come from outside: it has no database, no files, no secrets, and may be killed. */

process.on('message', ({ id, request }: SheetOrder) => {
	void answer(id, request).then((given) => process.send?.(given));
});
// Whoever started it is gone: there is nobody left to read for.
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole process group; the server decides when its children end.
process.on('SIGINT', () => undefined);

async function answer(id: number, request: SheetOrder['request']): Promise<SheetAnswer> {
	try {
		const made =
			request.task === 'interpret'
				? { kind: 'interpretation' as const, interpretation: interpret(request) }
				: { kind: 'file' as const, bytes: await writeReturnedSheet(request) };
		return { id, ...made, memory: process.memoryUsage.rss() };
	} catch (error) {
		if (error instanceof SheetRefusal) return { id, kind: 'refused', code: error.code, values: error.values };
		return { id, kind: 'fault', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
	}
}
