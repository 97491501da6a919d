import { expect } from 'chai';
import mongoose from 'mongoose';
import { sealEntry, rootOf } from '../../backend/record/entry.ts';
import { record } from '../../backend/record/record.service.ts';
import { prepareStore, store } from '../../backend/record/store.ts';
import type { EntryRow } from '../../backend/record/store.ts';
import { useTestDatabase } from '../helpers/database.ts';
import { SAMPLE_PERSON, SAMPLE_REGION, SampleModel } from '../helpers/sample-kind.ts';

const intent = { region: SAMPLE_REGION, action: 'sample.edit' };
const items = () =>
	mongoose.connection.collection<{
		_id: string;
		title: string;
		version: number;
		email: string | null;
		seats: unknown[];
	}>('sample_items');
const entryAt = async (sequence: number): Promise<EntryRow> =>
	(await store.entries().findOne({ sequence })) ?? expect.fail('no entry');

/** Five entries: three items made, the first changed, the second withdrawn. */
async function fill(): Promise<string[]> {
	const ids: string[] = [];
	for (const title of ['eins', 'zwei', 'drei']) {
		const made = await record.change(SAMPLE_PERSON, intent, (work) =>
			work.create(SampleModel, { title, email: `${title}@example.org`, seats: [{ office: 'Vorsitz', name: title }] })
		);
		ids.push(made._id);
	}
	await record.change(SAMPLE_PERSON, intent, (work) => work.update(SampleModel, ids[0] ?? '', 1, { amount: 5 }));
	await record.change(SAMPLE_PERSON, intent, (work) => work.withdraw(SampleModel, ids[1] ?? '', 1, 'doppelt erfasst'));
	return ids;
}

/** Every way of tampering that the issue asks for, with what must be named. */
const TAMPERINGS: readonly {
	how: string;
	code: string;
	sequence: number | null;
	tamper: (ids: string[]) => Promise<unknown>;
}[] = [
	{
		how: 'an entry’s action changed',
		code: 'entry_altered',
		sequence: 2,
		tamper: () => store.entries().updateOne({ sequence: 2 }, { $set: { action: 'sample.other' } })
	},
	{
		how: 'an entry’s actor changed',
		code: 'entry_altered',
		sequence: 3,
		tamper: () => store.entries().updateOne({ sequence: 3 }, { $set: { 'actor.id': 'x' } })
	},
	{
		how: 'an entry’s time changed',
		code: 'entry_altered',
		sequence: 4,
		tamper: () => store.entries().updateOne({ sequence: 4 }, { $set: { at: '2020-01-01T00:00:00.000Z' } })
	},
	{
		how: 'an entry changed and sealed anew',
		code: 'chain_broken',
		sequence: 4,
		tamper: async () => {
			const { _id, hash, format, ...rest } = await entryAt(3);
			void [_id, hash, format];
			const forged = sealEntry({ ...rest, action: 'sample.forged' });
			await store.entries().replaceOne({ sequence: 3 }, forged);
		}
	},
	{
		how: 'an entry removed from the middle',
		code: 'entry_missing',
		sequence: 3,
		tamper: () => store.entries().deleteOne({ sequence: 3 })
	},
	{
		how: 'the first entry removed',
		code: 'entry_missing',
		sequence: 1,
		tamper: () => store.entries().deleteOne({ sequence: 1 })
	},
	{
		how: 'the end cut off, the head left',
		code: 'entry_missing',
		sequence: 5,
		tamper: () =>
			Promise.all([store.entries().deleteOne({ sequence: 5 }), store.versions().deleteMany({ sequence: 5 })])
	},
	{
		how: 'two entries swapped',
		code: 'entry_altered',
		sequence: 2,
		tamper: async () => {
			const [second, third] = [await entryAt(2), await entryAt(3)];
			await store.entries().deleteMany({ sequence: { $in: [2, 3] } });
			await store.entries().insertMany([
				{ ...third, _id: second._id, sequence: 2 },
				{ ...second, _id: third._id, sequence: 3 }
			]);
		}
	},
	{
		how: 'an entry inserted at the end',
		code: 'head_mismatch',
		sequence: 6,
		tamper: async () => {
			const last = await entryAt(5);
			const { _id, hash, format, ...rest } = last;
			void [_id, hash, format];
			await store
				.entries()
				.insertOne(sealEntry({ ...rest, sequence: 6, changes: 0, root: rootOf([]), previous: last.hash }));
		}
	},
	{
		how: 'a version row’s body changed',
		code: 'versions_altered',
		sequence: 1,
		tamper: () => store.versions().updateOne({ sequence: 1 }, { $set: { 'body.title': 'anders' } })
	},
	{
		how: 'a version row removed',
		code: 'versions_altered',
		sequence: 4,
		tamper: () => store.versions().deleteOne({ sequence: 4 })
	},
	{
		how: 'a version row inserted',
		code: 'versions_altered',
		sequence: 2,
		tamper: async () => {
			const row = (await store.versions().findOne({ sequence: 2 })) ?? expect.fail('no row');
			await store.versions().insertOne({ ...row, _id: `${row.region}/2/1`, index: 1, item: 'y' });
		}
	},
	{
		how: 'an item changed beside the record',
		code: 'item_altered',
		sequence: 4,
		tamper: (ids) => items().updateOne({ _id: ids[0] ?? '' }, { $set: { title: 'heimlich' } })
	},
	{
		how: 'an item’s personal value changed beside the record',
		code: 'item_altered',
		sequence: 3,
		tamper: (ids) => items().updateOne({ _id: ids[2] ?? '' }, { $set: { email: 'x@example.org' } })
	},
	{
		how: 'a name within an item changed beside the record',
		code: 'item_altered',
		sequence: 3,
		tamper: (ids) => items().updateOne({ _id: ids[2] ?? '' }, { $set: { 'seats.0.name': 'Jemand anderes' } })
	},
	{
		how: 'an item removed beside the record',
		code: 'item_missing',
		sequence: 3,
		tamper: (ids) => items().deleteOne({ _id: ids[2] ?? '' })
	},
	{
		how: 'an item inserted beside the record',
		code: 'item_without_entry',
		sequence: null,
		tamper: async (ids) => {
			const item = (await items().findOne({ _id: ids[0] ?? '' })) ?? expect.fail('no item');
			await items().insertOne({ ...item, _id: 'heimlich', title: 'neu' });
		}
	},
	{
		how: 'an item’s field put back by hand',
		code: 'item_altered',
		sequence: 5,
		tamper: (ids) => items().updateOne({ _id: ids[1] ?? '' }, { $set: { withdrawn: null } as never })
	},
	{
		how: 'a disclosure rewritten',
		code: 'disclosure_altered',
		sequence: null,
		tamper: () => store.disclosures().updateOne({ value: 'drei@example.org' }, { $set: { value: 'y@example.org' } })
	},
	{
		how: 'the head rewritten',
		code: 'head_mismatch',
		sequence: 5,
		tamper: () => store.heads().updateOne({ _id: SAMPLE_REGION }, { $set: { hash: '0'.repeat(64) } })
	},
	{
		how: 'the head removed',
		code: 'head_mismatch',
		sequence: 5,
		tamper: () => store.heads().deleteOne({ _id: SAMPLE_REGION })
	}
];

