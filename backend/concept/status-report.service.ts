import type { z } from 'zod';
import type { newStatusReport } from '@konzeptstand/contract/project.ts';
import { FINISHED, WITHOUT_PROGRESS } from '@konzeptstand/contract/status.ts';
import { edtfBounds } from '@konzeptstand/contract/format/edtf.ts';
import { clock } from '../foundation/clock.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { FieldError } from '../foundation/errors.ts';
import { mayReport } from '../accounts/accounts.service.ts';
import type { ActorContext } from '../foundation/http/route.ts';
import type { Work } from '../record/record.service.ts';
import { PartyModel, RegionModel } from '../region/region.model.ts';
import { NO_REPORT, ProjectModel, StatusReportModel } from './project.model.ts';
import type { ProjectItem, StatusReportItem } from './project.model.ts';
import { currentOf, latestOf, tellsFromNow } from './report-order.ts';

type NewReport = z.output<typeof newStatusReport>;

/**
 * Adds a status report and lets the project's current status follow. Reports are never edited: one that names
 * `corrects` takes the other's place, and both stay to be seen.
 * @throws ApplicationError not_permitted (not one's own project), not_found, invalid_input
 */
export async function reportStatus(work: Work, actor: ActorContext, report: NewReport): Promise<StatusReportItem> {
	const project = await work.require(ProjectModel, report.project);
	if (!mayReport(actor, project)) throw new ApplicationError('not_permitted');
	return addReport(work, actor, report);
}

/** Who reports; of a person also what they stand for. */
export type Reporter = Pick<ActorContext, 'kind' | 'id' | 'memberships'>;

/**
 * The same for whoever has decided already that this reporter may.
 * @throws ApplicationError not_found, conflict, invalid_input
 */
export async function addReport(work: Work, reporter: Reporter, report: NewReport): Promise<StatusReportItem> {
	const project = await work.require(ProjectModel, report.project);
	if (project.withdrawn) throw new ApplicationError('conflict', { field: 'project', problem: 'withdrawn' });
	await checkReport(work, report);
	const corrected = await correctedReport(work, report);
	const { reason, ...fields } = report;
	void reason;
	const made = await work.create(StatusReportModel, {
		...fields,
		at: work.at.toISOString(),
		by: reporter.kind === 'person' ? reporter.id : null,
		isByCarrier: await isByCarrier(work, reporter, project),
		correctedBy: null
	});
	if (corrected) await work.update(StatusReportModel, corrected._id, null, { correctedBy: made._id });
	if (corrected !== null && corrected._id === project.current.report) {
		const current = latestOf(await standingReports(work, project._id)) ?? { ...NO_REPORT };
		await work.update(ProjectModel, project._id, null, { current });
	} else if (tellsFromNow(made, project.current)) {
		await work.update(ProjectModel, project._id, null, { current: currentOf(made) });
	}
	return made;
}

/** @throws ApplicationError invalid_input for what no report may say */
export async function checkReport(work: Work, report: NewReport): Promise<void> {
	const errors: FieldError[] = [];
	if (report.progress !== null && report.status === 'completed' && report.progress !== 100)
		errors.push({ field: 'progress', code: 'not_completed' });
	if (report.progress !== null && WITHOUT_PROGRESS.has(report.status))
		errors.push({ field: 'progress', code: 'without_progress' });
	if (report.isDelayed && !report.delayReason && report.basis === 'stated' && report.key === null)
		errors.push({ field: 'delayReason', code: 'reason_required' });
	if (report.isDelayed && FINISHED.has(report.status)) errors.push({ field: 'isDelayed', code: 'not_delayed' });
	if (report.corrects !== null && !report.reason) errors.push({ field: 'reason', code: 'reason_required' });
	if (report.asOf !== null && (await isInFuture(work, report.asOf))) errors.push({ field: 'asOf', code: 'in_future' });
	if (errors.length > 0) throw new ApplicationError('invalid_input', { errors });
}

/** Whether all days that a date can mean are still to come in the region. */
async function isInFuture(work: Work, date: string): Promise<boolean> {
	const first = edtfBounds(date)?.first;
	// Somewhere it is already tomorrow: only then the region's own zone has to be asked.
	if (!first || first <= clock.now().toISOString().slice(0, 10)) return false;
	const region = await work.require(RegionModel, work.region);
	return first > clock.day(region.timeZone);
}

async function correctedReport(work: Work, report: NewReport): Promise<StatusReportItem | null> {
	if (report.corrects === null) return null;
	const corrected = await work.find(StatusReportModel, report.corrects);
	const problem = !corrected
		? 'not_found'
		: corrected.project !== report.project
			? 'other_project'
			: corrected.correctedBy
				? 'already_corrected'
				: null;
	if (problem) throw new ApplicationError('invalid_input', { field: 'corrects', problem });
	return corrected;
}

/** A carrier's report on its own project is marked as such: also when the carrier is the town that the person stands for. */
async function isByCarrier(work: Work, actor: Reporter, project: ProjectItem): Promise<boolean> {
	const membership = actor.memberships.find((one) => one.region === project.region);
	const carriers = project.roles.filter((role) => role.role === 'carrier');
	if (!membership || carriers.length === 0) return false;
	if (carriers.some((role) => role.party === membership.party)) return true;
	if (membership.municipality === null) return false;
	for (const { party } of carriers) {
		if ((await work.find(PartyModel, party))?.municipality === membership.municipality) return true;
	}
	return false;
}

/** Reports of the project that none corrects, with what this change has already done to them. */
async function standingReports(work: Work, project: string): Promise<StatusReportItem[]> {
	const stored = await StatusReportModel.find({ region: work.region, project, withdrawn: null })
		.session(work.session)
		.lean<StatusReportItem[]>();
	const written = work.written(StatusReportModel).filter((one) => one.project === project);
	const all = new Map([...stored, ...written].map((one) => [one._id, one]));
	return [...all.values()].filter((one) => one.correctedBy === null);
}
