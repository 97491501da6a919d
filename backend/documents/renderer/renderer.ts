import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { ApplicationError } from '../../foundation/errors.ts';
import { watchMemory } from './child-memory.ts';
import type { CheckRequest, LimitPlace, RenderAnswer, RenderOrder, RenderStep } from './messages.ts';
import type { RenderRequest } from './render-document.ts';
import type { TemplateMistake } from './template-error.ts';

export interface RendererOptions {
	/** Children at most; the second starts only when the first is busy. */
	children: number;
	/** Orders that may wait, of one owner half of them; more are refused as busy. */
	waiting: number;
	/** From the document's beginning to its answer. A child that takes longer is killed. */
	milliseconds: number;
	/** Heap of one child. */
	megabytes: number;
	/** All that one child may hold, machine code's included, which the heap does not count; where the system tells. */
	residentMegabytes: number;
	/** A child that holds more after a document is replaced: the PDF compiler keeps something of each (0012). */
	retireMegabytes: number;
	/** Program of the child; tests put another in its place. */
	program: string;
	/** Steps behind the server in the queue for the processor, 0 to 19: for work that nobody waits for on a screen. */
	niceness: number;
}

/** For whoever waits long: what happens meanwhile, and how to end it. */
export interface RenderControl {
	onStep?: (step: RenderStep) => void;
	/** Aborted: the document is given up, and its child with it. */
	signal?: AbortSignal;
	/** Whose it is. Nobody's documents take the last child: there is always one for those of somebody else. */
	owner?: string;
}

const DEFAULTS: RendererOptions = {
	children: 2,
	waiting: 50,
	milliseconds: 60_000,
	megabytes: 768,
	residentMegabytes: 1_500,
	retireMegabytes: 500,
	program: fileURLToPath(new URL('./child.ts', import.meta.url)),
	niceness: 0
};
const PRODUCT = fileURLToPath(new URL('../../../', import.meta.url));

interface Job {
	request: RenderOrder['request'];
	control: RenderControl;
	resolve: (bytes: Uint8Array) => void;
	reject: (error: Error) => void;
}
interface Child {
	process: ChildProcess;
	job: (Job & { id: number; stopWatching: () => void }) | null;
}

/**
 * Renders documents in child processes. A child that crashes or takes too long is replaced; its document fails whole.
 * Idle children do not keep the server running.
 */
export class Renderer {
	readonly #options: RendererOptions;
	readonly #children = new Set<Child>();
	readonly #waiting: Job[] = [];
	#lastId = 0;
	#isClosed = false;

	constructor(options: Partial<RendererOptions> = {}) {
		this.#options = { ...DEFAULTS, ...options };
	}

	/**
	 * @throws ApplicationError template_error (file, line, word), document_limit (time, memory, length), busy; also busy
	 * when it is given up
	 */
	render(request: RenderRequest, control: RenderControl = {}): Promise<Uint8Array> {
		return this.#order(request, control);
	}

	/**
	 * Reads one file of a template without data.
	 * @throws ApplicationError as `render` does
	 */
	async check(request: CheckRequest): Promise<void> {
		await this.#order(request, {});
	}

	async #order(request: Job['request'], control: RenderControl): Promise<Uint8Array> {
		const { signal, owner } = control;
		if (this.#isClosed || this.#isFull(owner) || signal?.aborted) throw new ApplicationError('busy');
		let giveUp = (): void => undefined;
		try {
			return await new Promise((resolve, reject) => {
				const job = { request, control, resolve, reject };
				giveUp = () => {
					this.#giveUp(job);
				};
				signal?.addEventListener('abort', giveUp);
				this.#waiting.push(job);
				this.#next();
			});
		} finally {
			signal?.removeEventListener('abort', giveUp);
		}
	}

