import { expect } from 'chai';
import mongoose from 'mongoose';
import { setClock } from '../../backend/foundation/clock.ts';
import { ApplicationError } from '../../backend/foundation/errors.ts';
import { findEntries } from '../../backend/record/entries.ts';
import { record } from '../../backend/record/record.service.ts';
import { prepareStore, store } from '../../backend/record/store.ts';
import { useTestDatabase } from '../helpers/database.ts';
import { SAMPLE_PERSON, SAMPLE_REGION, SampleModel } from '../helpers/sample-kind.ts';
import type { Sample } from '../helpers/sample-kind.ts';

const intent = { region: SAMPLE_REGION, action: 'sample.edit' };

async function refusal(promise: Promise<unknown>): Promise<ApplicationError> {
	try {
		await promise;
	} catch (error) {
		expect(error).to.be.instanceOf(ApplicationError);
		return error as ApplicationError;
	}
	throw new Error('It was not refused.');
}

const createSample = (fields: Partial<Sample> = {}) =>
	record.change(SAMPLE_PERSON, intent, (work) => work.create(SampleModel, { title: 'Radweg', ...fields }));

/** Everything that a change may leave behind, to show that a refused one left nothing. */
async function everything(): Promise<unknown[]> {
	const names = [
		'record_heads',
		'record_entries',
		'record_versions',
		'record_disclosures',
		'record_outbox',
		'sample_items'
	];
	return Promise.all(names.map((name) => mongoose.connection.collection(name).find().sort({ _id: 1 }).toArray()));
}

