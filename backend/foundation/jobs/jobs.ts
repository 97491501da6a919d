import { AsyncLocalStorage } from 'node:async_hooks';
import type { Logger } from 'pino';
import { ApplicationError } from '../errors.ts';
import { jobRows, underWay } from './job-rows.ts';
import type { Job } from './job-rows.ts';

/** Work that follows a change: handed over in the change's own transaction, done afterwards, tried again when it fails. */

export type { Job } from './job-rows.ts';

export interface JobControl {
	/** Aborted when the job is called off or the process ends: what it has begun must then be left. */
	signal: AbortSignal;
	/** Says how far the work is, for those who wait for it. */
	step: (name: string) => void;
}

export type JobHandler = (job: Job, control: JobControl) => Promise<void>;

export interface JobRunnerOptions {
	/** Jobs at once. */
	lanes: number;
	/** How often a job is begun before it is given up. */
	attempts: number;
	/** Ends what runs when the runner is closed, instead of waiting for it; the job then begins anew. */
	endsAtClose: boolean;
	/** Milliseconds until it is begun again after so many attempts. */
	backoff: (attempts: number) => number;
	/** How long a process that says nothing holds a job, in milliseconds. */
	lockMilliseconds: number;
	/** How often it looks by itself for what waits or was left by a crash, in milliseconds. */
	lookMilliseconds: number;
}

const DEFAULTS: JobRunnerOptions = {
	lanes: 1,
	attempts: 8,
	endsAtClose: false,
	backoff: (attempts) => 1_000 * 2 ** attempts,
	lockMilliseconds: 20_000,
	lookMilliseconds: 10_000
};

/** A job is no part of the change or request that woke its runner, and must not be taken for one. */
const outsideOfAll = AsyncLocalStorage.snapshot();

/** Runs the outbox: at once when woken, and from time to time for what waits or was left by a crash. */
export class JobRunner {
	readonly #handlers: ReadonlyMap<string, JobHandler>;
	readonly #log: Logger;
	readonly #options: JobRunnerOptions;
	readonly #lanes = new Set<Promise<void>>();
	readonly #own = new Map<string, AbortController>();
	#timer: NodeJS.Timeout | undefined;
	#wakes = 0;
	#isClosed = false;

	constructor(handlers: ReadonlyMap<string, JobHandler>, log: Logger, options: Partial<JobRunnerOptions> = {}) {
		this.#handlers = handlers;
		this.#log = log;
		this.#options = { ...DEFAULTS, ...options };
	}

	start(): void {
		this.#timer = setInterval(() => {
			this.wake();
		}, this.#options.lookMilliseconds);
		this.#timer.unref();
		this.wake();
	}

	/** Looks for work now. */
	wake(): void {
		if (this.#isClosed) return;
		this.#wakes += 1;
		while (this.#lanes.size < this.#options.lanes) {
			const lane = outsideOfAll(() => this.#drain())
				.catch((error: unknown) => {
					this.#log.warn({ error: (error as Error).name }, 'outbox not readable');
				})
				.finally(() => this.#lanes.delete(lane));
			this.#lanes.add(lane);
		}
	}

	/** Waits for the jobs at hand, or ends them; the rest stays in the outbox. */
	async close(): Promise<void> {
		this.#isClosed = true;
		clearInterval(this.#timer);
		if (this.#options.endsAtClose) for (const controller of this.#own.values()) controller.abort();
		await this.settled();
	}

	/** Done when no due job is left (tests). */
	async settled(): Promise<void> {
		while (this.#lanes.size > 0) await Promise.all(this.#lanes);
	}

	async #drain(): Promise<void> {
		while (!this.#isClosed) {
			const wakes = this.#wakes;
			const job = await this.#take();
			if (job) await this.#run(job);
			else if (wakes === this.#wakes) return;
		}
	}

	#take(): Promise<Job | null> {
		const now = new Date();
		return jobRows().findOneAndUpdate(
			{
				type: { $in: [...this.#handlers.keys()] },
				// Where the database was away for long, this process itself may have lost its hold of what it works on.
				_id: { $nin: [...this.#own.keys()] },
				isGivenUp: { $ne: true },
				isCancelled: { $ne: true },
				$and: [
					{ $or: [{ runAt: { $exists: false } }, { runAt: { $lte: now } }] },
					{ $or: [{ lockedUntil: { $exists: false } }, { lockedUntil: null }, { lockedUntil: { $lt: now } }] }
				]
			},
			{ $set: { lockedUntil: this.#lock(), step: null }, $inc: { attempts: 1 } },
			{ sort: { createdAt: 1, _id: 1 }, returnDocument: 'after' }
		);
	}

	async #run(job: Job): Promise<void> {
		const controller = new AbortController();
		this.#own.set(job._id, controller);
		underWay.set(job._id, controller);
		const beat = setInterval(() => void this.#hold(job, controller), this.#options.lockMilliseconds / 4);
		try {
			// One that ends its process every time is not begun for ever.
			if ((job.attempts ?? 1) > this.#options.attempts) throw new Error('It was begun too often.');
			await this.#handlers.get(job.type)?.(job, {
				signal: controller.signal,
				step: (name) => void this.#note(job, { step: name })
			});
			await jobRows().deleteOne({ _id: job._id });
		} catch (error) {
			if (controller.signal.aborted) await this.#leave(job);
			else await this.#fail(job, error);
		} finally {
			clearInterval(beat);
			this.#own.delete(job._id);
			underWay.delete(job._id);
		}
	}

	/** Keeps the job for this process, and hears whether another has called it off. */
	async #hold(job: Job, controller: AbortController): Promise<void> {
		const row = await this.#note(job, { lockedUntil: this.#lock() });
		if (row?.isCancelled) controller.abort();
	}

	async #note(job: Job, fields: Partial<Job>): Promise<Job | null> {
		return jobRows()
			.findOneAndUpdate({ _id: job._id }, { $set: fields })
			.catch(() => null);
	}

	/** Called off, or the process ends: then it begins anew in the next one, as if it had not begun. */
	async #leave(job: Job): Promise<void> {
		await jobRows().updateOne({ _id: job._id }, { $set: { lockedUntil: null, step: null }, $inc: { attempts: -1 } });
	}

	async #fail(job: Job, error: unknown): Promise<void> {
		const attempts = job.attempts ?? 1;
		const failure = (error as Error).name;
		// What is refused today is refused tomorrow; what failed may succeed.
		const refusal = error instanceof ApplicationError && error.status < 500 ? error : null;
		const isGivenUp = refusal !== null || attempts >= this.#options.attempts;
		this.#log.warn({ job: job._id, type: job.type, attempts, failure, code: refusal?.code }, 'job failed');
		await jobRows().updateOne(
			{ _id: job._id },
			{
				$set: {
					failure,
					lockedUntil: null,
					runAt: new Date(Date.now() + this.#options.backoff(attempts)),
					isGivenUp,
					...(refusal ? { refusal: { code: refusal.code, values: refusal.values, errors: refusal.errors } } : {}),
					...(isGivenUp ? { endedAt: new Date() } : {})
				}
			}
		);
	}

	#lock(): Date {
		return new Date(Date.now() + this.#options.lockMilliseconds);
	}
}
