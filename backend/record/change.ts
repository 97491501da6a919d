import { AsyncLocalStorage } from 'node:async_hooks';
import mongoose from 'mongoose';
import { MongoServerError } from 'mongodb';
import type { AnyBulkWriteOperation, ClientSession } from 'mongodb';
import { ApplicationError } from '../foundation/errors.ts';
import { clock } from '../foundation/clock.ts';
import { currentIdempotencyRow, IDEMPOTENCY_COLLECTION } from '../foundation/http/idempotency.ts';
import { isDatabaseAway } from '../foundation/http/problem.ts';
import type { Actor } from './actor.ts';
import { commit } from './canonical.ts';
import { rootOf, sealEntry } from './entry.ts';
import { inQueue } from './queue.ts';
import { store } from './store.ts';
import type { Head } from './store.ts';
import { Work } from './work.ts';

export interface Intent {
	/** Id of the region whose chain takes the entry. */
	region: string;
	/** What is being done, in the words of the permissions: `project.report`. */
	action: string;
	/** Typed by a person; enters the record as a commitment. */
	reason?: string | null;
	/** Id of the decision on which it is done; `work.decision` goes before, for one that is made within the change. */
	decision?: string | null;
}

/** How long a change may wait and try again before it answers `busy`. */
const PATIENCE = 5_000;
const open = new AsyncLocalStorage<true>();
const knownHeads = new Map<string, Head>();
const listeners = new Set<(region: string, jobs: number) => void>();

/** Calls back after every commit with the region and the number of outbox rows; returns how to stop. */
export function onCommit(listener: (region: string, jobs: number) => void): () => void {
	listeners.add(listener);
	return () => listeners.delete(listener);
}

/**
 * The one door for writes. Runs `action` (perhaps more than once: no mail, file or outside call inside it),
 * then writes everything it did together with the entry in one transaction. A change that does nothing
 * leaves no entry.
 * @returns what `action` returned
 * @throws ApplicationError busy when the region's queue is too long; whatever `action` throws
 */
export async function change<R>(actor: Actor, intent: Intent, action: (work: Work) => Promise<R>): Promise<R> {
	if (open.getStore()) throw new Error('record.change inside record.change: join the open work instead.');
	return inQueue(intent.region, PATIENCE, () => open.run(true, () => attempt(actor, intent, action)));
}

