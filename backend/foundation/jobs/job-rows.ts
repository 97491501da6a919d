import mongoose from 'mongoose';
import type { ErrorCode } from '@konzeptstand/contract/problem.ts';
import type { FieldError } from '../errors.ts';

/** The rows of the outbox: what waits, runs, or has ended badly. What ended well has none any more. */

export interface Job {
	_id: string;
	region: string;
	type: string;
	payload: Record<string, unknown>;
	createdAt: string;
	attempts?: number;
	/** Not before this instant. */
	runAt?: Date;
	/** Taken by a process until then, which puts it off while it works; a crashed one loses it. */
	lockedUntil?: Date | null;
	/** How far it says it is, in its own words. */
	step?: string | null;
	/** Last failure, by the error's name only: messages may hold personal data. */
	failure?: string;
	/** Set where it was refused for a reason that its orderer can read. */
	refusal?: { code: ErrorCode; values: Record<string, string | number>; errors: FieldError[] };
	/** Given up; stays visible for a week. */
	isGivenUp?: boolean;
	/** Called off by its orderer; stays visible for a week. */
	isCancelled?: boolean;
	/** Since when it is given up or cancelled. */
	endedAt?: Date;
}

export type JobState = 'waiting' | 'running' | 'failed' | 'cancelled';

const KEPT_SECONDS = 7 * 86_400;
const OPEN = { isGivenUp: { $ne: true }, isCancelled: { $ne: true } };

export const jobRows = () => mongoose.connection.collection<Job>('record_outbox');

/** Work under way in this process, by job: how to end it at once. */
export const underWay = new Map<string, AbortController>();

/** What has ended badly goes after a week. */
export async function prepareJobs(): Promise<void> {
	await jobRows().createIndexes([{ key: { endedAt: 1 }, expireAfterSeconds: KEPT_SECONDS }]);
}

/** Where a job stands. */
export function stateOf(job: Job, now = new Date()): JobState {
	if (job.isCancelled) return 'cancelled';
	if (job.isGivenUp) return 'failed';
	return job.lockedUntil && job.lockedUntil > now ? 'running' : 'waiting';
}

/** A job that waits, runs or has ended badly; null when there is none, or it is done. */
export function findJob(region: string, id: string): Promise<Job | null> {
	return jobRows().findOne({ _id: id, region });
}

/** All jobs of one type in a region that are not done, the oldest first. */
export function listJobs(region: string, type: string): Promise<Job[]> {
	return jobRows().find({ region, type }).sort({ createdAt: 1, _id: 1 }).toArray();
}

/** How many jobs of the same types wait or run. */
export function countOpenJobs(region: string, types: readonly string[]): Promise<number> {
	return jobRows().countDocuments({ region, type: { $in: [...types] }, ...OPEN });
}

/** Place of a waiting job among those that wait for the same lanes, whatever their region; 1 is the next. */
export async function placeOf(job: Job, types: readonly string[]): Promise<number> {
	const before = await jobRows().countDocuments({
		type: { $in: [...types] },
		...OPEN,
		$and: [
			{ $or: [{ lockedUntil: { $exists: false } }, { lockedUntil: null }, { lockedUntil: { $lte: new Date() } }] },
			{ $or: [{ createdAt: { $lt: job.createdAt } }, { createdAt: job.createdAt, _id: { $lt: job._id } }] }
		]
	});
	return before + 1;
}

/** Calls a job off: one that waits never begins, one that runs is ended, in whichever process that is. */
export async function cancelJob(region: string, id: string): Promise<void> {
	await jobRows().updateOne({ _id: id, region, ...OPEN }, { $set: { isCancelled: true, endedAt: new Date() } });
	underWay.get(id)?.abort();
}
