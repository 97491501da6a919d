import { expect } from 'chai';
import { MongoInstanceEvents } from 'mongodb-memory-server-core/lib/util/MongoInstance.js';
import { MongodInstance } from '../../../backend/foundation/database/mongod-instance.ts';

const line = (msg: string, error?: string): string => JSON.stringify({ s: 'E', msg, attr: { error } });

describe('What mongod says', () => {
	const hear = (pieces: readonly string[]): { errors: string[]; lines: string[] } => {
		const instance = new MongodInstance({ instance: { port: 1, dbPath: '/nowhere' } });
		const heard = { errors: [] as string[], lines: [] as string[] };
		instance.on(MongoInstanceEvents.instanceError, (error: Error) => heard.errors.push(error.message));
		instance.on(MongoInstanceEvents.instanceSTDOUT, (said: string) => heard.lines.push(said));
		for (const piece of pieces) instance.stdoutHandler(Buffer.from(piece));
		return heard;
	};
	const refusal = line('DBException in initAndListen, terminating', 'DBPathInUse: locked');
	const next = line('Stepping down');

	it('is understood when several lines come at once', () => {
		const { errors, lines } = hear([`${refusal}\n${next}\n`]);
		expect(errors).to.have.length(1);
		expect(errors[0]).to.contain('DBPathInUse');
		expect(lines).to.deep.equal([refusal, next]);
	});

	it('is understood when a line comes in two pieces', () => {
		const { errors, lines } = hear([refusal.slice(0, 40), `${refusal.slice(40)}\n${next}`, '\n']);
		expect(errors).to.have.length(1);
		expect(lines).to.deep.equal([refusal, next]);
	});
});
