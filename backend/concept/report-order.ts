import { compareEdtf } from '@konzeptstand/contract/format/edtf.ts';
import type { CurrentReport, StatusReportItem } from './project.model.ts';

/** Which of a project's reports tells its status. Pure; the reasons are in docs/roll-up.md. */

type Ordered = Pick<StatusReportItem, '_id' | 'asOf' | 'at' | 'by'>;

/**
 * The date from which a report counts. One in which a person named no day is of the day on which it was made; a source
 * that names none says nothing of when, and yields to every report that does.
 */
export function countsFrom(report: Pick<Ordered, 'asOf' | 'at' | 'by'>): string | null {
	if (report.asOf !== null) return report.asOf;
	return report.by === null ? null : report.at.slice(0, 10);
}

/** Older before newer: by the date from which they count, then as they were made. A total order. */
export function compareReports(a: Ordered, b: Ordered): number {
	return compareSince(countsFrom(a), countsFrom(b)) || order(a.at, b.at) || order(a._id, b._id);
}

/** Whether a report that is made now tells the status from now on. */
export function tellsFromNow(made: Ordered, current: CurrentReport): boolean {
	return current.report === null || compareSince(countsFrom(made), current.since ?? current.asOf) >= 0;
}

/** What the latest of these reports says; null without any. */
export function latestOf(reports: readonly StatusReportItem[]): CurrentReport | null {
	const [latest] = [...reports].sort((a, b) => compareReports(b, a));
	return latest ? currentOf(latest) : null;
}

export function currentOf(report: StatusReportItem): CurrentReport {
	const { _id, status, progress, asOf, isDelayed, delayReason } = report;
	return { report: _id, status, progress, asOf, since: countsFrom(report), isDelayed, delayReason };
}

function compareSince(a: string | null, b: string | null): number {
	if (a === null || b === null) return Number(a !== null) - Number(b !== null);
	return compareEdtf(a, b);
}

function order(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}
