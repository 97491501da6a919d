import mongoose from 'mongoose';
import type { Logger } from 'pino';

/** Numbered changes of what stands in the database, each run once and in order, at start. */
export interface Migration {
	number: number;
	name: string;
	/** Must be safe to run again after a crash in its middle. */
	run: () => Promise<void>;
}

interface MigrationRow {
	_id: number;
	name: string;
	at: Date;
}

/**
 * Runs what has not run yet.
 * @throws Error when the database was written by a newer version of the product
 */
export async function migrate(migrations: readonly Migration[], log: Logger): Promise<void> {
	const rows = mongoose.connection.collection<MigrationRow>('migrations');
	const done = new Set((await rows.find().toArray()).map((row) => row._id));
	const newest = migrations.at(-1)?.number ?? 0;
	const unknown = [...done].find((number) => number > newest);
	if (unknown !== undefined) {
		throw new Error(
			`Die Datenbank stammt von einer neueren Version (Migration ${String(unknown)}). / The database is of a newer version.`
		);
	}
	for (const migration of migrations) {
		if (done.has(migration.number)) continue;
		await migration.run();
		await rows.insertOne({ _id: migration.number, name: migration.name, at: new Date() });
		log.info({ migration: migration.number, change: migration.name }, 'migrated');
	}
}
