import mongoose from 'mongoose';
import type { Logger } from 'pino';

/** Work that follows a change: handed over in the change's own transaction, done afterwards, tried again when it fails. */

export interface Job {
	_id: string;
	region: string;
	type: string;
	payload: Record<string, unknown>;
	createdAt: string;
	attempts?: number;
	/** Not before this instant. */
	runAt?: Date;
	/** Taken by a process until then; a crashed one loses it. */
	lockedUntil?: Date | null;
	/** Last failure, by the error's name only: messages may hold personal data. */
	failure?: string;
	/** Given up after MAXIMUM_ATTEMPTS; stays visible. */
	isGivenUp?: boolean;
}

export type JobHandler = (job: Job) => Promise<void>;

const LOCK = 60_000;
const MAXIMUM_ATTEMPTS = 8;
const collection = () => mongoose.connection.collection<Job>('record_outbox');

/** Runs the outbox: at once when woken, and every half minute for what waits or was left by a crash. */
export class JobRunner {
	readonly #handlers: ReadonlyMap<string, JobHandler>;
	readonly #log: Logger;
	#timer: NodeJS.Timeout | undefined;
	#running: Promise<void> | null = null;
	#isWoken = false;
	#isClosed = false;

	constructor(handlers: ReadonlyMap<string, JobHandler>, log: Logger) {
		this.#handlers = handlers;
		this.#log = log;
	}

	start(): void {
		this.#timer = setInterval(() => {
			this.wake();
		}, 30_000);
		this.#timer.unref();
		this.wake();
	}

	/** Looks for work now. */
	wake(): void {
		if (this.#isClosed) return;
		if (this.#running) {
			this.#isWoken = true;
			return;
		}
		this.#running = this.#drain()
			.catch((error: unknown) => {
				this.#log.warn({ error: (error as Error).name }, 'outbox not readable');
			})
			.finally(() => {
				this.#running = null;
				if (this.#isWoken) {
					this.#isWoken = false;
					this.wake();
				}
			});
	}

	/** Waits for the job at hand; the rest stays in the outbox. */
	async close(): Promise<void> {
		this.#isClosed = true;
		clearInterval(this.#timer);
		await this.#running;
	}

	/** Done when no due job is left (tests). */
	async settled(): Promise<void> {
		while (this.#running) await this.#running;
	}

	async #drain(): Promise<void> {
		while (!this.#isClosed) {
			const now = new Date();
			const job = await collection().findOneAndUpdate(
				{
					type: { $in: [...this.#handlers.keys()] },
					isGivenUp: { $ne: true },
					$and: [
						{ $or: [{ runAt: { $exists: false } }, { runAt: { $lte: now } }] },
						{ $or: [{ lockedUntil: { $exists: false } }, { lockedUntil: null }, { lockedUntil: { $lt: now } }] }
					]
				},
				{ $set: { lockedUntil: new Date(now.getTime() + LOCK) }, $inc: { attempts: 1 } },
				{ sort: { createdAt: 1 }, returnDocument: 'after' }
			);
			if (!job) return;
			await this.#run(job);
		}
	}

	async #run(job: Job): Promise<void> {
		try {
			await this.#handlers.get(job.type)?.(job);
			await collection().deleteOne({ _id: job._id });
		} catch (error) {
			const attempts = job.attempts ?? 1;
			const failure = (error as Error).name;
			this.#log.warn({ job: job._id, type: job.type, attempts, failure }, 'job failed');
			await collection().updateOne(
				{ _id: job._id },
				{
					$set: {
						failure,
						lockedUntil: null,
						runAt: new Date(Date.now() + 1_000 * 2 ** attempts),
						isGivenUp: attempts >= MAXIMUM_ATTEMPTS
					}
				}
			);
		}
	}
}
