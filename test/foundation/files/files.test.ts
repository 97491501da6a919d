import { expect } from 'chai';
import { keepFile, readFile, sweepFiles } from '../../../backend/foundation/files/files.ts';
import { migrate } from '../../../backend/foundation/migrations/migrations.ts';
import { createLog } from '../../../backend/foundation/log.ts';
import { useTestDatabase } from '../../helpers/database.ts';

describe('Kept files', () => {
	useTestDatabase();

	it('are found by their content’s address, and the same content is kept once', async () => {
		const address = await keepFile(Buffer.from('Plan'));
		expect(await keepFile(Buffer.from('Plan'))).to.equal(address);
		expect(address).to.match(/^[0-9a-f]{64}$/);
		expect((await readFile(address))?.toString()).to.equal('Plan');
		expect(await readFile('0'.repeat(64))).to.equal(null);
	});

	it('go when nothing refers to them, but not while they may still be on their way', async () => {
		const wanted = await keepFile(Buffer.from('bleibt'));
		const lost = await keepFile(Buffer.from('geht'));
		const isWanted = (address: string) => Promise.resolve(address === wanted);
		expect(await sweepFiles(isWanted, new Date(0))).to.equal(0);
		expect(await sweepFiles(isWanted, new Date(Date.now() + 1_000))).to.equal(1);
		expect(await readFile(lost)).to.equal(null);
		expect(await readFile(wanted)).not.to.equal(null);
	});
});

describe('Migrations', () => {
	useTestDatabase();
	const log = createLog('silent');

	it('run once each and in order', async () => {
		const ran: number[] = [];
		const migration = (number: number) => ({
			number,
			name: 'probe',
			run: () => Promise.resolve(void ran.push(number))
		});
		await migrate([migration(1)], log);
		await migrate([migration(1), migration(2)], log);
		expect(ran).to.deep.equal([1, 2]);
	});

	it('refuse a database that a newer version has written', async () => {
		await migrate([{ number: 1, name: 'x', run: () => Promise.resolve() }], log);
		await migrate([], log).then(
			() => expect.fail('it was opened'),
			(error: unknown) => expect((error as Error).message).to.contain('newer version')
		);
	});
});
