import mongoose from 'mongoose';
import type { Verification } from '@konzeptstand/contract/record.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { Disclosure } from './canonical.ts';
import type { ChainSource } from './chain-source.ts';
import { INSTALLATION } from './actor.ts';
import { forgetHeads } from './change.ts';
import { allKinds, kindNamed } from './kinds.ts';
import type { ItemBase, Kind } from './kinds.ts';
import { opened } from './personal.ts';
import { store } from './store.ts';
import type { EntryRow, Head, VersionRow } from './store.ts';
import { verifySource } from './verification.ts';

export type { ChainSource } from './chain-source.ts';
export type { Disclosure } from './canonical.ts';
export type { EntryRow, Head, VersionRow } from './store.ts';

/** A region's whole record on its way from one installation to another. */

/** The region itself: as long as it is not there, nobody sees anything of it. */
const REGION: Kind['kind'] = 'region';
/** Rows that are written in one go. */
const BATCH = 500;

/** A region's record up to its present head. What is written meanwhile is not in it. */
export interface Departure {
	/** Null: the region has no entry yet. */
	head: Head | null;
	kinds: string[];
	entries: () => AsyncIterable<EntryRow>;
	versions: () => AsyncIterable<VersionRow>;
	disclosures: readonly Disclosure[];
	/** Items of a kind as they stood at the head. */
	items: (kind: string) => AsyncIterable<ItemBase>;
}

export async function departureOf(region: string): Promise<Departure> {
	const head = await store.heads().findOne({ _id: region });
	const upToHead = { region, sequence: { $lte: head?.sequence ?? 0 } };
	const kinds = await store.versions().distinct('kind', upToHead);
	const disclosures = await store.disclosures().find({ region }).sort({ _id: 1 }).toArray();
	const values = new Map(disclosures.map((one) => [one._id, one.value]));
	return {
		head,
		kinds: kinds.sort(),
		entries: () => store.entries().find(upToHead).sort({ sequence: 1 }),
		versions: () => store.versions().find(upToHead).sort({ sequence: 1, index: 1 }),
		disclosures,
		async *items(kind) {
			const last = store
				.versions()
				.aggregate<{ body: Record<string, unknown> }>(
					[
						{ $match: { ...upToHead, kind } },
						{ $sort: { sequence: 1, index: 1 } },
						{ $group: { _id: '$item', body: { $last: '$body' } } },
						{ $sort: { _id: 1 } }
					],
					{ allowDiskUse: true }
				);
			const personal = kindNamed(kind)?.personal ?? [];
			for await (const { body } of last) yield opened(body, personal, values) as unknown as ItemBase;
		}
	};
}

/** Whether such things are kept within a region: people and security events belong to the installation. */
export function isOfRegions(kind: string): boolean {
	return kindNamed(kind) !== undefined && kind !== 'person' && kind !== 'security-event';
}

/** Whether a body of that kind and schema is one that this version of the product keeps as it is. */
export function isPresentSchema(kind: string, schema: number): boolean {
	return kindNamed(kind)?.schemaVersion === schema;
}

/** Recomputes a chain from elsewhere and compares its items with it, as `verify` does with what is kept. */
export function verifyArrival(region: string, source: ChainSource): Promise<Verification> {
	return verifySource(region, source);
}

/** @throws when an item is not of the shape that its kind has here */
export async function validateArrival(kind: string, item: ItemBase): Promise<void> {
	const model = (kindNamed(kind) as Kind).model;
	await new model(item).validate();
}

/** Whether a region of this id is here. */
export async function isKept(region: string): Promise<boolean> {
	return (await store.heads().findOne({ _id: region })) !== null || region === INSTALLATION;
}

/**
 * Takes over a region with its record, past the door: its entries were made elsewhere and stay what they are. The region
 * itself and its head come last and in one step; until then nobody sees anything, and when something fails, all that had
 * come is removed again. What an arrival left that was cut off by the end of its process is removed first.
 * @param source verified before
 */
export async function takeOver(region: string, source: ChainSource): Promise<void> {
	if (await isKept(region)) throw new Error(`${region} is kept here already.`);
	await remove(region);
	try {
		await insert(store.entries(), source.entries());
		await insert(store.versions(), source.versions());
		await insert(store.disclosures(), source.disclosures());
		const items = await insertItems(source);
		await appear(await source.head(), items);
	} catch (error) {
		await remove(region);
		throw error;
	}
}

interface Sink {
	insertMany: (rows: never[]) => Promise<unknown>;
}

async function insert(into: unknown, rows: AsyncIterable<object>): Promise<void> {
	let batch: object[] = [];
	const flush = async (): Promise<void> => {
		if (batch.length > 0) await (into as Sink).insertMany(batch as never[]);
		batch = [];
	};
	for await (const row of rows) {
		batch.push(row);
		if (batch.length >= BATCH) await flush();
	}
	await flush();
}

/** @returns the region itself, which is not inserted yet */
async function insertItems(source: ChainSource): Promise<ItemBase> {
	let region: ItemBase | null = null;
	const batches = new Map<string, ItemBase[]>();
	const flush = async (kind: string): Promise<void> => {
		const batch = batches.get(kind) ?? [];
		batches.set(kind, []);
		if (batch.length > 0) await store.items(nameOf(kind)).insertMany(batch);
	};
	for await (const { kind, item } of source.items()) {
		if (kind === REGION) {
			region = item;
			continue;
		}
		const batch = batches.get(kind) ?? [];
		batches.set(kind, batch);
		batch.push(item);
		if (batch.length >= BATCH) await flush(kind);
	}
	for (const kind of batches.keys()) await flush(kind);
	if (!region) throw new Error('A region without the region itself.');
	return region;
}

const nameOf = (kind: string): string => (kindNamed(kind) as Kind).model.collection.collectionName;

async function appear(head: Head | null, region: ItemBase): Promise<void> {
	if (!head) throw new Error('A record without a head.');
	// Two arrivals of one region at once would remove each other's rows.
	if ((await store.entries().countDocuments({ region: head._id })) !== head.sequence)
		throw new ApplicationError('conflict', { field: 'region' });
	const session = await mongoose.connection.startSession();
	try {
		await session.withTransaction(
			async () => {
				await store.items(nameOf(REGION)).insertOne(region, { session });
				await store.heads().insertOne(head, { session });
			},
			{ writeConcern: { w: 'majority', j: true } }
		);
	} finally {
		await session.endSession();
	}
	forgetHeads();
}

async function remove(region: string): Promise<void> {
	for (const name of ['entries', 'versions', 'disclosures'] as const) await store[name]().deleteMany({ region });
	for (const { kind, model } of allKinds()) {
		if (isOfRegions(kind)) await store.items(model.collection.collectionName).deleteMany({ region });
	}
}
