import { expect } from 'chai';
import { SYSTEM_CONTEXT } from '../../backend/accounts/accounts.service.ts';
import { ProjectModel, StatusReportModel } from '../../backend/concept/project.model.ts';
import type { ProjectItem, StatusReportItem } from '../../backend/concept/project.model.ts';
import { readProject } from '../../backend/concept/project-page.service.ts';
import { reportStatus } from '../../backend/concept/status-report.service.ts';
import { setClock } from '../../backend/foundation/clock.ts';
import type { ActorContext } from '../../backend/foundation/http/route.ts';
import { record } from '../../backend/record/record.service.ts';
import { withdrawLiving } from '../../backend/region/living.service.ts';
import { newStatusReport } from '@konzeptstand/contract/project.ts';
import type { Role } from '@konzeptstand/contract/account.ts';
import { addMembership } from '../helpers/accounts.ts';
import {
	buildMunicipality,
	buildParty,
	buildProject,
	buildReport,
	inRegion,
	REGION_ID,
	useTestRegion
} from '../helpers/concept.ts';
import { refusalOf } from '../helpers/refusal.ts';

const PERSON = '01890000-0000-7000-8000-0000000000aa';
const DAY = '2026-06-15';
const readProjectItem = async (id: string) =>
	(await ProjectModel.findById(id).lean<ProjectItem>()) ?? expect.fail('no project');
const page = (id: string) =>
	record.read(REGION_ID, (snapshot) => readProject(REGION_ID, id, snapshot, SYSTEM_CONTEXT, DAY));

/** Somebody of the region, as a request would bring them. */
const person = (roles: Role[], part: { municipality?: string; party?: string } = {}): ActorContext => ({
	kind: 'person',
	id: PERSON,
	name: 'Beispiel Rathaus',
	isAdministrator: false,
	memberships: [{ region: REGION_ID, roles, municipality: part.municipality ?? null, party: part.party ?? null }]
});
const reportAs = (actor: ActorContext, project: string, fields: object = {}) =>
	inRegion((work) => reportStatus(work, actor, newStatusReport.parse({ project, status: 'running', ...fields })));

