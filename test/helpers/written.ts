import { createHash } from 'node:crypto';
import mongoose from 'mongoose';

/** Sessions and attempts to sign in come and go without anything being written in the sense of the record. */
const PASSING = /^identity_|^system\./;

/** Everything that the database holds, as a count and a fingerprint of each collection's rows. */
export async function everythingWritten(): Promise<Record<string, string>> {
	const { db } = mongoose.connection;
	if (!db) throw new Error('Not connected.');
	const collections = (await db.collections()).filter(({ collectionName }) => !PASSING.test(collectionName));
	const rows = await Promise.all(
		collections.map(async (collection) => {
			const found = await collection.find({}).sort({ _id: 1 }).toArray();
			const print = createHash('sha256').update(JSON.stringify(found)).digest('hex').slice(0, 12);
			return [collection.collectionName, `${found.length} rows, ${print}`] as const;
		})
	);
	return Object.fromEntries(rows.filter(([, held]) => !held.startsWith('0 ')).sort());
}
