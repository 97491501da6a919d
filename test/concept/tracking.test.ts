import { expect } from 'chai';
import { newReading, newAssessment } from '@konzeptstand/contract/concept.ts';
import { newDecision } from '@konzeptstand/contract/decision.ts';
import { newStep, stepListQuery } from '@konzeptstand/contract/project.ts';
import { SYSTEM_CONTEXT } from '../../backend/accounts/accounts.service.ts';
import { IndicatorModel } from '../../backend/concept/indicator.model.ts';
import { readIndicators } from '../../backend/concept/item.service.ts';
import { ProjectModel } from '../../backend/concept/project.model.ts';
import { readStepList } from '../../backend/concept/tracking-list.service.ts';
import {
	addAssessment,
	addReading,
	addStep,
	changeStep,
	createStep,
	restoreStep,
	withdrawIndicator,
	withdrawStep
} from '../../backend/concept/tracking.service.ts';
import { createDecision } from '../../backend/decision/decision.service.ts';
import { DecisionModel } from '../../backend/decision/decision.model.ts';
import { record } from '../../backend/record/record.service.ts';
import { withdrawLiving } from '../../backend/region/living.service.ts';
import { StepModel } from '../../backend/concept/project.model.ts';
import {
	buildEdition,
	buildIndicator,
	buildMeasure,
	buildProject,
	inRegion,
	REGION_ID,
	useTestRegion
} from '../helpers/concept.ts';
import { decide } from '../helpers/decide.ts';
import { refusalOf } from '../helpers/refusal.ts';

const DAY = '2026-06-15';
const buildDecision = (title: string) =>
	inRegion((work) => createDecision(work, newDecision.parse({ authority: 'Rat der Bürgermeister', title })));
const buildStep = (project: string, fields: object = {}) =>
	inRegion((work) => createStep(work, newStep.parse({ project, title: 'Baubeginn', ...fields })));
const steps = (query: object = {}) =>
	record.read(REGION_ID, (snapshot) =>
		readStepList(REGION_ID, snapshot, { ...stepListQuery.parse({}), ...query }, DAY)
	);

describe('A step of a project', () => {
	useTestRegion();
	let project: string;
	beforeEach(async () => {
		project = (await buildProject())._id;
	});

	it('is made a council step by nobody but the council: typing it names the way, a paper', async () => {
		const { _id: decision } = await buildDecision('Baubeschluss');
		expect(await refusalOf(buildStep(project, { isCouncilStep: true, decision }))).to.equal(
			'conflict isCouncilStep:paper_required'
		);
		const own = await buildStep(project);
		const typed = inRegion((work) => changeStep(work, own._id, 1, { isCouncilStep: true, decision }));
		expect(await refusalOf(typed)).to.equal('conflict isCouncilStep:paper_required');
	});

	it('of the past is entered as a council step by its source, with its decision', async () => {
		const enter = (fields: object) =>
			inRegion((work) => addStep(work, newStep.parse({ project, title: 'Baubeginn', isCouncilStep: true, ...fields })));
		expect(await refusalOf(enter({}))).to.equal('invalid_input decision:decision_required');
		const { _id: decision } = await buildDecision('Baubeschluss');
		expect((await enter({ decision, planned: '2013' })).isCouncilStep).to.equal(true);
	});

	it('of a council is moved by a new decision only, while what is expected and what happened stay open', async () => {
		const step = await buildStep(project, { planned: '2024' });
		const first = await decide([{ type: 'step.fix', subject: step._id, planned: '2025' }]);
		const { _id: other } = await buildDecision('Verschiebung');
		const change = (patch: object) => inRegion((work) => changeStep(work, step._id, null, patch));
		for (const [patch, field] of [
			[{ planned: '2027' }, 'planned'],
			[{ title: 'Vielleicht Baubeginn' }, 'title'],
			[{ isCouncilStep: false }, 'isCouncilStep'],
			[{ isCouncilStep: false, decision: null }, 'isCouncilStep'],
			[{ planned: '2027', decision: first._id }, 'planned'],
			[{ planned: '2027', decision: other }, 'planned'],
			[{ decision: other }, 'decision']
		] as const)
			expect(await refusalOf(change(patch)), JSON.stringify(patch)).to.equal(`conflict ${field}:paper_required`);
		// Who sends the whole form again changes nothing that binds.
		expect((await change({ expected: '2026', planned: '2025', decision: first._id })).expected).to.equal('2026');
		const second = await decide([{ type: 'step.move', subject: step._id, planned: '2027' }]);
		expect(await StepModel.findById(step._id).lean()).to.deep.include({
			planned: '2027',
			expected: '2026',
			decision: second._id
		});
	});

	it('of a council is withdrawn by nobody but the council; the manager’s own with a reason', async () => {
		const [fixed, own] = [await buildStep(project), await buildStep(project)];
		await decide([{ type: 'step.fix', subject: fixed._id, planned: '2025' }]);
		const withdraw = (id: string, version: number | null) =>
			inRegion((work) => withdrawStep(work, id, version, 'entfällt'));
		expect(await refusalOf(withdraw(fixed._id, 2))).to.equal('conflict id:drop_by_paper');
		expect(await refusalOf(withdraw(fixed._id, 1)), 'read before it was fixed').to.equal('version_conflict');
		expect((await StepModel.findById(fixed._id).lean())?.withdrawn).to.equal(null);
		expect((await withdraw(own._id, 1)).withdrawn).to.include({ reason: 'entfällt' });
		expect(await refusalOf(withdraw(own._id, 2))).to.equal('conflict id:withdrawn');
	});

	it('stands in the list by its latest known date, late ones to be picked out', async () => {
		await buildStep(project, { title: 'Planung', planned: '2024', actual: '2024-05' });
		await buildStep(project, { title: 'Bau', planned: '2025', expected: '2027' });
		await buildStep(project, { title: 'Vergabe', planned: '2025-03' });
		await buildStep(project, { title: 'irgendwann' });
		expect((await steps()).rows.map((one) => one.title)).to.deep.equal(['Planung', 'Vergabe', 'Bau', 'irgendwann']);
		expect((await steps({ late: true })).rows.map((one) => one.title)).to.deep.equal(['Vergabe', 'Bau']);
		expect((await steps()).rows[0]?.projectReference.title).to.equal('Geraer Bahnbogen');
	});

	it('goes from the list with its project, and comes back only with it', async () => {
		const step = await buildStep(project);
		await inRegion((work) => withdrawLiving(work, StepModel, step._id, 1, 'doppelt'));
		await inRegion((work) => withdrawLiving(work, ProjectModel, project, 1, 'doppelt'));
		expect((await steps({ withdrawn: true })).total).to.equal(0);
		expect(await refusalOf(inRegion((work) => restoreStep(work, step._id, 2)))).to.equal(
			'invalid_input project:withdrawn'
		);
	});

	it('keeps the decision that fixes it from being withdrawn', async () => {
		const { _id: decision } = await buildDecision('Baubeschluss');
		await inRegion((work) =>
			addStep(work, newStep.parse({ project, title: 'Baubeginn', isCouncilStep: true, decision }))
		);
		const withdrawn = inRegion((work) => withdrawLiving(work, DecisionModel, decision, 1, 'Irrtum'));
		expect(await refusalOf(withdrawn)).to.equal('conflict id:in_use');
	});
});

