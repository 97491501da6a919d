import { z } from 'zod';
import { id, key } from './values.ts';

/** The package in which a region goes from one installation to another, version 1 (docs/package-format.md). */

export const PACKAGE_FORMAT = 'konzeptstand-region';
export const PACKAGE_FORMAT_VERSION = 1;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0);
const instant = z.iso.datetime();
const body = z.record(z.string(), z.unknown());

export const packageManifest = z.strictObject({
	format: z.literal(PACKAGE_FORMAT),
	formatVersion: z.literal(PACKAGE_FORMAT_VERSION),
	/** Version of the product that wrote it. */
	product: z.string().max(60),
	region: z.strictObject({ id, key, name: z.string().max(300) }),
	head: z.strictObject({ sequence: z.int().min(1), hash: sha256, at: instant }),
	counts: z.strictObject({
		entries: count,
		versions: count,
		disclosures: count,
		/** By kind. */
		items: z.record(z.string().max(60), count),
		files: count
	}),
	/** Every other part: its bytes and their SHA-256. */
	parts: z.array(z.strictObject({ name: z.string().max(200), bytes: count, sha256 })).max(200_000)
});
export type PackageManifest = z.infer<typeof packageManifest>;

const commitment = z.strictObject({ commitment: sha256 });

/** Lines of `entries.jsonl`, `versions.jsonl` and `disclosures.jsonl`; their meaning is in docs/record.md. */
export const entryLine = z.strictObject({
	format: z.literal(1),
	region: id,
	sequence: z.int().min(1),
	at: instant,
	actor: z.strictObject({ kind: z.enum(['person', 'link', 'system', 'public']), id: z.string().max(60) }),
	action: z.string().max(100),
	reason: commitment.nullable(),
	decision: id.nullable(),
	root: sha256,
	changes: count,
	previous: sha256.nullable(),
	hash: sha256
});
export const versionLine = z.strictObject({
	region: id,
	sequence: z.int().min(1),
	index: count,
	kind: z.string().max(60),
	item: id,
	schema: z.int().min(1),
	from: z.int().min(1).nullable(),
	version: z.int().min(1),
	body
});
export const disclosureLine = z.strictObject({ commitment: sha256, region: id, salt: sha256, value: z.unknown() });
/** A line of `items/KIND.jsonl`: the item as it stands; its shape is that of its kind. */
export const itemLine = z.looseObject({ _id: id, region: id, version: z.int().min(1) });
