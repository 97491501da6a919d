import { createHash } from 'node:crypto';
import type { Body } from '../values.ts';

/**
 * A form carries a short fingerprint of every field as it was filled, so that only what was changed is sent, and so
 * that at a conflict it is known who changed what.
 */
export type Fingerprints = Record<string, string>;

export function fingerprintsOf(body: Body): Fingerprints {
	return Object.fromEntries(
		Object.entries(body).map(([name, value]) => [
			name,
			createHash('sha256')
				.update(JSON.stringify(value) ?? '')
				.digest('base64url')
				.slice(0, 12)
		])
	);
}

/** Reads what came back from the form; a form that carries none has changed everything. */
export function readFingerprints(text: string | null): Fingerprints {
	try {
		const read: unknown = JSON.parse(text ?? '{}');
		return typeof read === 'object' && read !== null ? (read as Fingerprints) : {};
	} catch {
		return {};
	}
}

/** The names whose values differ from the fingerprints. */
export function changedSince(base: Fingerprints, body: Body): string[] {
	const now = fingerprintsOf(body);
	return Object.keys(body).filter((name) => base[name] !== now[name]);
}
