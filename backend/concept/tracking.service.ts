import type { Model } from 'mongoose';
import type { z } from 'zod';
import type { newAssessment, newIndicator, newReading } from '@konzeptstand/contract/concept.ts';
import type { newStep } from '@konzeptstand/contract/project.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { ActorContext } from '../foundation/http/route.ts';
import { MunicipalityModel, RegionModel } from '../region/region.model.ts';
import type { ItemBase, Work } from '../record/record.service.ts';
import { requireDecision } from '../decision/decision.service.ts';
import { changeLiving, refuseStale, restoreWithdrawn, withdrawLiving } from '../region/living.service.ts';
import { requireAll } from '../region/region.service.ts';
import { requireOpenEdition } from './edition.service.ts';
import { GoalModel, MeasureModel } from './edition.model.ts';
import { AssessmentModel, IndicatorModel, ReadingModel } from './indicator.model.ts';
import type { AssessmentItem, IndicatorItem, ReadingItem } from './indicator.model.ts';
import { liftOmissions, traced } from './lineage.service.ts';
import { ProjectModel, StepModel } from './project.model.ts';
import type { StepItem } from './project.model.ts';

/** What follows an edition through its years: steps, indicators with their readings, assessments. */

/**
 * A step of the manager's own. A council fixes one by its decision, and by nothing else.
 * @throws ApplicationError conflict for a council step; invalid_input
 */
export async function createStep(work: Work, fields: z.output<typeof newStep>): Promise<StepItem> {
	if (fields.isCouncilStep) throw paperRequired('isCouncilStep');
	return addStep(work, fields);
}

/**
 * A step as a source tells of it: also one that a council fixed, by a decision of the past (loading).
 * @throws ApplicationError invalid_input
 */
export async function addStep(work: Work, fields: z.output<typeof newStep>): Promise<StepItem> {
	await requireAll(work, ProjectModel, [fields.project], 'project');
	if (fields.isCouncilStep && fields.decision === null) throw decisionRequired();
	await requireDecision(work, fields.decision, 'decision');
	return work.create(StepModel, fields);
}

/**
 * Changes a step. What a council fixed, it alone moves: title, planned date and decision of its step are set by a
 * decision's effect, while what is expected and what happened are facts.
 * @throws ApplicationError not_found, version_conflict, invalid_input; conflict for what needs a paper, naming the field
 */
export async function changeStep(
	work: Work,
	id: string,
	version: number | null,
	patch: Partial<StepItem>
): Promise<StepItem> {
	const step = await work.require(StepModel, id);
	refuseStale(step, version);
	const binding = step.isCouncilStep ? BINDING : (['isCouncilStep'] as const);
	const changed = binding.find((field) => patch[field] !== undefined && patch[field] !== step[field]);
	if (changed !== undefined) throw paperRequired(changed);
	await requireDecision(work, patch.decision ?? null, 'decision');
	return changeLiving(work, StepModel, id, version, patch);
}

/**
 * Completes a step by what a source tells (loading): what a council fixed stays, unless the source names another decision.
 * @throws ApplicationError not_found, version_conflict, conflict, invalid_input
 */
export async function completeStep(
	work: Work,
	id: string,
	version: number | null,
	patch: Partial<StepItem>
): Promise<StepItem> {
	const step = await work.require(StepModel, id);
	const after = { ...step, ...patch };
	if (after.isCouncilStep && after.decision === null) throw decisionRequired();
	const isOther = BINDING.some((field) => field !== 'decision' && after[field] !== step[field]);
	const isDecided = after.decision !== null && after.decision !== step.decision;
	if (step.isCouncilStep && isOther && !isDecided) throw decisionRequired();
	await requireDecision(work, patch.decision ?? null, 'decision');
	return changeLiving(work, StepModel, id, version, patch);
}

const BINDING = ['isCouncilStep', 'title', 'planned', 'decision'] as const;
const paperRequired = (field: string): ApplicationError =>
	new ApplicationError('conflict', { field, problem: 'paper_required' });
const decisionRequired = (): ApplicationError =>
	new ApplicationError('invalid_input', { field: 'decision', problem: 'decision_required' });

/**
 * Withdraws a step of the manager's own. One that a council fixed falls away by its decision only.
 * @throws ApplicationError not_found, version_conflict; conflict for a council step, or one that is withdrawn already
 */
