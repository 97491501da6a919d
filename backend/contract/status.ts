import { z } from 'zod';

/** The status of a project, in the order in which screens and documents list it. */
export const STATUSES = [
	'idea',
	'planned',
	'decided',
	'running',
	'ongoing',
	'paused',
	'completed',
	'stopped',
	'rejected',
	'unknown'
] as const;
export const status = z.enum(STATUSES);
export type Status = z.infer<typeof status>;

/** Nothing more is expected of a project in one of these. */
export const FINISHED: ReadonlySet<Status> = new Set<Status>(['completed', 'stopped', 'rejected']);

/** `progress` of a roll-up leaves these out: they have none by their nature. */
export const WITHOUT_PROGRESS: ReadonlySet<Status> = new Set<Status>(['ongoing', 'stopped', 'rejected', 'unknown']);
