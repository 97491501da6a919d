import { hashOf } from './canonical.ts';
import { ENTRY_FORMAT } from './store.ts';
import type { EntryRow, VersionRow } from './store.ts';

/** Hash of one version row: over everything but its address in the database. */
export function versionHash(row: Omit<VersionRow, '_id'>): string {
	const { region, sequence, index, kind, item, schema, from, version, body } = row;
	return hashOf({ region, sequence, index, kind, item, schema, from, version, body });
}

/** Root over the version rows of an entry, in their order. */
export function rootOf(rows: readonly Omit<VersionRow, '_id'>[]): string {
	return hashOf(rows.map(versionHash));
}

/** Hash of an entry: over all its fields but the address and the hash itself. */
export function entryHash(entry: Omit<EntryRow, '_id' | 'hash'>): string {
	const { format, region, sequence, at, actor, action, reason, decision, root, changes, previous } = entry;
	return hashOf({
		format,
		region,
		sequence,
		at,
		actor: { kind: actor.kind, id: actor.id },
		action,
		reason,
		decision,
		root,
		changes,
		previous
	});
}

/** Completes an entry with its format, address and hash. */
export function sealEntry(entry: Omit<EntryRow, '_id' | 'hash' | 'format'>): EntryRow {
	const whole = { format: ENTRY_FORMAT, ...entry };
	return { _id: `${entry.region}/${String(entry.sequence)}`, ...whole, hash: entryHash(whole) };
}
