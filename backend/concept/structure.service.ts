import type { Model } from 'mongoose';
import type { z } from 'zod';
import type { newField, newGoal, newMeasure } from '@konzeptstand/contract/concept.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { requireMembers } from '../accounts/accounts.service.ts';
import type { ItemBase, Work } from '../record/record.service.ts';
import { changeLiving, restoreWithdrawn, withdrawLiving } from '../region/living.service.ts';
import { MunicipalityModel, PartyModel } from '../region/region.model.ts';
import { requireAll } from '../region/region.service.ts';
import { requireOpenEdition } from './edition.service.ts';
import { FieldModel, GoalModel, MeasureModel } from './edition.model.ts';
import type { FieldItem, GoalItem, MeasureItem } from './edition.model.ts';
import { liftOmissions, traced } from './lineage.service.ts';
import { carryAlong } from './move-goal.ts';
import './uses.ts';

/** Fields, goals and measures of an edition. All of them are frozen with it. */

/** @throws ApplicationError frozen, duplicate, invalid_input */
export async function createField(work: Work, fields: z.output<typeof newField>): Promise<FieldItem> {
	await requireOpenEdition(work, fields.edition);
	return work.create(FieldModel, { ...fields, ...(await traced(work, 'field', fields.edition, fields.origins)) });
}

/** @throws ApplicationError frozen, not_found, version_conflict, conflict, duplicate */
export async function changeField(
	work: Work,
	id: string,
	version: number | null,
	patch: Partial<FieldItem>
): Promise<FieldItem> {
	const field = await work.require(FieldModel, id);
	await requireOpenEdition(work, field.edition);
	return changeLiving(work, FieldModel, id, version, patch);
}

/**
 * A sub-goal lies in the field of the goal above it.
 * @throws ApplicationError frozen, duplicate, invalid_input
 */
export async function createGoal(work: Work, fields: z.output<typeof newGoal>): Promise<GoalItem> {
	await requireOpenEdition(work, fields.edition);
	const above = fields.field === null && fields.parent !== null ? await work.find(GoalModel, fields.parent) : null;
	const goal = { ...fields, field: above?.field ?? fields.field };
	await checkGoal(work, goal);
	return work.create(GoalModel, { ...goal, ...(await traced(work, 'goal', fields.edition, fields.origins)) });
}

/**
 * Changes a goal. One that moves to another field takes along what stands below it there; one that moves below another
 * goal goes to the field of that goal.
 * @throws ApplicationError frozen, not_found, version_conflict, conflict, duplicate, invalid_input
 */
export async function changeGoal(
	work: Work,
	id: string,
	version: number | null,
	patch: Partial<GoalItem>
): Promise<GoalItem> {
	const goal = await work.require(GoalModel, id);
	await requireOpenEdition(work, goal.edition);
	const above = patch.parent && patch.field === undefined ? await work.find(GoalModel, patch.parent) : null;
	const full: Partial<GoalItem> = above ? { ...patch, field: above.field } : patch;
	const after = { ...goal, ...full };
	await checkGoal(work, after, id);
	const changed = await changeLiving(work, GoalModel, id, version, full);
	if (after.field !== goal.field) await carryAlong(work, goal, after.field);
	return changed;
}

/** Field and parent of the same edition; sub-goals on one level only. */
async function checkGoal(
	work: Work,
	goal: Pick<GoalItem, 'edition' | 'field' | 'parent'>,
	own?: string
): Promise<void> {
	// The goal above first: a field that nobody typed comes from it.
	const parent = await requirePlace(work, GoalModel, goal.parent, goal.edition, 'parent');
	await requirePlace(work, FieldModel, goal.field, goal.edition, 'field');
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
	await checkMeasure(work, fields, fields);
	await requireMembers(work, fields.responsiblePeople, []);
	return work.create(MeasureModel, { ...fields, ...(await traced(work, 'measure', fields.edition, fields.origins)) });
}

/**
 * Changes a measure. One that moves to a goal of another field goes to that field.
 * @throws ApplicationError frozen, not_found, version_conflict, conflict, duplicate, invalid_input
 */
export async function changeMeasure(
	work: Work,
	id: string,
	version: number | null,
	patch: Partial<MeasureItem>
): Promise<MeasureItem> {
	const measure = await work.require(MeasureModel, id);
	await requireOpenEdition(work, measure.edition);
	const goal = patch.goal && patch.field === undefined ? await work.find(GoalModel, patch.goal) : null;
	const full: Partial<MeasureItem> = goal?.field && measure.field ? { ...patch, field: goal.field } : patch;
	await checkMeasure(work, { ...measure, ...full }, full);
	await requireMembers(work, patch.responsiblePeople ?? [], measure.responsiblePeople);
	return changeLiving(work, MeasureModel, id, version, full);
}

/** Of parties and towns only what is new is looked up: one withdrawn since does not keep a title from being mended. */
async function checkMeasure(
	work: Work,
	measure: Pick<MeasureItem, 'edition' | 'field' | 'goal'>,
	changed: Partial<Pick<MeasureItem, 'municipalities' | 'roles'>>
): Promise<void> {
	// The goal first, as above.
	const goal = await requirePlace(work, GoalModel, measure.goal, measure.edition, 'goal');
	await requirePlace(work, FieldModel, measure.field, measure.edition, 'field');
	if (goal?.field && measure.field && goal.field !== measure.field)
		throw new ApplicationError('invalid_input', { field: 'goal', problem: 'other_field' });
	const { municipalities = [], roles = [] } = changed;
	await requireAll(work, MunicipalityModel, municipalities, (index) => `municipalities.${String(index)}`);
	const parties = roles.map((role) => role.party);
	await requireAll(work, PartyModel, parties, (index) => `roles.${String(index)}.party`);
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
	await requireAll(work, model, [id], field);
	const place = await work.require(model, id);
	if (place.edition !== edition) throw new ApplicationError('invalid_input', { field, problem: 'other_edition' });
	return place;
}

const STRUCTURE = { field: FieldModel, goal: GoalModel, measure: MeasureModel } as const;
type StructureKind = keyof typeof STRUCTURE;
const modelOf = (kind: StructureKind) => STRUCTURE[kind] as unknown as Model<FieldItem>;

/**
 * Withdraws a field, goal or measure below which nothing stands any more.
 * @throws ApplicationError frozen, not_found, version_conflict; conflict when something living hangs below it
 */
export async function withdrawStructure(
	work: Work,
	kind: StructureKind,
	id: string,
	version: number | null,
	reason: string
): Promise<ItemBase> {
	const item = await work.require(modelOf(kind), id);
	await requireOpenEdition(work, item.edition);
	return withdrawLiving(work, modelOf(kind), id, version, reason);
}

/**
 * Brings it back to its place, which must stand.
 * @throws ApplicationError frozen, not_found, version_conflict, conflict, duplicate, invalid_input
 */
export async function restoreStructure(
	work: Work,
	kind: StructureKind,
	id: string,
	version: number | null
): Promise<ItemBase> {
	const item = await work.require(modelOf(kind), id);
	await requireOpenEdition(work, item.edition);
	if (kind === 'goal') await checkGoal(work, await work.require(GoalModel, id), id);
	if (kind === 'measure') await checkMeasure(work, await work.require(MeasureModel, id), {});
	const restored = await restoreWithdrawn(work, modelOf(kind), id, version);
	await liftOmissions(work, restored.edition, restored.origins);
	return restored;
}
