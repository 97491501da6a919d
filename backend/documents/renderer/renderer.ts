import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { ApplicationError } from '../../foundation/errors.ts';
import type { RenderAnswer, RenderOrder, RenderStep } from './messages.ts';
import type { RenderRequest } from './render-document.ts';

export interface RendererOptions {
	/** Children at most; the second starts only when the first is busy. */
	children: number;
	/** Orders that may wait; more are refused as busy. */
	waiting: number;
	/** From order to answer, waiting not counted. A child that takes longer is killed. */
	milliseconds: number;
	/** Heap of one child. */
	megabytes: number;
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
}

const DEFAULTS: RendererOptions = {
	children: 2,
	waiting: 50,
	milliseconds: 60_000,
	megabytes: 768,
	retireMegabytes: 500,
	program: fileURLToPath(new URL('./child.ts', import.meta.url)),
	niceness: 0
};
const PRODUCT = fileURLToPath(new URL('../../../', import.meta.url));

interface Job {
	request: RenderRequest;
	control: RenderControl;
	resolve: (bytes: Uint8Array) => void;
	reject: (error: Error) => void;
}
interface Child {
	process: ChildProcess;
	job: (Job & { id: number; timer: NodeJS.Timeout }) | null;
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
	async render(request: RenderRequest, control: RenderControl = {}): Promise<Uint8Array> {
		const { signal } = control;
		if (this.#isClosed || this.#waiting.length >= this.#options.waiting || signal?.aborted)
			throw new ApplicationError('busy');
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

	#next(): void {
		const job = this.#waiting[0];
		if (!job) return;
		const child = [...this.#children].find((one) => one.job === null) ?? this.#start();
		if (!child) return;
		this.#waiting.shift();
		const id = (this.#lastId += 1);
		const timer = setTimeout(() => {
			this.#fail(child, limit(`time limit exceeded (${String(this.#options.milliseconds)} ms)`));
		}, this.#options.milliseconds);
		child.job = { ...job, id, timer };
		child.process.ref();
		child.process.channel?.ref();
		child.process.send({ id, request: job.request } satisfies RenderOrder, (error) => {
			if (error) this.#fail(child, new ApplicationError('internal', { cause: error }));
		});
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
			// Nothing of the server's environment: no address of a database, no secret. What the PDF compiler frees goes back
			// to the system: glibc would keep an arena for each of its threads.
			env: { TZ: 'UTC', MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '131072' },
			// It may read the product's own code and nothing else: no file written, no process started. Addons are for the
			// PDF compiler alone (docs/decisions/0012): users' words reach it only as quoted strings.
			execArgv: [
				`--max-old-space-size=${String(megabytes)}`,
				// Templates and Markdown make many small things that do not live long.
				'--max-semi-space-size=32',
				'--expose-gc',
				'--permission',
				`--allow-fs-read=${PRODUCT}`,
				'--allow-addons',
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
			job.control.onStep?.(answer.step);
			return;
		}
		clearTimeout(job.timer);
		child.job = null;
		child.process.unref();
		child.process.channel?.unref();
		settle(job, answer);
		if (answer.kind === 'done' && answer.memory > this.#options.retireMegabytes * 1_000_000)
			this.#fail(child, new ApplicationError('busy'));
		else this.#next();
	}

	/** The child is not used again, whatever state it is in. */
	#fail(child: Child, error: Error): void {
		if (!this.#children.delete(child)) return;
		child.process.kill('SIGKILL');
		if (child.job) {
			clearTimeout(child.job.timer);
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
			job.reject(limit(answer.message));
			return;
		case 'refused':
			job.reject(
				new ApplicationError('document_refused', {
					errors: [{ field: 'document', code: answer.code, values: answer.values }]
				})
			);
			return;
		case 'mistake': {
			const { file, line, word, kind, message } = answer.mistake;
			const place = `${file}:${String(line)}`;
			job.reject(
				new ApplicationError('template_error', {
					values: { file, line, word, message },
					errors: [{ field: place, code: `template_${kind}`, values: { word } }]
				})
			);
			return;
		}
		case 'fault':
			job.reject(new ApplicationError('internal', { cause: new Error(answer.message) }));
	}
}

const limit = (reason: string): ApplicationError => new ApplicationError('document_limit', { values: { reason } });

function ended(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
	return new Promise((resolve) => {
		child.once('exit', () => {
			resolve();
		});
	});
}
