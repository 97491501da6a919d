import { expect } from 'chai';
import type { Effect } from '@konzeptstand/contract/decision.ts';
import { newStep } from '@konzeptstand/contract/project.ts';
import { SYSTEM_CONTEXT } from '../../backend/accounts/accounts.service.ts';
import { EditionModel, GoalModel, MeasureModel } from '../../backend/concept/edition.model.ts';
import { startNext } from '../../backend/concept/next-edition.service.ts';
import { ProjectModel, StatusReportModel, StepModel } from '../../backend/concept/project.model.ts';
import type { StepItem } from '../../backend/concept/project.model.ts';
import { changeStep, createStep, restoreStep } from '../../backend/concept/tracking.service.ts';
import { retryEffects } from '../../backend/council/deciding.service.ts';
import { readPaper } from '../../backend/council/paper-page.service.ts';
import { PaperModel } from '../../backend/council/paper.model.ts';
import { DecisionModel } from '../../backend/decision/decision.model.ts';
import { record } from '../../backend/record/record.service.ts';
import { restoreWithdrawn, withdrawLiving } from '../../backend/region/living.service.ts';
import {
	buildEdition,
	buildGoal,
	buildMeasure,
	buildProject,
	buildReport,
	freezeEdition,
	inRegion,
	REGION_ID,
	useTestRegion
} from '../helpers/concept.ts';
import { buildPaper, decide, enterResult } from '../helpers/decide.ts';
import { lastEntry } from '../helpers/entries.ts';
import { refusalOf } from '../helpers/refusal.ts';

const buildStep = (project: string, fields: object = {}): Promise<StepItem> =>
	inRegion((work) => createStep(work, newStep.parse({ project, title: 'Baubeginn', ...fields })));
const page = (paper: string, language: 'de' | 'en' = 'de') =>
	record.read(REGION_ID, (snapshot) => readPaper(REGION_ID, paper, snapshot, SYSTEM_CONTEXT, language));

