import mongoose from 'mongoose';
import type { ClientSession } from 'mongoose';
import { SharedRead } from '../foundation/shared-read.ts';
import { change, forgetHeads, onCommit } from './change.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { findVersions } from './entries.ts';
import { kindNamed } from './kinds.ts';
import { readFromPast, versionsAt } from './past.ts';
import { commitmentsIn } from './personal.ts';
import { store } from './store.ts';
import type { Head } from './store.ts';
import { verify } from './verification.ts';

export type { Actor } from './actor.ts';
export { INSTALLATION, SYSTEM } from './actor.ts';
export type { Work } from './work.ts';
export { recordedModel, allKinds, sourceSchema } from './kinds.ts';
export type { ItemBase } from './kinds.ts';
export { findClosed } from './closed.ts';
export type { Head } from './store.ts';

export interface Snapshot {
	/** Every read of the snapshot takes this session: head and rows are of one moment. */
	session: ClientSession;
	head: Head | null;
}

export interface EntryWrite {
	kind: string;
	item: string;
	version: number;
	before: Record<string, unknown> | null;
}

const MOST_READS = 3;
const heads = new SharedRead((region) => store.heads().findOne({ _id: region }));

async function readOnce<R>(
	region: string,
	action: (snapshot: Snapshot) => Promise<R>,
	sequence: number | null
): Promise<R> {
	// A snapshot session would be none: the driver lets the connection's read concern overrule it without a word.
	const session = await mongoose.connection.startSession();
	try {
		session.startTransaction({ readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority' } });
		const head =
			sequence === null
				? await store.heads().findOne({ _id: region }, { session })
				: await pastHead(region, sequence, session);
		const result = await action({ session, head });
		// What was read is given only when a majority has it too.
		await session.commitTransaction();
		return result;
	} finally {
		await session.endSession();
	}
}

async function pastHead(region: string, sequence: number, session: ClientSession): Promise<Head> {
	const entry = await store.entries().findOne({ region, sequence }, { session });
	if (!entry) throw new ApplicationError('not_found', { field: 'sequence', problem: 'not_found' });
	readFromPast(session, { region, sequence });
	return { _id: region, sequence, hash: entry.hash, at: entry.at };
}

async function readPatiently<R>(
	region: string,
	action: (snapshot: Snapshot) => Promise<R>,
	sequence: number | null
): Promise<R> {
	for (let attempt = 1; ; attempt += 1) {
		try {
			return await readOnce(region, action, sequence);
		} catch (error) {
			if (attempt === MOST_READS || !isSnapshotLost(error)) throw error;
		}
	}
}

const isSnapshotLost = (error: unknown): boolean =>
	error instanceof mongoose.mongo.MongoServerError && error.hasErrorLabel('TransientTransactionError');

/** The record: the one door for changes, and the reads that go with it. */
export const record = {
	change,
	onCommit,
	verify,
	forgetHeads,
	versionsOf: findVersions,

	/** Head of a region's chain; null before the first entry. Never older than the call; many at once share one read. */
	head(region: string): Promise<Head | null> {
		return heads.read(region);
	},

	/** Ids of everything that has a chain, by its entries as well as by its head: neither can hide the other. */
	async chains(): Promise<string[]> {
		const ids = [...(await store.entries().distinct('region')), ...(await store.heads().distinct('_id'))];
		return [...new Set(ids)].sort();
	},

	/**
	 * Reads head and rows in one snapshot, so that a page never mixes two states. `action` may run more than once: a
	 * snapshot is lost when its server gives way to another.
	 */
	read<R>(region: string, action: (snapshot: Snapshot) => Promise<R>): Promise<R> {
		return readPatiently(region, action, null);
	},

	/**
	 * Reads as of an entry: `head` is that entry, and every query of a recorded kind with the snapshot's session gives the
	 * items as they stood then, whole and in the present schema. A personal value that was erased since is null; what has
	 * no versions in this chain (people, jobs, files) is that of now.
	 * @throws ApplicationError not_found when the chain has no such entry
	 */
	readAt<R>(region: string, sequence: number, action: (snapshot: Snapshot) => Promise<R>): Promise<R> {
		return readPatiently(region, action, sequence);
	},

	/**
	 * Ids of one kind's items that changed after an entry. Null when the chain does not hold that entry as it was: then
	 * nothing that was read at it is true here. So it is for one that comes after the snapshot's own head.
	 */
	async changedSince(
		{ session, head }: { session: ClientSession; head: Pick<Head, 'sequence'> | null },
		region: string,
		kind: string,
		entry: Pick<Head, 'sequence' | 'hash'>
	): Promise<string[] | null> {
		if (!head || entry.sequence > head.sequence) return null;
		const options = { session: session as never };
		const found = await store.entries().findOne({ region, sequence: entry.sequence }, options);
		if (found?.hash !== entry.hash) return null;
		const rows = await store
			.versions()
			.find(
				{ region, kind, sequence: { $gt: entry.sequence, $lte: head.sequence } },
				{ ...options, projection: { item: 1 } }
			)
			.toArray();
		return [...new Set(rows.map((row) => row.item))];
	},

	/** Sequence of the last entry before an instant (ISO); 0 when there is none. */
	async sequenceBefore(region: string, instant: string): Promise<number> {
		const entry = await store.entries().findOne({ region, at: { $lt: instant } }, { sort: { sequence: -1 } });
		return entry?.sequence ?? 0;
	},

	/**
	 * What the record held at a sequence: the last version of each item of a kind by then, in the present schema.
	 * Personal values are commitments.
	 */
	async itemsAt(region: string, kind: string, sequence: number): Promise<Record<string, unknown>[]> {
		const rows = await store
			.versions()
			.aggregate<{ body: Record<string, unknown>; schema: number }>([
				...versionsAt(kind, { region, sequence }),
				{ $sort: { _id: 1 } }
			])
			.toArray();
		const upcast = kindNamed(kind)?.upcast;
		return rows.map((row) => (upcast ? upcast(row.body, row.schema) : row.body));
	},

	/**
	 * What one entry wrote: each item with the version it got, and its body before, in the present schema; null for what
	 * the entry made. Personal values are commitments.
	 */
	async changesOf(region: string, sequence: number, session: ClientSession): Promise<EntryWrite[]> {
		const options = { session: session as never };
		const rows = await store.versions().find({ region, sequence }, options).sort({ index: 1 }).toArray();
		const changed = rows.filter(({ from }) => from !== null);
		const former = new Map<string, Record<string, unknown>>();
		const wanted = new Map(changed.map((row) => [row.item, row.from]));
		for await (const row of store.versions().find({ region, item: { $in: [...wanted.keys()] } }, options)) {
			if (wanted.get(row.item) !== row.version) continue;
			former.set(row.item, kindNamed(row.kind)?.upcast(row.body, row.schema) ?? row.body);
		}
		return rows.map(({ kind, item, version }) => ({ kind, item, version, before: former.get(item) ?? null }));
	},

	/**
	 * How entries of one action left the items that they wrote: the last such version's body of each, by item. What
	 * differs from it today was changed by something else since.
	 */
	async itemsAsLeftBy(
		region: string,
		action: string,
		session: ClientSession
	): Promise<ReadonlyMap<string, Record<string, unknown>>> {
		const options = { session: session as never };
		const sequences = await store.entries().distinct('sequence', { region, action }, options);
		const rows = store
			.versions()
			.find({ region, sequence: { $in: sequences } }, options)
			.sort({ sequence: 1, index: 1 });
		const left = new Map<string, Record<string, unknown>>();
		for await (const row of rows) left.set(row.item, row.body);
		return left;
	},

	/**
	 * Erases personal values: their disclosures go, the chain stays. The item itself must lose them in the
	 * same breath, through `change`.
	 */
	async eraseDisclosures(region: string, item: string, keep: readonly string[] = []): Promise<void> {
		const rows = await store.versions().find({ region, item }).toArray();
		const commitments = rows.flatMap((row) => commitmentsIn(row.body, kindNamed(row.kind)?.personal ?? []));
		await store.disclosures().deleteMany({ _id: { $in: commitments.filter((one) => !keep.includes(one)) } });
	}
};