describe('A project', () => {
	useTestRegion();
	afterEach(() => setClock());

	describe('is told by status reports', () => {
		it('that are added, the latest of them telling the status', async () => {
			const project = await buildProject();
			await buildReport(project._id, { status: 'running', progress: 40, asOf: '2026-03' });
			await buildReport(project._id, { status: 'planned', asOf: '2024' });
			expect((await readProjectItem(project._id)).current).to.include({ status: 'running', progress: 40 });
			await buildReport(project._id, { status: 'completed', asOf: '2026-05-30' });
			expect((await readProjectItem(project._id)).current.status).to.equal('completed');
			expect(await StatusReportModel.countDocuments()).to.equal(3);
		});

		it('and corrected by a new one that names the old, with a reason', async () => {
			const project = await buildProject();
			await buildReport(project._id, { status: 'planned', asOf: '2025' });
			const wrong = await buildReport(project._id, { status: 'completed', asOf: '2026-01' });
			expect(await refusalOf(buildReport(project._id, { corrects: wrong._id }))).to.equal(
				'invalid_input reason:reason_required'
			);
			await buildReport(project._id, {
				status: 'running',
				progress: 90,
				asOf: '2026-01',
				corrects: wrong._id,
				reason: 'Restarbeiten offen'
			});
			expect((await readProjectItem(project._id)).current).to.include({ status: 'running', progress: 90 });
			const old = await StatusReportModel.findById(wrong._id).lean<StatusReportItem>();
			expect(old?.status).to.equal('completed');
			expect(old?.correctedBy).to.be.a('string');
			expect(await refusalOf(buildReport(project._id, { corrects: wrong._id, reason: 'noch einmal' }))).to.equal(
				'invalid_input corrects:already_corrected'
			);
		});

		it('so that a correction of the latest by an older day lets the one before speak again', async () => {
			const project = await buildProject();
			await buildReport(project._id, { status: 'paused', asOf: '2025' });
			const latest = await buildReport(project._id, { status: 'running', asOf: '2026-02' });
			await buildReport(project._id, {
				status: 'planned',
				asOf: '2020',
				corrects: latest._id,
				reason: 'falsches Projekt'
			});
			expect((await readProjectItem(project._id)).current.status).to.equal('paused');
		});

		it('but not by one that contradicts itself', async () => {
			const project = await buildProject();
			expect(await refusalOf(buildReport(project._id, { status: 'completed', progress: 60 }))).to.equal(
				'invalid_input progress:not_completed'
			);
			expect(await refusalOf(buildReport(project._id, { status: 'rejected', progress: 60 }))).to.equal(
				'invalid_input progress:without_progress'
			);
			expect(await refusalOf(buildReport(project._id, { status: 'running', asOf: '2999' }))).to.equal(
				'invalid_input asOf:in_future'
			);
			const other = await buildProject({ title: 'anderes' });
			const report = await buildReport(other._id);
			expect(await refusalOf(buildReport(project._id, { corrects: report._id, reason: 'verwechselt' }))).to.equal(
				'invalid_input corrects:other_project'
			);
		});

		it('of which the one that tells the status stands first on its page', async () => {
			const project = await buildProject();
			await buildReport(project._id, { status: 'paused', asOf: null });
			await buildReport(project._id, { status: 'running', asOf: '2026-03' });
			await buildReport(project._id, { status: 'planned', asOf: '2024' });
			const { reports, current } = await page(project._id);
			expect(reports.map((one) => one.asOf)).to.deep.equal(['2026-03', '2024', null]);
			expect(reports[0]?.id).to.equal(current.report);
		});

		it('in any order within one change, as a load brings them', async () => {
			const project = await buildProject();
			await inRegion(async (work) => {
				const add = (fields: object) =>
					reportStatus(work, SYSTEM_CONTEXT, newStatusReport.parse({ project: project._id, ...fields }));
				await add({ status: 'paused', asOf: '2025' });
				const wrong = await add({ status: 'completed', asOf: '2026-01' });
				await add({ status: 'planned', asOf: '2020' });
				await add({ status: 'idea', asOf: '2019', corrects: wrong._id, reason: 'falsches Projekt' });
			});
			expect((await readProjectItem(project._id)).current).to.include({ status: 'paused', asOf: '2025' });
		});

		it('that say what is delayed only of what is not over, and why', async () => {
			const project = await buildProject();
			expect(await refusalOf(buildReport(project._id, { isDelayed: true }))).to.equal(
				'invalid_input delayReason:reason_required'
			);
			expect(
				await refusalOf(buildReport(project._id, { status: 'completed', isDelayed: true, delayReason: 'Lieferzeiten' }))
			).to.equal('invalid_input isDelayed:not_delayed');
			await buildReport(project._id, { isDelayed: true, delayReason: 'Lieferzeiten' });
			expect((await readProjectItem(project._id)).current).to.include({ isDelayed: true, delayReason: 'Lieferzeiten' });
		});

		it('about today in the region, even while it is yesterday in Greenwich', async () => {
			setClock(() => new Date('2026-06-14T22:30:00.000Z'));
			const project = await buildProject();
			await buildReport(project._id, { asOf: '2026-06-15' });
			expect(await refusalOf(buildReport(project._id, { asOf: '2026-06-16' }))).to.equal(
				'invalid_input asOf:in_future'
			);
		});

		it('but not once it is withdrawn', async () => {
			const project = await buildProject();
			await inRegion((work) => withdrawLiving(work, ProjectModel, project._id, 1, 'doppelt'));
			expect(await refusalOf(buildReport(project._id))).to.equal('conflict project:withdrawn');
		});
	});

	describe('is reported on', () => {
		it('by contributors where they are named responsible, and nowhere else', async () => {
			await addMembership(PERSON, ['contributor'], REGION_ID);
			const own = await buildProject({ responsiblePeople: [PERSON] });
			const other = await buildProject({ title: 'anderes' });
			await reportAs(person(['contributor']), own._id);
			expect(await refusalOf(reportAs(person(['contributor']), other._id))).to.equal('not_permitted');
			expect(await StatusReportModel.countDocuments()).to.equal(1);
		});

		it('by nobody who only reads', async () => {
			await addMembership(PERSON, ['council'], REGION_ID);
			const project = await buildProject({ responsiblePeople: [PERSON] });
			for (const role of ['reader', 'council', 'auditor'] as const)
				expect(await refusalOf(reportAs(person([role]), project._id))).to.equal('not_permitted');
			expect((await readProjectItem(project._id)).current.report).to.equal(null);
		});

		it('with a mark where the carrier speaks of its own', async () => {
			const town = await buildMunicipality();
			const company = await buildParty({ name: 'Wohnbau GmbH', kind: 'company' });
			const council = await buildParty({ name: 'Stadt Saalfeld', kind: 'municipality', municipality: town._id });
			const carriedBy = (party: string) =>
				buildProject({ title: party, roles: [{ role: 'carrier', party }] }).then((project) => project._id);
			const byCompany = await carriedBy(company._id);
			const byTown = await carriedBy(council._id);
			const planner = person(['planner']);
			expect((await reportAs(planner, byCompany)).isByCarrier).to.equal(false);
			expect((await reportAs(person(['planner'], { party: company._id }), byCompany)).isByCarrier).to.equal(true);
			expect((await reportAs(person(['planner'], { municipality: town._id }), byTown)).isByCarrier).to.equal(true);
			expect((await reportAs(person(['planner'], { municipality: town._id }), byCompany)).isByCarrier).to.equal(false);
		});

		it('as of today where a person names no day', async () => {
			const project = await buildProject();
			await buildReport(project._id, { status: 'planned', asOf: '2020' });
			await reportAs(person(['planner']), project._id, { status: 'running' });
			const { current } = await readProjectItem(project._id);
			expect(current.status).to.equal('running');
			const { isOutdated } = (await page(project._id)).current;
			expect(isOutdated).to.equal(false);
		});
	});
});
