import type { ClientSession } from 'mongoose';
import type { ItemKind } from '@konzeptstand/contract/values.ts';
import { allKinds, kindNamed } from './kinds.ts';
import type { ItemBase, ItemName } from './kinds.ts';
import type { VersionRow } from './store.ts';

/** What is closed: items that only those see who may see what is not public. Which those are, each kind says itself. */

const nameOf = ({ kind, id }: { kind: string; id: string }): string => `${kind}/${id}`;

/** Names of kinds of which an item can be closed. */
export function closableKinds(): ItemKind[] {
	return allKinds().flatMap(({ kind, closed }) => (closed === null ? [] : [kind]));
}

/**
 * Ids of those among the named items that are closed as they stand now: by themselves, or because one is that they hang on.
 * @param session of a snapshot: as they stood then
 */
export async function findClosed(
	region: string,
	named: readonly ItemName[],
	session: ClientSession | null = null
): Promise<ReadonlySet<string>> {
	const closed = new Set<string>();
	const hangsOn = new Map<string, readonly ItemName[]>();
	for (let next = [...named]; next.length > 0;) {
		const fresh = next.filter((one) => !hangsOn.has(nameOf(one)));
		for (const one of fresh) hangsOn.set(nameOf(one), []);
		next = [];
		for (const kind of closableKinds()) {
			const ids = fresh.filter((one) => one.kind === kind).map(({ id }) => id);
			for (const item of await findItems(kind, region, ids, session)) {
				const rule = kindNamed(kind)?.closed;
				if (rule?.isClosed(item)) closed.add(nameOf({ kind, id: item._id }));
				const below = rule?.hangsOn?.(item) ?? [];
				hangsOn.set(nameOf({ kind, id: item._id }), below);
				next.push(...below);
			}
		}
	}
	const isClosed = (one: ItemName, above: readonly string[] = []): boolean => {
		const name = nameOf(one);
		if (closed.has(name)) return true;
		return !above.includes(name) && (hangsOn.get(name) ?? []).some((below) => isClosed(below, [...above, name]));
	};
	return new Set(named.filter((one) => isClosed(one)).map(({ id }) => id));
}

async function findItems(
	kind: ItemKind,
	region: string,
	ids: readonly string[],
	session: ClientSession | null
): Promise<ItemBase[]> {
	const model = kindNamed(kind)?.model;
	if (!model || ids.length === 0) return [];
	return model
		.find({ _id: { $in: [...new Set(ids)] }, region })
		.session(session)
		.lean<ItemBase[]>();
}

/**
 * Version rows that say something closed: of an item that is closed today, or was before or after the change.
 * @param formerOf the row that a row has replaced
 * @returns their ids
 */
export async function findClosedRows(
	region: string,
	rows: readonly VersionRow[],
	formerOf: (row: VersionRow) => VersionRow | undefined
): Promise<ReadonlySet<string>> {
	const kinds = new Set<string>(closableKinds());
	const closable = rows.filter(({ kind }) => kinds.has(kind));
	if (closable.length === 0) return new Set();
	const bodiesOf = (row: VersionRow): ItemBase[] =>
		[row, formerOf(row)].flatMap((one) =>
			one ? ((kindNamed(one.kind)?.upcast(one.body, one.schema) ?? one.body) as unknown as ItemBase) : []
		);
	const belowOf = (row: VersionRow): readonly ItemName[] =>
		bodiesOf(row).flatMap((body) => kindNamed(row.kind)?.closed?.hangsOn?.(body) ?? []);
	const own = closable.map((row) => ({ kind: row.kind as ItemKind, id: row.item }));
	const closed = await findClosed(region, [...own, ...closable.flatMap(belowOf)]);
	return new Set(
		closable
			.filter(
				(row) =>
					closed.has(row.item) ||
					belowOf(row).some(({ id }) => closed.has(id)) ||
					bodiesOf(row).some((body) => kindNamed(row.kind)?.closed?.isClosed(body))
			)
			.map((row) => row._id)
	);
}
