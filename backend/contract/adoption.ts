import { z } from 'zod';
import { documentFormat } from './document.ts';
import { edtf, id, line, longText, source } from './values.ts';

/** Adoption of an edition: by a decision, or by one result of each town's council. */

/** The result of one town's council, where the towns bind themselves. */
export const townResult = z.strictObject({
	municipality: id,
	body: id.nullable().default(null),
	date: edtf.nullable().default(null),
	number: line(60).nullable().default(null),
	result: z.enum(['accepted', 'rejected', 'postponed', 'unknown']).default('unknown')
});
/** What is said of an adoption. */
export const adoptionInput = z.strictObject({
	date: edtf.nullable().default(null),
	text: longText.nullable().default(null),
	decision: id.nullable().default(null),
	results: z.array(townResult).max(100).default([]),
	sources: z.array(source).max(20).default([])
});
/** Results that are not given stay as they are. */
export const adoptionChange = adoptionInput.extend({ results: adoptionInput.shape.results.unwrap().optional() });
/** An adopted document: in which format, by which template, and the hash by which it is known again. */
export const adoptedDocument = z.strictObject({
	format: documentFormat,
	file: z.string(),
	sha256: z.string().regex(/^[0-9a-f]{64}$/),
	template: z.string()
});
export type AdoptedDocument = z.infer<typeof adoptedDocument>;
export const adoption = z.strictObject({
	...adoptionInput.shape,
	/** Sequence of the record's entry by which it was adopted here; null where sources alone tell of it. */
	sequence: z.int().min(1).nullable(),
	documents: z.array(adoptedDocument)
});

/**
 * Adoption: by a decision of the region, by one result of each town's council, or, for an edition of the past, as its
 * sources tell.
 */
export const adoptInput = z.strictObject({
	...adoptionInput.shape,
	/** An edition of the past, of which no decision is documented here: its sources are enough. */
	isPast: z.boolean().default(false)
});
export type AdoptInput = z.infer<typeof adoptInput>;
