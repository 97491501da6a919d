import { expect } from 'chai';
import mongoose from 'mongoose';
import { connectOptions } from '../../../backend/foundation/database/connection.ts';
import { emptyTestDatabase, testDatabaseUri, useTestDatabase } from '../../helpers/database.ts';

describe('the database of a test', () => {
	useTestDatabase();

	it('is emptied before each test', async () => {
		const rows = mongoose.connection.collection('things');
		await rows.insertOne({ left: 'by a test' });
		await emptyTestDatabase();
		expect(await rows.countDocuments()).to.equal(0);
	});

	it('holds transactions', async () => {
		const rows = mongoose.connection.collection('things');
		await rows.insertOne({ there: 'before' });
		const session = await mongoose.startSession();
		const failing = session.withTransaction(async () => {
			await rows.insertOne({ never: 'kept' }, { session });
			throw new Error('no');
		});
		await failing.catch(() => undefined);
		await session.endSession();
		expect(await rows.countDocuments()).to.equal(1);
	});

	it('may not be one whose name does not end in -test', async () => {
		await mongoose.disconnect();
		await mongoose.connect(testDatabaseUri().replace('-test?', '?'), connectOptions);
		const refused = await emptyTestDatabase().catch((error: unknown) => error);
		expect(String(refused)).to.contain('is not a test database');
	});
});
