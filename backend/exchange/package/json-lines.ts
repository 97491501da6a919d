import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';

/** A line holds one row of the database, and those have at most 16 MB. */
const LONGEST_LINE = 24_000_000;
const CHUNK = 64_000;
const decoder = new TextDecoder('utf-8', { fatal: true });

/** Rows as JSON, one a line. */
export async function* linesOf(rows: AsyncIterable<object> | Iterable<object>): AsyncGenerator<Uint8Array> {
	let chunk = '';
	for await (const row of rows) {
		chunk += `${JSON.stringify(row)}\n`;
		if (chunk.length < CHUNK) continue;
		yield Buffer.from(chunk);
		chunk = '';
	}
	if (chunk !== '') yield Buffer.from(chunk);
}

/** The values of such lines. @throws SyntaxError for a line that is no JSON, or too long; the number of the line is its cause */
export async function* readLines(bytes: AsyncIterable<Buffer>): AsyncGenerator<{ number: number; value: unknown }> {
	let number = 0;
	let waiting: Buffer[] = [];
	let length = 0;
	const parse = (line: Buffer): { number: number; value: unknown } => {
		number += 1;
		try {
			return { number, value: JSON.parse(decoder.decode(line)) as unknown };
		} catch {
			throw new SyntaxError('no JSON', { cause: number });
		}
	};
	for await (const part of bytes) {
		let start = 0;
		for (let end = part.indexOf(10); end !== -1; end = part.indexOf(10, start)) {
			yield parse(Buffer.concat([...waiting, part.subarray(start, end)]));
			waiting = [];
			length = 0;
			start = end + 1;
		}
		length += part.length - start;
		if (length > LONGEST_LINE) throw new SyntaxError('too long', { cause: number + 1 });
		waiting.push(part.subarray(start));
	}
	if (length > 0) yield parse(Buffer.concat(waiting));
}

/** Size and SHA-256 of what went through. */
export class Tally {
	readonly #hash: Hash = createHash('sha256');
	bytes = 0;

	async *through<T extends Uint8Array>(parts: AsyncIterable<T>): AsyncGenerator<T> {
		for await (const part of parts) {
			this.#hash.update(part);
			this.bytes += part.length;
			yield part;
		}
	}

	get sha256(): string {
		return this.#hash.copy().digest('hex');
	}
}
