import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { writeWhole } from '../../backend/command-line/write-whole.ts';
import { errorOf } from '../helpers/errors.ts';
import { useTemporaryFolders } from '../helpers/folders.ts';

describe('A file that a command writes', () => {
	const temporaryFolder = useTemporaryFolders();

	it('stands there whole, and takes the place of the one before', async () => {
		const file = path.join(await temporaryFolder(), 'bericht.md');
		await writeFile(file, 'alt');
		await writeWhole(file, 'neu');
		expect(await readFile(file, 'utf8')).to.equal('neu');
		expect(await readdir(path.dirname(file))).to.deep.equal(['bericht.md']);
	});

	it('leaves nothing behind when it cannot be put in its place, and names that place', async () => {
		const folder = await temporaryFolder();
		const file = path.join(folder, 'ist-ein-ordner');
		await mkdir(path.join(file, 'darin'), { recursive: true });
		expect(await errorOf(writeWhole(file, 'neu'))).to.include({ path: file });
		expect(await readdir(folder)).to.deep.equal(['ist-ein-ordner']);
		const missing = path.join(folder, 'gibt-es-nicht', 'bericht.md');
		expect(await errorOf(writeWhole(missing, 'neu'))).to.include({ code: 'ENOENT', path: missing });
	});
});
