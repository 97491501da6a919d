import { createHash, randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';

/** SHA-256 over RFC 8785 JSON, lower-case hex: the only hash of the record. */
export function hashOf(value: unknown): string {
	return createHash('sha256').update(canonicalText(value)).digest('hex');
}

/** RFC 8785 text of a JSON value. Throws on what JSON cannot say. */
export function canonicalText(value: unknown): string {
	const text = canonicalize(value);
	if (text === undefined) throw new TypeError('Only JSON values have a canonical form.');
	return text;
}

/** Plain JSON of a stored item: instants become ISO texts, absent fields stay absent. */
export function toJson(value: unknown): Record<string, unknown> {
	return JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
}

export interface Disclosure {
	/** The commitment itself; the record holds nothing else of the value. */
	_id: string;
	region: string;
	salt: string;
	value: unknown;
}

/** Stands in the record where a personal value was. */
export interface Commitment {
	commitment: string;
}

/**
 * Commits to a personal value with a salt of its own. Without the disclosure (salt and value, erasable)
 * the commitment says nothing, and the chain over it still verifies.
 */
export function commit(region: string, value: unknown): Disclosure {
	const salt = randomBytes(32).toString('hex');
	return { _id: commitmentOf(salt, value), region, salt, value };
}

export function commitmentOf(salt: string, value: unknown): string {
	return hashOf([salt, value]);
}

export function isCommitment(value: unknown): value is Commitment {
	return typeof value === 'object' && value !== null && 'commitment' in value && Object.keys(value).length === 1;
}