describe('What a decision sets in motion', () => {
	useTestRegion();
	let edition: string;
	beforeEach(async () => {
		edition = (await buildEdition())._id;
	});

	describe('happens in one entry with it, which names it', () => {
		it('an edition is adopted, and supersedes the one before it', async () => {
			const former = await buildEdition({ key: 'rek-2002', year: 2002 });
			await freezeEdition(former._id);
			const decision = await decide([{ type: 'edition.adopt', subject: edition }], { date: '2026-03-04' });
			const { sequence, decision: named, wrote } = await lastEntry();
			expect(named).to.equal(decision._id);
			expect(wrote).to.deep.equal(['decision 1', 'edition 2', 'edition 3', 'paper 2']);
			const adopted = await EditionModel.findById(edition).lean();
			expect(adopted?.state).to.equal('adopted');
			expect(adopted?.adoption).to.include({ decision: decision._id, date: '2026-03-04', sequence });
			expect((await EditionModel.findById(former._id).lean())?.state).to.equal('superseded');
		});

		it('goals are in force and measures approved, each by this decision', async () => {
			const [goal, measure] = [await buildGoal(edition), await buildMeasure(edition)];
			const decision = await decide([
				{ type: 'goal.put-in-force', subject: goal._id },
				{ type: 'measure.approve', subject: measure._id }
			]);
			for (const item of [await GoalModel.findOne({ edition }).lean(), await MeasureModel.findOne({ edition }).lean()])
				expect(item?.approval).to.deep.equal({ decision: decision._id, at: decision.effect.at });
		});

		it('a project is approved; it is reported as decided where it was no more than an idea or planned', async () => {
			for (const [status, after] of [
				['idea', 'decided'],
				['planned', 'decided'],
				['running', 'running'],
				['completed', 'completed']
			] as const) {
				const project = await buildProject({ title: status });
				await buildReport(project._id, { status, asOf: '2025' });
				const decision = await decide([{ type: 'project.approve', subject: project._id }], {
					date: '2026-03-04',
					number: '2026-01/1'
				});
				const approved = await ProjectModel.findById(project._id).lean();
				expect(approved?.approval?.decision).to.equal(decision._id);
				expect(approved?.current.status).to.equal(after);
				const reports = await StatusReportModel.find({ project: project._id, status: 'decided' }).lean();
				expect(reports.map(({ asOf, text }) => [asOf, text])).to.deep.equal(
					after === 'decided' ? [['2026-03-04', '2026-01/1: Beschluss']] : []
				);
			}
		});

		it('a step is fixed and later moved; what is expected and what happened stay the manager’s own', async () => {
			const step = await buildStep((await buildProject())._id, { planned: '2026', expected: '2027' });
			const fixed = await decide([{ type: 'step.fix', subject: step._id }]);
			const read = () => StepModel.findById(step._id).lean();
			expect(await read()).to.include({ isCouncilStep: true, planned: '2026', decision: fixed._id });
			const moved = await decide([{ type: 'step.move', subject: step._id, planned: '2027-05' }]);
			expect(await read()).to.include({ planned: '2027-05', expected: '2027', decision: moved._id });
			const done = await inRegion((work) => changeStep(work, step._id, null, { actual: '2027-06' }));
			expect(done.planned).to.equal('2027-05');
		});

		it('a fixed step is dropped; brought back, it is the manager’s own', async () => {
			const step = await buildStep((await buildProject())._id, { planned: '2026' });
			await decide([{ type: 'step.fix', subject: step._id }]);
			const dropped = await decide([{ type: 'step.drop', subject: step._id }], { number: '2026-01/1' });
			expect(dropped.effect.state).to.equal('in-force');
			const { decision, wrote } = await lastEntry();
			expect(decision).to.equal(dropped._id);
			expect(wrote).to.deep.equal(['decision 1', 'paper 2', 'step 3']);
			const gone = await StepModel.findById(step._id).lean();
			expect(gone?.withdrawn).to.include({ reason: '2026-01/1: Beschluss' });
			const back = await inRegion((work) => restoreStep(work, step._id, 3));
			expect(back).to.include({ isCouncilStep: false, decision: null, planned: '2026' });
			expect(await record.verify(REGION_ID)).to.include({ isIntact: true });
		});
	});

	it('is not carried over: the next edition’s goals and measures were not decided', async () => {
		const [goal, measure] = [await buildGoal(edition), await buildMeasure(edition)];
		await decide([
			{ type: 'goal.put-in-force', subject: goal._id },
			{ type: 'measure.approve', subject: measure._id }
		]);
		await inRegion((work) =>
			startNext(work, edition, { key: 'rek-2036', year: 2036, title: 'Neu', isEmpty: false } as never)
		);
		const heirs = { edition: { $ne: edition } };
		for (const item of [await GoalModel.findOne(heirs).lean(), await MeasureModel.findOne(heirs).lean()])
			expect(item?.approval).to.equal(null);
	});

	describe('that cannot happen', () => {
		let step: StepItem;
		beforeEach(async () => {
			step = await buildStep((await buildProject())._id);
		});
		const withdraw = () => inRegion((work) => withdrawLiving(work, StepModel, step._id, null, 'entfällt'));
		const effects = (): Effect[] => [
			{ type: 'edition.adopt', subject: edition, planned: null },
			{ type: 'step.fix', subject: step._id, planned: '2027' }
		];

		it('leaves the decision standing, says why, and does nothing of the rest', async () => {
			const paper = await buildPaper(effects());
			await withdraw();
			const { effectRows } = await page(paper._id);
			expect(effectRows.map(({ obstacle }) => obstacle?.slice(0, 21) ?? null)).to.deep.equal([
				null,
				'Wurde zurückgezogen. '
			]);
			expect((await page(paper._id, 'en')).effectRows[1]?.obstacle).to.match(/^Has been withdrawn/);
			const decision = await enterResult(paper._id, paper.body ?? '');
			expect(decision.result).to.equal('accepted');
			expect(decision.effect).to.deep.equal({ state: 'failed', at: null, reason: 'effect_withdrawn' });
			expect(await lastEntry()).to.deep.include({
				decision: decision._id,
				wrote: ['decision 1', 'paper 2']
			});
			expect(await EditionModel.findById(edition).lean()).to.include({ state: 'draft', version: 1 });
			expect((await page(paper._id)).state).to.equal('failed');
			expect(await record.verify(REGION_ID)).to.include({ isIntact: true });
		});

		it('happens when somebody tries again and nothing stands against it any more, and then never again', async () => {
			const paper = await buildPaper(effects());
			await withdraw();
			const decision = await enterResult(paper._id, paper.body ?? '');
			const retry = () => inRegion((work) => retryEffects(work, paper._id));
			const before = await record.head(REGION_ID);
			expect(await refusalOf(retry())).to.equal('conflict effects:effect_withdrawn');
			expect(await record.head(REGION_ID)).to.deep.equal(before);
			await inRegion((work) => restoreWithdrawn(work, StepModel, step._id, null));
			expect((await retry()).state).to.equal('in-force');
			expect((await lastEntry()).decision).to.equal(decision._id);
			expect(await StepModel.findById(step._id).lean()).to.include({ isCouncilStep: true, planned: '2027' });
			expect((await EditionModel.findById(edition).lean())?.state).to.equal('adopted');
			expect((await DecisionModel.findById(decision._id).lean())?.effect.state).to.equal('in-force');
			expect(await refusalOf(retry())).to.equal('conflict effects:paper_in_force');
		});

		it('says which of the many reasons it is', async () => {
			const project = await buildProject();
			const gone = await buildStep(project._id);
			await inRegion((work) => withdrawLiving(work, ProjectModel, project._id, null, 'entfällt'));
			const done = await buildStep(step.project, { actual: '2025' });
			const [goal, measure] = [await buildGoal(edition), await buildMeasure(edition)];
			const old = (await buildEdition({ key: 'rek-2002', year: 2002 }))._id;
			const past = await buildGoal(old);
			await freezeEdition(old, 'superseded');
			const all: [Effect['type'], string, string | null, string][] = [
				['step.fix', gone._id, null, 'effect_project_withdrawn'],
				['step.fix', done._id, null, 'effect_step_done'],
				['step.move', step._id, '2027', 'effect_not_fixed'],
				['step.drop', step._id, null, 'effect_not_fixed'],
				['goal.put-in-force', past._id, null, 'effect_superseded'],
				['edition.adopt', old, null, 'effect_adopted']
			];
			for (const [type, subject, planned, reason] of all)
				expect((await decide([{ type, subject, planned }])).effect.reason, type).to.equal(reason);
			const twice: [Effect['type'], string, string][] = [
				['goal.put-in-force', goal._id, 'effect_in_force'],
				['measure.approve', measure._id, 'effect_approved'],
				['project.approve', step.project, 'effect_approved'],
				['step.fix', step._id, 'effect_fixed']
			];
			for (const [type, subject, reason] of twice) {
				expect((await decide([{ type, subject }])).effect.state, type).to.equal('in-force');
				expect((await decide([{ type, subject }])).effect.reason, type).to.equal(reason);
			}
			expect((await PaperModel.find({ state: 'failed' }).lean()).length).to.equal(all.length + twice.length);
		});
	});
});
