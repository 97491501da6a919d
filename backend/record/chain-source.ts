import type { Disclosure } from './canonical.ts';
import { allKinds } from './kinds.ts';
import type { ItemBase } from './kinds.ts';
import { store } from './store.ts';
import type { EntryRow, Head, VersionRow } from './store.ts';

/** A whole chain with the items that it made, wherever it is kept: in the database, or in a file from elsewhere. */
export interface ChainSource {
	head: () => Promise<Head | null>;
	/** By sequence. */
	entries: () => AsyncIterable<EntryRow>;
	/** By sequence and index. */
	versions: () => AsyncIterable<VersionRow>;
	disclosures: () => AsyncIterable<Disclosure>;
	/** Items as they stand, each with the kind that it is kept as. */
	items: () => AsyncIterable<{ kind: string; item: ItemBase }>;
	findDisclosures: (ids: string[]) => Promise<Disclosure[]>;
}

/** The chain of a region as the database has it. */
export function keptChain(region: string): ChainSource {
	return {
		head: () => store.heads().findOne({ _id: region }),
		entries: () => store.entries().find({ region }).sort({ sequence: 1 }),
		versions: () => store.versions().find({ region }).sort({ sequence: 1, index: 1 }),
		disclosures: () => store.disclosures().find({ region }),
		async *items() {
			for (const { kind, model } of allKinds()) {
				for await (const item of model.find({ region }).lean<ItemBase[]>().cursor()) yield { kind, item };
			}
		},
		findDisclosures: (ids) =>
			store
				.disclosures()
				.find({ _id: { $in: ids } })
				.toArray()
	};
}
