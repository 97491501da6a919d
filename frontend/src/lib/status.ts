import { FINISHED, STATUSES } from '@konzeptstand/contract/status.ts';
import type { Status } from '@konzeptstand/contract/status.ts';
import { m } from '#lib/paraglide/messages.js';

export { STATUSES };
export type { Status };

/** Flags stand beside a status and never replace it. */
export type Flag = 'delayed' | 'late' | 'outdated';

const LABELS: Record<Status, () => string> = {
	idea: m.status_idea,
	planned: m.status_planned,
	decided: m.status_decided,
	running: m.status_running,
	ongoing: m.status_ongoing,
	paused: m.status_paused,
	completed: m.status_completed,
	stopped: m.status_stopped,
	rejected: m.status_rejected,
	unknown: m.status_unknown
};

const FLAGS: Record<Flag, { label: () => string; hint: () => string }> = {
	delayed: { label: m.flag_delayed, hint: m.flag_delayed_hint },
	late: { label: m.flag_late, hint: m.flag_late_hint },
	outdated: { label: m.flag_outdated, hint: m.flag_outdated_hint }
};

export const statusLabel = (status: Status) => LABELS[status]();
export const flagLabel = (flag: Flag) => FLAGS[flag].label();
export const flagHint = (flag: Flag) => FLAGS[flag].hint();

/** The order in which pictures stack: from done to not known, so that a bar reads like progress. */
export const PICTURE_ORDER: readonly Status[] = [
	'completed',
	'running',
	'ongoing',
	'decided',
	'planned',
	'idea',
	'paused',
	'stopped',
	'rejected',
	'unknown'
];

/** Whether a project's people owe a word about it: nothing is known of it, or what is known is old. */
export function owesReport({ status, isOutdated }: { status: Status; isOutdated: boolean }): boolean {
	return !FINISHED.has(status) && (isOutdated || status === 'unknown');
}

/** The flags of a current status, in the order of their weight. */
export function flagsOf(current: { isLate: boolean; isDelayed: boolean; isOutdated: boolean }): Flag[] {
	const flags: Flag[] = [];
	if (current.isLate) flags.push('late');
	if (current.isDelayed) flags.push('delayed');
	if (current.isOutdated) flags.push('outdated');
	return flags;
}
