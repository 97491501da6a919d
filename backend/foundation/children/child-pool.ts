import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { ApplicationError } from '../errors.ts';

/** Work that may crash, hang or fill the memory is done in processes of its own. */

/** What a pool tells a child to do. */
export interface ChildOrder<Request> {
	id: number;
	request: Request;
}
/** How far a child is; the answer itself has another kind. */
export interface ChildStep {
	id: number;
	kind: 'step';
	step: string;
}
/** `memory`: bytes that the child holds afterwards, machine code's included; where it is not said, the child is kept. */
export interface ChildAnswer {
	id: number;
	kind: string;
	memory?: number;
}

export interface ChildPoolOptions {
	/** Children at most; the second starts only when the first is busy. */
	children: number;
	/** Orders that may wait; more are refused as busy. */
	waiting: number;
	/** From order to answer, waiting not counted. A child that takes longer is killed. */
	milliseconds: number;
	/** Heap of one child. */
	megabytes: number;
	/** A child that holds more after an order is replaced. */
	retireMegabytes: number;
	/** Program of the child; tests put another in its place. */
	program: string;
	/** What whoever waits is told when a child took too long, grew too large or died. */
	limit: (reason: string) => Error;
	/** Whether the child may load machine code. */
	mayUseAddons: boolean;
	/** Steps behind the server in the queue for the processor, 0 to 19: for work that nobody waits for on a screen. */
	niceness: number;
}

/** For whoever waits long: what happens meanwhile, and how to end it. */
export interface ChildControl {
	onStep?: (step: string) => void;
	/** Aborted: the order is given up, and its child with it. */
	signal?: AbortSignal;
}

const PRODUCT = fileURLToPath(new URL('../../../', import.meta.url));

interface Job<Request, Answer> {
	request: Request;
	control: ChildControl;
	resolve: (answer: Answer) => void;
	reject: (error: Error) => void;
}
interface Child<Request, Answer> {
	process: ChildProcess;
	job: (Job<Request, Answer> & { id: number; timer: NodeJS.Timeout }) | null;
}

/**
 * Hands orders to child processes, one at a time each. A child that crashes or takes too long is replaced; its order
 * fails whole. Idle children do not keep the server running.
 */
export class ChildPool<Request, Answer extends ChildAnswer> {
	readonly #options: ChildPoolOptions;
	readonly #children = new Set<Child<Request, Answer>>();
	readonly #waiting: Job<Request, Answer>[] = [];
	#lastId = 0;
	#isClosed = false;

	constructor(options: ChildPoolOptions) {
		this.#options = options;
	}

	/**
	 * @returns what the child answered, whatever its kind
	 * @throws ApplicationError busy, also when it is given up; what `limit` makes of a child's end
	 */
	async run(request: Request, control: ChildControl = {}): Promise<Answer> {
		const { signal } = control;
		if (this.#isClosed || this.#waiting.length >= this.#options.waiting || signal?.aborted)
			throw new ApplicationError('busy');
		let giveUp = (): void => undefined;
		try {
			return await new Promise<Answer>((resolve, reject) => {
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

	/** Ends all children; orders under way fail as busy. Resolves when no child is left. */
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
			this.#fail(child, this.#options.limit(`time limit exceeded (${String(this.#options.milliseconds)} ms)`));
		}, this.#options.milliseconds);
		child.job = { ...job, id, timer };
		child.process.ref();
		child.process.channel?.ref();
		child.process.send({ id, request: job.request } satisfies ChildOrder<Request>, (error) => {
			if (error) this.#fail(child, new ApplicationError('internal', { cause: error }));
		});
	}

	#giveUp({ request, reject }: Job<Request, Answer>): void {
		const place = this.#waiting.findIndex((one) => one.request === request);
		if (place !== -1) this.#waiting.splice(place, 1);
		const child = [...this.#children].find((one) => one.job?.request === request);
		if (child) this.#fail(child, new ApplicationError('busy'));
		else reject(new ApplicationError('busy'));
	}

	#start(): Child<Request, Answer> | null {
		if (this.#children.size >= this.#options.children) return null;
		const { program, megabytes, mayUseAddons } = this.#options;
		const started = fork(program, [], {
			// Nothing of the server's environment: no address of a database, no secret.
			env: { TZ: 'UTC' },
			// It may read the product's own code and nothing else: no file written, no process started.
			execArgv: [
				`--max-old-space-size=${String(megabytes)}`,
				'--permission',
				`--allow-fs-read=${PRODUCT}`,
				...(mayUseAddons ? ['--allow-addons'] : []),
				'--disable-warning=ExperimentalWarning',
				'--disable-warning=SecurityWarning'
			],
			serialization: 'advanced',
			stdio: ['ignore', 'ignore', 'ignore', 'ipc']
		});
		if (this.#options.niceness > 0 && started.pid !== undefined) setPriority(started.pid, this.#options.niceness);
		const child: Child<Request, Answer> = { process: started, job: null };
		this.#children.add(child);
		started.on('message', (message) => {
			this.#finish(child, message as Answer | ChildStep);
		});
		started.on('error', (error) => {
			this.#fail(child, new ApplicationError('internal', { cause: error }));
		});
		started.on('exit', (code, signal) => {
			// Node aborts when its heap is full; nothing else in there ends a child by itself.
			this.#fail(child, this.#options.limit(`child ended (${signal ?? String(code)})`));
		});
		return child;
	}

	#finish(child: Child<Request, Answer>, answer: Answer | ChildStep): void {
		const { job } = child;
		if (job?.id !== answer.id) return;
		if (isStep(answer)) {
			job.control.onStep?.(answer.step);
			return;
		}
		clearTimeout(job.timer);
		child.job = null;
		child.process.unref();
		child.process.channel?.unref();
		job.resolve(answer);
		if ((answer.memory ?? 0) > this.#options.retireMegabytes * 1_000_000)
			this.#fail(child, new ApplicationError('busy'));
		else this.#next();
	}

	/** The child is not used again, whatever state it is in. */
	#fail(child: Child<Request, Answer>, error: Error): void {
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

const isStep = (answer: ChildAnswer): answer is ChildStep => answer.kind === 'step';

function ended(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
	return new Promise((resolve) => {
		child.once('exit', () => {
			resolve();
		});
	});
}
