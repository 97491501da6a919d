import type { Model } from 'mongoose';
import { uuidv7 } from 'uuidv7';
import type { z } from 'zod';
import type { newField, newGoal, newMeasure } from '@konzeptstand/contract/concept.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { MunicipalityModel, PartyModel } from '../region/region.model.ts';
import { requireMembers } from '../accounts/accounts.service.ts';
import { requireAll } from '../region/region.service.ts';
import type { ItemBase, Work } from '../record/record.service.ts';
import { requireOpenEdition } from './edition.service.ts';
import { FieldModel, GoalModel, MeasureModel } from './edition.model.ts';
import type { FieldItem, GoalItem, MeasureItem } from './edition.model.ts';
import { ProjectModel } from './project.model.ts';

/** Fields, goals and measures of an edition. All of them are frozen with it. */

/** @throws ApplicationError frozen, duplicate, invalid_input */
export async function createField(work: Work, fields: z.output<typeof newField>): Promise<FieldItem> {
	await requireOpenEdition(work, fields.edition);
	return work.create(FieldModel, { ...fields, lineage: uuidv7() });
}

export async function changeField(
	work: Work,
	id: string,
	version: number | null,
	patch: Partial<FieldItem>
): Promise<FieldItem> {
	const field = await work.require(FieldModel, id);
	await requireOpenEdition(work, field.edition);
	return work.update(FieldModel, id, version, patch);
}

/** @throws ApplicationError frozen, duplicate, invalid_input */
export async function createGoal(work: Work, fields: z.output<typeof newGoal>): Promise<GoalItem> {
	await requireOpenEdition(work, fields.edition);
	await checkGoal(work, fields);
	return work.create(GoalModel, { ...fields, lineage: uuidv7() });
}

export async function changeGoal(
	work: Work,
	id: string,
	version: number | null,
	patch: Partial<GoalItem>
): Promise<GoalItem> {
	const goal = await work.require(GoalModel, id);
	await requireOpenEdition(work, goal.edition);
	await checkGoal(work, { ...goal, ...patch }, id);
	return work.update(GoalModel, id, version, patch);
}

/** Field and parent of the same edition; sub-goals on one level only. */
async function checkGoal(
	work: Work,
	goal: Pick<GoalItem, 'edition' | 'field' | 'parent'>,
	own?: string
): Promise<void> {
	await requirePlace(work, FieldModel, goal.field, goal.edition, 'field');
	const parent = await requirePlace(work, GoalModel, goal.parent, goal.edition, 'parent');
	if (!parent) return;
	if (parent.parent !== null || parent._id === own)
		throw new ApplicationError('invalid_input', { field: 'parent', problem: 'one_level' });
	if (parent.field !== goal.field)
		throw new ApplicationError('invalid_input', { field: 'field', problem: 'other_field' });
	if (own && (await GoalModel.exists({ region: work.region, parent: own, withdrawn: null }).session(work.session))) {
		throw new ApplicationError('invalid_input', { field: 'parent', problem: 'one_level' });
	}
}

/** @throws ApplicationError frozen, duplicate, invalid_input */
export async function createMeasure(work: Work, fields: z.output<typeof newMeasure>): Promise<MeasureItem> {
	await requireOpenEdition(work, fields.edition);
	await checkMeasure(work, fields);
	await requireMembers(work, fields.responsiblePeople, []);
	return work.create(MeasureModel, { ...fields, lineage: uuidv7() });
}

export async function changeMeasure(
	work: Work,
	id: string,
	version: number | null,
	patch: Partial<MeasureItem>
): Promise<MeasureItem> {
	const measure = await work.require(MeasureModel, id);
	await requireOpenEdition(work, measure.edition);
	await checkMeasure(work, { ...measure, ...patch }, patch);
	await requireMembers(work, patch.responsiblePeople ?? [], measure.responsiblePeople);
	return work.update(MeasureModel, id, version, patch);
}

/** Only what is new is looked up: a party withdrawn since does not keep a title from being mended. */
async function checkMeasure(
	work: Work,
	measure: Omit<z.output<typeof newMeasure>, 'key'>,
	changed: Partial<MeasureItem> = measure
): Promise<void> {
	await requirePlace(work, FieldModel, measure.field, measure.edition, 'field');
	const goal = await requirePlace(work, GoalModel, measure.goal, measure.edition, 'goal');
	if (goal?.field && measure.field && goal.field !== measure.field)
		throw new ApplicationError('invalid_input', { field: 'goal', problem: 'other_field' });
	await requireAll(work, MunicipalityModel, changed.municipalities ?? [], 'municipalities');
	await requireAll(
		work,
		PartyModel,
		(changed.roles ?? []).map((role) => role.party),
		'roles'
	);
}

/** The item above, of the same edition and living; null when none is named. */
async function requirePlace<T extends ItemBase & { edition: string }>(
	work: Work,
	model: Model<T>,
	id: string | null,
	edition: string,
	field: string
): Promise<T | null> {
	if (id === null) return null;
	const place = await work.find(model, id);
	if (!place || place.withdrawn) throw new ApplicationError('invalid_input', { field, problem: 'not_found' });
	if (place.edition !== edition) throw new ApplicationError('invalid_input', { field, problem: 'other_edition' });
	return place;
}

/** Kinds that stand in an edition, with what may hang below each. */
const STRUCTURE = {
	field: {
		model: FieldModel as unknown as Model<FieldItem>,
		below: [
			[GoalModel, 'field'],
			[MeasureModel, 'field']
		]
	},
	goal: {
		model: GoalModel as unknown as Model<FieldItem>,
		below: [
			[GoalModel, 'parent'],
			[MeasureModel, 'goal'],
			[ProjectModel, 'links.target.id']
		]
	},
	measure: { model: MeasureModel as unknown as Model<FieldItem>, below: [[ProjectModel, 'links.target.id']] }
} as const;
export type StructureKind = keyof typeof STRUCTURE;

/**
 * Withdraws a field, goal or measure below which nothing stands any more.
 * @throws ApplicationError frozen; conflict when something living hangs below it
 */
export async function withdrawStructure(
	work: Work,
	kind: StructureKind,
	id: string,
	version: number | null,
	reason: string
): Promise<ItemBase> {
	const { model, below } = STRUCTURE[kind];
	const item = await work.require(model, id);
	await requireOpenEdition(work, item.edition);
	let count = 0;
	for (const [child, path] of below) {
		count += await (child as unknown as Model<ItemBase>)
			.countDocuments({ region: work.region, [path]: id, withdrawn: null } as never)
			.session(work.session);
	}
	if (count > 0) throw new ApplicationError('conflict', { field: 'id', problem: 'has_children', values: { count } });
	return work.withdraw(model, id, version, reason);
}

export async function restoreStructure(
	work: Work,
	kind: StructureKind,
	id: string,
	version: number | null
): Promise<ItemBase> {
	const { model } = STRUCTURE[kind];
	const item = await work.require(model, id);
	await requireOpenEdition(work, item.edition);
	return work.restore(model, id, version);
}
