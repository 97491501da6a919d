import { expect } from 'chai';
import { record } from '../../backend/record/record.service.ts';
import { prepareStore } from '../../backend/record/store.ts';
import { useTestDatabase } from '../helpers/database.ts';
import { refusalOf } from '../helpers/refusal.ts';
import { SAMPLE_PERSON, SAMPLE_REGION, SampleModel } from '../helpers/sample-kind.ts';
import type { Sample } from '../helpers/sample-kind.ts';

const intent = { region: SAMPLE_REGION, action: 'sample.edit' };
const living = { region: SAMPLE_REGION, withdrawn: null };

describe('Reading as of an entry of the record', () => {
	useTestDatabase();
	before(prepareStore);
	beforeEach(() => {
		record.forgetHeads();
	});

	const create = (fields: Partial<Sample>) =>
		record.change(SAMPLE_PERSON, intent, (work) => work.create(SampleModel, fields));
	const update = (id: string, fields: Partial<Sample>) =>
		record.change(SAMPLE_PERSON, intent, (work) => work.update(SampleModel, id, null, fields));
	const titlesAt = (sequence: number, filter: object = living) =>
		record.readAt(SAMPLE_REGION, sequence, async ({ session }) =>
			(await SampleModel.find(filter).sort({ title: 1 }).session(session).lean<Sample[]>()).map(({ title }) => title)
		);

	it('gives items as they stood then: not yet changed, not yet there, not yet withdrawn', async () => {
		const one = await create({ title: 'Radweg', code: 'R 1' });
		await update(one._id, { title: 'Radweg an der Saale' });
		const two = await create({ title: 'Brücke' });
		await record.change(SAMPLE_PERSON, intent, (work) => work.withdraw(SampleModel, one._id, null, 'doppelt'));
		await update(two._id, { amount: 5 });
		expect(await titlesAt(1)).to.deep.equal(['Radweg']);
		expect(await titlesAt(2)).to.deep.equal(['Radweg an der Saale']);
		expect(await titlesAt(3)).to.deep.equal(['Brücke', 'Radweg an der Saale']);
		expect(await titlesAt(4)).to.deep.equal(['Brücke']);
		expect(await titlesAt(3, { ...living, code: 'R 1' })).to.deep.equal(['Radweg an der Saale']);
		expect(await titlesAt(3, { $or: [{ _id: two._id }, { key: two._id }] })).to.deep.equal(['Brücke']);
		expect(await titlesAt(5, { ...living, amount: { $gt: 4 } })).to.deep.equal(['Brücke']);
	});

	it('says which entry it is, and answers every kind of question from then', async () => {
		const { _id } = await create({ title: 'Radweg' });
		const first = await record.head(SAMPLE_REGION);
		await update(_id, { title: 'Anders' });
		await create({ title: 'Brücke' });
		await record.readAt(SAMPLE_REGION, 1, async ({ session, head }) => {
			expect(head).to.deep.equal(first);
			expect(await SampleModel.findById(_id).session(session).lean()).to.include({ title: 'Radweg', version: 1 });
			expect(await SampleModel.findOne({ title: 'Anders' }).session(session).lean()).to.equal(null);
			expect(await SampleModel.exists({ title: 'Brücke' }).session(session)).to.equal(null);
			expect(await SampleModel.countDocuments(living).session(session)).to.equal(1);
			const refusals = [
				await SampleModel.distinct('title')
					.session(session)
					.catch((error: Error) => error.message),
				await SampleModel.aggregate([])
					.session(session)
					.catch((error: Error) => error.message)
			];
			for (const refusal of refusals) expect(refusal).to.match(/cannot be asked like this/);
		});
		expect(await SampleModel.findById(_id).lean()).to.include({ title: 'Anders' });
	});

	it('gives personal values as they were, and nothing where they were erased', async () => {
		const seats = (name: string | null): Sample['seats'] => [{ office: 'Vorsitz', name }];
		const { _id } = await create({ title: 'Sitzung', email: 'eins@example.org', seats: seats('Erste Person') });
		await update(_id, { seats: seats('Zweite Person') });
		const at = (sequence: number) =>
			record.readAt(SAMPLE_REGION, sequence, ({ session }) =>
				SampleModel.findById(_id).session(session).lean<Sample>()
			);
		expect(await at(1)).to.deep.include({ email: 'eins@example.org', seats: seats('Erste Person') });
		expect(await at(2)).to.deep.include({ email: 'eins@example.org', seats: seats('Zweite Person') });
		await update(_id, { email: null, seats: seats(null) });
		await record.eraseDisclosures(SAMPLE_REGION, _id);
		expect(await at(1)).to.deep.include({ email: null, seats: seats(null) });
	});

	it('is refused for an entry that the chain has not', async () => {
		await create({ title: 'Radweg' });
		expect(await refusalOf(titlesAt(2))).to.equal('not_found sequence:not_found');
	});
});
