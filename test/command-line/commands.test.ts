import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import mongoose from 'mongoose';
import { SYSTEM_CONTEXT } from '../../backend/accounts/accounts.service.ts';
import { loadRegion } from '../../backend/exchange/exchange.service.ts';
import { runEmbeddedDatabase } from '../../backend/foundation/database/embedded-database.ts';
import { createLog } from '../../backend/foundation/log.ts';
import { record } from '../../backend/record/record.service.ts';
import { prepareStore } from '../../backend/record/store.ts';
import { RegionModel } from '../../backend/region/region.model.ts';
import { forgetRegions } from '../../backend/region/region.service.ts';
import { runKonzeptstand } from '../helpers/command-line.ts';
import type { CommandResult } from '../helpers/command-line.ts';
import { testDatabaseUri, useTestDatabase } from '../helpers/database.ts';
import { testEngineTiers } from '../helpers/engine.ts';
import { useTemporaryFolders } from '../helpers/folders.ts';
import { EXAMPLE_FILE } from '../helpers/source-of-the-example.ts';

const EXAMPLE = EXAMPLE_FILE.pathname;

/** On the database of this test, in one language, so that every message is one text. */
function run(...words: string[]): Promise<CommandResult> {
	return runKonzeptstand([...words, '--language', 'en'], { MONGODB_URI: testDatabaseUri() });
}

describe('Commands on the database', function () {
	this.timeout(120_000);
	useTestDatabase();
	const temporaryFolder = useTemporaryFolders();
	before(prepareStore);
	beforeEach(() => {
		record.forgetHeads();
		forgetRegions();
	});

	describe('load', () => {
		it('brings a region in, and says that the same file brings nothing new', async () => {
			const first = await run('load', EXAMPLE);
			expect(first).to.include({ code: 0, error: '' });
			expect(first.out).to.include('76 project').and.include('18 milestone');
			const second = await run('load', EXAMPLE);
			expect(second).to.deep.equal({ code: 0, error: '', out: 'saalebogen: nothing new, nothing changed\n' });
		});

		it('names the place of a fault in the file, and writes nothing', async () => {
			const file = path.join(await temporaryFolder(), 'fehler.yaml');
			const content = await readFile(EXAMPLE, 'utf8');
			await writeFile(file, content.replace('cents: 3456950', 'cents: -1'));
			const { code, out, error } = await run('load', file);
			expect({ code, out }).to.deep.equal({ code: 1, out: '' });
			expect(error).to.equal('Error: projects[4].costs[0].cents: At least 0.\n');
			expect(await RegionModel.countDocuments()).to.equal(0);
		});

		it('says in one line that there is no such file', async () => {
			const { code, error } = await run('load', 'gibt-es-nicht.yaml');
			expect(code).to.equal(1);
			expect(error).to.equal('Error: gibt-es-nicht.yaml: There is no such file or folder.\n');
		});
	});

	describe('verify', () => {
		it('finds the record intact and prints the head to keep, which it recognises later', async () => {
			await loadRegion(SYSTEM_CONTEXT, EXAMPLE);
			const { code, out } = await run('verify');
			expect(code).to.equal(0);
			expect(out).to.include('saalebogen: intact');
			const head = /head: (\d+:[0-9a-f]{64})/.exec(out)?.[1] ?? '';
			expect(await run('verify', '--region', 'saalebogen', '--head', head)).to.include({ code: 0 });
			const other = head.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
			expect(await run('verify', '--region', 'saalebogen', '--head', other)).to.include({ code: 3 });
		});

		it('names the first broken entry, with its own exit code', async () => {
			await loadRegion(SYSTEM_CONTEXT, EXAMPLE);
			await mongoose.connection
				.collection('projects')
				.updateOne({ key: 'b90n' }, { $set: { title: 'Heimlich geändert' } });
			const { code, out } = await run('verify');
			expect(code).to.equal(3);
			expect(out).to.match(/^saalebogen: NOT INTACT, entry 1: an item differs/m);
		});

		it('names the regions that there are when asked for another', async () => {
			await loadRegion(SYSTEM_CONTEXT, EXAMPLE);
			const { code, error } = await run('verify', '--region', 'saaleboge');
			expect(code).to.equal(1);
			expect(error.trimEnd()).to.equal('Error: --region: There is no region "saaleboge" here; there are: saalebogen.');
		});
	});

	describe('generate', () => {
		it('writes the concept document of an edition into a file, with the state it was made from', async () => {
			await loadRegion(SYSTEM_CONTEXT, EXAMPLE);
			const file = path.join(await temporaryFolder(), 'konzept.md');
			const words = ['generate', 'entwicklungskonzept', '--region', 'saalebogen', '--edition', '2002'];
			const { code, out, error } = await run(...words, '--format', 'md', '--out', file);
			expect({ code, error }).to.deep.equal({ code: 0, error: '' });
			expect(out).to.include(file).and.include('record up to entry 1');
			const text = await readFile(file, 'utf8');
			expect(text).to.include('Fortschreibung 2002').and.include('Geraer Bahnbogen');
			const printed = await run(...words, '--format', 'md');
			expect(printed.out).to.equal(text);
		});

		it('leaves the file that was there when something is wrong', async () => {
			await loadRegion(SYSTEM_CONTEXT, EXAMPLE);
			const folder = await temporaryFolder();
			const file = path.join(folder, 'konzept.md');
			await writeFile(file, 'von gestern');
			const words = ['--region', 'saalebogen', '--out', file];
			const unknown = await run('generate', 'entwicklungskonzept', ...words, '--edition', '2003');
			expect(unknown.code).to.equal(1);
			expect(unknown.error).to.include('rek-1996, rek-2002, rek-2022');
			const template = await run('generate', 'gibt-es-nicht', ...words);
			expect(template.error).to.include('entwicklungskonzept');
			const project = await run('generate', 'projektsteckbrief', ...words, '--project', 'gibt-es-nicht');
			expect(project.error.trimEnd().split('\n')).to.have.length(1);
			expect(await readFile(file, 'utf8')).to.equal('von gestern');
			expect(await readdir(folder)).to.deep.equal(['konzept.md']);
		});
	});

	it('joins the database of an instance that runs on the data folder', async () => {
		const folder = await temporaryFolder();
		const instance = await runEmbeddedDatabase(folder, createLog('error'), testEngineTiers());
		try {
			const { code, out, error } = await runKonzeptstand(['load', EXAMPLE, '--language', 'en'], {
				KONZEPTSTAND_DATA: folder
			});
			expect({ code, error }).to.deep.equal({ code: 0, error: '' });
			expect(out).to.include('76 project');
			expect(instance.processId()).to.be.a('number');
		} finally {
			await instance.stop();
		}
	});

	it('says in one line that the database is not there', async () => {
		const { code, error } = await runKonzeptstand(['verify', '--language', 'en'], {
			MONGODB_URI: 'mongodb://127.0.0.1:9/none-test?serverSelectionTimeoutMS=100&replicaSet=x&directConnection=bla'
		});
		expect(code).to.equal(1);
		expect(error.trimEnd().split('\n')).to.have.length(1);
		expect(error).to.include('MONGODB_URI');
	});
});
