import { expect } from 'chai';
import mongoose from 'mongoose';
import { asApplicationError } from '../../../backend/foundation/http/problem.ts';

const { MongoBulkWriteError, MongoNetworkError, MongoServerError } = mongoose.mongo;

describe('What the database driver throws', () => {
	const brokenInMany = new MongoBulkWriteError(new MongoNetworkError('read ECONNRESET') as never, {} as never);
	const shutDown = new MongoServerError({ message: 'interrupted at shutdown', code: 11600 });
	const socketGone = Object.assign(new Error('This socket has been ended by the other party'), { code: 'EPIPE' });
	const cases: [string, unknown, string][] = [
		['a connection that broke within many writes', brokenInMany, 'database_away'],
		['a server that shuts down', shutDown, 'database_away'],
		['a socket that the other side has closed', socketGone, 'database_away'],
		[
			'a snapshot that was lost again and again',
			new MongoServerError({ message: 'no such transaction', code: 251, errorLabels: ['TransientTransactionError'] }),
			'busy'
		],
		['a refusal that nobody foresaw', new MongoServerError({ message: 'bad value', code: 2 }), 'internal']
	];
	for (const [name, error, code] of cases)
		it(`is told as what it means to a user: ${name}`, () => {
			expect(asApplicationError(error).code).to.equal(code);
		});
});
