import type { ChildStep } from '../../foundation/children/child-pool.ts';
import type { CheckRequest, RenderAnswer, RenderOrder, RenderOutcome, RenderStep } from './messages.ts';
import { renderDocument } from './render-document.ts';
import type { RenderRequest } from './render-document.ts';
import { RefusedContent } from './refused-content.ts';
import { checkTemplate } from './template-engine.ts';
import { readLimit, readMistake, TemplateMistakes } from './template-error.ts';

/** A process of its own for templates and texts of users: it has no database, no files, no secrets, and may be killed. */

process.on('message', ({ id, request }: RenderOrder) => {
	void answer(id, request).then((given) => process.send?.(given));
});
// Whoever started it is gone: there is nobody left to render for.
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole process group; the server decides when its children end.
process.on('SIGINT', () => undefined);

async function answer(id: number, request: RenderRequest | CheckRequest): Promise<RenderAnswer> {
	const onStep = (step: RenderStep): unknown => process.send?.({ id, kind: 'step', step } satisfies ChildStep);
	const outcome = await outcomeOf(request, onStep);
	return { id, memory: process.memoryUsage.rss(), ...outcome };
}

async function outcomeOf(
	request: RenderRequest | CheckRequest,
	onStep: (step: RenderStep) => unknown
): Promise<RenderOutcome> {
	try {
		return { kind: 'done', bytes: 'check' in request ? checked(request) : await renderDocument(request, onStep) };
	} catch (error) {
		if (error instanceof RefusedContent) return { kind: 'refused', code: error.code, values: error.values };
		if (error instanceof TemplateMistakes) return { kind: 'mistakes', mistakes: error.mistakes };
		const limit = readLimit(error, request.files);
		if (limit) return { kind: 'limit', ...limit };
		const mistake = readMistake(error, request.files);
		if (mistake) return { kind: 'mistakes', mistakes: [mistake] };
		return { kind: 'fault', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
	}
}

function checked({ files, check }: CheckRequest): Uint8Array {
	checkTemplate(files, check);
	return new Uint8Array();
}
