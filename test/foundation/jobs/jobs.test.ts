import { expect } from 'chai';
import mongoose from 'mongoose';
import { JobRunner } from '../../../backend/foundation/jobs/jobs.ts';
import type { Job } from '../../../backend/foundation/jobs/jobs.ts';
import { createLog } from '../../../backend/foundation/log.ts';
import { useTestDatabase } from '../../helpers/database.ts';

const rows = () => mongoose.connection.collection<Job>('record_outbox');
const job = (id: string): Job => ({
	_id: id,
	region: 'r',
	type: 'greet',
	payload: {},
	createdAt: `2026-01-01T00:00:0${id}Z`
});

async function run(handler: (job: Job) => Promise<void>): Promise<void> {
	const runner = new JobRunner(new Map([['greet', handler]]), createLog('silent'));
	runner.wake();
	await runner.settled();
	await runner.close();
}

describe('The outbox', () => {
	useTestDatabase();

	it('does each job once, in order, and is empty then', async () => {
		await rows().insertMany([job('2'), job('1')]);
		const done: string[] = [];
		await run((one) => Promise.resolve(void done.push(one._id)));
		expect(done).to.deep.equal(['1', '2']);
		expect(await rows().countDocuments()).to.equal(0);
	});

	it('keeps a failed job for later, without the words of its failure', async () => {
		await rows().insertOne(job('1'));
		await run(() => Promise.reject(new TypeError('muster@example.org is wrong')));
		const [kept] = await rows().find().toArray();
		expect(kept).to.include({ attempts: 1, failure: 'TypeError', isGivenUp: false });
		expect(kept?.runAt?.getTime()).to.be.greaterThan(Date.now());
	});

	it('takes up a job that a crashed process held, but not one that is held', async () => {
		await rows().insertMany([
			{ ...job('1'), lockedUntil: new Date(Date.now() - 1) },
			{ ...job('2'), lockedUntil: new Date(Date.now() + 60_000) }
		]);
		const done: string[] = [];
		await run((one) => Promise.resolve(void done.push(one._id)));
		expect(done).to.deep.equal(['1']);
	});

	it('gives up after eight attempts and leaves the job to be seen', async () => {
		await rows().insertOne({ ...job('1'), attempts: 7 });
		await run(() => Promise.reject(new Error('no')));
		expect(await rows().findOne()).to.include({ attempts: 8, isGivenUp: true });
	});

	it('leaves alone what nobody here can do', async () => {
		await rows().insertOne({ ...job('1'), type: 'other' });
		await run(() => Promise.resolve());
		expect(await rows().countDocuments()).to.equal(1);
	});
});