describe('An indicator', () => {
	useTestRegion();

	it('shows its readings by date, and none that was withdrawn', async () => {
		const indicator = await buildIndicator({ kind: 'region', id: REGION_ID });
		const add = (date: string, value: number) =>
			inRegion((work) => addReading(work, newReading.parse({ indicator: indicator._id, date, quantity: { value } })));
		await add('2020', 3);
		await add('2010~', 1);
		const [shown] = await record.read(REGION_ID, (snapshot) => readIndicators(REGION_ID, snapshot, {}));
		expect(shown?.readings.map((one) => [one.date, one.quantity.value])).to.deep.equal([
			['2010~', 1],
			['2020', 3]
		]);
		expect(shown?.subjectReference.title).to.equal('Probe am Saalebogen');
	});

	it('takes no more readings once it is withdrawn, and leaves the lists', async () => {
		const indicator = await buildIndicator({ kind: 'region', id: REGION_ID });
		await inRegion((work) => withdrawIndicator(work, indicator._id, 1, 'nicht mehr erhoben'));
		const reading = newReading.parse({ indicator: indicator._id, date: '2020', quantity: { value: 1 } });
		expect(await refusalOf(inRegion((work) => addReading(work, reading)))).to.equal(
			'invalid_input indicator:withdrawn'
		);
		expect(await record.read(REGION_ID, (snapshot) => readIndicators(REGION_ID, snapshot, {}))).to.deep.equal([]);
		expect(await IndicatorModel.countDocuments()).to.equal(1);
	});

	it('is of something that is there', async () => {
		const missing = '01890000-0000-7000-8000-00000000dead';
		for (const kind of ['goal', 'measure', 'project', 'municipality', 'region'] as const)
			expect(await refusalOf(buildIndicator({ kind, id: missing }))).to.equal('invalid_input subject.id:not_found');
	});
});

describe('An assessment', () => {
	useTestRegion();

	it('is of a goal or measure that is there, and never changes a figure', async () => {
		const measure = await buildMeasure((await buildEdition())._id);
		const text = 'Das Ziel ist erreicht.';
		const add = (kind: 'goal' | 'measure', id: string) =>
			inRegion((work) => addAssessment(work, SYSTEM_CONTEXT, newAssessment.parse({ subject: { kind, id }, text })));
		expect((await add('measure', measure._id)).text).to.equal(text);
		expect(await refusalOf(add('goal', measure._id))).to.equal('invalid_input subject.id:not_found');
	});
});
