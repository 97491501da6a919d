import { createHash } from 'node:crypto';
import mongoose from 'mongoose';

/** Files, addressed by their content: the same bytes are kept once, and an address never means something else. */

const bucket = () => {
	const db = mongoose.connection.db;
	if (!db) throw new Error('The database is not connected.');
	return new mongoose.mongo.GridFSBucket(db, { bucketName: 'files' });
};

/** SHA-256 of a file's bytes, lower-case hex. */
export const addressOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

/**
 * Keeps a file and gives its address. It is kept before the transaction that refers
 * to it; `sweepFiles` takes away what nothing refers to.
 */
export async function keepFile(content: Buffer): Promise<string> {
	const address = addressOf(content);
	const existing = await bucket().find({ filename: address }).limit(1).toArray();
	if (existing.length > 0) return address;
	await new Promise<void>((resolve, reject) => {
		const upload = bucket().openUploadStream(address);
		upload.once('finish', resolve);
		upload.once('error', reject);
		upload.end(content);
	});
	return address;
}

const uses: ((address: string) => Promise<boolean>)[] = [];

/** Rooms say here where they name files: what nobody names is swept away. */
export function registerFileUse(isNamed: (address: string) => Promise<boolean>): void {
	uses.push(isNamed);
}

/** A change whose file is kept already may still be under way: within a day nothing is swept. */
const GRACE = 86_400_000;

/** Takes away what no room names any more; gives how many files that were. */
export function sweepUnnamedFiles(now: Date): Promise<number> {
	const isNamed = async (address: string): Promise<boolean> => {
		for (const use of uses) if (await use(address)) return true;
		return false;
	};
	return sweepFiles(isNamed, new Date(now.getTime() - GRACE));
}

/** Content of a file; null when there is none of this address. */
export async function readFile(address: string): Promise<Buffer | null> {
	const [row] = await bucket().find({ filename: address }).limit(1).toArray();
	if (!row) return null;
	const parts: Buffer[] = [];
	for await (const part of bucket().openDownloadStream(row._id)) parts.push(part as Buffer);
	return Buffer.concat(parts);
}

/**
 * Takes away files that nothing refers to and that are older than `before`: younger ones may belong to a change
 * that is still on its way.
 * @returns how many were taken away
 */
export async function sweepFiles(isReferred: (address: string) => Promise<boolean>, before: Date): Promise<number> {
	let swept = 0;
	for await (const row of bucket().find({ uploadDate: { $lt: before } })) {
		if (await isReferred(row.filename)) continue;
		await bucket().delete(row._id);
		swept += 1;
	}
	return swept;
}
