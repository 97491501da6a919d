import { expect } from 'chai';
import mongoose from 'mongoose';
import '../../backend/rooms.ts';
import { allKinds } from '../../backend/record/record.service.ts';
import type { ItemBase } from '../../backend/record/record.service.ts';
import { useTestDatabase } from '../helpers/database.ts';

/** Every model of the product that is no recorded kind would be a second door; there is none. */
const OUTSIDE_THE_RECORD: readonly string[] = [];

type Write = (model: mongoose.Model<ItemBase>, id: string) => Promise<unknown>;

/** Every way of writing that a Mongoose model has. */
const WRITES: Record<string, Write> = {
	save: (model) => new model({ _id: 'x', region: 'x', version: 1 }).save({ validateBeforeSave: false }),
	'save of a read document': async (model, id) => {
		const document = model.hydrate({
			_id: id,
			region: 'x',
			version: 1
		}) as unknown as mongoose.HydratedDocument<ItemBase>;
		document.version = 2;
		return document.save({ validateBeforeSave: false });
	},
	create: (model) => model.create({ _id: 'x' } as never),
	insertOne: (model) => model.insertOne({ _id: 'x' } as never),
	insertMany: (model) => model.insertMany([{ _id: 'x' }] as never),
	bulkSave: (model) => model.bulkSave([new model({ _id: 'x' })]),
	bulkWrite: (model) => model.bulkWrite([{ insertOne: { document: { _id: 'x' } as never } }]),
	updateOne: (model, id) => model.updateOne({ _id: id }, { version: 2 } as never).exec(),
	updateMany: (model) => model.updateMany({}, { version: 2 } as never).exec(),
	replaceOne: (model, id) => model.replaceOne({ _id: id }, { _id: id } as never).exec(),
	findOneAndUpdate: (model, id) => model.findOneAndUpdate({ _id: id }, { version: 2 } as never).exec(),
	findByIdAndUpdate: (model, id) => model.findByIdAndUpdate(id, { version: 2 } as never).exec(),
	findOneAndReplace: (model, id) => model.findOneAndReplace({ _id: id }, { _id: id } as never).exec(),
	findOneAndDelete: (model, id) => model.findOneAndDelete({ _id: id }).exec(),
	findByIdAndDelete: (model, id) => model.findByIdAndDelete(id).exec(),
	deleteOne: (model, id) => model.deleteOne({ _id: id }).exec(),
	'deleteOne of a document': (model, id) =>
		(model.hydrate({ _id: id }) as unknown as mongoose.HydratedDocument<ItemBase>).deleteOne().exec(),
	'updateOne of a document': (model, id) =>
		(model.hydrate({ _id: id }) as unknown as mongoose.HydratedDocument<ItemBase>).updateOne({ version: 2 }).exec(),
	deleteMany: (model) => model.deleteMany({}).exec()
};

describe('No way round the record', () => {
	useTestDatabase();

	it('has no model that is not a recorded kind', () => {
		const recorded = new Set(allKinds().map((kind) => kind.model.modelName));
		const others = Object.keys(mongoose.models).filter((name) => !recorded.has(name));
		expect(others).to.deep.equal(OUTSIDE_THE_RECORD);
		expect(recorded.size).to.be.greaterThan(15);
	});

	it('begins every index with the region, so that the data can be sharded by it', () => {
		for (const { kind, model } of allKinds()) {
			for (const [fields] of model.schema.indexes()) expect(Object.keys(fields)[0], kind).to.equal('region');
		}
	});

	it('refuses every unknown field', () => {
		for (const { kind, model } of allKinds()) {
			expect(model.schema.get('strict'), kind).to.equal('throw');
			expect(() => new model({ nobodyKnows: 1 }), kind).to.throw(/nobodyKnows/);
		}
	});

	for (const [name, write] of Object.entries(WRITES)) {
		it(`refuses ${name} on every model`, async () => {
			for (const { kind, model } of allKinds()) {
				const outcome = await write(model as mongoose.Model<ItemBase>, 'x').then(
					() => 'written',
					(error: unknown) => (error as Error).message
				);
				expect(outcome, kind).to.contain('record.change only');
				expect(await model.countDocuments(), kind).to.equal(0);
			}
		});
	}
});
