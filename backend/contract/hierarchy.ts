import { z } from 'zod';
import { edition, listQuery, priority } from './concept.ts';
import { currentStatus } from './project.ts';
import { rollUp } from './roll-up.ts';
import { id, reference } from './values.ts';

/** The whole concept in one answer: fields, goals, measures, projects, with the roll-up of each. */

export const hierarchyProject = z.strictObject({
	kind: z.literal('project'),
	id,
	code: z.string().nullable(),
	title: z.string(),
	titleEn: z.string().nullable(),
	municipalities: z.array(id),
	isInferred: z.boolean(),
	isMine: z.boolean(),
	mayReport: z.boolean(),
	current: currentStatus
});
export type HierarchyProject = z.infer<typeof hierarchyProject>;

export const hierarchyMeasure = z.strictObject({
	kind: z.literal('measure'),
	id,
	version: z.int(),
	code: z.string().nullable(),
	title: z.string(),
	titleEn: z.string().nullable(),
	isKeyMeasure: z.boolean(),
	isCodeInferred: z.boolean(),
	priority: priority.nullable(),
	municipalities: z.array(id),
	isMine: z.boolean(),
	position: z.int(),
	rollUp,
	projects: z.array(hierarchyProject)
});
export type HierarchyMeasure = z.infer<typeof hierarchyMeasure>;

const goalShape = {
	kind: z.literal('goal'),
	id,
	version: z.int(),
	code: z.string().nullable(),
	title: z.string(),
	titleEn: z.string().nullable(),
	position: z.int(),
	rollUp,
	measures: z.array(hierarchyMeasure),
	projects: z.array(hierarchyProject)
};
export const hierarchySubGoal = z.strictObject(goalShape);
export const hierarchyGoal = z.strictObject({ ...goalShape, subGoals: z.array(hierarchySubGoal) });
export type HierarchyGoal = z.infer<typeof hierarchyGoal>;

export const hierarchyField = z.strictObject({
	kind: z.literal('field'),
	id,
	version: z.int(),
	code: z.string().nullable(),
	title: z.string(),
	titleEn: z.string().nullable(),
	isTitleInferred: z.boolean(),
	isCodeInferred: z.boolean(),
	isCrossCutting: z.boolean(),
	position: z.int(),
	rollUp,
	goals: z.array(hierarchyGoal),
	/** Measures of the field that serve no known goal yet. */
	measures: z.array(hierarchyMeasure)
});
export type HierarchyField = z.infer<typeof hierarchyField>;

export const hierarchy = z.strictObject({
	/** The record's sequence and the day for which it is true. */
	state: z.strictObject({ sequence: z.int(), day: z.iso.date() }),
	edition,
	rollUp,
	fields: z.array(hierarchyField),
	/** Goals above all fields. */
	goals: z.array(hierarchyGoal),
	unplaced: z.strictObject({
		/** Measures without a field and goal. */
		measures: z.array(hierarchyMeasure),
		/** Projects of this edition without a measure or goal. */
		projects: z.array(hierarchyProject),
		/** Projects of no edition: they count for the region only. */
		withoutEdition: z.array(hierarchyProject)
	}),
	/** All projects of the region, each once. */
	regionRollUp: rollUp
});
export type Hierarchy = z.infer<typeof hierarchy>;

export const hierarchyQuery = z.strictObject(
	listQuery.pick({
		edition: true,
		field: true,
		municipality: true,
		status: true,
		keyMeasure: true,
		late: true,
		outdated: true,
		delayed: true,
		mine: true,
		text: true
	}).shape
);

/** The start page. */
export const overview = z.strictObject({
	state: z.strictObject({ sequence: z.int(), day: z.iso.date() }),
	edition: edition.nullable(),
	counts: z.strictObject({
		fields: z.int(),
		crossCutting: z.int(),
		goals: z.int(),
		subGoals: z.int(),
		measures: z.int(),
		measuresWithoutGoal: z.int(),
		keyMeasures: z.int(),
		projects: z.int(),
		projectsWithoutPlace: z.int(),
		projectsWithoutEdition: z.int()
	}),
	/** Of the chosen edition, and of all projects of the region. */
	rollUp,
	regionRollUp: rollUp,
	fields: z.array(
		z.strictObject({ ...reference.shape, isCrossCutting: z.boolean(), isTitleInferred: z.boolean(), rollUp })
	),
	municipalities: z.array(z.strictObject({ ...reference.shape, rollUp })),
	/** What wants attention: late, delayed, outdated; at most ten each. */
	attention: z.array(z.strictObject({ ...reference.shape, current: currentStatus })),
	latestReports: z.array(
		z.strictObject({
			project: reference,
			status: currentStatus.shape.status,
			progress: z.number().nullable(),
			asOf: z.string().nullable(),
			at: z.iso.datetime(),
			by: z.string().nullable()
		})
	),
	milestones: z.array(
		z.strictObject({
			id,
			date: z.string(),
			title: z.string(),
			titleEn: z.string().nullable(),
			text: z.string().nullable()
		})
	)
});
export type Overview = z.infer<typeof overview>;
export const overviewQuery = z.strictObject(listQuery.pick({ edition: true }).shape);
