import { fileURLToPath } from 'node:url';
import { ChildPool } from '../../foundation/children/child-pool.ts';
import type { ChildControl, ChildPoolOptions } from '../../foundation/children/child-pool.ts';
import { ApplicationError } from '../../foundation/errors.ts';
import type { CheckRequest, LimitPlace, RenderAnswer, RenderOrder, RenderStep } from './messages.ts';
import type { RenderRequest } from './render-document.ts';
import type { TemplateMistake } from './template-error.ts';

export type RendererOptions = Omit<ChildPoolOptions, 'limit' | 'mayUseAddons' | 'flags' | 'firstStep'>;

/** For whoever waits long: what happens meanwhile, and how to end it. */
export interface RenderControl extends Omit<ChildControl, 'onStep'> {
	onStep?: (step: RenderStep) => void;
}

const DEFAULTS: ChildPoolOptions = {
	children: 2,
	waiting: 50,
	milliseconds: 60_000,
	megabytes: 768,
	residentMegabytes: 1_500,
	// The PDF compiler keeps something of each document (docs/decisions/0012).
	retireMegabytes: 500,
	program: fileURLToPath(new URL('./child.ts', import.meta.url)),
	niceness: 0,
	limit,
	// For the PDF compiler alone (docs/decisions/0012): users' words reach it only as quoted strings.
	mayUseAddons: true,
	flags: [
		// Templates and Markdown make many small things that do not live long.
		'--max-semi-space-size=32',
		'--expose-gc',
		// No text becomes a program, whatever a library would make of it.
		'--disallow-code-generation-from-strings'
	],
	firstStep: 'markdown' satisfies RenderStep
};

/** Renders documents in child processes. A document whose child crashes or takes too long fails whole. */
export class Renderer {
	readonly #pool: ChildPool<RenderOrder['request'], RenderAnswer>;

	constructor(options: Partial<RendererOptions> = {}) {
		this.#pool = new ChildPool({ ...DEFAULTS, ...options });
	}

	/**
	 * @throws ApplicationError template_error (file, line, word), document_limit (time, memory, length), busy; also busy
	 * when it is given up
	 */
	async render(request: RenderRequest, { onStep, ...control }: RenderControl = {}): Promise<Uint8Array> {
		const told = onStep ? { onStep: (step: string) => onStep(step as RenderStep) } : {};
		return bytesOf(await this.#pool.run(request, { ...control, ...told }));
	}

	/**
	 * Reads one file of a template without data.
	 * @throws ApplicationError as `render` does
	 */
	async check(request: CheckRequest): Promise<void> {
		bytesOf(await this.#pool.run(request));
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
			throw limit(answer.message, answer.place);
		case 'refused':
			throw new ApplicationError('document_refused', {
				errors: [{ field: 'document', code: answer.code, values: answer.values }]
			});
		case 'mistakes':
			throw mistaken(answer.mistakes);
		case 'fault':
			throw new ApplicationError('internal', { cause: new Error(answer.message) });
	}
}

/** What is said of them together is said of the first. */
function mistaken(mistakes: readonly TemplateMistake[]): ApplicationError {
	const [first] = mistakes;
	const errors = mistakes.map(({ file, line, word, kind, message }) => {
		const field = `${file}:${String(line)}`;
		return { field, code: `template_${kind}`, values: { file, line, word, message } };
	});
	const { file = '', line = 1, word = '', message = '' } = first ?? {};
	return new ApplicationError('template_error', { values: { file, line, word, message }, errors });
}

/** What was used up, as its message says. */
const RESOURCES: readonly [RegExp, string][] = [
	[/^(?:time|template render)/, 'time'],
	[/^(?:output|parse length)/, 'length'],
	[/^nesting/, 'nesting']
];

function limit(reason: string, place: LimitPlace | null = null): ApplicationError {
	const resource = RESOURCES.find(([pattern]) => pattern.test(reason))?.[1] ?? 'memory';
	const field = place ? `${place.file}:${String(place.line)}` : 'document';
	const errors = [{ field, code: `document_limit_${resource}` }];
	return new ApplicationError('document_limit', { values: { reason, ...place }, errors });
}
