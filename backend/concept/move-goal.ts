import { ApplicationError } from '../foundation/errors.ts';
import type { Work } from '../record/record.service.ts';
import { GoalModel, MeasureModel } from './edition.model.ts';
import type { GoalItem, MeasureItem } from './edition.model.ts';

/**
 * Takes along what stands below a goal that moves to another field: its sub-goals, and the measures that lie in the old
 * field. Measures stay where they are when the goal now stands above all fields.
 * @param goal as it was
 * @param field where it goes; null: above all fields
 * @throws ApplicationError conflict when measures of the goal lie in a third field
 */
export async function carryAlong(work: Work, goal: GoalItem, field: string | null): Promise<void> {
	const living = { region: work.region, withdrawn: null };
	const subGoals = await GoalModel.find({ ...living, parent: goal._id })
		.session(work.session)
		.lean<GoalItem[]>();
	for (const sub of subGoals) await work.update(GoalModel, sub._id, null, { field });
	if (field === null) return;
	const goals = [goal, ...subGoals].map((one) => one._id);
	const measures = await MeasureModel.find({ ...living, goal: { $in: goals } })
		.session(work.session)
		.lean<MeasureItem[]>();
	const elsewhere = measures.filter((one) => one.field !== null && one.field !== goal.field && one.field !== field);
	if (elsewhere.length > 0) {
		const values = { count: elsewhere.length };
		throw new ApplicationError('conflict', { field: 'field', problem: 'measures_elsewhere', values });
	}
	for (const measure of measures.filter((one) => one.field === goal.field && one.field !== null))
		await work.update(MeasureModel, measure._id, null, { field });
}