async function attempt<R>(actor: Actor, intent: Intent, action: (work: Work) => Promise<R>): Promise<R> {
	const deadline = Date.now() + PATIENCE;
	for (;;) {
		const session = await mongoose.connection.startSession();
		let isAway = false;
		try {
			session.startTransaction({ readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', j: true } });
			const { result, head, jobs } = await perform(session, actor, intent, action);
			if (head) {
				await commitWithRetry(session, deadline);
				knownHeads.set(intent.region, head);
				for (const listener of listeners) listener(intent.region, jobs);
			} else {
				await session.abortTransaction();
			}
			return result;
		} catch (error) {
			isAway = isDatabaseAway(error);
			knownHeads.delete(intent.region);
			if (!isWorthAnotherTry(error)) throw asApplicationError(error);
			if (Date.now() > deadline) throw new ApplicationError('busy', { cause: error });
		} finally {
			// Ends the transaction too, where it is still open. Whose database is gone does not wait for it once more.
			const ended = session.endSession().catch(() => undefined);
			if (!isAway) await ended;
		}
	}
}

async function perform<R>(
	session: ClientSession,
	actor: Actor,
	intent: Intent,
	action: (work: Work) => Promise<R>
): Promise<{ result: R; head: Head | null; jobs: number }> {
	const former = knownHeads.get(intent.region) ?? (await store.heads().findOne({ _id: intent.region }, { session }));
	const now = clock.now().toISOString();
	const at = former && former.at > now ? former.at : now;
	const sequence = (former?.sequence ?? 0) + 1;
	const work = new Work(intent.region, new Date(at), actor, session, sequence);
	const result = await action(work);

	const { pending, versions, disclosures, jobs } = work.collect(sequence);
	if (pending.length === 0 && jobs.length === 0) return { result, head: null, jobs: 0 };

	const reason = intent.reason ? commit(intent.region, intent.reason) : null;
	if (reason) disclosures.push(reason);
	const entry = sealEntry({
		region: intent.region,
		sequence,
		at,
		actor: { kind: actor.kind, id: actor.id },
		action: intent.action,
		reason: reason ? { commitment: reason._id } : null,
		decision: work.decision ?? intent.decision ?? null,
		root: rootOf(versions),
		changes: versions.length,
		previous: former?.hash ?? null
	});
	const head: Head = { _id: intent.region, sequence, hash: entry.hash, at };

	const request = currentIdempotencyRow();
	// The head goes first: two changes of one region meet here, before either has written much.
	await moveHead(session, former, head);
	for (const [name, operations] of byCollection(pending)) {
		const written = await store.items(name).bulkWrite(operations, { session, ordered: true });
		if (written.insertedCount + written.matchedCount !== operations.length) throw new HeadMoved();
	}
	if (versions.length > 0) await store.versions().insertMany(versions, { session });
	await store.entries().insertOne(entry, { session });
	if (disclosures.length > 0) await store.disclosures().insertMany(disclosures, { session });
	if (jobs.length > 0) await store.outbox().insertMany(jobs, { session });
	if (request)
		await mongoose.connection.collection<typeof request>(IDEMPOTENCY_COLLECTION).insertOne(request, { session });
	return { result, head, jobs: jobs.length };
}

/** Another process moved the head, or an item changed under the change's feet: begin anew from what is there now. */
class HeadMoved extends Error {}

async function moveHead(session: ClientSession, former: Head | null, head: Head): Promise<void> {
	if (!former) {
		await store.heads().insertOne(head, { session });
		return;
	}
	const filter = { _id: head._id, sequence: former.sequence, hash: former.hash };
	const { matchedCount } = await store.heads().replaceOne(filter, head, { session });
	if (matchedCount !== 1) throw new HeadMoved();
}

type ItemOperation = AnyBulkWriteOperation<{ _id: string; region: string; version: number }>;

function byCollection(pending: ReturnType<Work['collect']>['pending']): Map<string, ItemOperation[]> {
	const operations = new Map<string, ItemOperation[]>();
	for (const { kind, from, item } of pending) {
		const name = kind.model.collection.collectionName;
		const list = operations.get(name) ?? [];
		operations.set(name, list);
		list.push(
			from === null
				? { insertOne: { document: item } }
				: { replaceOne: { filter: { _id: item._id, region: item.region, version: from }, replacement: item } }
		);
	}
	return operations;
}

async function commitWithRetry(session: ClientSession, deadline: number): Promise<void> {
	for (;;) {
		try {
			await session.commitTransaction();
			return;
		} catch (error) {
			const isUnknown = error instanceof MongoServerError && error.hasErrorLabel('UnknownTransactionCommitResult');
			if (!isUnknown || Date.now() > deadline) throw error;
		}
	}
}

function isWorthAnotherTry(error: unknown): boolean {
	if (error instanceof HeadMoved) return true;
	if (!(error instanceof MongoServerError)) return false;
	const isFirstHeadTaken = error.code === 11000 && error.message.includes('record_heads');
	return isFirstHeadTaken || error.hasErrorLabel('TransientTransactionError');
}

/** The index that refused is named in the error; its last field is the one whose value is taken. */
function asApplicationError(error: unknown): unknown {
	if (!(error instanceof MongoServerError) || error.code !== 11000) return error;
	if (error.message.includes(IDEMPOTENCY_COLLECTION)) {
		return new ApplicationError('duplicate', { field: 'Idempotency-Key', cause: error });
	}
	const index = /index: (\S+) dup key/.exec(error.message)?.[1] ?? 'key_1';
	const field = index.replace(/_-?1$/, '').split('_1_').at(-1) ?? 'key';
	return new ApplicationError('duplicate', { field, cause: error });
}

/** Forgets what this process believes about heads (tests that empty the database beneath it). */
export function forgetHeads(): void {
	knownHeads.clear();
}
