import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import mongoose from 'mongoose';
import type { PackageManifest } from '@konzeptstand/contract/region-package.ts';
import { SYSTEM_CONTEXT } from '../../backend/accounts/accounts.service.ts';
import { writeWhole } from '../../backend/command-line/write-whole.ts';
import { withdrawLiving } from '../../backend/region/living.service.ts';
import { MilestoneModel, RegionModel } from '../../backend/region/region.model.ts';
import { importPackage, packageOf } from '../../backend/exchange/package/package.service.ts';
import type { ApplicationError } from '../../backend/foundation/errors.ts';
import { record } from '../../backend/record/record.service.ts';
import { prepareStore } from '../../backend/record/store.ts';
import { forgetRegions } from '../../backend/region/region.service.ts';
import { HOME } from '../helpers/accounts.ts';
import { useApplication } from '../helpers/application.ts';
import { runKonzeptstand } from '../helpers/command-line.ts';
import { emptyTestDatabase, testDatabaseUri, useTestDatabase } from '../helpers/database.ts';
import { useTemporaryFolders } from '../helpers/folders.ts';
import { furnishRegion } from '../helpers/furnished-region.ts';
import type { FurnishedRegion } from '../helpers/furnished-region.ts';
import '../../backend/rooms.ts';

type Parts = Record<string, Uint8Array>;

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const linesOf = (parts: Parts, name: string): Record<string, unknown>[] =>
	strFromU8(parts[name] ?? new Uint8Array())
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as Record<string, unknown>);
const asPart = (lines: readonly object[]): Uint8Array =>
	strToU8(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));

