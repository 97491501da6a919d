import { z } from 'zod';
import { id, line, longText } from './values.ts';

/** How lists of one kind are understood. */
export const newMapping = z.strictObject({ name: line(150) });
export const importMapping = z.strictObject({
	id,
	version: z.int(),
	name: z.string(),
	/** Names of the columns by which such a list is known again. */
	headers: z.array(z.string()),
	note: longText.nullable()
});
export const importMappingList = z.strictObject({ rows: z.array(importMapping) });
