import { hash } from 'node:crypto';

/** Finished answers of cached reads, addressed by their ETag, the least used thrown out first. */
export class ReadCache {
	readonly #rows = new Map<string, Buffer>();
	readonly #limit: number;
	#size = 0;

	/** @param limit bytes that all kept answers may have together */
	constructor(limit: number) {
		this.#limit = limit;
	}

	find(etag: string): Buffer | undefined {
		const body = this.#rows.get(etag);
		if (body) {
			this.#rows.delete(etag);
			this.#rows.set(etag, body);
		}
		return body;
	}

	keep(etag: string, body: Buffer): void {
		if (body.length > this.#limit / 4 || this.#rows.has(etag)) return;
		this.#rows.set(etag, body);
		this.#size += body.length;
		for (const [oldest, row] of this.#rows) {
			if (this.#size <= this.#limit) break;
			this.#rows.delete(oldest);
			this.#size -= row.length;
		}
	}
}

/** ETag of a read: true for one head, asker, language, day, address and build. */
export function etagOf(parts: readonly string[]): string {
	return `"${hash('sha256', parts.join('\n'), 'base64url')}"`;
}

/** Whether `If-None-Match` names the ETag. A compressing proxy may have weakened it. */
export function isMatch(header: string | undefined, etag: string): boolean {
	if (!header) return false;
	return header.split(',').some((one) => one.trim().replace(/^W\//, '') === etag || one.trim() === '*');
}
