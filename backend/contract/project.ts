import { z } from 'zod';
import {
	amount,
	approval,
	changeOf,
	characteristic,
	code,
	edtf,
	flag,
	id,
	itemInput,
	itemOutput,
	key,
	line,
	listFormat,
	longText,
	pageOf,
	pageQuery,
	periods,
	reason,
	reference,
	roleInput,
	roleOutput,
	rowFacts,
	title
} from './values.ts';
import { status } from './status.ts';
import { indicator } from './concept.ts';

/** Projects live on across editions; their status is told by reports that are added, never edited. */

/** Place of a project in one edition. At most one link per edition counts; `target` null means: in the edition, no place yet. */
export const projectLink = z.strictObject({
	edition: id,
	target: z
		.strictObject({ kind: z.enum(['measure', 'goal']), id })
		.nullable()
		.default(null),
	counts: z.boolean().default(true),
	/** Whether the source itself makes this link, or it was inferred. */
	isInferred: z.boolean().default(false),
	doubt: longText.nullable().default(null)
});
export type ProjectLink = z.infer<typeof projectLink>;

export const projectRelation = z.strictObject({ kind: z.enum(['part-of', 'continues', 'merged-into']), project: id });

export const projectFunding = z.strictObject({
	programme: line(300),
	code: line(40).nullable().default(null),
	/** Share of the eligible costs, 0–1. */
	rate: z.number().min(0).max(1).nullable().default(null),
	amount: amount.nullable().default(null),
	note: longText.nullable().default(null)
});

export const newProject = z.strictObject({
	key: key.nullable().default(null),
	code: code.nullable().default(null),
	isCodeInferred: z.boolean().default(false),
	title,
	titleEn: title.nullable().default(null),
	description: longText.nullable().default(null),
	descriptionEn: longText.nullable().default(null),
	kind: line(100).nullable().default(null),
	/** Where it lies when not in one of the municipalities. */
	outsideRegion: line(300).nullable().default(null),
	municipalities: z.array(id).max(100).default([]),
	leadMunicipality: id.nullable().default(null),
	periods: periods.prefault({}),
	costs: z.array(amount).max(20).default([]),
	fundings: z.array(projectFunding).max(20).default([]),
	characteristics: z.array(characteristic).max(50).default([]),
	roles: z.array(roleInput).max(50).default([]),
	responsiblePeople: z.array(id).max(50).default([]),
	links: z.array(projectLink).max(50).default([]),
	relations: z.array(projectRelation).max(50).default([]),
	/** Whether a concept document itself names the project. */
	isDocumentedInConcept: z.boolean().default(false),
	...itemInput
});
export type NewProject = z.infer<typeof newProject>;
export const projectChange = changeOf(newProject, 'key', 'links');
/** Replaces the links of one edition; other editions' links stay. */
export const projectLinksChange = z.strictObject({
	edition: id,
	links: z.array(projectLink.omit({ edition: true })).max(20)
});

export const newStatusReport = z.strictObject({
	key: key.nullable().default(null),
	project: id,
	status,
	isDelayed: z.boolean().default(false),
	delayReason: longText.nullable().default(null),
	/** 0–100; null when none is known. */
	progress: z.number().int().min(0).max(100).nullable().default(null),
	/** The day, month or year for which it is true; null when the source names none. */
	asOf: edtf.nullable().default(null),
	/** `stated`: the source or reporter says so; `inferred`: concluded from a fact; null when there is no status. */
	basis: z.enum(['stated', 'inferred']).nullable().default('stated'),
	text: longText.nullable().default(null),
	/** The report that this one corrects. */
	corrects: id.nullable().default(null),
	/** Why it is corrected; required with `corrects`. */
	reason: reason.nullable().default(null),
	...itemInput
});
export type NewStatusReport = z.infer<typeof newStatusReport>;
export const statusReportInput = newStatusReport.omit({ key: true, project: true });

