import { expect } from 'chai';
import { SYSTEM_CONTEXT } from '../../backend/accounts/accounts.service.ts';
import { readHierarchy } from '../../backend/concept/hierarchy.service.ts';
import { readRollUpParts } from '../../backend/concept/roll-up.service.ts';
import { changeMeasure, changeGoal, changeField, withdrawStructure } from '../../backend/concept/structure.service.ts';
import { changeEdition } from '../../backend/concept/edition.service.ts';
import { changeProject, setProjectLinks } from '../../backend/concept/project.service.ts';
import { changeIndicator } from '../../backend/concept/tracking.service.ts';
import { record } from '../../backend/record/record.service.ts';
import { refusalOf } from '../helpers/refusal.ts';
import {
	buildAssessment,
	buildEdition,
	buildField,
	buildGoal,
	buildIndicator,
	buildMeasure,
	buildProject,
	buildReport,
	freezeEdition,
	inRegion,
	linkTo,
	REGION_ID,
	useTestRegion
} from '../helpers/concept.ts';

const DAY = '2026-06-15';
const readTree = (query: Parameters<typeof readHierarchy>[2] = {}) =>
	record.read(REGION_ID, (snapshot) => readHierarchy(REGION_ID, snapshot, query, SYSTEM_CONTEXT, DAY));

