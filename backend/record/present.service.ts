import type { z } from 'zod';
import type { ItemKind, itemOutput, Reference } from '@konzeptstand/contract/values.ts';
import { kindNamed } from './kinds.ts';
import type { ItemBase } from './record.service.ts';

type Base = { [name in keyof typeof itemOutput]: z.output<(typeof itemOutput)[name]> };

/** The stored item without its place in the database; `_id` becomes `id`. */
export function presentItem<T extends ItemBase>(item: T): Omit<T, '_id' | 'region'> & Base {
	const { _id, region, ...rest } = item;
	void region;
	return { ...rest, id: _id };
}

/** A pointer to an item of any recorded kind, with the code and title by which its kind is known. */
export function referenceOf(kind: ItemKind, item: ItemBase): Reference {
	const known = kindNamed(kind);
	return { kind, id: item._id, code: known?.code(item) ?? null, title: known?.title(item) ?? '' };
}