export const statusReport = z.strictObject({
	...newStatusReport.omit({ reason: true }).shape,
	...itemOutput,
	at: z.iso.datetime(),
	by: z.string().nullable(),
	/** The carrier reports on its own project. */
	isByCarrier: z.boolean(),
	correctedBy: id.nullable()
});
export type StatusReport = z.infer<typeof statusReport>;

/** What the latest uncorrected report says, with what is computed from it on the day of reading. */
export const currentStatus = z.strictObject({
	report: id.nullable(),
	status,
	progress: z.number().min(0).max(100).nullable(),
	asOf: z.string().nullable(),
	isDelayed: z.boolean(),
	delayReason: z.string().nullable(),
	isLate: z.boolean(),
	isOutdated: z.boolean()
});
export type CurrentStatus = z.infer<typeof currentStatus>;

export const newStep = z.strictObject({
	key: key.nullable().default(null),
	project: id,
	title,
	titleEn: title.nullable().default(null),
	description: longText.nullable().default(null),
	/** Fixed by a decision; all others are the manager's own. */
	isCouncilStep: z.boolean().default(false),
	decision: id.nullable().default(null),
	planned: edtf.nullable().default(null),
	expected: edtf.nullable().default(null),
	actual: edtf.nullable().default(null),
	position: z.int().min(0).max(100_000).default(0),
	...itemInput
});
export type NewStep = z.infer<typeof newStep>;
export const stepChange = changeOf(newStep, 'key', 'project');
export const stepInput = newStep.omit({ key: true, project: true });
export const step = z.strictObject({ ...newStep.shape, ...itemOutput, isLate: z.boolean() });
export type Step = z.infer<typeof step>;

export const stepRow = z.strictObject({ ...step.shape, projectReference: reference });
export type StepRow = z.infer<typeof stepRow>;
export const stepList = pageOf(stepRow);
export const stepListQuery = z.strictObject({
	...pageQuery,
	project: id.optional(),
	late: flag.optional(),
	withdrawn: flag.optional(),
	format: listFormat.optional()
});

export const project = z.strictObject({
	...newProject.shape,
	...itemOutput,
	approval,
	roles: z.array(roleOutput),
	responsiblePeople: z.array(z.strictObject({ id, name: z.string().nullable() })),
	links: z.array(
		z.strictObject({ ...projectLink.shape, editionReference: reference, targetReference: reference.nullable() })
	),
	relations: z.array(z.strictObject({ kind: projectRelation.shape.kind, project: reference, isInverse: z.boolean() })),
	municipalityReferences: z.array(reference),
	current: currentStatus,
	reports: z.array(statusReport),
	steps: z.array(step),
	indicators: z.array(indicator),
	/** Whether the asking person may report its status. */
	mayReport: z.boolean(),
	isMine: z.boolean()
});
export type Project = z.infer<typeof project>;

export const projectRow = z.strictObject({
	id,
	key: key.nullable(),
	version: z.int(),
	code: z.string().nullable(),
	title: z.string(),
	titleEn: z.string().nullable(),
	municipalities: z.array(reference),
	carriers: z.array(reference),
	...rowFacts,
	/** Place in the chosen edition. */
	edition: reference.nullable(),
	field: reference.nullable(),
	place: reference.nullable(),
	isInferred: z.boolean(),
	current: currentStatus,
	costCents: z.int().nullable(),
	isMine: z.boolean(),
	mayReport: z.boolean()
});
export type ProjectRow = z.infer<typeof projectRow>;
export const projectList = pageOf(projectRow);

/** Where an organisation has a part, and which. */
export const partyParts = z.strictObject({
	party: reference,
	projects: z.array(
		z.strictObject({ ...reference.shape, roles: z.array(roleOutput.omit({ party: true })), current: currentStatus })
	),
	measures: z.array(
		z.strictObject({ ...reference.shape, roles: z.array(roleOutput.omit({ party: true })), edition: reference })
	)
});
export type PartyParts = z.infer<typeof partyParts>;
