import { expect } from 'chai';
import mongoose from 'mongoose';
import { newDecision } from '@konzeptstand/contract/decision.ts';
import { MeetingModel } from '../../backend/council/meeting.model.ts';
import { fillInCouncil, fillInMeetingTimes } from '../../backend/council/new-fields.ts';
import { DecisionModel } from '../../backend/decision/decision.model.ts';
import { createDecision } from '../../backend/decision/decision.service.ts';
import { record } from '../../backend/record/record.service.ts';
import { prepareStore } from '../../backend/record/store.ts';
import { BodyModel, RegionModel } from '../../backend/region/region.model.ts';
import { inRegion, REGION_ID } from '../helpers/concept.ts';
import { buildCouncil, buildMeeting } from '../helpers/council.ts';
import { useTestDatabase } from '../helpers/database.ts';

/** Takes fields out of items and their versions, as if an earlier version of the product had written them. */
async function age(collection: string, kind: string, fields: readonly string[]): Promise<void> {
	const unset = (prefix: string) => ({ $unset: Object.fromEntries(fields.map((field) => [`${prefix}${field}`, ''])) });
	await mongoose.connection.collection(collection).updateMany({}, unset(''));
	const versions = mongoose.connection.collection('record_versions');
	await versions.updateMany({ kind }, { ...unset('body.'), $set: { schema: 1 } });
}

describe('A database of before there were meetings', () => {
	useTestDatabase();
	before(prepareStore);
	beforeEach(async () => {
		record.forgetHeads();
		await buildCouncil();
		await inRegion((work) => createDecision(work, newDecision.parse({ authority: 'Rat', title: 'Beschluss' })));
		await age('regions', 'region', ['publishesMeetings']);
		const seats = ['seats.$[].person', 'seats.$[].deputyPerson'];
		await age('bodies', 'body', ['rhythmWeeks', 'votingRule', 'quorum', ...seats]);
		await age('decisions', 'decision', ['isPublic', 'paper', 'meeting', 'agendaItem', 'votes', 'effect']);
	});

	it('publishes nothing, keeps its decisions public, and sets nothing in motion; in one entry, and only once', async () => {
		const before = (await record.head(REGION_ID))!.sequence;
		await fillInCouncil();
		expect(await RegionModel.findOne().lean()).to.include({ publishesMeetings: false });
		const body = await BodyModel.findOne().lean();
		expect(body).to.include({ votingRule: null, quorum: null, rhythmWeeks: null });
		expect(body?.seats[0]).to.include({ person: null, deputyPerson: null, deputy: 'Beigeordneter' });
		const decision = await DecisionModel.findOne().lean();
		expect(decision).to.include({ isPublic: true, paper: null, title: 'Beschluss' });
		expect(decision?.effect).to.deep.equal({ state: 'none', at: null, reason: null });
		expect((await record.head(REGION_ID))!.sequence).to.equal(before + 1);
		await fillInCouncil();
		expect((await record.head(REGION_ID))!.sequence).to.equal(before + 1);
	});

	it('is read as of an earlier entry in the present shape', async () => {
		const { sequence } = (await record.head(REGION_ID))!;
		expect((await record.itemsAt(REGION_ID, 'region', sequence))[0]).to.include({ publishesMeetings: false });
		expect((await record.itemsAt(REGION_ID, 'decision', sequence))[0]).to.include({ isPublic: true });
	});
});

describe('A database of before minutes said from when until when was met', () => {
	useTestDatabase();
	before(prepareStore);
	beforeEach(async () => {
		record.forgetHeads();
		await buildMeeting((await buildCouncil()).body._id);
		await age('meetings', 'meeting', ['minutes.from', 'minutes.until']);
	});

	it('does not know the hours of its meetings; in one entry, and only once', async () => {
		const { sequence } = (await record.head(REGION_ID))!;
		const unknown = { from: null, until: null, opening: null, closing: null, writer: null };
		expect((await record.itemsAt(REGION_ID, 'meeting', sequence))[0]?.['minutes']).to.deep.equal(unknown);
		await fillInMeetingTimes();
		expect((await MeetingModel.findOne().lean())?.minutes).to.deep.equal(unknown);
		await fillInMeetingTimes();
		expect((await record.head(REGION_ID))!.sequence).to.equal(sequence + 1);
	});
});
