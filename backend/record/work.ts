import { isDeepStrictEqual } from 'node:util';
import type { ClientSession, Model, QueryFilter } from 'mongoose';
import { uuidv7 } from 'uuidv7';
import { ApplicationError } from '../foundation/errors.ts';
import type { Actor } from './actor.ts';
import { commit, toJson } from './canonical.ts';
import type { Disclosure } from './canonical.ts';
import { exactItem, exactPatch } from './exact.ts';
import { kindOf } from './kinds.ts';
import type { ItemBase, Kind } from './kinds.ts';
import { personalPlaces } from './personal.ts';
import type { OutboxRow, VersionRow } from './store.ts';

interface Pending {
	kind: Kind;
	/** Version in the database before this change; null for a new item. */
	from: number | null;
	item: ItemBase;
}

/**
 * What a change does, collected until its end: rooms read and write through it, and the record writes all
 * of it in one transaction. Nothing reaches the database before the callback has returned.
 */
export class Work {
	readonly region: string;
	readonly at: Date;
	readonly actor: Actor;
	readonly session: ClientSession;
	/** Of the entry that this change will be. */
	readonly sequence: number;
	#pending = new Map<string, Pending>();
	readonly #read = new Map<string, ItemBase>();
	#jobs: OutboxRow[] = [];
	/** Id of the decision on which it is done, where that is known only while it is done. */
	decision: string | null = null;

	constructor(region: string, at: Date, actor: Actor, session: ClientSession, sequence: number) {
		this.region = region;
		this.at = at;
		this.actor = actor;
		this.session = session;
		this.sequence = sequence;
	}

	/**
	 * Adds an item with version 1. `_id` may be given when other items of the same change must name it.
	 * @throws ApplicationError invalid_input when the schema refuses it
	 */
	async create<T extends ItemBase>(model: Model<T>, fields: Partial<T>): Promise<T> {
		const item = await validated(model, { ...fields, _id: fields._id ?? uuidv7(), region: this.region, version: 1 });
		this.#pending.set(item._id, { kind: kindOf(model) as unknown as Kind, from: null, item });
		return item;
	}

	/**
	 * Changes fields of an item. `expectedVersion` is the version that the client read; null where the caller
	 * has read the item in this very change.
	 * @throws ApplicationError not_found, version_conflict (with the current item), invalid_input
	 */
	async update<T extends ItemBase>(
		model: Model<T>,
		id: string,
		expectedVersion: number | null,
		patch: Partial<T>
	): Promise<T> {
		const before = await this.require(model, id);
		if (expectedVersion !== null && before.version !== expectedVersion) {
			throw new ApplicationError('version_conflict', { current: before, currentVersion: before.version });
		}
		const changed = await validatedPatch(model, patch);
		// Saving what already stands there is no change: it makes no version and leaves no entry.
		if (isDeepStrictEqual(changed, pick(before, Object.keys(changed)))) return before;
		return this.#write(model, before, { ...before, ...changed });
	}

	/** A new version of an item that stays as it is, where what is shown with it has changed. */
	async touch<T extends ItemBase>(model: Model<T>, id: string): Promise<T> {
		const before = await this.require(model, id);
		return this.#write(model, before, before);
	}

