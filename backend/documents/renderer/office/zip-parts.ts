import { strToU8, zipSync } from 'fflate';
import type { Zippable } from 'fflate';

/** Parts of an office file in the order in which they stand in it. */
export type Parts = readonly (readonly [name: string, content: string | Uint8Array])[];

/** Compressed already: packing these again only takes time. */
const PACKED = /\.(?:png|jpe?g)$/;
/** ODF wants its first part to be readable without unpacking. */
const PLAIN = 'mimetype';

/** @param day ISO; the files in it are of that day, whenever they are made */
export function zipParts(parts: Parts, day: string): Uint8Array {
	const [year = 1980, month = 1, date = 1] = day.split('-').map(Number);
	// A zip has times without a zone: the same numbers wherever it is made.
	const mtime = new Date(year, month - 1, date, 12);
	const files: Zippable = {};
	for (const [name, content] of parts) {
		const bytes = typeof content === 'string' ? strToU8(content) : content;
		files[name] = [bytes, { mtime, level: name === PLAIN || PACKED.test(name) ? 0 : 6 }];
	}
	return zipSync(files);
}
