import { z } from 'zod';
import { id, itemKind, listFormat, pageOf, pageQuery, reference } from './values.ts';

/** The record: who changed what, when, why and on whose decision. */

export const actor = z.strictObject({
	kind: z.enum(['person', 'link', 'system', 'public']),
	id: z.string(),
	/** Null when the person was erased, or the reader may not see names. */
	name: z.string().nullable()
});

export const entryChange = z.strictObject({
	item: reference,
	version: z.int(),
	from: z.int().nullable(),
	/** Not public, and the reader is none of those who may see it: neither title nor fields are given. */
	isClosed: z.boolean(),
	/** Fields that differ, with both values; a personal value is shown only to those who may see it. */
	fields: z.array(z.strictObject({ field: z.string(), before: z.unknown(), after: z.unknown() }))
});

export const entry = z.strictObject({
	sequence: z.int(),
	at: z.iso.datetime(),
	actor,
	action: z.string(),
	reason: z.string().nullable(),
	decision: id.nullable(),
	hash: z.string(),
	previous: z.string().nullable(),
	changeCount: z.int(),
	/** The first changes of the entry; all of them at the entry's own address. */
	changes: z.array(entryChange)
});
export type Entry = z.infer<typeof entry>;
export const entryQuery = z.strictObject({
	...pageQuery,
	item: id.optional(),
	kind: itemKind.optional(),
	actor: z.string().max(60).optional(),
	format: listFormat.optional()
});
export const entryList = pageOf(entry);

export const verification = z.strictObject({
	isIntact: z.boolean(),
	entries: z.int(),
	versions: z.int(),
	head: z.strictObject({ sequence: z.int(), hash: z.string() }).nullable(),
	/** The first thing that does not hold. */
	broken: z.strictObject({ sequence: z.int().nullable(), code: z.string(), item: z.string().nullable() }).nullable()
});
export type Verification = z.infer<typeof verification>;
