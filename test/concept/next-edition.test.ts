import { expect } from 'chai';
import { nextEdition } from '@konzeptstand/contract/edition.ts';
import { ChapterModel } from '../../backend/concept/chapter.model.ts';
import { EditionModel, FieldModel, GoalModel, MeasureModel } from '../../backend/concept/edition.model.ts';
import { IndicatorModel } from '../../backend/concept/indicator.model.ts';
import { setFormer, setOrigins } from '../../backend/concept/lineage.service.ts';
import { startNext } from '../../backend/concept/next-edition.service.ts';
import { OmissionModel } from '../../backend/concept/omission.model.ts';
import { createOmission, dropItem, liftOmission } from '../../backend/concept/omission.service.ts';
import { ProjectModel } from '../../backend/concept/project.model.ts';
import { mergeItems, splitItem } from '../../backend/concept/reshape.service.ts';
import { changeMeasure, restoreStructure, withdrawStructure } from '../../backend/concept/structure.service.ts';
import { findEntries } from '../../backend/record/entries.ts';
import { record } from '../../backend/record/record.service.ts';
import {
	buildEdition,
	buildField,
	buildGoal,
	buildIndicator,
	buildMeasure,
	buildMunicipality,
	buildParty,
	buildProject,
	freezeEdition,
	inRegion,
	linkTo,
	REGION_ID,
	useTestRegion
} from '../helpers/concept.ts';
import { buildChapter } from '../helpers/edition.ts';
import { refusalOf } from '../helpers/refusal.ts';