describe('The record’s one door', () => {
	useTestDatabase();
	before(prepareStore);
	beforeEach(() => {
		record.forgetHeads();
	});
	afterEach(() => {
		setClock();
	});

	it('writes the item, its version and the entry together', async () => {
		const item = await createSample({ code: 'R 1' });
		const changed = await record.change(SAMPLE_PERSON, intent, (work) =>
			work.update(SampleModel, item._id, 1, { amount: 12 })
		);
		expect(changed.version).to.equal(2);
		const { total, rows } = await findEntries(SAMPLE_REGION, { limit: 10, offset: 0, maySeeClosed: true });
		expect(total).to.equal(2);
		expect(rows[0]?.changes[0]?.fields).to.deep.equal([{ field: 'amount', before: null, after: 12 }]);
		expect(rows[0]?.previous).to.equal(rows[1]?.hash);
		expect(await SampleModel.findById(item._id).lean()).to.include({ amount: 12, version: 2 });
	});

	it('writes nothing when the action throws', async () => {
		await createSample();
		const before = await everything();
		await record
			.change(SAMPLE_PERSON, intent, async (work) => {
				await work.create(SampleModel, { title: 'Brücke' });
				throw new Error('no');
			})
			.catch(() => undefined);
		expect(await everything()).to.deep.equal(before);
	});

	it('leaves nothing behind when it fails between any two of its writes', async () => {
		await createSample({ email: 'a@example.org' });
		const before = await everything();
		const prototype = mongoose.mongo.Collection.prototype as unknown as Record<
			string,
			(...parameters: unknown[]) => Promise<unknown>
		>;
		const methods = ['replaceOne', 'bulkWrite', 'insertOne'];
		// insertMany writes through bulkWrite.
		const originals = Object.fromEntries(methods.map((name) => [name, prototype[name]]));
		let reached = 0;
		for (let failAt = 1; ; failAt += 1) {
			let writes = 0;
			for (const name of methods) {
				prototype[name] = async function (this: unknown, ...parameters: unknown[]) {
					const result = await originals[name]?.apply(this, parameters);
					writes += 1;
					if (writes === failAt) throw new Error('the line is cut');
					return result;
				};
			}
			let isDone = true;
			try {
				await record.change(SAMPLE_PERSON, { ...intent, reason: 'weil' }, async (work) => {
					await work.create(SampleModel, { title: 'Brücke', email: 'b@example.org' });
					work.enqueue({ type: 'test', payload: {} });
				});
			} catch (error) {
				expect((error as Error).message).to.equal('the line is cut');
				isDone = false;
			} finally {
				Object.assign(prototype, originals);
			}
			if (isDone) break;
			expect(await everything(), `after write ${String(failAt)}`).to.deep.equal(before);
			reached += 1;
		}
		expect(reached, 'head, item, version, entry, disclosures, outbox').to.equal(6);
	});

	it('makes no version and no entry of what stands there already', async () => {
		const item = await createSample({ amount: 12 });
		for (const patch of [{}, { amount: 12, title: item.title }]) {
			const same = await record.change(SAMPLE_PERSON, intent, (work) => work.update(SampleModel, item._id, 1, patch));
			expect(same.version).to.equal(1);
		}
		expect((await findEntries(SAMPLE_REGION, { limit: 10, offset: 0, maySeeClosed: true })).total).to.equal(1);
	});

	it('refuses a change of a version that is no longer the current one, and shows the current item', async () => {
		const item = await createSample();
		await record.change(SAMPLE_PERSON, intent, (work) =>
			work.update(SampleModel, item._id, 1, { title: 'Radweg Nord' })
		);
		const error = await refusal(
			record.change(SAMPLE_PERSON, intent, (work) => work.update(SampleModel, item._id, 1, { title: 'Radweg Süd' }))
		);
		expect(error.code).to.equal('version_conflict');
		expect(error.currentVersion).to.equal(2);
		expect(error.current).to.include({ title: 'Radweg Nord' });
	});

	it('names the field of a value that is taken already', async () => {
		await createSample({ code: 'R 1' });
		const error = await refusal(createSample({ code: 'R 1' }));
		expect(error.code).to.equal('duplicate');
		expect(error.errors[0]?.field).to.equal('code');
	});

	it('refuses what the schema does not know or allow', async () => {
		const unknown = record.change(SAMPLE_PERSON, intent, (work) =>
			work.create(SampleModel, { title: 'x', $where: 1 } as never)
		);
		await unknown.then(
			() => expect.fail('an unknown field was taken'),
			(error: unknown) => expect((error as Error).name).to.match(/Strict|Application/)
		);
		expect((await refusal(createSample({ title: 'x'.repeat(101) }))).errors[0]?.field).to.equal('title');
		expect(await store.entries().countDocuments()).to.equal(0);
	});

	it('validates what changes as strictly as what is new', async () => {
		const item = await createSample();
		const update = (patch: object) =>
			record.change(SAMPLE_PERSON, intent, (work) => work.update(SampleModel, item._id, null, patch));
		expect((await refusal(update({ title: 'x'.repeat(101) }))).errors[0]?.field).to.equal('title');
		expect((await refusal(update({ sources: [{ address: 'ohne Titel' }] }))).errors[0]?.field).to.match(/^sources/);
		expect((await refusal(update({ title: null }))).errors[0]?.field).to.equal('title');
	});

	it('validates what changes as strictly as what is new', async () => {
		const item = await createSample();
		const update = (patch: object) =>
			record.change(SAMPLE_PERSON, intent, (work) => work.update(SampleModel, item._id, null, patch));
		expect((await refusal(update({ title: 'x'.repeat(101) }))).errors[0]?.field).to.equal('title');
		expect((await refusal(update({ sources: [{ address: 'ohne Titel' }] }))).errors[0]?.field).to.match(/^sources/);
		expect((await refusal(update({ title: null }))).errors[0]?.field).to.equal('title');
	});

	it('does not see an item of another region', async () => {
		const item = await createSample();
		const elsewhere = { ...intent, region: '01890000-0000-7000-8000-000000000002' };
		const error = await refusal(
			record.change(SAMPLE_PERSON, elsewhere, (work) => work.update(SampleModel, item._id, null, { title: 'y' }))
		);
		expect(error.code).to.equal('not_found');
	});

	it('throws when one change is opened inside another', async () => {
		const nested = record.change(SAMPLE_PERSON, intent, () => createSample());
		await nested.then(
			() => expect.fail('it was let in'),
			(error: unknown) => expect((error as Error).message).to.match(/inside record.change/)
		);
	});

	it('leaves no entry for a change that does nothing', async () => {
		await record.change(SAMPLE_PERSON, intent, () => Promise.resolve());
		expect(await store.entries().countDocuments()).to.equal(0);
	});

	it('never lets time run backwards in a chain', async () => {
		setClock(() => new Date('2026-05-02T10:00:00Z'));
		await createSample();
		setClock(() => new Date('2026-05-02T09:00:00Z'));
		await createSample();
		const entries = await store.entries().find().sort({ sequence: 1 }).toArray();
		expect(entries.map((entry) => entry.at)).to.deep.equal(['2026-05-02T10:00:00.000Z', '2026-05-02T10:00:00.000Z']);
		expect((await record.verify(SAMPLE_REGION)).isIntact).to.equal(true);
	});

	it('loses nothing when twenty write at once, and keeps the chain whole', async () => {
		await Promise.all(Array.from({ length: 20 }, (_, index) => createSample({ title: `Projekt ${String(index)}` })));
		expect(await SampleModel.countDocuments()).to.equal(20);
		expect(await record.verify(SAMPLE_REGION)).to.include({ isIntact: true, entries: 20, versions: 20 });
	});

	it('begins anew when another process has moved the head meanwhile', async () => {
		await createSample();
		let runs = 0;
		await record.change(SAMPLE_PERSON, intent, async (work) => {
			runs += 1;
			if (runs === 1) {
				const head = await store.heads().findOne({ _id: SAMPLE_REGION });
				await store.heads().updateOne({ _id: SAMPLE_REGION }, { $set: { sequence: (head?.sequence ?? 0) + 5 } });
			}
			await work.create(SampleModel, { title: 'noch einmal' });
		});
		expect(runs).to.equal(2);
		expect(await SampleModel.countDocuments({ title: 'noch einmal' })).to.equal(1);
	});

	it('hands over its job exactly when it is written', async () => {
		await record.change(SAMPLE_PERSON, intent, async (work) => {
			await work.create(SampleModel, { title: 'mit Auftrag' });
			work.enqueue({ type: 'document.make', payload: { edition: 'x' } });
		});
		expect(await store.outbox().find().toArray()).to.have.length(1);
	});

	it('keeps personal values and typed reasons out of the chain, and lets them be erased without breaking it', async () => {
		const item = await record.change(SAMPLE_PERSON, { ...intent, reason: 'auf Wunsch von Frau Muster' }, (work) =>
			work.create(SampleModel, {
				...{ title: 'Person', email: 'muster@example.org' },
				seats: [
					{ office: 'Vorsitz', name: 'Erika Muster' },
					{ office: 'Beisitz', name: null }
				]
			})
		);
		const chain = JSON.stringify([await store.entries().find().toArray(), await store.versions().find().toArray()]);
		expect(chain).not.to.contain('muster@example.org').and.not.to.contain('Muster');
		expect(chain, 'what is not personal').to.contain('Vorsitz');
		expect((await record.verify(SAMPLE_REGION)).isIntact).to.equal(true);

		await record.change(SAMPLE_PERSON, intent, (work) =>
			work.update(SampleModel, item._id, null, {
				email: null,
				seats: item.seats.map((seat) => ({ ...seat, name: null }))
			})
		);
		await record.eraseDisclosures(SAMPLE_REGION, item._id);
		const kept = JSON.stringify(await store.disclosures().find().toArray());
		expect(kept).not.to.contain('muster@example.org').and.not.to.contain('Erika');
		expect((await record.verify(SAMPLE_REGION)).isIntact).to.equal(true);
	});

	it('shows what the record held at an earlier time', async () => {
		const item = await createSample();
		await record.change(SAMPLE_PERSON, intent, (work) => work.update(SampleModel, item._id, 1, { title: 'später' }));
		expect((await record.itemsAt(SAMPLE_REGION, 'sample', 1))[0]?.['title']).to.equal('Radweg');
		expect((await record.itemsAt(SAMPLE_REGION, 'sample', 2))[0]?.['title']).to.equal('später');
	});
});
