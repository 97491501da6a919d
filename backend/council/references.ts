import type { ClientSession } from 'mongoose';
import type { ItemKind, Reference } from '@konzeptstand/contract/values.ts';
import { referenceOf } from '../record/present.service.ts';
import { allKinds } from '../record/record.service.ts';
import type { ItemBase } from '../record/record.service.ts';

/** What meetings, papers and tasks point to, in whatever room it lives. */

export interface Pointer {
	kind: ItemKind;
	id: string | null;
}

/** References by id, each kind with one query; an id that names nothing is missing from the map. */
export async function findReferences(
	region: string,
	session: ClientSession,
	pointers: readonly Pointer[]
): Promise<Map<string, Reference>> {
	const found = new Map<string, Reference>();
	for (const kind of allKinds()) {
		const ids = pointers.flatMap((one) => (one.kind === kind.kind && one.id !== null ? [one.id] : []));
		if (ids.length === 0) continue;
		const items = await kind.model
			.find({ _id: { $in: [...new Set(ids)] }, region })
			.session(session)
			.lean<ItemBase[]>();
		for (const item of items) found.set(item._id, referenceOf(kind.kind, item));
	}
	return found;
}

/** Reference of what may be gone: then only its id is known. Null points to nothing. */
export function pointedAt(found: ReadonlyMap<string, Reference>, { kind, id }: Pointer): Reference | null {
	return id === null ? null : (found.get(id) ?? { kind, id, code: null, title: '' });
}
