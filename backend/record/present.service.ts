import type { z } from 'zod';
import type { itemOutput } from '@konzeptstand/contract/values.ts';
import type { ItemBase } from './record.service.ts';

type Base = { [name in keyof typeof itemOutput]: z.output<(typeof itemOutput)[name]> };

/** The stored item without its place in the database; `_id` becomes `id`. */
export function presentItem<T extends ItemBase>(item: T): Omit<T, '_id' | 'region'> & Base {
	const { _id, region, ...rest } = item;
	void region;
	return { ...rest, id: _id };
}
