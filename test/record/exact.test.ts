import { expect } from 'chai';
import type { Model } from 'mongoose';
import '../../backend/rooms.ts';
import { ProjectModel } from '../../backend/concept/project.model.ts';
import { exactItem, exactPatch } from '../../backend/record/exact.ts';
import { allKinds } from '../../backend/record/record.service.ts';
import type { ItemBase } from '../../backend/record/record.service.ts';
import { RealRegion } from '../helpers/real-region.ts';

describe('The quick way through validation', function () {
	this.timeout(60_000);
	const region = new RealRegion().use();

	/** As Mongoose makes it. */
	async function slowly(model: Model<ItemBase>, fields: object): Promise<ItemBase> {
		const document = new model(fields);
		await document.validate();
		return document.toObject();
	}

	it('makes of every item of the real region exactly what Mongoose makes of it', async () => {
		let quick = 0;
		for (const { kind, model } of allKinds()) {
			for (const item of await model.find({ region: region.id }).lean<ItemBase[]>()) {
				const made = exactItem(model, item);
				if (made === null) continue;
				quick += 1;
				expect(made, `${kind} ${item._id}`).to.deep.equal(await slowly(model, item));
			}
		}
		expect(quick).to.be.above(200);
	});

	it('fills in the same defaults', async () => {
		const fields = { _id: 'x', region: 'r', version: 1, title: 'Radweg', costs: [{ cents: 5 }] };
		expect(exactItem(ProjectModel, fields)).to.deep.equal(
			await slowly(ProjectModel as unknown as Model<ItemBase>, fields)
		);
	});

	it('leaves to Mongoose whatever has to be cast or refused', () => {
		const valid = { _id: 'x', region: 'r', version: 1, title: 'Radweg' };
		const wrong = [
			{ title: '' },
			{ title: null },
			{ title: 5 },
			{ title: 'x'.repeat(501) },
			{ version: 0 },
			{ version: '1' },
			{ nobodyKnows: 1 },
			{ costs: null },
			{ costs: [{ cents: 1.5 }] },
			{ costs: [{ cents: 1, nobodyKnows: 1 }] },
			{ costs: [{}] },
			{ periods: { planned: 'bald', actual: null } },
			{ roles: [{ role: 'king', party: 'x' }] }
		];
		expect(exactItem(ProjectModel, valid)).not.to.equal(null);
		for (const one of wrong) expect(exactItem(ProjectModel, { ...valid, ...one }), JSON.stringify(one)).to.equal(null);
		expect(exactPatch(ProjectModel, { title: 'Brücke' })).to.deep.equal({ title: 'Brücke' });
		expect(exactPatch(ProjectModel, { title: '' })).to.equal(null);
	});
});
