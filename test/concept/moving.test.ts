import { expect } from 'chai';
import { EditionModel, FieldModel, GoalModel, MeasureModel } from '../../backend/concept/edition.model.ts';
import { withdrawEdition } from '../../backend/concept/edition.service.ts';
import { ProjectModel } from '../../backend/concept/project.model.ts';
import { changeProject, setProjectLinks } from '../../backend/concept/project.service.ts';
import {
	changeGoal,
	changeMeasure,
	restoreStructure,
	withdrawStructure
} from '../../backend/concept/structure.service.ts';
import { restoreIndicator, withdrawIndicator } from '../../backend/concept/tracking.service.ts';
import { findEntries } from '../../backend/record/entries.ts';
import { changeLiving, restoreWithdrawn, withdrawLiving } from '../../backend/region/living.service.ts';
import {
	buildEdition,
	buildField,
	buildGoal,
	buildIndicator,
	buildMeasure,
	buildProject,
	freezeEdition,
	inRegion,
	linkTo,
	REGION_ID,
	useTestRegion
} from '../helpers/concept.ts';
import { refusalOf } from '../helpers/refusal.ts';

describe('In the outline', () => {
	useTestRegion();
	let edition: string;
	let economy: string;
	let housing: string;
	beforeEach(async () => {
		edition = (await buildEdition())._id;
		economy = (await buildField(edition))._id;
		housing = (await buildField(edition, { code: 'S', title: 'Siedlung' }))._id;
	});
	const fieldOf = async (model: typeof GoalModel | typeof MeasureModel, id: string) =>
		(await (model as typeof GoalModel).findById(id).lean<{ field: string | null }>())?.field;

	describe('a goal that moves to another field', () => {
		it('takes along its sub-goals and the measures that lie in the old field, in one entry of the record', async () => {
			const goal = await buildGoal(edition, { field: economy });
			const sub = await buildGoal(edition, { parent: goal._id });
			const own = await buildMeasure(edition, { code: 'W 1', field: economy, goal: goal._id });
			const ofSub = await buildMeasure(edition, { code: 'W 2', field: economy, goal: sub._id });
			const open = await buildMeasure(edition, { code: 'W 3', goal: goal._id });
			const before = (await findEntries(REGION_ID, { limit: 1, offset: 0, maySeeClosed: true })).total;
			await inRegion((work) => changeGoal(work, goal._id, 1, { field: housing }));
			expect(await fieldOf(GoalModel, sub._id)).to.equal(housing);
			expect(await fieldOf(MeasureModel, own._id)).to.equal(housing);
			expect(await fieldOf(MeasureModel, ofSub._id)).to.equal(housing);
			expect(await fieldOf(MeasureModel, open._id)).to.equal(null);
			expect((await findEntries(REGION_ID, { limit: 1, offset: 0, maySeeClosed: true })).total).to.equal(before + 1);
		});

		it('stays where it is while one of its measures lies in a third', async () => {
			const third = await buildField(edition, { code: 'V', title: 'Verkehr' });
			const goal = await buildGoal(edition);
			await buildMeasure(edition, { field: third._id, goal: goal._id });
			expect(await refusalOf(inRegion((work) => changeGoal(work, goal._id, 1, { field: housing })))).to.equal(
				'conflict field:measures_elsewhere'
			);
			expect(await fieldOf(GoalModel, goal._id)).to.equal(null);
		});

		it('leaves the measures in their field when it rises above all fields', async () => {
			const goal = await buildGoal(edition, { field: economy });
			const measure = await buildMeasure(edition, { field: economy, goal: goal._id });
			await inRegion((work) => changeGoal(work, goal._id, 1, { field: null }));
			expect(await fieldOf(MeasureModel, measure._id)).to.equal(economy);
		});
	});

	it('a goal that moves below another goes to its field', async () => {
		const above = await buildGoal(edition, { field: housing });
		const goal = await buildGoal(edition, { field: economy });
		const moved = await inRegion((work) => changeGoal(work, goal._id, 1, { parent: above._id }));
		expect(moved).to.include({ parent: above._id, field: housing });
		expect((await buildGoal(edition, { parent: above._id })).field).to.equal(housing);
	});

	it('a measure that moves to a goal goes to its field, and contradicts it in no other way', async () => {
		const goal = await buildGoal(edition, { field: housing });
		const measure = await buildMeasure(edition, { field: economy });
		const contradicting = inRegion((work) => changeMeasure(work, measure._id, 1, { goal: goal._id, field: economy }));
		expect(await refusalOf(contradicting)).to.equal('invalid_input goal:other_field');
		expect((await inRegion((work) => changeMeasure(work, measure._id, 1, { goal: goal._id }))).field).to.equal(housing);
	});

	it('a project’s links of one edition are replaced, and those of the others stay', async () => {
		const other = (await buildEdition({ key: 'rek-2030', year: 2030 }))._id;
		const measure = await buildMeasure(edition);
		const project = await buildProject({ links: [linkTo(edition, null), linkTo(other, null)] });
		const link = { target: { kind: 'measure' as const, id: measure._id }, counts: true, isInferred: true, doubt: null };
		const moved = await inRegion((work) => setProjectLinks(work, project._id, 1, { edition, links: [link] }));
		expect(moved.links.map((one) => [one.edition, one.target?.id ?? null])).to.deep.equal([
			[other, null],
			[edition, measure._id]
		]);
		const twice = inRegion((work) => setProjectLinks(work, project._id, 2, { edition, links: [link, link] }));
		expect(await refusalOf(twice)).to.equal('invalid_input links.1.counts:counted_twice links.1.target:duplicate');
	});

	describe('what is withdrawn', () => {
		it('carries nothing: whatever hangs below has to go first', async () => {
			const goal = await buildGoal(edition, { field: economy });
			const measure = await buildMeasure(edition, { field: economy, goal: goal._id });
			const project = await buildProject({ links: [linkTo(edition, { kind: 'measure', id: measure._id })] });
			const indicator = await buildIndicator({ kind: 'project', id: project._id });
			const refused = [
				inRegion((work) => withdrawEdition(work, edition, 1, 'verworfen')),
				inRegion((work) => withdrawStructure(work, 'field', economy, 1, 'entfällt')),
				inRegion((work) => withdrawStructure(work, 'goal', goal._id, 1, 'entfällt')),
				inRegion((work) => withdrawStructure(work, 'measure', measure._id, 1, 'entfällt')),
				inRegion((work) => withdrawLiving(work, ProjectModel, project._id, 1, 'entfällt'))
			];
			for (const one of refused) expect(await refusalOf(one)).to.equal('conflict id:has_children');
			await inRegion((work) => withdrawIndicator(work, indicator._id, 1, 'entfällt'));
			await inRegion((work) => withdrawLiving(work, ProjectModel, project._id, 1, 'entfällt'));
			await inRegion((work) => withdrawStructure(work, 'measure', measure._id, 1, 'entfällt'));
			await inRegion((work) => withdrawStructure(work, 'goal', goal._id, 1, 'entfällt'));
			await inRegion((work) => withdrawStructure(work, 'field', economy, 1, 'entfällt'));
			expect(await refusalOf(inRegion((work) => restoreIndicator(work, indicator._id, 2)))).to.equal(
				'invalid_input subject.id:withdrawn'
			);
		});

		it('is named by no project that another continues or is part of', async () => {
			const first = await buildProject();
			const second = await buildProject({ title: 'II', relations: [{ kind: 'continues', project: first._id }] });
			expect(await refusalOf(inRegion((work) => withdrawLiving(work, ProjectModel, first._id, 1, 'weg')))).to.equal(
				'conflict id:in_use'
			);
			await inRegion((work) => changeProject(work, second._id, 1, { relations: [] }));
			await inRegion((work) => withdrawLiving(work, ProjectModel, first._id, 1, 'weg'));
		});

		it('refuses changes until it is brought back, and is withdrawn or brought back only once', async () => {
			const measure = await buildMeasure(edition);
			await inRegion((work) => withdrawStructure(work, 'measure', measure._id, 1, 'doppelt'));
			const again = () => inRegion((work) => withdrawStructure(work, 'measure', measure._id, 2, 'doppelt'));
			const change = () => inRegion((work) => changeMeasure(work, measure._id, 2, { title: 'anders' }));
			const restore = () => inRegion((work) => restoreStructure(work, 'measure', measure._id, null));
			expect(await refusalOf(again())).to.equal('conflict id:withdrawn');
			expect(await refusalOf(change())).to.equal('conflict id:withdrawn');
			await restore();
			expect(await refusalOf(restore())).to.equal('conflict id:not_withdrawn');
			expect(await MeasureModel.findById(measure._id).lean()).to.include({ withdrawn: null, version: 3 });
		});

		it('is said to be newer to whoever read an older version', async () => {
			const field = await buildField(edition, { code: 'N' });
			await inRegion((work) => withdrawStructure(work, 'field', field._id, 1, 'doppelt'));
			expect(await refusalOf(inRegion((work) => changeLiving(work, FieldModel, field._id, 1, {})))).to.equal(
				'version_conflict'
			);
		});

		it('comes back only to a place that stands, and with a code that is free', async () => {
			const goal = await buildGoal(edition, { field: economy });
			const measure = await buildMeasure(edition, { goal: goal._id });
			await inRegion((work) => withdrawStructure(work, 'measure', measure._id, 1, 'entfällt'));
			await inRegion((work) => withdrawStructure(work, 'goal', goal._id, 1, 'entfällt'));
			const restore = () => inRegion((work) => restoreStructure(work, 'measure', measure._id, 2));
			expect(await refusalOf(restore())).to.equal('invalid_input goal:withdrawn');
			await inRegion((work) => restoreStructure(work, 'goal', goal._id, 2));
			const usurper = await buildMeasure(edition);
			expect(await refusalOf(restore())).to.equal('duplicate code:duplicate');
			await inRegion((work) => withdrawStructure(work, 'measure', usurper._id, 1, 'entfällt'));
			expect((await restore()).withdrawn).to.equal(null);
		});

		it('is nothing of an adopted edition, and not the edition itself', async () => {
			const measure = await buildMeasure(edition);
			await inRegion((work) => withdrawStructure(work, 'measure', measure._id, 1, 'entfällt'));
			await freezeEdition(edition);
			expect(await refusalOf(inRegion((work) => restoreStructure(work, 'measure', measure._id, 2)))).to.equal('frozen');
			expect(await refusalOf(inRegion((work) => withdrawEdition(work, edition, null, 'entfällt')))).to.equal('frozen');
		});

		it('is an edition that was begun and holds nothing', async () => {
			const empty = (await buildEdition({ key: 'rek-2030', year: 2030 }))._id;
			await inRegion((work) => withdrawEdition(work, empty, 1, 'verfrüht'));
			expect(await refusalOf(buildField(empty))).to.equal('invalid_input edition:withdrawn');
			await inRegion((work) => restoreWithdrawn(work, EditionModel, empty, 2));
			expect((await buildField(empty)).edition).to.equal(empty);
		});
	});
});