describe('The next edition', () => {
	useTestRegion();
	let former: string;
	let field: string;
	let goal: string;
	let measure: string;
	let indicator: string;
	let party: string;
	beforeEach(async () => {
		former = (await buildEdition({ key: 'rek-2002', year: 2002 }))._id;
		field = (await buildField(former))._id;
		const top = await buildGoal(former, { field });
		goal = (await buildGoal(former, { field, parent: top._id, title: 'Unterziel' }))._id;
		party = (await buildParty())._id;
		const town = await buildMunicipality();
		measure = (
			await buildMeasure(former, {
				field,
				goal,
				priority: 'high',
				municipalities: [town._id],
				roles: [{ role: 'responsible', party }]
			})
		)._id;
		indicator = (await buildIndicator({ kind: 'measure', id: measure }))._id;
		await buildChapter(former);
		await freezeEdition(former);
	});

	const begin = (fields: { isEmpty?: boolean; key?: string } = {}) =>
		inRegion((work) =>
			startNext(work, former, nextEdition.parse({ key: 'rek-2030', year: 2030, title: 'Neu', ...fields }))
		);
	const heir = async <T>(model: { findOne: (condition: object) => { lean: () => unknown } }, origin: string) =>
		(await model.findOne({ origins: origin, withdrawn: null }).lean()) as T;
	const heirOf = (origin: string) => heir<{ _id: string; version: number }>(MeasureModel, origin);

	describe('begun from an adopted one', () => {
		it('carries everything over with its lineage, each in the heir of its place', async () => {
			const next = await begin();
			expect(next).to.include({ state: 'draft', former });
			const before = {
				field: await FieldModel.findById(field).lean(),
				measure: await MeasureModel.findById(measure).lean()
			};
			const newField = await heir<Record<string, unknown>>(FieldModel, field);
			const newGoal = await heir<Record<string, unknown>>(GoalModel, goal);
			const newMeasure = await heir<Record<string, unknown>>(MeasureModel, measure);
			expect(newField).to.include({
				edition: next._id,
				lineage: before.field?.lineage,
				title: 'Wirtschaft',
				key: null
			});
			expect(newGoal['field']).to.equal(newField['_id']);
			const parent = await GoalModel.findById(newGoal['parent']).lean();
			expect([parent?.edition, parent?.field]).to.deep.equal([next._id, newField['_id']]);
			expect(newMeasure).to.include({
				edition: next._id,
				field: newField['_id'],
				goal: newGoal['_id'],
				lineage: before.measure?.lineage,
				code: 'W 2',
				priority: 'high',
				version: 1
			});
			expect(newMeasure['roles']).to.deep.equal(before.measure?.roles);
			const newIndicator = await heir<{ subject: unknown }>(IndicatorModel, indicator);
			expect(newIndicator.subject).to.deep.equal({ kind: 'measure', id: newMeasure['_id'] });
			expect(await ChapterModel.countDocuments({ edition: next._id, origins: { $size: 1 } })).to.equal(1);
		});

		it('changes nothing in it, in one entry of the record', async () => {
			const models = [EditionModel, FieldModel, GoalModel, MeasureModel, IndicatorModel, ChapterModel, ProjectModel];
			const stand = async () =>
				JSON.stringify(
					await Promise.all(
						models.map((model) =>
							(model as typeof FieldModel)
								.find({ _id: { $in: known } })
								.sort({ _id: 1 })
								.lean()
						)
					)
				);
			const ids = await Promise.all(models.map((model) => (model as typeof FieldModel).distinct('_id')));
			const known = ids.flat();
			const { total } = await findEntries(REGION_ID, { limit: 1, offset: 0, maySeeClosed: true });
			const before = await stand();
			await begin();
			expect(await stand()).to.equal(before);
			expect((await findEntries(REGION_ID, { limit: 1, offset: 0, maySeeClosed: true })).total).to.equal(total + 1);
			expect(await record.verify(REGION_ID)).to.include({ isIntact: true });
		});

		it('can be begun empty, and still knows the edition that it follows', async () => {
			const next = await begin({ isEmpty: true });
			expect(next.former).to.equal(former);
			expect(await FieldModel.countDocuments({ edition: next._id })).to.equal(0);
		});

		it('takes its key once, and begins from nothing that was withdrawn', async () => {
			const next = await begin({ isEmpty: true });
			expect(await refusalOf(begin())).to.match(/^duplicate key/);
			await inRegion((work) => work.withdraw(EditionModel, next._id, null, 'verfrüht'));
			const fromWithdrawn = inRegion((work) =>
				startNext(work, next._id, nextEdition.parse({ key: 'x', year: 2031, title: 'X' }))
			);
			expect(await refusalOf(fromWithdrawn)).to.equal('conflict id:withdrawn');
		});
	});

	describe('drops what it does not go on with', () => {
		it('with a reason, and withdraws the draft’s item and its indicators', async () => {
			const next = await begin();
			const { _id } = await heirOf(measure);
			const omissions = await inRegion((work) => dropItem(work, 'measure', _id, 1, 'Ist umgesetzt.'));
			expect(omissions.map(({ kind, item, reason }) => [kind, item, reason])).to.deep.equal([
				['measure', measure, 'Ist umgesetzt.'],
				['indicator', indicator, 'Ist umgesetzt.']
			]);
			expect(omissions[0]).to.include({ edition: next._id });
			expect((await MeasureModel.findById(_id).lean())?.withdrawn).to.include({ reason: 'Ist umgesetzt.' });
			expect(await IndicatorModel.countDocuments({ origins: indicator, withdrawn: null })).to.equal(0);
			expect((await MeasureModel.findById(measure).lean())?.withdrawn).to.equal(null);
		});

		it('and takes it up again whole', async () => {
			await begin();
			const { _id } = await heirOf(measure);
			const [omission] = await inRegion((work) => dropItem(work, 'measure', _id, 1, 'Ist umgesetzt.'));
			await inRegion((work) => liftOmission(work, omission!._id, 1, 'Doch nicht.'));
			expect((await heirOf(measure))._id).to.equal(_id);
			expect(await IndicatorModel.countDocuments({ origins: indicator, withdrawn: null })).to.equal(1);
			expect(await OmissionModel.countDocuments({ withdrawn: null })).to.equal(0);
			expect((await OmissionModel.findById(omission!._id).lean())?.withdrawn?.reason).to.equal('Doch nicht.');
		});

		it('also where the item itself is brought back', async () => {
			await begin();
			const { _id } = await heirOf(measure);
			await inRegion((work) => dropItem(work, 'measure', _id, 1, 'Ist umgesetzt.'));
			await inRegion((work) => restoreStructure(work, 'measure', _id, 2));
			expect(await OmissionModel.countDocuments({ item: measure, withdrawn: null })).to.equal(0);
		});

		it('but nothing that carries something, that is new, or that goes on elsewhere', async () => {
			const next = await begin();
			const { _id } = await heirOf(measure);
			const newGoal = await heir<{ _id: string }>(GoalModel, goal);
			expect(await refusalOf(inRegion((work) => dropItem(work, 'goal', newGoal._id, 1, 'weg damit')))).to.equal(
				'conflict id:has_children'
			);
			const fresh = await buildMeasure(next._id, { code: 'N 1' });
			expect(await refusalOf(inRegion((work) => dropItem(work, 'measure', fresh._id, 1, 'weg damit')))).to.equal(
				'conflict id:without_origin'
			);
			const [, part] = await inRegion((work) =>
				splitItem(work, 'measure', _id, 1, [{ title: 'Teil II', code: 'W 2b' }])
			);
			expect(await inRegion((work) => dropItem(work, 'measure', part!._id, 1, 'doch nicht'))).to.deep.equal([]);
		});

		it('also from a draft begun empty, once, and not while something comes from it', async () => {
			const next = await begin({ isEmpty: true });
			const fields = { key: null, edition: next._id, kind: 'measure' as const, reason: 'Ist umgesetzt.' };
			const omit = (item: string) =>
				inRegion((work) => createOmission(work, { ...fields, item, sources: [], notes: [], contradictions: [] }));
			await omit(measure);
			expect(await refusalOf(omit(measure))).to.match(/^duplicate/);
			expect(await refusalOf(omit(goal))).to.equal('invalid_input item:not_found');
			const linked = await buildMeasure(next._id, { code: 'N 1', origins: [measure] });
			expect(linked.lineage).to.equal((await MeasureModel.findById(measure).lean())?.lineage);
			expect(await OmissionModel.countDocuments({ withdrawn: null })).to.equal(0);
			expect(await refusalOf(omit(measure))).to.equal('conflict item:still_carried');
			await inRegion((work) => withdrawStructure(work, 'measure', linked._id, 1, 'falsch'));
			await omit(measure);
		});
	});

	describe('merges and splits', () => {
		it('several into one, which takes their origins, texts, parts, links and indicators', async () => {
			const other = await inRegionUnfrozen(() =>
				buildMeasure(former, { code: 'W 3', field, title: 'Zweite', description: 'Zweiter Text' })
			);
			const next = await begin();
			const [one, two] = [await heirOf(measure), await heirOf(other._id)];
			const link = { kind: 'measure' as const, id: two._id };
			const project = await buildProject({ links: [linkTo(next._id, link)] });
			const twoIndicator = await buildIndicator(link, { title: 'Zweiter' });
			await inRegion((work) => mergeItems(work, 'measure', one._id, 1, [two._id]));
			const merged = await MeasureModel.findById(one._id).lean();
			expect(merged?.origins).to.deep.equal([measure, other._id]);
			expect(merged?.description).to.equal('Zweiter Text');
			expect((await MeasureModel.findById(two._id).lean())?.withdrawn).to.not.equal(null);
			expect((await ProjectModel.findById(project._id).lean())?.links[0]?.target?.id).to.equal(one._id);
			expect((await IndicatorModel.findById(twoIndicator._id).lean())?.subject.id).to.equal(one._id);
		});

		it('goals with what stands below them, and no goal into its own sub-goal', async () => {
			const next = await begin();
			const sub = await heir<{ _id: string; parent: string }>(GoalModel, goal);
			expect(await refusalOf(inRegion((work) => mergeItems(work, 'goal', sub._id, 1, [sub.parent])))).to.equal(
				'conflict items:circular'
			);
			const fresh = await buildGoal(next._id, { title: 'Neu' });
			await inRegion((work) => mergeItems(work, 'goal', fresh._id, 1, [sub.parent]));
			expect((await GoalModel.findById(sub._id).lean())?.parent).to.equal(fresh._id);
		});

		it('nothing of another edition, nothing twice, nothing withdrawn, and nothing stale', async () => {
			const next = await begin();
			const { _id } = await heirOf(measure);
			const merge = (items: string[], version = 1) =>
				refusalOf(inRegion((work) => mergeItems(work, 'measure', _id, version, items)));
			expect(await merge([measure])).to.equal('invalid_input items.0:other_edition');
			expect(await merge([_id])).to.equal('invalid_input items.0:duplicate');
			expect(await merge([goal])).to.equal('invalid_input items.0:not_found');
			const gone = await buildMeasure(next._id, { code: 'N 1' });
			expect(await merge([gone._id], 3)).to.equal('version_conflict');
			await inRegion((work) => withdrawStructure(work, 'measure', gone._id, 1, 'falsch'));
			expect(await merge([gone._id])).to.equal('invalid_input items.0:withdrawn');
			expect(await refusalOf(inRegion((work) => mergeItems(work, 'measure', measure, null, [_id])))).to.equal('frozen');
		});

		it('one into several of the same origin', async () => {
			await begin();
			const { _id } = await heirOf(measure);
			const items = await inRegion((work) =>
				splitItem(work, 'measure', _id, 1, [
					{ title: 'Teil I', code: 'W 2a' },
					{ title: 'Teil II', code: null }
				])
			);
			expect(items.map(({ title }) => title)).to.deep.equal(['Gewerbegebiet entwickeln', 'Teil I', 'Teil II']);
			for (const item of items) expect(item.origins).to.deep.equal([measure]);
			const again = inRegion((work) => splitItem(work, 'measure', _id, 1, [{ title: 'Teil III', code: null }]));
			expect(await refusalOf(again)).to.equal('version_conflict');
			const taken = inRegion((work) => splitItem(work, 'measure', _id, null, [{ title: 'X', code: 'W 2a' }]));
			expect(await refusalOf(taken)).to.equal('duplicate code:duplicate');
		});
	});

	describe('is linked by hand', () => {
		it('and the first link says which edition it continues', async () => {
			const later = (await buildEdition({ key: 'rek-2022', year: 2022 }))._id;
			const fresh = await buildMeasure(later, { code: 'L 1' });
			await inRegion((work) => setOrigins(work, 'measure', fresh._id, 1, { origins: [measure], reason: null }));
			expect((await EditionModel.findById(later).lean())?.former).to.equal(former);
			const third = (await buildEdition({ key: 'rek-1996', year: 1996 }))._id;
			const strange = await buildMeasure(third);
			const mixed = inRegion((work) =>
				setOrigins(work, 'measure', fresh._id, null, { origins: [measure, strange._id], reason: null })
			);
			expect(await refusalOf(mixed)).to.equal('invalid_input origins.1:not_former');
			const moved = inRegion((work) => setFormer(work, later, null, { former: third, reason: null }));
			expect(await refusalOf(moved)).to.equal('conflict former:has_origins');
			const circle = inRegion((work) => setFormer(work, former, null, { former: later, reason: 'Nachgetragen' }));
			expect(await refusalOf(circle)).to.equal('invalid_input former:circular');
		});

		it('where its text is frozen too, with a reason and without a word of the text changed', async () => {
			const later = (await buildEdition({ key: 'rek-2022', year: 2022 }))._id;
			const fresh = await buildMeasure(later, { code: 'L 1' });
			await freezeEdition(later, 'superseded');
			const link = (reason: string | null) =>
				inRegion((work) => setOrigins(work, 'measure', fresh._id, null, { origins: [measure], reason }));
			expect(await refusalOf(link(null))).to.equal('invalid_input reason:reason_required');
			await link('Laut Fortschreibung 2022');
			const now = await MeasureModel.findById(fresh._id).lean();
			expect(now).to.deep.include({ origins: [measure], title: fresh.title, code: fresh.code });
			expect(await refusalOf(inRegion((work) => changeMeasure(work, fresh._id, null, { title: 'anders' })))).to.equal(
				'frozen'
			);
		});
	});

	/** Adds to the former edition as if it had been there when it was adopted. */
	async function inRegionUnfrozen<T>(build: () => Promise<T>): Promise<T> {
		await inRegion((work) => work.update(EditionModel, former, null, { state: 'draft' }));
		const built = await build();
		await freezeEdition(former);
		return built;
	}
});
