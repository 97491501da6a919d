import { expect } from 'chai';
import mongoose from 'mongoose';
import { EditionModel, GoalModel, MeasureModel } from '../../backend/concept/edition.model.ts';
import { fillInApprovals, fillInLineage } from '../../backend/concept/new-fields.ts';
import { ProjectModel } from '../../backend/concept/project.model.ts';
import { record } from '../../backend/record/record.service.ts';
import {
	buildEdition,
	buildGoal,
	buildMeasure,
	buildProject,
	freezeEdition,
	REGION_ID,
	useTestRegion
} from '../helpers/concept.ts';

/** Takes fields out of an item and its versions, as if an earlier version of the product had written them. */
async function age(collection: string, fields: readonly string[]): Promise<void> {
	const unset = (prefix: string) => ({ $unset: Object.fromEntries(fields.map((field) => [`${prefix}${field}`, ''])) });
	await mongoose.connection.collection(collection).updateMany({}, unset(''));
	const kind = collection.slice(0, -1);
	await mongoose.connection
		.collection('record_versions')
		.updateMany({ kind }, { ...unset('body.'), $set: { schema: 1 } });
}

describe('A database of before lineage was known', () => {
	useTestRegion();
	let edition: string;
	let measure: string;
	beforeEach(async () => {
		edition = (await buildEdition({ adoption: { date: '2002', text: 'Ratsbeschluss' } }))._id;
		measure = (await buildMeasure(edition))._id;
		await freezeEdition(edition);
		await age('measures', ['origins']);
		await age('editions', ['former', 'adoption.results', 'adoption.sequence', 'adoption.documents']);
	});

	it('is filled in with nothing that anybody said, in one entry a region, and only once', async () => {
		const before = (await record.head(REGION_ID))!.sequence;
		await fillInLineage();
		expect(await MeasureModel.findById(measure).lean()).to.deep.include({
			origins: [],
			title: 'Gewerbegebiet entwickeln'
		});
		const filled = await EditionModel.findById(edition).lean();
		expect(filled).to.include({ former: null, state: 'adopted' });
		expect(filled?.adoption).to.deep.include({ date: '2002', results: [], sequence: null, documents: [] });
		expect((await record.head(REGION_ID))!.sequence).to.equal(before + 1);
		await fillInLineage();
		expect((await record.head(REGION_ID))!.sequence).to.equal(before + 1);
	});

	it('is read as of an earlier entry in the present shape', async () => {
		const { sequence } = (await record.head(REGION_ID))!;
		expect((await record.itemsAt(REGION_ID, 'measure', sequence))[0]).to.deep.include({ origins: [] });
		const [held] = await record.itemsAt(REGION_ID, 'edition', sequence);
		expect(held).to.include({ former: null });
		expect(held?.['adoption']).to.deep.include({ results: [], sequence: null, documents: [] });
	});
});

describe('A database of before councils decided here', () => {
	useTestRegion();
	let project: string;
	beforeEach(async () => {
		const edition = (await buildEdition())._id;
		await buildGoal(edition);
		await buildMeasure(edition);
		project = (await buildProject())._id;
		for (const collection of ['goals', 'measures', 'projects']) await age(collection, ['approval']);
	});

	it('is filled in: nothing was approved by a decision that was taken here, in one entry a region, and only once', async () => {
		const before = (await record.head(REGION_ID))!.sequence;
		for (let time = 1; time <= 2; time += 1) {
			await fillInApprovals();
			expect((await record.head(REGION_ID))!.sequence).to.equal(before + 1);
		}
		for (const items of [
			await GoalModel.find().lean(),
			await MeasureModel.find().lean(),
			await ProjectModel.find().lean()
		])
			expect(items.map(({ approval }) => approval)).to.deep.equal([null]);
		expect((await record.itemsAt(REGION_ID, 'project', before))[0]).to.include({ _id: project, approval: null });
	});
});
