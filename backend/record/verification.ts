import type { Verification } from '@konzeptstand/contract/record.ts';
import { canonicalText, commitmentOf, toJson } from './canonical.ts';
import { keptChain } from './chain-source.ts';
import type { ChainSource } from './chain-source.ts';
import { entryHash, rootOf } from './entry.ts';
import { kindNamed } from './kinds.ts';
import type { ItemBase } from './kinds.ts';
import { commitmentsIn, opened } from './personal.ts';
import type { EntryRow, Head, VersionRow } from './store.ts';

/** Why a record does not hold; `verify` names the first. */
type Fault =
	| 'entry_missing'
	| 'entry_altered'
	| 'chain_broken'
	| 'versions_altered'
	| 'version_order'
	| 'time_runs_back'
	| 'head_mismatch'
	| 'known_head_missing'
	| 'disclosure_altered'
	| 'item_altered'
	| 'item_missing'
	| 'item_without_entry';

interface Broken {
	sequence: number | null;
	code: Fault;
	item: string | null;
}

interface LastVersion {
	kind: string;
	sequence: number;
	version: number;
	body: Record<string, unknown>;
}

/**
 * Recomputes a region's whole chain and compares every current item with its last version.
 * @param knownHead a head exported earlier: shows an end of the chain that was cut off together with its head
 */
export function verify(region: string, knownHead?: { sequence: number; hash: string }): Promise<Verification> {
	return verifySource(region, keptChain(region), knownHead);
}

/** The same of a chain that is kept anywhere. */
export async function verifySource(
	region: string,
	source: ChainSource,
	knownHead?: { sequence: number; hash: string }
): Promise<Verification> {
	const last = new Map<string, LastVersion>();
	const head = await source.head();
	const chain = await verifyChain(region, source, last, knownHead);
	const broken =
		chain.broken ??
		headFault(head, chain.last, knownHead) ??
		(await disclosureFault(source)) ??
		(await itemFault(source, last));
	return {
		isIntact: broken === null,
		entries: chain.entries,
		versions: chain.versions,
		head: head ? { sequence: head.sequence, hash: head.hash } : null,
		broken
	};
}

async function verifyChain(
	region: string,
	source: ChainSource,
	last: Map<string, LastVersion>,
	knownHead?: { sequence: number; hash: string }
) {
	let previous: EntryRow | null = null;
	let entries = 0;
	let versions = 0;
	const rows = source.versions()[Symbol.asyncIterator]();
	const following = async (): Promise<VersionRow | null> => {
		const row = await rows.next();
		return row.done ? null : row.value;
	};
	let next = await following();
	const result = (broken: Broken | null) => ({ broken, entries, versions, last: previous });

	for await (const entry of source.entries()) {
		const at = (code: Fault): ReturnType<typeof result> => result({ sequence: entry.sequence, code, item: null });
		const expected: number = (previous?.sequence ?? 0) + 1;
		if (entry.sequence !== expected) return result({ sequence: expected, code: 'entry_missing', item: null });
		const own: VersionRow[] = [];
		while (next && next.sequence <= entry.sequence) {
			own.push(next);
			next = await following();
		}
		if (entryHash(entry) !== entry.hash || entry._id !== `${region}/${String(entry.sequence)}`)
			return at('entry_altered');
		if (entry.previous !== (previous?.hash ?? null)) return at('chain_broken');
		if (previous && entry.at < previous.at) return at('time_runs_back');
		if (own.length !== entry.changes || rootOf(own) !== entry.root) return at('versions_altered');
		for (const row of own) {
			if (row.from !== (last.get(row.item)?.version ?? null))
				return result({ sequence: entry.sequence, code: 'version_order', item: row.item });
			last.set(row.item, { kind: row.kind, sequence: row.sequence, version: row.version, body: row.body });
		}
		if (knownHead?.sequence === entry.sequence && knownHead.hash !== entry.hash) return at('known_head_missing');
		entries += 1;
		versions += own.length;
		previous = entry;
	}
	if (next) return result({ sequence: next.sequence, code: 'entry_missing', item: next.item });
	return result(null);
}

function headFault(head: Head | null, last: EntryRow | null, knownHead?: { sequence: number }): Broken | null {
	const lastSequence = last?.sequence ?? 0;
	if (knownHead && knownHead.sequence > lastSequence)
		return { sequence: lastSequence + 1, code: 'known_head_missing', item: null };
	if ((head?.sequence ?? 0) > lastSequence) return { sequence: lastSequence + 1, code: 'entry_missing', item: null };
	const isSame = head
		? head.hash === last?.hash && head.sequence === lastSequence && head.at === last.at
		: last === null;
	return isSame ? null : { sequence: lastSequence, code: 'head_mismatch', item: null };
}

/** A disclosure may be gone (erased), but one that is there must open its commitment. */
async function disclosureFault(source: ChainSource): Promise<Broken | null> {
	for await (const row of source.disclosures()) {
		if (commitmentOf(row.salt, row.value) !== row._id)
			return { sequence: null, code: 'disclosure_altered', item: null };
	}
	return null;
}

async function itemFault(source: ChainSource, last: Map<string, LastVersion>): Promise<Broken | null> {
	const found: Broken[] = [];
	for await (const { kind, item } of source.items()) {
		const version = last.get(item._id);
		if (!version) {
			found.push({ sequence: null, code: 'item_without_entry', item: item._id });
			continue;
		}
		last.delete(item._id);
		if (version.kind !== kind || !(await isSame(source, item, version)))
			found.push({ sequence: version.sequence, code: 'item_altered', item: item._id });
	}
	for (const [item, { kind, sequence }] of last) {
		if (kindNamed(kind)) found.push({ sequence, code: 'item_missing', item });
	}
	return found.sort((a, b) => (a.sequence ?? Infinity) - (b.sequence ?? Infinity))[0] ?? null;
}

/** Whether an item is what its last version says; committed values are compared through their disclosures. */
async function isSame(source: ChainSource, item: ItemBase, version: LastVersion): Promise<boolean> {
	const personal = kindNamed(version.kind)?.personal ?? [];
	const commitments = commitmentsIn(version.body, personal);
	// A disclosure opens its commitment (`disclosureFault`). Erased: the item must have lost the value too.
	const disclosures = commitments.length > 0 ? await source.findDisclosures(commitments) : [];
	const values = new Map(disclosures.map((row) => [row._id, row.value]));
	return canonicalText(toJson(item)) === canonicalText(opened(version.body, personal, values));
}
