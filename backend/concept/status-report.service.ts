import type { z } from 'zod';
import type { newStatusReport } from '@konzeptstand/contract/project.ts';
import { WITHOUT_PROGRESS } from '@konzeptstand/contract/status.ts';
import { compareEdtf, edtfBounds } from '@konzeptstand/contract/format/edtf.ts';
import { clock } from '../foundation/clock.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { FieldError } from '../foundation/errors.ts';
import { mayReport } from '../accounts/accounts.service.ts';
import type { ActorContext } from '../foundation/http/route.ts';
import type { Work } from '../record/record.service.ts';
import { NO_REPORT, ProjectModel, StatusReportModel } from './project.model.ts';
import type { CurrentReport, ProjectItem, StatusReportItem } from './project.model.ts';

type NewReport = z.output<typeof newStatusReport>;

/**
 * Adds a status report and lets the project's current status follow. Reports are never edited: one that names
 * `corrects` takes the other's place, and both stay to be seen.
 * @throws ApplicationError not_permitted (not one's own project), not_found, invalid_input
 */
export async function reportStatus(work: Work, actor: ActorContext, report: NewReport): Promise<StatusReportItem> {
	const project = await work.require(ProjectModel, report.project);
	if (!mayReport(actor, project)) throw new ApplicationError('not_permitted');
	if (project.withdrawn) throw new ApplicationError('conflict', { field: 'project', problem: 'not_found' });
	checkReport(report);
	const corrected = await correctedReport(work, report);
	const { reason, ...fields } = report;
	void reason;
	const made = await work.create(StatusReportModel, {
		...fields,
		at: work.at.toISOString(),
		by: actor.kind === 'person' ? actor.id : null,
		isByCarrier: isByCarrier(actor, project),
		correctedBy: null
	});
	if (corrected) await work.update(StatusReportModel, corrected._id, null, { correctedBy: made._id });
	const current = await currentAfter(work, project, made, corrected);
	await work.update(ProjectModel, project._id, null, { current });
	return made;
}

function checkReport(report: NewReport): void {
	const errors: FieldError[] = [];
	if (report.progress !== null && report.status === 'completed' && report.progress !== 100)
		errors.push({ field: 'progress', code: 'not_completed' });
	if (report.progress !== null && WITHOUT_PROGRESS.has(report.status))
		errors.push({ field: 'progress', code: 'without_progress' });
	if (report.isDelayed && !report.delayReason && report.basis === 'stated' && report.key === null)
		errors.push({ field: 'delayReason', code: 'reason_required' });
	const first = report.asOf === null ? null : edtfBounds(report.asOf)?.first;
	if (first && first > clock.now().toISOString().slice(0, 10)) errors.push({ field: 'asOf', code: 'in_future' });
	if (report.corrects !== null && !report.reason) errors.push({ field: 'reason', code: 'reason_required' });
	if (errors.length > 0) throw new ApplicationError('invalid_input', { errors });
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

/** A carrier's report on its own project is marked as such. */
function isByCarrier(actor: ActorContext, project: ProjectItem): boolean {
	const party = actor.memberships.find((membership) => membership.region === project.region)?.party;
	return (
		party !== null &&
		party !== undefined &&
		project.roles.some((role) => role.role === 'carrier' && role.party === party)
	);
}

/**
 * The report that tells the project's status: the latest by the day it is about, and of one day the one made last.
 * The others are read only where the answer is not plain.
 */
async function currentAfter(
	work: Work,
	project: ProjectItem,
	made: StatusReportItem,
	corrected: StatusReportItem | null
): Promise<CurrentReport> {
	const former = project.current;
	const isPlain =
		former.report === null || (corrected?._id !== former.report && isAtLeastAsNew(made.asOf, former.asOf));
	if (isPlain) return currentOf(made);
	const others = await StatusReportModel.find({
		region: work.region,
		project: project._id,
		withdrawn: null,
		correctedBy: null
	})
		.session(work.session)
		.lean<StatusReportItem[]>();
	const standing = others.filter((one) => one._id !== corrected?._id);
	return [...standing, made].reduce<CurrentReport>(
		(best, one) => (best.report === null || isAtLeastAsNew(one.asOf, best.asOf) ? currentOf(one) : best),
		{ ...NO_REPORT }
	);
}

/** An undated report is taken as of when it was made: after all that came before. */
function isAtLeastAsNew(asOf: string | null, other: string | null): boolean {
	return asOf === null || other === null || compareEdtf(asOf, other) >= 0;
}

function currentOf(report: StatusReportItem): CurrentReport {
	const { _id, status, progress, asOf, isDelayed, delayReason } = report;
	return { report: _id, status, progress, asOf, isDelayed, delayReason };
}
