import type { ClientSession, Model } from 'mongoose';
import type { ItemBase } from './kinds.ts';
import { record } from './record.service.ts';
import type { Head } from './store.ts';

/**
 * Items of one kind as they were at an entry of their region's chain. What the chain held then it holds for ever, so only
 * what changed since is read again. Whoever takes them only looks.
 */

interface Kept<T> {
	sequence: number;
	hash: string;
	/** In their order. */
	items: readonly T[];
}

interface Options<T extends ItemBase> {
	model: Model<T>;
	/** Fields that are needed, as `select` takes them; not given: all. */
	fields?: string;
	order?: (a: T, b: T) => number;
	/** Of all regions together; the region that was asked for longest ago goes first. */
	mostItems: number;
}

/** When more has changed, reading everything is no slower. */
const MOST_CHANGES = 500;

export class KeptItems<T extends ItemBase> {
	readonly #options: Options<T>;
	readonly #kept = new Map<string, Kept<T>>();

	constructor(options: Options<T>) {
		this.#options = options;
	}

	/** All living items of a region, in their order. */
	async read(
		region: string,
		snapshot: { session: ClientSession; head: Pick<Head, 'sequence' | 'hash'> | null }
	): Promise<readonly T[]> {
		const { head } = snapshot;
		const known = this.#kept.get(region);
		const kind = this.#options.model.modelName;
		const changed = known ? await record.changedSince(snapshot, region, kind, known) : null;
		const isNear = known !== undefined && changed !== null && changed.length <= MOST_CHANGES;
		const items = isNear
			? await this.#brought(region, snapshot.session, known.items, changed)
			: await this.#find(region, snapshot.session, {});
		if (head) this.#keep(region, { sequence: head.sequence, hash: head.hash, items });
		return items;
	}

	async #brought(
		region: string,
		session: ClientSession,
		items: readonly T[],
		changed: readonly string[]
	): Promise<readonly T[]> {
		if (changed.length === 0) return items;
		const gone = new Set(changed);
		const now = await this.#find(region, session, { _id: { $in: changed } });
		return this.#ordered([...items.filter((item) => !gone.has(item._id)), ...now]);
	}

	async #find(region: string, session: ClientSession, condition: Record<string, unknown>): Promise<T[]> {
		const { model, fields } = this.#options;
		const question = model.find({ ...condition, region, withdrawn: null } as never).session(session);
		return this.#ordered(await (fields === undefined ? question : question.select(fields)).lean<T[]>());
	}

	#ordered(items: T[]): T[] {
		return this.#options.order ? items.sort(this.#options.order) : items;
	}

	#keep(region: string, one: Kept<T>): void {
		this.#kept.delete(region);
		this.#kept.set(region, one);
		let count = [...this.#kept.values()].reduce((sum, { items }) => sum + items.length, 0);
		for (const [oldest, { items }] of this.#kept) {
			if (count <= this.#options.mostItems) break;
			this.#kept.delete(oldest);
			count -= items.length;
		}
	}
}
