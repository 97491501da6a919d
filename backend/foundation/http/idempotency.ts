import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import mongoose from 'mongoose';
import { ApplicationError } from '../errors.ts';

/**
 * A creating request with an Idempotency-Key happens once. The key is written in the transaction of the
 * change itself, so that even a crash right after it cannot make the request happen twice.
 */
export interface IdempotentRequest {
	/** Person and key. */
	_id: string;
	/** Hash of what was asked, to refuse the key for something else. */
	request: string;
	createdAt: Date;
	/** Set once the answer is known. */
	answer: { status: number; body: string } | null;
}

const current = new AsyncLocalStorage<Pick<IdempotentRequest, '_id' | 'request'>>();
const collection = () => mongoose.connection.collection<IdempotentRequest>('idempotent_requests');

/** The row that a change made on behalf of this request writes along; undefined when there is none. */
export function currentIdempotencyRow(): IdempotentRequest | undefined {
	const own = current.getStore();
	return own && { ...own, createdAt: new Date(), answer: null };
}

export const IDEMPOTENCY_COLLECTION = 'idempotent_requests';

/** Keys are kept for a day. */
export async function prepareIdempotency(): Promise<void> {
	await collection().createIndexes([{ key: { createdAt: 1 }, expireAfterSeconds: 86_400 }]);
}

/**
 * Runs `act` once per key and person; a repetition gets the first answer again.
 * @throws ApplicationError idempotency_mismatch; conflict when it was done but its answer was lost; busy while it is being done
 */
export async function once(
	key: string,
	person: string,
	request: unknown,
	act: () => Promise<{ status: number; body: string }>
): Promise<{ status: number; body: string; isRepeated: boolean }> {
	if (!/^[\x21-\x7e]{8,200}$/.test(key))
		throw new ApplicationError('invalid_input', { field: 'Idempotency-Key', problem: 'invalid_format' });
	const row = { _id: `${person} ${key}`, request: createHash('sha256').update(JSON.stringify(request)).digest('hex') };
	const earlier = await collection().findOne({ _id: row._id });
	if (earlier) return repeated(earlier, row.request);
	try {
		const answer = await current.run(row, act);
		await collection().updateOne({ _id: row._id }, { $set: { answer } });
		return { ...answer, isRepeated: false };
	} catch (error) {
		const first = isTaken(error) ? await collection().findOne({ _id: row._id }) : null;
		if (first) return repeated(first, row.request);
		throw error;
	}
}

function repeated(earlier: IdempotentRequest, request: string): { status: number; body: string; isRepeated: boolean } {
	if (earlier.request !== request) throw new ApplicationError('idempotency_mismatch', { field: 'Idempotency-Key' });
	if (earlier.answer) return { ...earlier.answer, isRepeated: true };
	// Still on its way, or its answer was lost with the process: either way it must not happen again.
	const isFresh = Date.now() - earlier.createdAt.getTime() < 30_000;
	throw new ApplicationError(isFresh ? 'busy' : 'conflict', { field: 'Idempotency-Key', problem: 'already_done' });
}

function isTaken(error: unknown): boolean {
	return (
		error instanceof ApplicationError &&
		error.code === 'duplicate' &&
		error.errors.some((one) => one.field === 'Idempotency-Key')
	);
}
