import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** One part of a zip file. Text and bytes are packed at once, a stream when its turn comes. */
export interface ZipPart {
	/** Path within the file, with forward slashes. */
	name: string;
	content: string | Uint8Array | (() => AsyncIterable<Uint8Array>);
	/** Not packed: what is packed already, and what must be readable without unpacking. */
	isPlain?: boolean;
}

/**
 * A zip file as a stream. Equal parts on an equal day give equal bytes, wherever it is made.
 * @param parts may depend on what was in the parts before: each is asked for as soon as it can be named
 * @param day ISO; the files in it are of that day
 * @returns a stream that fails when one of its parts does
 */
export function zipStream(parts: Iterable<ZipPart> | AsyncIterable<ZipPart>, day: string): Readable {
	const [year = 1980, month = 1, date = 1] = day.split('-').map(Number);
	// A zip has times without a zone: the same numbers wherever it is made.
	const common = { mtime: new Date(year, month - 1, date, 12), forceDosTimestamp: true, mode: 0o100644 };
	const zip = new ZipFile();
	const output = zip.outputStream as Readable;
	zip.on('error', (error: Error) => output.destroy(error));
	// Nobody reads on: what the part at hand is made of is let go too.
	let current: Readable | null = null;
	output.once('close', () => current?.destroy());
	const add = ({ name, content, isPlain = false }: ZipPart): void => {
		const options = { ...common, compress: !isPlain };
		if (typeof content === 'function') {
			zip.addReadStreamLazy(name, options, (give) => {
				const source = Readable.from(content(), { objectMode: false });
				source.on('error', (error) => output.destroy(error));
				current = source;
				give(null, source);
			});
		} else {
			zip.addBuffer(Buffer.from(content as Uint8Array), name, options);
		}
	};
	const addAll = async (): Promise<void> => {
		for await (const part of parts) add(part);
		zip.end();
	};
	addAll().catch((error: unknown) => output.destroy(error as Error));
	return output;
}