	#write<T extends ItemBase>(model: Model<T>, before: T, after: T): T {
		const pending = this.#pending.get(before._id);
		const from = pending ? pending.from : before.version;
		const item = { ...after, version: (from ?? 0) + 1 };
		this.#pending.set(before._id, { kind: kindOf(model) as unknown as Kind, from, item });
		return item;
	}

	/** Withdraws instead of deleting: the item stays, marked with who, when and why. */
	withdraw<T extends ItemBase>(
		model: Model<T>,
		id: string,
		expectedVersion: number | null,
		reason: string | null
	): Promise<T> {
		return this.update(model, id, expectedVersion, {
			withdrawn: { at: this.at.toISOString(), by: this.actor.id, reason }
		} as Partial<T>);
	}

	restore<T extends ItemBase>(model: Model<T>, id: string, expectedVersion: number | null): Promise<T> {
		return this.update(model, id, expectedVersion, { withdrawn: null } as Partial<T>);
	}

	/** Reads an item of this region, with what this change has already done to it. */
	async find<T extends ItemBase>(model: Model<T>, id: string): Promise<T | null> {
		// An id of another kind names nothing of this one, even where this change has met it before.
		const { kind } = kindOf(model);
		const pending = this.#pending.get(id);
		if (pending) return pending.kind.kind === kind ? (pending.item as T) : null;
		const known = this.#read.get(`${kind} ${id}`);
		if (known) return known as T;
		const filter = { _id: id, region: this.region } as unknown as QueryFilter<T>;
		const found = (await model.findOne(filter).session(this.session).lean()) as T | null;
		if (found) this.#read.set(`${kind} ${id}`, found);
		return found;
	}

	/** Reads all items that fit at once, so that finding each of them later costs no query of its own. */
	async load<T extends ItemBase>(model: Model<T>, condition: Record<string, unknown>): Promise<T[]> {
		const { kind } = kindOf(model);
		const filter = { ...condition, region: this.region } as unknown as QueryFilter<T>;
		const found = (await model.find(filter).session(this.session).lean()) as unknown as T[];
		for (const item of found) this.#read.set(`${kind} ${item._id}`, item);
		return found;
	}

	/** Items of a kind that this change has made or changed so far, as they are now; queries do not see them yet. */
	written<T extends ItemBase>(model: Model<T>): T[] {
		const { kind } = kindOf(model);
		return [...this.#pending.values()].filter((one) => one.kind.kind === kind).map((one) => one.item as T);
	}

	/** @throws ApplicationError not_found */
	async require<T extends ItemBase>(model: Model<T>, id: string): Promise<T> {
		const found = await this.find(model, id);
		if (!found) throw new ApplicationError('not_found', { values: { kind: kindOf(model).kind } });
		return found;
	}

	/**
	 * Does all of something or nothing: what it had done before it was refused is forgotten, and the change goes on.
	 * @throws whatever `action` throws
	 */
	async whole<R>(action: () => Promise<R>): Promise<R> {
		const [pending, jobs, { decision }] = [new Map(this.#pending), [...this.#jobs], this];
		try {
			return await action();
		} catch (error) {
			this.#pending = pending;
			this.#jobs = jobs;
			this.decision = decision;
			throw error;
		}
	}

	/**
	 * Hands a job to the outbox; it exists exactly when the change does.
	 * @param job `runAt`: not before this instant
	 * @returns its id
	 */
	enqueue(job: { type: string; payload: Record<string, unknown>; runAt?: Date }): string {
		const row = { _id: uuidv7(), region: this.region, createdAt: this.at.toISOString(), ...job };
		this.#jobs.push(row);
		return row._id;
	}

	/** What the record has to write, personal values already replaced by commitments. */
	collect(sequence: number): {
		pending: Pending[];
		versions: VersionRow[];
		disclosures: Disclosure[];
		jobs: OutboxRow[];
	} {
		const pending = [...this.#pending.values()];
		const disclosures: Disclosure[] = [];
		const versions = pending.map(({ kind, from, item }, index) => ({
			_id: `${this.region}/${String(sequence)}/${String(index)}`,
			region: this.region,
			sequence,
			index,
			kind: kind.kind,
			item: item._id,
			schema: kind.schemaVersion,
			from,
			version: item.version,
			body: withCommitments(item, kind, disclosures)
		}));
		return { pending, versions, disclosures, jobs: this.#jobs };
	}
}

/** Body of a version row: the item as JSON, personal values (and the typed reason of a withdrawal) as commitments. */
function withCommitments(item: ItemBase, kind: Kind, disclosures: Disclosure[]): Record<string, unknown> {
	const body = toJson(item);
	for (const { holder, field } of personalPlaces(body, kind.personal)) {
		const disclosure = commit(item.region, holder[field]);
		disclosures.push(disclosure);
		holder[field] = { commitment: disclosure._id };
	}
	return body;
}

/** Runs the model's own validation and defaults, and gives the plain item that will be stored. */
async function validated<T extends ItemBase>(model: Model<T>, fields: object): Promise<T> {
	const exact = exactItem(model, fields);
	if (exact) return exact;
	const document = new model(fields);
	await document.validate().catch((error: unknown) => {
		throw invalidInput(error);
	});
	return document.toObject();
}

const pick = (item: object, names: readonly string[]): Record<string, unknown> =>
	Object.fromEntries(names.map((name) => [name, (item as Record<string, unknown>)[name]]));

/** Validates only what changes: what stands has been validated when it was written. */
async function validatedPatch<T extends ItemBase>(model: Model<T>, patch: Partial<T>): Promise<Partial<T>> {
	const exact = exactPatch(model, patch);
	if (exact) return exact;
	const names = Object.keys(patch);
	const document = new model(patch);
	await document.validate(names).catch((error: unknown) => {
		throw invalidInput(error);
	});
	const whole = document.toObject() as unknown as Record<string, unknown>;
	return Object.fromEntries(names.map((name) => [name, whole[name]])) as Partial<T>;
}

function invalidInput(error: unknown): unknown {
	if (typeof error !== 'object' || error === null || !('errors' in error)) return error;
	const errors = Object.keys(error.errors as object).map((field) => ({ field, code: 'invalid' }));
	return new ApplicationError('invalid_input', { errors, cause: error });
}
