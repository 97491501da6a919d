import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes a file whole or not at all: beside its place first, then moved there in one step. What stood there before
 * stays until then.
 * @throws what the file system says, with the path that was asked for
 */
export async function writeWhole(
	file: string,
	content: string | Uint8Array | AsyncIterable<Uint8Array>
): Promise<void> {
	const beside = path.join(path.dirname(file), `.${path.basename(file)}.${String(process.pid)}.part`);
	try {
		const handle = await open(beside, 'w');
		try {
			await handle.writeFile(content);
			await handle.sync();
		} finally {
			await handle.close();
		}
		await rename(beside, file);
	} catch (error) {
		await rm(beside, { force: true });
		throw Object.assign(error as Error, { path: file });
	}
}
