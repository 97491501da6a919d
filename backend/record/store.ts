import mongoose from 'mongoose';
import type { ClientSession, Collection } from 'mongodb';
import type { Disclosure } from './canonical.ts';
import type { Actor } from './actor.ts';

/** The collections of the record itself. Native, without a model: nothing outside this room can write to them by name. */

export const ENTRY_FORMAT = 1;

export interface Head {
	/** Id of the region whose chain this is. */
	_id: string;
	sequence: number;
	hash: string;
	/** ISO instant of the last entry. */
	at: string;
}

/** One entry of a chain. Its format is for ever: see docs/record.md. */
export interface EntryRow {
	/** `<region>/<sequence>`. */
	_id: string;
	format: number;
	region: string;
	sequence: number;
	at: string;
	actor: Actor;
	action: string;
	/** A typed reason is personal: only its commitment stands here. */
	reason: { commitment: string } | null;
	decision: string | null;
	/** SHA-256 over the hashes of its version rows in order. */
	root: string;
	changes: number;
	previous: string | null;
	hash: string;
}

/** One changed item of an entry. */
export interface VersionRow {
	/** `<region>/<sequence>/<index>`. */
	_id: string;
	region: string;
	sequence: number;
	index: number;
	kind: string;
	item: string;
	/** Schema version of `body`. */
	schema: number;
	/** Version that it replaces; null for a new item. */
	from: number | null;
	version: number;
	body: Record<string, unknown>;
}

export interface OutboxRow {
	_id: string;
	region: string;
	type: string;
	payload: Record<string, unknown>;
	createdAt: string;
	/** Not before this instant. */
	runAt?: Date;
}

function collection<T extends { _id: string }>(name: string): Collection<T> {
	const { db } = mongoose.connection;
	if (!db) throw new Error('The database is not connected.');
	return db.collection<T>(name);
}

export const store = {
	heads: () => collection<Head>('record_heads'),
	entries: () => collection<EntryRow>('record_entries'),
	versions: () => collection<VersionRow>('record_versions'),
	disclosures: () => collection<Disclosure>('record_disclosures'),
	outbox: () => collection<OutboxRow>('record_outbox'),
	items: (name: string) => collection<{ _id: string; region: string; version: number }>(name)
};

const INDEXES: readonly (readonly [
	keyof Omit<typeof store, 'items'>,
	Record<string, 1 | -1>,
	{ unique?: boolean }?
])[] = [
	['entries', { region: 1, sequence: 1 }, { unique: true }],
	['entries', { region: 1, 'actor.id': 1, sequence: -1 }],
	['versions', { region: 1, sequence: 1, index: 1 }, { unique: true }],
	['versions', { region: 1, item: 1, version: 1 }, { unique: true }],
	['versions', { region: 1, kind: 1, sequence: -1 }],
	['disclosures', { region: 1 }],
	['outbox', { region: 1, createdAt: 1 }]
];

/** Makes the record's collections and indexes; safe to run at every start. */
export async function prepareStore(): Promise<void> {
	const db = mongoose.connection.db;
	if (!db) throw new Error('The database is not connected.');
	const existing = new Set((await db.listCollections({}, { nameOnly: true }).toArray()).map((entry) => entry.name));
	for (const which of ['heads', 'entries', 'versions', 'disclosures', 'outbox'] as const) {
		const name = store[which]().collectionName;
		if (!existing.has(name)) await db.createCollection(name);
	}
	for (const [which, key, options] of INDEXES) await store[which]().createIndexes([{ key, ...options }]);
}

/** What commitments stand for, by commitment; without what was erased. */
export async function findDisclosed(
	commitments: readonly string[],
	session?: ClientSession
): Promise<ReadonlyMap<string, unknown>> {
	if (commitments.length === 0) return new Map();
	const options = session ? { session: session as never } : {};
	const rows = await store
		.disclosures()
		.find({ _id: { $in: [...commitments] } }, options)
		.toArray();
	return new Map(rows.map((row) => [row._id, row.value]));
}