describe('The concept', () => {
	useTestRegion();
	let edition: string;
	beforeEach(async () => {
		edition = (await buildEdition())._id;
	});

	describe('as a hierarchy', () => {
		it('puts each item in its place and each project under what it counts for', async () => {
			const field = await buildField(edition);
			const goal = await buildGoal(edition, { field: field._id });
			const measure = await buildMeasure(edition, { field: field._id, goal: goal._id });
			await buildProject({ links: [linkTo(edition, { kind: 'measure', id: measure._id })] });
			await buildProject({ title: 'Für das Ziel', links: [linkTo(edition, { kind: 'goal', id: goal._id })] });
			await buildProject({ title: 'Ohne Platz', links: [linkTo(edition, null)] });
			await buildProject({ title: 'Ohne Fassung' });
			const tree = await readTree();
			expect(tree.fields[0]?.goals[0]?.measures[0]?.projects.map((one) => one.title)).to.deep.equal([
				'Geraer Bahnbogen'
			]);
			expect(tree.fields[0]?.goals[0]?.projects.map((one) => one.title)).to.deep.equal(['Für das Ziel']);
			expect(tree.unplaced.projects.map((one) => one.title)).to.deep.equal(['Ohne Platz']);
			expect(tree.unplaced.withoutEdition.map((one) => one.title)).to.deep.equal(['Ohne Fassung']);
			expect([tree.fields[0]?.rollUp.projects, tree.rollUp.projects, tree.regionRollUp.projects]).to.deep.equal([
				2, 3, 4
			]);
		});

		it('counts a contributing link nowhere', async () => {
			const measure = await buildMeasure(edition);
			await buildProject({ links: [linkTo(edition, { kind: 'measure', id: measure._id }, false)] });
			const tree = await readTree();
			expect(tree.unplaced.measures[0]?.rollUp.projects).to.equal(0);
			expect(tree.rollUp.projects).to.equal(0);
		});

		it('prunes by its filters and leaves the figures whole', async () => {
			const field = await buildField(edition);
			const measure = await buildMeasure(edition, { field: field._id, isKeyMeasure: true });
			await buildMeasure(edition, { field: field._id, code: 'W 10', title: 'Anderes' });
			const link = [linkTo(edition, { kind: 'measure', id: measure._id })];
			const running = await buildProject({ title: 'läuft', links: link });
			await buildProject({ title: 'Grüne Straße', links: link });
			await buildReport(running._id, { status: 'running', progress: 60, asOf: '2026-06' });
			const byStatus = await readTree({ status: 'running' });
			expect(byStatus.fields[0]?.measures.map((one) => one.code)).to.deep.equal(['W 2']);
			expect(byStatus.fields[0]?.measures[0]?.projects.map((one) => one.title)).to.deep.equal(['läuft']);
			expect(byStatus.fields[0]?.measures[0]?.rollUp.projects).to.equal(2);
			expect((await readTree({ text: 'grune strasse' })).fields[0]?.measures[0]?.projects).to.have.length(1);
			expect((await readTree({ keyMeasure: true })).fields[0]?.measures).to.have.length(1);
			expect((await readTree({ keyMeasure: false })).fields[0]?.measures.map((one) => one.code)).to.deep.equal([
				'W 10'
			]);
		});

		it('opens each figure to exactly the projects that it is made of', async () => {
			const field = await buildField(edition);
			const measure = await buildMeasure(edition, { field: field._id });
			const project = await buildProject({
				links: [linkTo(edition, { kind: 'measure', id: measure._id })],
				costs: [{ cents: 100 }]
			});
			await buildReport(project._id, { status: 'completed', asOf: '2020' });
			const parts = await record.read(REGION_ID, (snapshot) =>
				readRollUpParts(REGION_ID, snapshot, { kind: 'field', id: field._id }, DAY)
			);
			expect(parts.rollUp).to.deep.equal((await readTree()).fields[0]?.rollUp);
			expect(parts.parts).to.have.length(1);
			expect(parts.parts[0]).to.deep.include({ status: 'completed', progress: 100, costCents: 100 });
			expect(parts.parts[0]?.via?.code).to.equal('W 2');
		});
	});

	describe('keeps its order', () => {
		it('by refusing what belongs to another edition', async () => {
			const other = (await buildEdition({ key: 'rek-2030', year: 2030 }))._id;
			const goal = await buildGoal(other);
			const measure = await buildMeasure(other);
			expect(await refusalOf(buildMeasure(edition, { goal: goal._id }))).to.equal('invalid_input goal:other_edition');
			expect(
				await refusalOf(buildProject({ links: [linkTo(edition, { kind: 'measure', id: measure._id })] }))
			).to.equal('invalid_input links.0.target.id:other_edition');
		});

		it('by letting a project count once in each edition', async () => {
			const [one, two] = [await buildMeasure(edition), await buildMeasure(edition, { code: 'W 3' })];
			const links = [
				linkTo(edition, { kind: 'measure', id: one._id }),
				linkTo(edition, { kind: 'measure', id: two._id })
			];
			expect(await refusalOf(buildProject({ links }))).to.equal('invalid_input links.1.counts:counted_twice');
			const contributing = await buildProject({
				links: [links[0] ?? expect.fail(), { ...(links[1] ?? expect.fail()), counts: false }]
			});
			expect(contributing.links).to.have.length(2);
		});

		it('by keeping sub-goals to one level', async () => {
			const top = await buildGoal(edition);
			const sub = await buildGoal(edition, { parent: top._id });
			expect(await refusalOf(buildGoal(edition, { parent: sub._id }))).to.equal('invalid_input parent:one_level');
			const other = await buildGoal(edition);
			expect(await refusalOf(inRegion((work) => changeGoal(work, top._id, 1, { parent: other._id })))).to.equal(
				'invalid_input parent:one_level'
			);
		});

		it('by giving each code once among what is not withdrawn', async () => {
			const measure = await buildMeasure(edition);
			expect(await refusalOf(buildMeasure(edition))).to.equal('duplicate code:duplicate');
			await inRegion((work) => withdrawStructure(work, 'measure', measure._id, 1, 'zusammengelegt'));
			expect((await buildMeasure(edition)).code).to.equal('W 2');
		});

		it('by withdrawing nothing that still carries something', async () => {
			const field = await buildField(edition);
			await buildMeasure(edition, { field: field._id });
			expect(await refusalOf(inRegion((work) => withdrawStructure(work, 'field', field._id, 1, 'entfällt')))).to.equal(
				'conflict id:has_children'
			);
		});

		it('by refusing a project that would continue itself', async () => {
			const first = await buildProject();
			const second = await buildProject({
				title: 'zweiter Abschnitt',
				relations: [{ kind: 'continues', project: first._id }]
			});
			const circle = inRegion((work) =>
				changeProject(work, first._id, 1, { relations: [{ kind: 'continues', project: second._id }] })
			);
			expect(await refusalOf(circle)).to.equal('invalid_input relations.0.project:circular');
		});

		it('by having at most one adopted edition', async () => {
			const other = (await buildEdition({ key: 'rek-2030', year: 2030 }))._id;
			await freezeEdition(edition);
			expect(await refusalOf(freezeEdition(other))).to.match(/^duplicate state/);
		});

		it('by adopting nothing without a decision', async () => {
			expect(await refusalOf(buildEdition({ key: 'x', state: 'adopted' }))).to.equal(
				'invalid_input state:adopted_by_decision'
			);
		});
	});

	describe('once adopted', () => {
		it('refuses every change of text, codes and targets, and stays open for links, reports, assessments and readings', async () => {
			const field = await buildField(edition);
			const goal = await buildGoal(edition, { field: field._id });
			const measure = await buildMeasure(edition, { field: field._id });
			const indicator = await buildIndicator({ kind: 'goal', id: goal._id });
			const project = await buildProject();
			for (const state of ['adopted', 'superseded'] as const) {
				await freezeEdition(edition, state);
				const refused = [
					inRegion((work) => changeEdition(work, edition, null, { title: 'anders' })),
					inRegion((work) => changeField(work, field._id, null, { title: 'anders' })),
					inRegion((work) => changeGoal(work, goal._id, null, { code: 'X' })),
					inRegion((work) => changeMeasure(work, measure._id, null, { description: 'anders' })),
					inRegion((work) => changeIndicator(work, indicator._id, null, { target: null })),
					inRegion((work) => withdrawStructure(work, 'measure', measure._id, null, 'weg damit')),
					buildMeasure(edition, { code: 'W 9' }),
					buildGoal(edition),
					buildField(edition, { code: 'Z' }),
					buildIndicator({ kind: 'measure', id: measure._id })
				];
				const outcomes = await Promise.all(refused.map(refusalOf));
				expect(new Set(outcomes)).to.deep.equal(new Set(['frozen']));
			}
			await inRegion((work) =>
				setProjectLinks(work, project._id, null, {
					edition,
					links: [{ target: { kind: 'measure', id: measure._id }, counts: true, isInferred: false, doubt: null }]
				})
			);
			await buildReport(project._id, { progress: 20 });
			await buildAssessment({ kind: 'measure', id: measure._id });
			expect((await readTree()).fields[0]?.rollUp.progress.value).to.equal(20);
		});
	});
});
