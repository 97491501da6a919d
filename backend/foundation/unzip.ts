import type { Readable } from 'node:stream';
import yauzl from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';

/** Why a zip file is not read. */
export type ZipFault = 'unreadable' | 'duplicate' | 'encrypted' | 'too_large';

export class RefusedZip extends Error {
	readonly fault: ZipFault;
	/** The part that it is about. */
	readonly part: string;

	constructor(fault: ZipFault, part = '', cause?: unknown) {
		super(`${fault} ${part}`.trim(), { cause });
		this.fault = fault;
		this.part = part;
	}
}

export interface ZipLimits {
	parts: number;
	/** Bytes of all parts together, unpacked. */
	bytes: number;
}

/**
 * A zip file of somebody else's, part by part and never as a whole: no path in it is ever one of this machine, a part that
 * is larger than it says ends with an error, and names that stand there twice are refused.
 */
export class ZipReader {
	readonly #zip: ZipFile;
	readonly #entries: ReadonlyMap<string, Entry>;

	private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
		this.#zip = zip;
		this.#entries = entries;
	}

	/** @throws RefusedZip; what the file system says */
	static async open(file: string, limits: ZipLimits): Promise<ZipReader> {
		const zip = await openZip(file);
		try {
			return new ZipReader(zip, await readEntries(zip, limits));
		} catch (error) {
			zip.close();
			throw error instanceof RefusedZip ? error : new RefusedZip('unreadable', '', error);
		}
	}

	get names(): string[] {
		return [...this.#entries.keys()];
	}

	/** Bytes of a part as the file says; null when there is no such part. */
	sizeOf(name: string): number | null {
		return this.#entries.get(name)?.uncompressedSize ?? null;
	}

	/** Unpacked bytes of a part. @throws RefusedZip where it is none, or not what the file says of it */
	async *read(name: string): AsyncGenerator<Buffer> {
		const entry = this.#entries.get(name);
		if (!entry) throw new RefusedZip('unreadable', name);
		try {
			const stream: Readable = await this.#zip.openReadStreamPromise(entry);
			for await (const part of stream) yield part as Buffer;
		} catch (error) {
			throw new RefusedZip('unreadable', name, error);
		}
	}

	close(): void {
		this.#zip.close();
	}
}

function openZip(file: string): Promise<ZipFile> {
	const options = { lazyEntries: true, autoClose: false, strictFileNames: true, validateEntrySizes: true };
	return new Promise((resolve, reject) => {
		yauzl.open(file, options, (error, zip) => {
			if (!error) resolve(zip);
			// Of the file system, or of the file's content: only the former has a code.
			else reject('code' in error ? error : new RefusedZip('unreadable', '', error));
		});
	});
}

function readEntries(zip: ZipFile, limits: ZipLimits): Promise<Map<string, Entry>> {
	const entries = new Map<string, Entry>();
	let bytes = 0;
	return new Promise((resolve, reject) => {
		zip.on('error', reject);
		zip.on('end', () => {
			resolve(entries);
		});
		zip.on('entry', (entry: Entry) => {
			bytes += entry.uncompressedSize;
			const name = entry.fileName;
			if (entries.has(name)) reject(new RefusedZip('duplicate', name));
			else if (entry.isEncrypted()) reject(new RefusedZip('encrypted', name));
			else if (bytes > limits.bytes || entries.size >= limits.parts) reject(new RefusedZip('too_large', name));
			else {
				entries.set(name, entry);
				zip.readEntry();
			}
		});
		zip.readEntry();
	});
}
