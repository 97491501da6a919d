import mongoose from 'mongoose';
import { uuidv7 } from 'uuidv7';
import { newStatusReport } from '@konzeptstand/contract/project.ts';
import { SYSTEM_CONTEXT } from '../../backend/accounts/accounts.service.ts';
import { reportStatus } from '../../backend/concept/status-report.service.ts';
import { record, SYSTEM } from '../../backend/record/record.service.ts';
import { HttpClient } from './http-client.ts';
import { figuresOf, inTurns, load, report } from './measure.ts';
import type { BenchContext } from './reads.ts';

/** (c): a status report saved, alone and by twenty at once. */
export async function benchWrites({ base, cookie, region }: BenchContext): Promise<void> {
	console.log('\nwrites');
	let next = 0;
	const project = (): string => region.projects[(next += 1) % region.projects.length] ?? '';
	const saved = await inTurns(3, {
		ours: () =>
			load(1, 3_000, async () => {
				const fields = newStatusReport.parse({ project: project(), status: 'running', progress: 50 });
				await record.change(SYSTEM, { region: region.id, action: 'project.report' }, (work) =>
					reportStatus(work, SYSTEM_CONTEXT, fields)
				);
			}),
		theirs: () => load(1, 3_000, () => rawTransaction(region.id, project()))
	});
	report(
		'(c) status report saved : raw-driver transaction of the same four writes, median',
		saved.ours.median,
		saved.theirs.median,
		2
	);

	const client = new HttpClient(base, 20, { cookie });
	let failed = 0;
	const write = async (lane: number): Promise<void> => {
		const path = `/api/v1/regions/${region.key}/projects/${region.projects[lane] ?? ''}/reports`;
		const { status } = await client.send('POST', path, { body: { status: 'running', progress: 50 } });
		if (status !== 201) failed += 1;
	};
	await load(20, 2_000, write);
	failed = 0;
	const seconds = 10;
	const durations = await load(20, seconds * 1_000, write);
	const { p99 } = figuresOf(durations);
	const rate = durations.length / seconds;
	console.log(
		`(c) 20 writers on one region: ${rate.toFixed(0)} reports/s (at least 100: ${rate >= 100 ? 'holds' : 'MISSED'}), p99 ${p99.toFixed(0)} ms (at most 500: ${p99 <= 500 ? 'holds' : 'MISSED'}), failed ${String(failed)}`
	);
	client.close();
	const verified = await record.verify(region.id);
	console.log(
		`    the record after all that: ${verified.isIntact ? 'intact' : 'BROKEN'}, ${String(verified.entries)} entries`
	);
}

/** Report, project, entry, head: what has to be written at least, by the driver alone. */
async function rawTransaction(region: string, project: string): Promise<void> {
	const { db } = mongoose.connection;
	if (!db) throw new Error('not connected');
	const session = await mongoose.connection.startSession();
	const options = { session: session as never };
	try {
		session.startTransaction({ readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', j: true } });
		const at = new Date().toISOString();
		await db
			.collection('bench_heads')
			.updateOne({ _id: region as never }, { $inc: { sequence: 1 } }, { ...options, upsert: true });
		await db
			.collection('bench_reports')
			.insertOne(
				{ _id: uuidv7() as never, region, project, status: 'running', progress: 50, at, text: null, sources: [] },
				options
			);
		await db
			.collection('bench_projects')
			.updateOne(
				{ _id: project as never },
				{ $set: { status: 'running', progress: 50 } },
				{ ...options, upsert: true }
			);
		await db
			.collection('bench_entries')
			.insertOne({ _id: uuidv7() as never, region, at, action: 'project.report', hash: 'x'.repeat(64) }, options);
		await session.commitTransaction();
	} finally {
		await session.endSession();
	}
}
