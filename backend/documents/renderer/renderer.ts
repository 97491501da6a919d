import { fileURLToPath } from 'node:url';
import { ChildPool } from '../../foundation/children/child-pool.ts';
import type { ChildPoolOptions } from '../../foundation/children/child-pool.ts';
import { ApplicationError } from '../../foundation/errors.ts';
import type { RenderAnswer, RenderStep } from './messages.ts';
import type { RenderRequest } from './render-document.ts';

export type RendererOptions = Omit<ChildPoolOptions, 'limit' | 'mayUseAddons'>;

/** For whoever waits long: what happens meanwhile, and how to end it. */
export interface RenderControl {
	onStep?: (step: RenderStep) => void;
	/** Aborted: the document is given up, and its child with it. */
	signal?: AbortSignal;
}

const limit = (reason: string): ApplicationError => new ApplicationError('document_limit', { values: { reason } });

const DEFAULTS: ChildPoolOptions = {
	children: 2,
	waiting: 50,
	milliseconds: 60_000,
	megabytes: 768,
	// The PDF compiler keeps something of each document (docs/decisions/0012).
	retireMegabytes: 500,
	program: fileURLToPath(new URL('./child.ts', import.meta.url)),
	niceness: 0,
	limit,
	// For the PDF compiler alone (docs/decisions/0012): users' words reach it only as quoted strings.
	mayUseAddons: true
};

/** Renders documents in child processes. */
export class Renderer {
	readonly #pool: ChildPool<RenderRequest, RenderAnswer>;

	constructor(options: Partial<RendererOptions> = {}) {
		this.#pool = new ChildPool({ ...DEFAULTS, ...options });
	}

	/**
	 * @throws ApplicationError template_error (file, line, word), document_limit (time, memory, length), busy; also busy
	 * when it is given up
	 */
	async render(request: RenderRequest, { signal, onStep }: RenderControl = {}): Promise<Uint8Array> {
		const answer = await this.#pool.run(request, {
			...(signal ? { signal } : {}),
			...(onStep ? { onStep: (step) => onStep(step as RenderStep) } : {})
		});
		return bytesOf(answer);
	}

	/** Process ids of the children that run, for the one who watches them. */
	get processIds(): number[] {
		return this.#pool.processIds;
	}

	/** Ends all children; documents under way fail as busy. Resolves when no child is left. */
	close(): Promise<void> {
		return this.#pool.close();
	}
}

function bytesOf(answer: RenderAnswer): Uint8Array {
	switch (answer.kind) {
		case 'done':
			return answer.bytes;
		case 'limit':
			throw limit(answer.message);
		case 'refused':
			throw new ApplicationError('document_refused', {
				errors: [{ field: 'document', code: answer.code, values: answer.values }]
			});
		case 'mistake': {
			const { file, line, word, kind, message } = answer.mistake;
			const place = `${file}:${String(line)}`;
			throw new ApplicationError('template_error', {
				values: { file, line, word, message },
				errors: [{ field: place, code: `template_${kind}`, values: { word } }]
			});
		}
		case 'fault':
			throw new ApplicationError('internal', { cause: new Error(answer.message) });
	}
}
