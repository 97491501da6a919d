import type { ClientSession, Model } from 'mongoose';
import type { z } from 'zod';
import type {
	assessmentList,
	assessmentListQuery,
	indicatorList,
	indicatorListQuery,
	readingList,
	readingListQuery
} from '@konzeptstand/contract/concept.ts';
import type { stepList, stepListQuery } from '@konzeptstand/contract/project.ts';
import { compareEdtf } from '@konzeptstand/contract/format/edtf.ts';
import type { RouteSnapshot } from '../foundation/http/route.ts';
import { isFound } from '../foundation/search.ts';
import type { ItemBase } from '../record/record.service.ts';
import { AssessmentModel, IndicatorModel, ReadingModel } from './indicator.model.ts';
import type { AssessmentItem, ReadingItem } from './indicator.model.ts';
import { readIndicators } from './item.service.ts';
import { paged } from './list-rows.ts';
import { presentAssessment, presentReading, presentStep } from './present.ts';
import { ProjectModel, StepModel } from './project.model.ts';
import type { StepItem } from './project.model.ts';
import { findNames, findReferences, findSubjects, referenceOr } from './references.ts';

/** The lists of what follows an edition through its years: steps, indicators, readings, assessments. */

/** Items of a kind: what stands, or what was withdrawn. */
function find<T extends ItemBase>(
	model: Model<T>,
	region: string,
	session: ClientSession,
	isWithdrawn: boolean | undefined,
	condition: Record<string, unknown>
): Promise<T[]> {
	return model
		.find({ region, withdrawn: isWithdrawn ? { $ne: null } : null, ...condition } as never)
		.session(session)
		.lean<T[]>();
}

/** Of one, when it is asked for: an undefined value would match nothing. */
const given = (field: string, value: string | undefined): Record<string, unknown> =>
	value === undefined ? {} : { [field]: value };

/**
 * Steps of projects that stand, by their latest known date.
 * @param day today, ISO
 */
export async function readStepList(
	region: string,
	{ session }: RouteSnapshot,
	query: z.output<typeof stepListQuery>,
	day: string
): Promise<z.output<typeof stepList>> {
	const steps = await find<StepItem>(StepModel, region, session, query.withdrawn, given('project', query.project));
	const named = { region, withdrawn: null, _id: { $in: steps.map((step) => step.project) } };
	const living = new Set(await ProjectModel.find(named).session(session).distinct('_id'));
	const found = steps
		.filter((step) => living.has(step.project))
		.map((step) => presentStep(step, day))
		.filter((step) => query.late === undefined || step.isLate === query.late)
		.sort((a, b) => compareEdtf(dateOf(a), dateOf(b)) || a.position - b.position || a.id.localeCompare(b.id));
	const page = paged(found, query);
	const ids = page.rows.map((step) => step.project);
	const projects = await findReferences(region, session, 'project', ids);
	return {
		...page,
		rows: page.rows.map((step) => ({ ...step, projectReference: referenceOr(projects, 'project', step.project) }))
	};
}

/** The latest that is known of a step: what happened, else what is expected, else what was planned. */
export function dateOf(step: Pick<StepItem, 'actual' | 'expected' | 'planned'>): string | null {
	return step.actual ?? step.expected ?? step.planned;
}

export async function readIndicatorList(
	region: string,
	snapshot: RouteSnapshot,
	query: z.output<typeof indicatorListQuery>
): Promise<z.output<typeof indicatorList>> {
	const all = await readIndicators(region, snapshot, {
		withdrawn: query.withdrawn ? { $ne: null } : null,
		...given('subject.id', query.subject)
	});
	return paged(
		all.filter((one) => isFound(query.text, one.title, one.titleEn, one.unit, one.subjectReference.title)),
		query
	);
}

/** Readings by date, the oldest first. */
export async function readReadingList(
	region: string,
	{ session }: RouteSnapshot,
	query: z.output<typeof readingListQuery>
): Promise<z.output<typeof readingList>> {
	const found = await find<ReadingItem>(
		ReadingModel,
		region,
		session,
		query.withdrawn,
		given('indicator', query.indicator)
	);
	const living = new Set(await IndicatorModel.find({ region, withdrawn: null }).session(session).distinct('_id'));
	const page = paged(
		found.filter((one) => living.has(one.indicator)).sort((a, b) => compareEdtf(a.date, b.date)),
		query
	);
	return { ...page, rows: page.rows.map(presentReading) };
}

/** Assessments, the oldest first. */
export async function readAssessmentList(
	region: string,
	{ session }: RouteSnapshot,
	query: z.output<typeof assessmentListQuery>
): Promise<z.output<typeof assessmentList>> {
	const condition = given('subject.id', query.subject);
	const found = await find<AssessmentItem>(AssessmentModel, region, session, query.withdrawn, condition);
	const page = paged(
		found.sort((a, b) => compareEdtf(a.asOf, b.asOf)),
		query
	);
	const names = await findNames(page.rows.map((one) => one.by));
	const subjects = await findSubjects(
		region,
		session,
		page.rows.map((one) => one.subject)
	);
	return {
		...page,
		rows: page.rows.map((one) => ({
			...presentAssessment(one, names),
			subjectReference: referenceOr(subjects, one.subject.kind, one.subject.id)
		}))
	};
}
