import { expect } from 'chai';
import { newStep } from '@konzeptstand/contract/project.ts';
import type { CouncilOwn } from '@konzeptstand/contract/follow-up.ts';
import { PUBLIC } from '../../backend/accounts/accounts.service.ts';
import { createStep } from '../../backend/concept/tracking.service.ts';
import { ProjectModel } from '../../backend/concept/project.model.ts';
import { BodyModel } from '../../backend/region/region.model.ts';
import type { ActorContext } from '../../backend/foundation/http/route.ts';
import { buildMunicipality, buildProject, buildReport, inRegion, REGION_ID } from '../helpers/concept.ts';
import { SAMPLE_PERSON } from '../helpers/sample-kind.ts';
import {
	buildBody,
	buildDecision,
	buildItem,
	buildMeeting,
	buildPaper,
	buildTask,
	useCouncilRegion
} from '../helpers/follow-up.ts';
import type { CouncilMember } from '../helpers/follow-up.ts';
import { dayFromNow } from '../helpers/rounds.ts';

describe('A council member’s own page', function () {
	this.timeout(20_000);
	const region = useCouncilRegion();
	let mayor: CouncilMember;
	let town = '';
	let other = '';
	beforeEach(async () => {
		town = (await buildMunicipality())._id;
		other = (await buildMunicipality({ key: 'rudolstadt', name: 'Rudolstadt', ags: '16073076' }))._id;
		mayor = await region.join('council', { municipality: town });
	});

	const own = () => mayor.read<CouncilOwn>('/council-own');

	it('says what is to be decided next, and what it costs the own town', async () => {
		const paper = await buildPaper({
			body: region.body,
			costs: [
				{ municipality: town, year: 2027, cents: 1_200_050, note: null },
				{ municipality: town, year: 2028, cents: 300_000, note: null },
				{ municipality: other, year: 2027, cents: 9_900_000, note: null }
			]
		});
		const meeting = (await buildMeeting(region.body, dayFromNow(5)))._id;
		await buildItem(meeting, { title: 'Bericht', position: 1 });
		await buildItem(meeting, { title: 'Gewerbegebiet', type: 'decision', paper: paper._id, position: 2 });
		await buildItem(meeting, { title: 'Satzung', type: 'decision', position: 3 });
		await buildMeeting(region.body, dayFromNow(-5), { state: 'held', number: 'vorbei' });
		const { municipality, upcoming } = await own();
		expect(municipality?.title).to.equal('Saalfeld');
		expect(upcoming).to.have.length(1);
		expect(upcoming[0]?.decisions.map(({ number, title, ownCents }) => [number, title, ownCents])).to.deep.equal([
			[2, 'Gewerbegebiet', 1_500_050],
			[3, 'Satzung', null]
		]);
		expect(upcoming[0]?.decisions[0]?.paper?.totalCents).to.equal(11_400_050);
	});

	it('names joint papers on which the own council has still to decide, and no others', async () => {
		const council = (await buildBody({ name: 'Stadtrat Saalfeld', kind: 'council', municipality: town }))._id;
		await buildBody({ name: 'Stadtrat Rudolstadt', kind: 'council', municipality: other });
		const [open, decided] = [
			await buildPaper({ rule: 'joint', number: '2026/01' }),
			await buildPaper({ rule: 'joint', number: '2026/02' })
		];
		await buildPaper({ body: region.body, number: '2026/03' });
		await buildDecision({ body: council, paper: decided._id });
		const { awaited } = await own();
		expect(awaited.map(({ id }) => id)).to.deep.equal([open._id]);
	});

	it('says what became of decisions: first what is overdue, and nothing that is done', async () => {
		const overdue = await buildDecision({ body: region.body, date: '2025-01-01' });
		await buildTask({ decision: overdue._id, due: dayFromNow(-3) });
		const open = await buildDecision({ body: region.body, date: '2026-01-01' });
		await buildTask({ decision: open._id });
		const done = await buildDecision({ body: region.body });
		await buildTask({ decision: done._id, state: 'done' });
		const { control, controlCounts } = await own();
		expect(control.map(({ decision }) => decision.id)).to.deep.equal([overdue._id, open._id]);
		expect(controlCounts).to.include({ overdue: 1, open: 1, done: 1 });
	});

	it('says what has changed in the concept since the last meeting, the newest first', async () => {
		expect(await own()).to.deep.include({ since: null, changes: [] });
		await buildMeeting(region.body, dayFromNow(-10), { state: 'held' });
		const project = (await buildProject())._id;
		const planner: ActorContext = {
			...PUBLIC,
			kind: 'person',
			id: SAMPLE_PERSON.id,
			memberships: [{ region: REGION_ID, roles: ['planner'], municipality: null, party: null }]
		};
		await buildReport(project, { progress: 30 }, planner);
		await buildReport(project, { progress: 55 }, planner);
		// loaded with the region, it is no news
		await buildReport((await buildProject({ title: 'Freibad' }))._id, { status: 'completed' });
		await inRegion((work) =>
			createStep(work, newStep.parse({ project, title: 'Ausschreibung', planned: dayFromNow(-3) }))
		);
		await inRegion((work) =>
			createStep(work, newStep.parse({ project, title: 'Schon länger', planned: dayFromNow(-30) }))
		);
		const approved = (await buildProject({ title: 'Radweg' }))._id;
		const decision = (await buildDecision({ body: region.body }))._id;
		await inRegion((work) =>
			work.update(ProjectModel, approved, null, { approval: { decision, at: `${dayFromNow(-4)}T12:00:00.000Z` } })
		);
		const { since, changes } = await own();
		expect(since).to.equal(dayFromNow(-10));
		expect(changes.map(({ kind, subject, text }) => [kind, subject.title, text])).to.deep.equal([
			['status', 'Geraer Bahnbogen', 'in Umsetzung, 55\u00a0%'],
			['step-late', 'Geraer Bahnbogen', 'Ausschreibung: 3 Tage nach Plan'],
			['approved', 'Radweg', 'beschlossen']
		]);
	});

	it('counts for the town of the seat that the reader holds, where the membership names none', async () => {
		const member = await region.join('council', { name: 'Gast des Rats' });
		await inRegion((work) =>
			work.update(BodyModel, region.body, null, {
				seats: [
					{
						office: 'Bürgermeisterin',
						municipality: other,
						deputy: null,
						term: null,
						person: null,
						deputyPerson: member.person
					}
				]
			})
		);
		const found = await member.read<CouncilOwn>('/council-own');
		expect(found.municipality?.id).to.equal(other);
	});

	it('is read by somebody of no town as well, without a town’s figures', async () => {
		const auditor = await region.join('auditor');
		const found = await auditor.read<CouncilOwn>('/council-own');
		expect(found).to.deep.include({ municipality: null, awaited: [], upcoming: [] });
	});
});