describe('A region as one package', function () {
	this.timeout(60_000);
	useTestDatabase();
	useApplication();
	const newFolder = useTemporaryFolders();
	let region: FurnishedRegion;
	let file: string;
	before(prepareStore);

	/** The region with something withdrawn, so that there is a typed reason too, and the package of it. */
	beforeEach(async () => {
		forgetAll();
		region = await furnishRegion(HOME.id, HOME.key);
		await record.change(
			SYSTEM_CONTEXT,
			{ region: region.id, action: 'milestone.withdraw', reason: 'Doppelt' },
			(work) => withdrawLiving(work, MilestoneModel, region.of.milestones, null, 'Doppelt erfasst')
		);
		file = path.join(await newFolder(), 'region.zip');
		await writeWhole(file, (await packageOf(region.id)).content);
	});

	function forgetAll(): void {
		record.forgetHeads();
		forgetRegions();
	}

	async function inAnotherInstallation(): Promise<void> {
		await emptyTestDatabase();
		forgetAll();
	}

	const partsOf = async (): Promise<Parts> => unzipSync(await readFile(file));
	const manifestOf = (parts: Parts): PackageManifest =>
		JSON.parse(strFromU8(parts['manifest.json'] ?? new Uint8Array())) as PackageManifest;

	/** The package with something changed, its checksums made to fit or left as they were. */
	async function changed(change: (parts: Parts) => void, isSealed = true): Promise<string> {
		const parts = await partsOf();
		change(parts);
		const manifest = manifestOf(parts);
		const seal = (part: PackageManifest['parts'][number]) => {
			const bytes = parts[part.name] ?? new Uint8Array();
			return { ...part, bytes: bytes.length, sha256: sha256(bytes) };
		};
		if (isSealed) parts['manifest.json'] = strToU8(JSON.stringify({ ...manifest, parts: manifest.parts.map(seal) }));
		const other = path.join(await newFolder(), 'anders.zip');
		await writeFile(other, zipSync(parts));
		return other;
	}

	async function refusal(of: string): Promise<string> {
		const error = (await importPackage(of).then(
			() => null,
			(caught: unknown) => caught
		)) as ApplicationError | null;
		expect(error, 'not refused').to.have.property('code', 'invalid_input');
		return error?.errors[0]?.code ?? '';
	}

	/** Nothing of the region is anywhere. */
	async function expectNothing(): Promise<void> {
		expect(await record.head(region.id)).to.equal(null);
		for (const collection of (await mongoose.connection.db?.collections()) ?? [])
			expect(await collection.countDocuments({ region: region.id }), collection.collectionName).to.equal(0);
	}

	it('is taken over by another installation: the same head, an intact record, every item and file', async () => {
		const head = await record.head(region.id);
		await inAnotherInstallation();
		const { verification, counts } = await importPackage(file);
		expect(verification).to.deep.include({ isIntact: true, broken: null });
		expect(verification.head).to.deep.equal({ sequence: head?.sequence, hash: head?.hash });
		expect(counts.files).to.be.above(0);
		expect(await RegionModel.exists({ key: region.key })).not.to.equal(null);
	});

	it('changes nothing on its way: packed again, it has the same bytes', async () => {
		const before = await readFile(file);
		await inAnotherInstallation();
		await importPackage(file);
		const again = path.join(await newFolder(), 'wieder.zip');
		await writeWhole(again, (await packageOf(region.id)).content);
		expect((await readFile(again)).equals(before)).to.equal(true);
	});

	it('goes on living where it has come to', async () => {
		await inAnotherInstallation();
		await importPackage(file);
		await record.change(SYSTEM_CONTEXT, { region: region.id, action: 'milestone.restore' }, (work) =>
			work.restore(MilestoneModel, region.of.milestones, null)
		);
		expect(await record.verify(region.id)).to.have.property('isIntact', true);
	});

	it('holds personal values that have not been erased, and no people, passwords, sessions or jobs', async () => {
		const parts = await partsOf();
		expect(linesOf(parts, 'disclosures.jsonl').map((line) => line['value'])).to.include.members([
			'Doppelt',
			'Doppelt erfasst'
		]);
		const names = Object.keys(parts).join(' ');
		expect(names).not.to.match(/person|security|identity|session|outbox|idempot/);
		expect(strFromU8(parts['versions.jsonl']!)).not.to.include('@example.org');
	});

	it('is not taken over where the region is already', async () => {
		expect(await refusal(file)).to.equal('package_region_there');
		const count = await RegionModel.countDocuments();
		expect(count).to.equal(1);
	});

	describe('that was tampered with is refused, and leaves nothing behind', () => {
		const CASES: readonly (readonly [what: string, code: string, isSealed: boolean, change: (parts: Parts) => void])[] =
			[
				['a part changed', 'package_checksum', false, (parts) => (parts['items/project.jsonl'] = asPart([{ a: 1 }]))],
				[
					'a file exchanged, its checksum with it',
					'package_checksum',
					true,
					(parts) => {
						const name = Object.keys(parts).find((one) => one.startsWith('files/'))!;
						parts[name] = strToU8('anderer Inhalt');
					}
				],
				[
					'an item changed',
					'package_record',
					true,
					(parts) => {
						const [first, ...rest] = linesOf(parts, 'items/project.jsonl');
						parts['items/project.jsonl'] = asPart([{ ...first, title: 'Heimlich geändert' }, ...rest]);
					}
				],
				[
					'an entry changed',
					'package_record',
					true,
					(parts) => {
						const [first, ...rest] = linesOf(parts, 'entries.jsonl');
						parts['entries.jsonl'] = asPart([{ ...first, action: 'region.other' }, ...rest]);
					}
				],
				[
					'the last entry cut off',
					'package_counts',
					true,
					(parts) => (parts['entries.jsonl'] = asPart(linesOf(parts, 'entries.jsonl').slice(0, -1)))
				],
				[
					'a disclosure rewritten',
					'package_record',
					true,
					(parts) =>
						(parts['disclosures.jsonl'] = asPart(
							linesOf(parts, 'disclosures.jsonl').map((line) => ({ ...line, value: 'Ein anderer Grund' }))
						))
				],
				[
					'an item of the installation',
					'package_line',
					true,
					(parts) => {
						const [first, ...rest] = linesOf(parts, 'items/project.jsonl');
						parts['items/project.jsonl'] = asPart([{ ...first, region: 'installation' }, ...rest]);
					}
				],
				['a part too many', 'package_part', true, (parts) => (parts['passwd'] = strToU8('x'))],
				['a part missing', 'package_part', false, (parts) => delete parts['versions.jsonl']],
				[
					'another format',
					'package_format',
					false,
					(parts) =>
						(parts['manifest.json'] = strToU8(
							strFromU8(parts['manifest.json']!).replace('"formatVersion": 1', '"formatVersion": 2')
						))
				],
				['a line that is no JSON', 'package_line', true, (parts) => (parts['versions.jsonl'] = strToU8('{"a":\n'))]
			];
		for (const [what, code, isSealed, change] of CASES)
			it(what, async () => {
				const other = await changed(change, isSealed);
				await inAnotherInstallation();
				expect(await refusal(other)).to.equal(code);
				await expectNothing();
			});

		it('a path out of the package, or no zip file at all', async () => {
			const folder = await newFolder();
			for (const [name, bytes] of [
				['pfad.zip', zipSync({ ...(await partsOf()), '../x.jsonl': strToU8('x') })],
				['kein.zip', strToU8('kein Paket')]
			] as const) {
				await writeFile(path.join(folder, name), bytes);
				expect(await refusal(path.join(folder, name))).to.equal('package_unreadable');
			}
		});

		it('a name that stands in it twice, or a part larger than it says', async () => {
			const bytes = Buffer.from(zipSync(await partsOf(), { level: 0 }));
			const twice = Buffer.from(bytes.toString('latin1').replaceAll('items/goal.jsonl', 'items/step.jsonl'), 'latin1');
			const lying = Buffer.from(bytes);
			lying.writeUInt32LE(3, lying.lastIndexOf('entries.jsonl') - 22);
			const folder = await newFolder();
			for (const [name, content, code] of [
				['doppelt.zip', twice, 'package_part'],
				['groesse.zip', lying, 'package_unreadable']
			] as const) {
				await writeFile(path.join(folder, name), content);
				expect(await refusal(path.join(folder, name))).to.equal(code);
			}
		});
	});

	it('removes what had come when it cannot be brought to its end, and comes whole the next time', async () => {
		await inAnotherInstallation();
		// An id that is taken already, in another region.
		await mongoose.connection.collection<{ _id: string }>('projects').insertOne({ _id: region.of.projects });
		await importPackage(file).then(
			() => expect.fail('not refused'),
			() => undefined
		);
		await expectNothing();
		await mongoose.connection.collection<{ _id: string }>('projects').deleteOne({ _id: region.of.projects });
		expect((await importPackage(file)).verification.isIntact).to.equal(true);
	});

	it('goes from one database into another by two commands', async () => {
		const out = path.join(await newFolder(), 'befehl.zip');
		const here = { MONGODB_URI: testDatabaseUri() };
		const there = { MONGODB_URI: testDatabaseUri('paket') };
		const exported = await runKonzeptstand(['export', region.key, '--out', out, '--language', 'en'], here);
		expect(exported).to.include({ code: 0, error: '' });
		const head = /head (\d+:[0-9a-f]{64})/.exec(exported.out)?.[1] ?? '';
		const other = await mongoose.createConnection(testDatabaseUri('paket')).asPromise();
		try {
			await other.dropDatabase();
			const imported = await runKonzeptstand(['import', out, '--language', 'en'], there);
			expect(imported).to.include({ code: 0, error: '' });
			expect(imported.out).to.include(`intact`).and.include(`head: ${head}`);
			expect(await runKonzeptstand(['verify', '--region', region.key, '--head', head], there)).to.include({ code: 0 });
			const again = await runKonzeptstand(['import', out, '--language', 'en'], there);
			expect(again.code).to.equal(1);
			expect(again.error).to.include('is already in this installation');
		} finally {
			await other.dropDatabase();
			await other.close();
		}
	});
});
