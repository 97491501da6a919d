import type { ChildStep } from '../../foundation/children/child-pool.ts';
import type { RenderAnswer, RenderOrder, RenderStep } from './messages.ts';
import { renderDocument } from './render-document.ts';
import type { RenderRequest } from './render-document.ts';
import { RefusedContent } from './refused-content.ts';
import { isLimit, readMistake } from './template-error.ts';

/** A process of its own for templates and texts of users: it has no database, no files, no secrets, and may be killed. */

process.on('message', ({ id, request }: RenderOrder) => {
	void answer(id, request).then((given) => process.send?.(given));
});
// Whoever started it is gone: there is nobody left to render for.
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole process group; the server decides when its children end.
process.on('SIGINT', () => undefined);

async function answer(id: number, request: RenderRequest): Promise<RenderAnswer> {
	try {
		const onStep = (step: RenderStep): unknown => process.send?.({ id, kind: 'step', step } satisfies ChildStep);
		return { id, kind: 'done', bytes: await renderDocument(request, onStep), memory: process.memoryUsage.rss() };
	} catch (error) {
		if (error instanceof RefusedContent) return { id, kind: 'refused', code: error.code, values: error.values };
		if (isLimit(error)) return { id, kind: 'limit', message: (error as Error).message };
		const mistake = readMistake(error, request.files);
		if (mistake) return { id, kind: 'mistake', mistake };
		return { id, kind: 'fault', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
	}
}
