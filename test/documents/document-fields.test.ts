import { expect } from 'chai';
import mongoose from 'mongoose';
import { DocumentModel } from '../../backend/documents/document.model.ts';
import { fillInAudience } from '../../backend/documents/new-fields.ts';
import { record } from '../../backend/record/record.service.ts';
import { prepareStore } from '../../backend/record/store.ts';
import { HOME } from '../helpers/accounts.ts';
import { useTestDatabase } from '../helpers/database.ts';
import { furnishRegion } from '../helpers/furnished-region.ts';

const FIELDS = ['meeting', 'paper', 'body', 'audience'];

describe('A document that was kept before there were any of the council', function () {
	this.timeout(20_000);
	useTestDatabase();
	before(prepareStore);
	let document: string;
	beforeEach(async () => {
		record.forgetHeads();
		document = (await furnishRegion(HOME.id, HOME.key)).of.documents;
		const unset = (prefix: string) => ({ $unset: Object.fromEntries(FIELDS.map((name) => [prefix + name, ''])) });
		await mongoose.connection.collection('documents').updateMany({}, unset(''));
		const versions = mongoose.connection.collection('record_versions');
		await versions.updateMany({ kind: 'document' }, { ...unset('body.'), $set: { schema: 1 } });
	});

	it('is filled in as one that is for everybody, once', async () => {
		await fillInAudience();
		const filled = await DocumentModel.findById(document).lean();
		expect(filled).to.include({ meeting: null, paper: null, body: null, audience: null, version: 2 });
		await fillInAudience();
		expect(await DocumentModel.findById(document).lean()).to.include({ version: 2 });
	});

	it('is read as of an earlier entry in the present shape', async () => {
		const { sequence } = (await record.head(HOME.id))!;
		const [held] = await record.itemsAt(HOME.id, 'document', sequence);
		expect(held).to.include({ meeting: null, paper: null, body: null, audience: null });
	});
});