	/** Process ids of the children that run, for the one who watches them. */
	get processIds(): number[] {
		return [...this.#children].flatMap((child) => (child.process.pid === undefined ? [] : [child.process.pid]));
	}

	/** Ends all children; documents under way fail as busy. Resolves when no child is left. */
	async close(): Promise<void> {
		this.#isClosed = true;
		for (const job of this.#waiting.splice(0)) job.reject(new ApplicationError('busy'));
		await Promise.all(
			[...this.#children].map((child) => {
				this.#fail(child, new ApplicationError('busy'));
				return ended(child.process);
			})
		);
	}

	#isFull(owner: string | undefined): boolean {
		const { waiting } = this.#options;
		if (this.#waiting.length >= waiting) return true;
		const own = this.#waiting.filter(({ control }) => control.owner === owner);
		return owner !== undefined && own.length >= waiting / 2;
	}

	#mayBegin({ control: { owner } }: Job): boolean {
		if (owner === undefined) return true;
		const running = [...this.#children].filter(({ job }) => job?.control.owner === owner);
		return running.length < Math.max(1, this.#options.children - 1);
	}

	#next(): void {
		const place = this.#waiting.findIndex((one) => this.#mayBegin(one));
		const job = this.#waiting[place];
		if (!job) return;
		const child = [...this.#children].find((one) => one.job === null) ?? this.#start();
		if (!child) return;
		this.#waiting.splice(place, 1);
		const id = (this.#lastId += 1);
		child.job = { ...job, id, stopWatching: this.#watch(child) };
		child.process.ref();
		child.process.channel?.ref();
		child.process.send({ id, request: job.request } satisfies RenderOrder, (error) => {
			if (error) this.#fail(child, new ApplicationError('internal', { cause: error }));
		});
	}

	/** Ends the child when its document takes too long or too much memory. Returns how to stop. */
	#watch(child: Child): () => void {
		const { milliseconds, residentMegabytes } = this.#options;
		const timer = setTimeout(() => {
			this.#fail(child, limit(`time limit exceeded (${String(milliseconds)} ms)`));
		}, milliseconds);
		const stop = watchMemory(child.process.pid, residentMegabytes * 1_000_000, () => {
			this.#fail(child, limit(`memory limit exceeded (${String(residentMegabytes)} MB)`));
		});
		return () => {
			clearTimeout(timer);
			stop();
		};
	}

	#giveUp({ request, reject }: Job): void {
		const place = this.#waiting.findIndex((one) => one.request === request);
		if (place !== -1) this.#waiting.splice(place, 1);
		const child = [...this.#children].find((one) => one.job?.request === request);
		if (child) this.#fail(child, new ApplicationError('busy'));
		else reject(new ApplicationError('busy'));
	}

	#start(): Child | null {
		if (this.#children.size >= this.#options.children) return null;
		const { program, megabytes } = this.#options;
		const started = fork(program, [], {
			// Nothing of the server's environment: no address of a database, no secret.
			env: { TZ: 'UTC' },
			// It may read the product's own code and nothing else: no file written, no process started. Addons are for the
			// PDF compiler alone (docs/decisions/0012): users' words reach it only as quoted strings.
			execArgv: [
				`--max-old-space-size=${String(megabytes)}`,
				'--permission',
				`--allow-fs-read=${PRODUCT}`,
				'--allow-addons',
				// No text becomes a program, whatever a library would make of it.
				'--disallow-code-generation-from-strings',
				'--disable-warning=ExperimentalWarning',
				'--disable-warning=SecurityWarning'
			],
			serialization: 'advanced',
			stdio: ['ignore', 'ignore', 'ignore', 'ipc']
		});
		if (this.#options.niceness > 0 && started.pid !== undefined) setPriority(started.pid, this.#options.niceness);
		const child: Child = { process: started, job: null };
		this.#children.add(child);
		started.on('message', (message) => {
			this.#finish(child, message as RenderAnswer);
		});
		started.on('error', (error) => {
			this.#fail(child, new ApplicationError('internal', { cause: error }));
		});
		started.on('exit', (code, signal) => {
			// Node aborts when its heap is full; nothing else in there ends a child by itself.
			this.#fail(child, limit(`child ended (${signal ?? String(code)})`));
		});
		return child;
	}

	#finish(child: Child, answer: RenderAnswer): void {
		const { job } = child;
		if (job?.id !== answer.id) return;
		if (answer.kind === 'step') {
			// A child that has just been started spends time of its own before the document begins.
			if (answer.step === 'markdown') {
				job.stopWatching();
				job.stopWatching = this.#watch(child);
			}
			job.control.onStep?.(answer.step);
			return;
		}
		job.stopWatching();
		child.job = null;
		child.process.unref();
		child.process.channel?.unref();
		settle(job, answer);
		if (answer.memory > this.#options.retireMegabytes * 1_000_000) this.#fail(child, new ApplicationError('busy'));
		else this.#next();
	}

	/** The child is not used again, whatever state it is in. */
	#fail(child: Child, error: Error): void {
		if (!this.#children.delete(child)) return;
		child.process.kill('SIGKILL');
		if (child.job) {
			child.job.stopWatching();
			child.job.reject(error);
			child.job = null;
		}
		if (!this.#isClosed) this.#next();
	}
}

function settle(job: Job, answer: Exclude<RenderAnswer, { kind: 'step' }>): void {
	switch (answer.kind) {
		case 'done':
			job.resolve(answer.bytes);
			return;
		case 'limit':
			job.reject(limit(answer.message, answer.place));
			return;
		case 'refused':
			job.reject(
				new ApplicationError('document_refused', {
					errors: [{ field: 'document', code: answer.code, values: answer.values }]
				})
			);
			return;
		case 'mistakes':
			job.reject(mistaken(answer.mistakes));
			return;
		case 'fault':
			job.reject(new ApplicationError('internal', { cause: new Error(answer.message) }));
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

function ended(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
	return new Promise((resolve) => {
		child.once('exit', () => {
			resolve();
		});
	});
}
