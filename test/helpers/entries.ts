import mongoose from 'mongoose';
import { record } from '../../backend/record/record.service.ts';
import { REGION_ID } from './concept.ts';

/** The last entry of the test region's record: on which decision it was done, and what it wrote, as `kind version`. */
export async function lastEntry(region = REGION_ID) {
	const head = (await record.head(region))!;
	const entry = await mongoose.connection
		.collection<{ region: string; sequence: number; decision: string | null; action: string }>('record_entries')
		.findOne({ region, sequence: head.sequence });
	const rows = await mongoose.connection
		.collection<{ kind: string; version: number }>('record_versions')
		.find({ region, sequence: head.sequence })
		.sort({ kind: 1, version: 1 })
		.toArray();
	return {
		sequence: head.sequence,
		decision: entry?.decision ?? null,
		wrote: rows.map(({ kind, version }) => `${kind} ${String(version)}`)
	};
}
