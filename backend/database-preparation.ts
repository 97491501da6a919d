import mongoose from 'mongoose';
import { fillInApprovals, fillInLineage } from './concept/new-fields.ts';
import { fillInCouncil, fillInMeetingTimes } from './council/new-fields.ts';
import { fillInAudience } from './documents/new-fields.ts';
import { prepareIdempotency } from './foundation/http/idempotency.ts';
import { prepareJobs } from './foundation/jobs/job-rows.ts';
import type { Log } from './foundation/log.ts';
import { migrate } from './foundation/migrations/migrations.ts';
import type { Migration } from './foundation/migrations/migrations.ts';
import { allKinds } from './record/record.service.ts';
import { prepareStore } from './record/store.ts';

/** Numbered from 1, never changed once released. */
const MIGRATIONS: readonly Migration[] = [
	{ number: 1, name: 'lineage', run: fillInLineage },
	{ number: 2, name: 'council', run: fillInCouncil },
	{ number: 3, name: 'approvals', run: fillInApprovals },
	{ number: 4, name: 'document-audience', run: fillInAudience },
	{ number: 5, name: 'meeting-times', run: fillInMeetingTimes }
];

/**
 * Makes collections and indexes and runs migrations; safe at every start.
 * @throws Error when a newer version of the product has written the database
 */
export async function prepareDatabase(log: Log): Promise<void> {
	await migrate(MIGRATIONS, log);
	await prepareStore();
	await prepareIdempotency();
	await prepareJobs();
	const existing = new Set((await mongoose.connection.listCollections()).map((collection) => collection.name));
	for (const { model } of allKinds()) {
		if (!existing.has(model.collection.collectionName)) await model.createCollection();
		await model.createIndexes();
	}
}