describe('Verification of the record', () => {
	useTestDatabase();
	before(prepareStore);
	beforeEach(() => {
		record.forgetHeads();
	});

	it('finds an untouched record intact and says how much it read', async () => {
		await fill();
		expect(await record.verify(SAMPLE_REGION)).to.deep.include({
			isIntact: true,
			entries: 5,
			versions: 5,
			broken: null
		});
	});

	it('finds an empty record intact', async () => {
		expect(await record.verify(SAMPLE_REGION)).to.deep.include({ isIntact: true, entries: 0, head: null });
	});

	for (const { how, code, sequence, tamper } of TAMPERINGS) {
		it(`names the first broken place: ${how}`, async () => {
			await tamper(await fill());
			const { isIntact, broken } = await record.verify(SAMPLE_REGION);
			expect(isIntact).to.equal(false);
			expect(broken).to.include({ code, sequence });
		});
	}

	it('finds, with a head kept elsewhere, that the end was cut off together with its head', async () => {
		const ids = await fill();
		const known = await record.head(SAMPLE_REGION);
		const fourth = await entryAt(4);
		await store.entries().deleteOne({ sequence: 5 });
		await store.versions().deleteMany({ sequence: 5 });
		await store.heads().updateOne({ _id: SAMPLE_REGION }, { $set: { sequence: 4, hash: fourth.hash, at: fourth.at } });
		await items().updateOne({ _id: ids[1] ?? '' }, { $set: { withdrawn: null, version: 1 } as never });
		expect((await record.verify(SAMPLE_REGION)).isIntact, 'without a known head nobody can tell').to.equal(true);
		const { broken } = await record.verify(SAMPLE_REGION, known ?? undefined);
		expect(broken).to.include({ code: 'known_head_missing', sequence: 5 });
	});
});
