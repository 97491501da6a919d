import type { Model } from 'mongoose';
import { uuidv7 } from 'uuidv7';
import type { z } from 'zod';
import type { newAssessment, newIndicator, newReading } from '@konzeptstand/contract/concept.ts';
import type { newStep } from '@konzeptstand/contract/project.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { ActorContext } from '../foundation/http/route.ts';
import { MunicipalityModel, RegionModel } from '../region/region.model.ts';
import type { ItemBase, Work } from '../record/record.service.ts';
import { requireDecision, requireOpenEdition } from './edition.service.ts';
import { GoalModel, MeasureModel } from './edition.model.ts';
import { AssessmentModel, IndicatorModel, ReadingModel } from './indicator.model.ts';
import type { AssessmentItem, IndicatorItem, ReadingItem } from './indicator.model.ts';
import { ProjectModel, StepModel } from './project.model.ts';
import type { StepItem } from './project.model.ts';

/** What follows an edition through its years: steps, indicators with their readings, assessments. */

/** @throws ApplicationError invalid_input */
export async function createStep(work: Work, fields: z.output<typeof newStep>): Promise<StepItem> {
	await requireLiving(work, ProjectModel, fields.project, 'project');
	await checkStep(work, fields);
	return work.create(StepModel, fields);
}

export async function changeStep(
	work: Work,
	id: string,
	version: number | null,
	patch: Partial<StepItem>
): Promise<StepItem> {
	const step = await work.require(StepModel, id);
	await checkStep(work, { ...step, ...patch });
	return work.update(StepModel, id, version, patch);
}

async function checkStep(work: Work, step: Pick<StepItem, 'isCouncilStep' | 'decision'>): Promise<void> {
	if (step.isCouncilStep && step.decision === null)
		throw new ApplicationError('invalid_input', { field: 'decision', problem: 'decision_required' });
	await requireDecision(work, step.decision, 'decision');
}

/** A target of an adopted goal or measure is frozen with it; indicators of projects, towns and the region are not. */
export async function createIndicator(work: Work, fields: z.output<typeof newIndicator>): Promise<IndicatorItem> {
	await requireOpenSubject(work, fields.subject);
	return work.create(IndicatorModel, { ...fields, lineage: uuidv7() });
}

export async function changeIndicator(
	work: Work,
	id: string,
	version: number | null,
	patch: Partial<IndicatorItem>
): Promise<IndicatorItem> {
	const indicator = await work.require(IndicatorModel, id);
	await requireOpenSubject(work, indicator.subject);
	return work.update(IndicatorModel, id, version, patch);
}

export async function withdrawIndicator(
	work: Work,
	id: string,
	version: number | null,
	reason: string
): Promise<IndicatorItem> {
	const indicator = await work.require(IndicatorModel, id);
	await requireOpenSubject(work, indicator.subject);
	return work.withdraw(IndicatorModel, id, version, reason);
}

async function requireOpenSubject(work: Work, subject: IndicatorItem['subject']): Promise<void> {
	switch (subject.kind) {
		case 'goal':
			await requireOpenEdition(work, (await requireLiving(work, GoalModel, subject.id, 'subject.id')).edition);
			break;
		case 'measure':
			await requireOpenEdition(work, (await requireLiving(work, MeasureModel, subject.id, 'subject.id')).edition);
			break;
		case 'project':
			await requireLiving(work, ProjectModel, subject.id, 'subject.id');
			break;
		case 'municipality':
			await requireLiving(work, MunicipalityModel, subject.id, 'subject.id');
			break;
		case 'region':
			await requireLiving(work, RegionModel, subject.id, 'subject.id');
	}
}

/** Readings stay open in every edition. */
export async function addReading(work: Work, fields: z.output<typeof newReading>): Promise<ReadingItem> {
	await requireLiving(work, IndicatorModel, fields.indicator, 'indicator');
	return work.create(ReadingModel, fields);
}

/** Assessments stay open in every edition. */
export async function addAssessment(
	work: Work,
	actor: ActorContext,
	fields: z.output<typeof newAssessment>
): Promise<AssessmentItem> {
	if (fields.subject.kind === 'goal') await requireLiving(work, GoalModel, fields.subject.id, 'subject.id');
	else await requireLiving(work, MeasureModel, fields.subject.id, 'subject.id');
	return work.create(AssessmentModel, { ...fields, by: actor.kind === 'person' ? actor.id : null });
}

async function requireLiving<T extends ItemBase>(work: Work, model: Model<T>, id: string, field: string): Promise<T> {
	const item = await work.find(model, id);
	if (!item || item.withdrawn) throw new ApplicationError('invalid_input', { field, problem: 'not_found' });
	return item;
}
