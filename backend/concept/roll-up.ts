import type { RollUp } from '@konzeptstand/contract/roll-up.ts';
import { FINISHED, STATUSES, WITHOUT_PROGRESS } from '@konzeptstand/contract/status.ts';
import type { Status } from '@konzeptstand/contract/status.ts';
import type { Amount, Quantity } from '@konzeptstand/contract/values.ts';
import { edtfBounds } from '@konzeptstand/contract/format/edtf.ts';
import { textOrder } from '@konzeptstand/contract/format/intl.ts';

/** The one rule by which figures rise through the hierarchy. Reasons: docs/roll-up.md. Pure: no clock, no database. */

/** What the rule needs of a project. */
export interface RollUpProject {
	id: string;
	status: Status;
	/** 0–100; null when none is known. */
	progress: number | null;
	/** Best known cost in cents; null when no source gives one. */
	costCents: number | null;
	isCostExact: boolean;
	isLate: boolean;
	isDelayed: boolean;
	isOutdated: boolean;
}

/** Progress as the rule counts it: completed is 100, and some statuses have none by their nature. */
export function countedProgress(project: Pick<RollUpProject, 'status' | 'progress'>): number | null {
	if (project.status === 'completed') return 100;
	return WITHOUT_PROGRESS.has(project.status) ? null : project.progress;
}

/**
 * Sums distinct projects: one that is reached twice counts once.
 * @param total how many items the printed list below has; null when no source says
 * @param known how many of them stand here
 */
export function rollUp(
	projects: Iterable<RollUpProject>,
	completeness: { known: number; total: Quantity } | null = null
): RollUp {
	const byStatus = Object.fromEntries(STATUSES.map((status) => [status, 0])) as Record<Status, number>;
	const seen = new Set<string>();
	let progressSum = 0;
	let progressOf = 0;
	let weightedSum = 0;
	let weight = 0;
	let weightedOf = 0;
	const figures = { late: 0, delayed: 0, outdated: 0 };
	const costs = { cents: 0, inexact: 0, unknown: 0 };
	for (const project of projects) {
		if (seen.has(project.id)) continue;
		seen.add(project.id);
		byStatus[project.status] += 1;
		if (project.isLate) figures.late += 1;
		if (project.isDelayed) figures.delayed += 1;
		if (project.isOutdated) figures.outdated += 1;
		if (project.costCents === null) costs.unknown += 1;
		else {
			costs.cents += project.costCents;
			if (!project.isCostExact) costs.inexact += 1;
		}
		const progress = countedProgress(project);
		if (progress === null) continue;
		progressSum += progress;
		progressOf += 1;
		if (project.costCents === null || project.costCents === 0) continue;
		weightedSum += progress * project.costCents;
		weight += project.costCents;
		weightedOf += 1;
	}
	return {
		projects: seen.size,
		byStatus,
		progress: { value: progressOf === 0 ? null : rounded(progressSum / progressOf), of: progressOf },
		progressByCost: { value: weight === 0 ? null : rounded(weightedSum / weight), of: weightedOf },
		...figures,
		costs,
		completeness
	};
}

/**
 * One decimal: more would pretend to a precision that reports do not have. Only what is complete reads 100, and only
 * where nothing has begun it reads 0.
 */
function rounded(value: number): number {
	if (value <= 0 || value >= 100) return value <= 0 ? 0 : 100;
	return Math.min(99.9, Math.max(0.1, Math.round(value * 10) / 10));
}

/** The cost that figures use: actual before planned, else the first that a source gives; a range counts its lower end. */
export function countedCost(costs: readonly Amount[]): { cents: number; isExact: boolean } | null {
	const best = countedAmount(costs);
	return best ? { cents: best.cents, isExact: best.relation === 'exact' } : null;
}

/** The cost that counts, as its source gives it; null when none is known. */
export function countedAmount(costs: readonly Amount[]): Pick<Amount, 'cents' | 'maximumCents' | 'relation'> | null {
	const best = bestOf(costs);
	return best ? { cents: best.cents, maximumCents: best.maximumCents ?? null, relation: best.relation } : null;
}

/** The cost that counts, as it is kept. */
export const bestOf = (costs: readonly Amount[]): Amount | undefined =>
	costs.find((cost) => cost.kind === 'actual') ?? costs.find((cost) => cost.kind === 'unknown') ?? costs[0];

interface Dated {
	planned: string | null;
	expected?: string | null;
	actual: string | null;
}

/**
 * Whether something is certainly late: the earliest day that its actual (or expected) end can mean lies after the
 * latest day that the planned end can mean; without either, whether the planned end has passed.
 * @param isSettled nothing more is awaited, or it is not known whether something is
 * @param day today, ISO
 */
export function isLate(dated: Dated, isSettled: boolean, day: string): boolean {
	const planned = endOf(dated.planned);
	if (!planned?.last) return false;
	const other = endOf(dated.actual) ?? endOf(dated.expected ?? null);
	if (other?.first) return other.first > planned.last;
	return !isSettled && planned.last < day;
}

/**
 * Whether a project in this status still owes its planned end. A lasting task has none, and of an unknown status nobody
 * can say that the end has not come.
 */
export function owesItsEnd(status: Status): boolean {
	return !FINISHED.has(status) && status !== 'ongoing' && status !== 'unknown';
}

/** First and last day that the end of a value can mean; null when it has no known end. */
function endOf(value: string | null): { first: string | null; last: string | null } | null {
	if (value === null) return null;
	const end = value.split('/').at(-1) ?? '';
	return end === '' || end === '..' ? null : edtfBounds(end);
}

/**
 * A report on something unfinished is outdated when the latest day from which it can count lies more than a year back, or
 * when nobody says of which day it is. An unknown status is unknown, not outdated.
 */
export function isOutdated(status: Status, since: string | null, hasReport: boolean, day: string): boolean {
	if (!hasReport || status === 'unknown' || FINISHED.has(status)) return false;
	if (since === null) return true;
	const last = endOf(since)?.last;
	return last ? last < yearBefore(day) : false;
}

function yearBefore(day: string): string {
	return `${String(Number(day.slice(0, 4)) - 1)}${day.slice(4)}`;
}

const collator = textOrder('de', 'base');

/** Codes as people sort them: W 2 before W 10; what has no code comes last. */
export function compareCodes(a: string | null, b: string | null): number {
	if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
	return collator.compare(a, b);
}
export const compareTitles = (a: string, b: string): number => collator.compare(a, b);