export async function withdrawStep(work: Work, id: string, version: number | null, reason: string): Promise<StepItem> {
	const step = await work.require(StepModel, id);
	refuseStale(step, version);
	if (step.isCouncilStep && step.withdrawn === null)
		throw new ApplicationError('conflict', { field: 'id', problem: 'drop_by_paper' });
	return withdrawLiving(work, StepModel, id, version, reason);
}

/** @throws ApplicationError not_found, version_conflict, conflict, invalid_input */
export async function restoreStep(work: Work, id: string, version: number | null): Promise<StepItem> {
	await requireAll(work, ProjectModel, [(await work.require(StepModel, id)).project], 'project');
	return restoreWithdrawn(work, StepModel, id, version);
}

/** A target of an adopted goal or measure is frozen with it; indicators of projects, towns and the region are not. */
export async function createIndicator(work: Work, fields: z.output<typeof newIndicator>): Promise<IndicatorItem> {
	const edition = await requireOpenSubject(work, fields.subject);
	return work.create(IndicatorModel, { ...fields, ...(await traced(work, 'indicator', edition, fields.origins)) });
}

export async function changeIndicator(
	work: Work,
	id: string,
	version: number | null,
	patch: Partial<IndicatorItem>
): Promise<IndicatorItem> {
	const indicator = await work.require(IndicatorModel, id);
	await requireOpenSubject(work, indicator.subject);
	return changeLiving(work, IndicatorModel, id, version, patch);
}

export async function withdrawIndicator(
	work: Work,
	id: string,
	version: number | null,
	reason: string
): Promise<IndicatorItem> {
	const indicator = await work.require(IndicatorModel, id);
	await requireOpenSubject(work, indicator.subject);
	return withdrawLiving(work, IndicatorModel, id, version, reason);
}

/** @throws ApplicationError frozen, not_found, version_conflict, conflict, invalid_input */
export async function restoreIndicator(work: Work, id: string, version: number | null): Promise<IndicatorItem> {
	const edition = await requireOpenSubject(work, (await work.require(IndicatorModel, id)).subject);
	const restored = await restoreWithdrawn(work, IndicatorModel, id, version);
	if (edition !== null) await liftOmissions(work, edition, restored.origins);
	return restored;
}

const SUBJECTS = {
	goal: GoalModel,
	measure: MeasureModel,
	project: ProjectModel,
	municipality: MunicipalityModel,
	region: RegionModel
} as const;

/** The edition in which the subject stands; null where it stands in none. */
async function requireOpenSubject(work: Work, { kind, id }: IndicatorItem['subject']): Promise<string | null> {
	await requireAll(work, SUBJECTS[kind] as unknown as Model<ItemBase>, [id], 'subject.id');
	if (kind !== 'goal' && kind !== 'measure') return null;
	const { edition } = kind === 'goal' ? await work.require(GoalModel, id) : await work.require(MeasureModel, id);
	return (await requireOpenEdition(work, edition))._id;
}

/** Readings stay open in every edition. @throws ApplicationError invalid_input */
export async function addReading(work: Work, fields: z.output<typeof newReading>): Promise<ReadingItem> {
	await requireAll(work, IndicatorModel, [fields.indicator], 'indicator');
	return work.create(ReadingModel, fields);
}

/** @throws ApplicationError not_found, version_conflict, conflict, invalid_input */
export async function restoreReading(work: Work, id: string, version: number | null): Promise<ReadingItem> {
	await requireAll(work, IndicatorModel, [(await work.require(ReadingModel, id)).indicator], 'indicator');
	return restoreWithdrawn(work, ReadingModel, id, version);
}

/** Assessments stay open in every edition. @throws ApplicationError invalid_input */
export async function addAssessment(
	work: Work,
	actor: ActorContext,
	fields: z.output<typeof newAssessment>
): Promise<AssessmentItem> {
	await requireAll(
		work,
		SUBJECTS[fields.subject.kind] as unknown as Model<ItemBase>,
		[fields.subject.id],
		'subject.id'
	);
	return work.create(AssessmentModel, { ...fields, by: actor.kind === 'person' ? actor.id : null });
}

/** @throws ApplicationError not_found, version_conflict, conflict, invalid_input */
export async function restoreAssessment(work: Work, id: string, version: number | null): Promise<AssessmentItem> {
	const { subject } = await work.require(AssessmentModel, id);
	await requireAll(work, SUBJECTS[subject.kind] as unknown as Model<ItemBase>, [subject.id], 'subject.id');
	return restoreWithdrawn(work, AssessmentModel, id, version);
}
