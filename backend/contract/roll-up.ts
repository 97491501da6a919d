import { z } from 'zod';
import { quantity, reference } from './values.ts';
import { status, STATUSES } from './status.ts';

/** What stands below an item, summed by the one rule in docs/roll-up.md. */

const count = z.int().min(0);
const byStatus = z.strictObject(
	Object.fromEntries(STATUSES.map((s) => [s, count])) as Record<(typeof STATUSES)[number], typeof count>
);

/** A mean of `of` projects, 0–100; null when none of them has a progress: not known is not zero. */
const mean = z.strictObject({ value: z.number().min(0).max(100).nullable(), of: count });

export const rollUp = z
	.strictObject({
		projects: count,
		byStatus,
		progress: mean,
		/** Weighted by cost: a second figure, labelled; only projects with a cost and a progress. */
		progressByCost: mean,
		late: count,
		delayed: count,
		outdated: count,
		/** Known costs in cents, how many of them are inexact, and how many projects have none. */
		costs: z.strictObject({ cents: z.int().min(0), inexact: count, unknown: count }),
		/** How complete the list below is; null when no source says. */
		completeness: z.strictObject({ known: count, total: quantity }).nullable()
	})
	.meta({ id: 'RollUp' });
export type RollUp = z.infer<typeof rollUp>;

/** One project's part in a figure. */
export const rollUpPart = z.strictObject({
	project: reference,
	/** The item under which it is counted: the measure or goal of its counted link, or null. */
	via: reference.nullable(),
	status,
	progress: z.number().min(0).max(100).nullable(),
	costCents: z.int().nullable(),
	isLate: z.boolean(),
	isDelayed: z.boolean(),
	isOutdated: z.boolean(),
	asOf: z.string().nullable()
});
export const rollUpParts = z.strictObject({ subject: reference, rollUp, parts: z.array(rollUpPart) });
export type RollUpParts = z.infer<typeof rollUpParts>;
