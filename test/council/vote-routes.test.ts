import { expect } from 'chai';
import type { Paper } from '@konzeptstand/contract/paper.ts';
import { newStep } from '@konzeptstand/contract/project.ts';
import { StepModel } from '../../backend/concept/project.model.ts';
import { createStep } from '../../backend/concept/tracking.service.ts';
import { cancelMeeting } from '../../backend/council/meeting.service.ts';
import { DecisionModel } from '../../backend/decision/decision.model.ts';
import { record } from '../../backend/record/record.service.ts';
import { prepareStore } from '../../backend/record/store.ts';
import { useApplication } from '../helpers/application.ts';
import { buildProject, inRegion, REGION_ID } from '../helpers/concept.ts';
import {
	askAs,
	buildBody,
	buildCouncil,
	buildItem,
	buildMeeting,
	openMeeting,
	readAgendaItem
} from '../helpers/council.ts';
import type { Council } from '../helpers/council.ts';
import { useTestDatabase } from '../helpers/database.ts';
import { buildPaper } from '../helpers/decide.ts';

const YES = { cast: ['1', '2', '3'].map((seat) => ({ seat, vote: 'yes' })), text: 'Der Radweg wird gebaut.' };

describe('A vote, noted over the API', () => {
	useTestDatabase();
	const application = useApplication();
	before(prepareStore);
	let council: Council;
	beforeEach(async () => {
		record.forgetHeads();
		council = await buildCouncil();
	});

	async function buildOpenItem(fields: { paper?: string } = {}): Promise<string> {
		const meeting = (await buildMeeting(council.body._id))._id;
		const item = await buildItem(meeting, { type: 'decision', title: 'Radweg', ...fields });
		await openMeeting(meeting);
		return item._id;
	}

	it('is noted once when two note it at the same moment; so is the last result of a joint matter', async () => {
		const manager = await askAs(application.server, 'manager');
		const item = await buildOpenItem();
		const votes = await Promise.all([1, 2, 3].map(() => manager.post(`/agenda-items/${item}/vote`).send(YES)));
		expect(votes.map(({ status }) => status).sort()).to.deep.equal([200, 409, 409]);
		expect(await DecisionModel.countDocuments()).to.equal(1);
		const project = (await buildProject())._id;
		const built = await inRegion((work) => createStep(work, newStep.parse({ project, title: 'Bau' })));
		const step = built._id;
		const elsewhere = await buildBody({ kind: 'deciding' });
		const paper = await buildPaper([{ type: 'step.fix', subject: step }], { body: elsewhere._id });
		const entered = await Promise.all(
			[1, 2, 3].map(() =>
				manager.post(`/papers/${paper._id}/results`).send({ body: paper.body, date: '2026-01-15', result: 'accepted' })
			)
		);
		expect(entered.map(({ status }) => status).sort()).to.deep.equal([201, 409, 409]);
		expect(await StepModel.findById(step).lean()).to.include({ isCouncilStep: true, version: 2 });
		expect(await record.verify(REGION_ID)).to.include({ isIntact: true });
	});

	it('is entered as taken elsewhere by the manager only, and for no body whose meetings are kept here', async () => {
		const [manager, member] = [await askAs(application.server, 'manager'), await askAs(application.server, 'council')];
		const paper = await buildPaper();
		const said = { body: paper.body, date: '2026-01-15', result: 'accepted' };
		const { body: refused } = await member.post(`/papers/${paper._id}/results`).send(said).expect(403);
		expect(refused.code).to.equal('not_permitted');
		const meeting = await buildMeeting(paper.body ?? '');
		const read = async () => (await manager.get(`/papers/${paper._id}`).expect(200)).body as Paper;
		expect((await read()).results.map(({ meetsHere }) => meetsHere)).to.deep.equal([true]);
		const { body: kept } = await manager.post(`/papers/${paper._id}/results`).send(said).expect(409);
		expect(kept.errors[0]).to.include({ field: 'body', code: 'meets_here' });
		expect(await DecisionModel.countDocuments()).to.equal(0);

		await inRegion((work) => cancelMeeting(work, meeting._id, 'Niemand da.'));
		expect((await read()).results.map(({ meetsHere }) => meetsHere)).to.deep.equal([false]);
		await manager.post(`/papers/${paper._id}/results`).send(said).expect(201);
		const { decision } = (await read()).results[0] ?? {};
		await member.post(`/decisions/${decision?.id}/annulment`).send({ reason: 'Irrtum.' }).expect(403);
	});

	it('is the council’s and the manager’s to note, not the planner’s; what is closed is shown to those who may see it', async () => {
		const [planner, member, reader, auditor] = [
			await askAs(application.server, 'planner'),
			await askAs(application.server, 'council'),
			await askAs(application.server, 'reader'),
			await askAs(application.server, 'auditor')
		];
		const paper = await buildPaper([], { isPublic: false, title: 'Grundstück' });
		const item = await buildOpenItem({ paper: paper._id });
		await planner.post(`/agenda-items/${item}/vote`).send(YES).expect(403);
		const voted = await member.post(`/agenda-items/${item}/vote`).send(YES);
		expect(voted.status, voted.text).to.equal(200);
		const { decision } = await readAgendaItem(item);
		for (const path of [
			`/papers/${paper._id}`,
			`/decisions/${String(decision)}`,
			`/decisions/${String(decision)}/uses`
		]) {
			await reader.get(path).expect(404);
			await auditor.get(path).expect(200);
		}
		for (const list of ['/papers', '/decisions']) {
			expect((await reader.get(list).expect(200)).body.total, list).to.equal(0);
			expect((await auditor.get(list).expect(200)).body.total, list).to.equal(1);
		}
	});
});
