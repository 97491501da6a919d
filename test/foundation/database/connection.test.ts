import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'chai';
import mongoose from 'mongoose';
import { connect } from '../../../backend/foundation/database/connection.ts';
import { openDatabase } from '../../../backend/foundation/database/database.ts';
import { findEngine } from '../../../backend/foundation/database/engine.ts';
import { createLog } from '../../../backend/foundation/log.ts';
import { StartError } from '../../../backend/foundation/start-error.ts';
import { testDatabaseUri } from '../../helpers/database.ts';
import { testEngineTiers } from '../../helpers/engine.ts';
import { errorOf } from '../../helpers/errors.ts';
import { useTemporaryFolders } from '../../helpers/folders.ts';
import { findFreePort } from '../../helpers/ports.ts';

const log = createLog('silent');
const noSources = { dataFolder: '/no/such/folder', mongodBinary: null, searchPath: [], proxy: {} };

describe('A database of one’s own', function () {
	this.timeout(60_000);
	let standalone: ChildProcess | null = null;
	afterEach(async () => {
		await mongoose.disconnect();
		if (standalone !== null) {
			standalone.kill('SIGKILL');
			await once(standalone, 'exit');
			standalone = null;
		}
	});
	const newFolder = useTemporaryFolders();

	async function startStandalone(): Promise<string> {
		const engine = await findEngine(testEngineTiers(), null, log);
		const port = await findFreePort();
		const args = ['--port', String(port), '--bind_ip', '127.0.0.1', '--nounixsocket', '--dbpath', await newFolder()];
		standalone = spawn(engine.binary, args, { stdio: 'ignore' });
		return `mongodb://127.0.0.1:${port}/konzept`;
	}

	it('is used where MONGODB_URI names a replica set, and no other is started', async () => {
		const tiers = [{ name: 'none', find: () => Promise.reject(new Error('must not be asked')) }];
		const database = await openDatabase({ ...noSources, databaseUri: testDatabaseUri() }, log, tiers);
		expect(database).to.deep.include({ origin: 'MONGODB_URI', isEmbedded: false });
		expect(database.isReady()).to.equal(true);
		await database.close();
		expect(database.isReady()).to.equal(false);
	});

	it('is called konzeptstand where the address names no database', async () => {
		await connect(testDatabaseUri().replace(/\/[\w-]+-test\?/, '/?'));
		expect(mongoose.connection.name).to.equal('konzeptstand');
	});

	it('waits for a majority and the journal, whatever the address says', async () => {
		await connect(`${testDatabaseUri()}&w=0&journal=false&readConcernLevel=local`);
		const { writeConcern, readConcern } = mongoose.connection.getClient().options;
		expect(writeConcern).to.deep.include({ w: 'majority', journal: true });
		expect(readConcern.level).to.equal('majority');
	});

	it('is refused in one line where it is a standalone server', async () => {
		const refused = await errorOf(connect(await startStandalone()));
		expect(refused).to.be.instanceOf(StartError);
		expect(refused.message).to.include('standalone').and.include('Replica Set').and.not.include('\n');
		expect(mongoose.connection.readyState).to.equal(mongoose.ConnectionStates.disconnected);
	});

	it('is said not to be reached, without its password, where nothing answers', async () => {
		const uri = `mongodb://konzept:geheim@127.0.0.1:${await findFreePort()}/konzept?replicaSet=rs0`;
		const refused = await errorOf(connect(uri, 0));
		expect(refused).to.be.instanceOf(StartError);
		expect(refused.message).to.include('MONGODB_URI').and.include('ECONNREFUSED').and.not.include('geheim');
	});

	it('is said at once to refuse a wrong password', async () => {
		const refused = await errorOf(connect(testDatabaseUri().replace(/:[^:@]+@/, ':falsch@')));
		expect(refused.message).to.include('Authentication failed').and.not.include('falsch');
	});
});
