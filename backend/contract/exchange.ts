import { z } from 'zod';
import { adoptionInput, townResult } from './adoption.ts';
import { newAssessment, newEdition, newField, newGoal, newIndicator, newMeasure, newReading } from './concept.ts';
import { newDecision } from './decision.ts';
import { lineageKind, newAmendment, newChapter, newOmission } from './edition.ts';
import { newProject, newStatusReport, newStep, projectLink, projectRelation } from './project.ts';
import { newBody, newMilestone, newMunicipality, newParty, newRegion } from './region.ts';
import { edtf, key, line, longText, roleInput } from './values.ts';

/**
 * The product's own import format, version 1 (docs/import-format.md). Its shapes are those of the API, with keys in
 * the place of ids: everything has a key, unique among its kind in the region, and names other things by theirs.
 */

export const IMPORT_FORMAT = 'konzeptstand-import';
export const IMPORT_FORMAT_VERSION = 1;

const keys = z.array(key).max(100).default([]);
const maybeKey = key.nullable().default(null);

/** Where the file's facts come from, and by which rules they were collected and written down. */
export const importOrigin = z.strictObject({
	title: line(300),
	purpose: longText.nullable().default(null),
	collected: edtf.nullable().default(null),
	collectedFrom: longText.nullable().default(null),
	rules: z
		.array(z.strictObject({ topic: line(200), text: longText.min(1) }))
		.max(100)
		.default([])
});

export const importMunicipality = newMunicipality;
export const importParty = newParty.extend({ key, municipality: maybeKey });

const chair = newBody.shape.chairs.unwrap().element.extend({ municipality: key });
const seat = newBody.shape.seats
	.unwrap()
	.element.omit({ person: true, deputyPerson: true })
	.extend({ municipality: maybeKey });
export const importBody = newBody.extend({
	key,
	municipality: maybeKey,
	chairs: z.array(chair).max(100).default([]),
	seats: z.array(seat).max(200).default([])
});

export const importMilestone = newMilestone.extend({ key });

const decisionSubject = z.strictObject({
	kind: z.enum(['edition', 'goal', 'measure', 'project', 'step', 'milestone']),
	key
});
export const importDecision = newDecision.extend({
	key,
	body: maybeKey,
	subjects: z.array(decisionSubject).max(50).default([])
});

const townResults = z
	.array(townResult.extend({ municipality: key, body: maybeKey }))
	.max(100)
	.default([]);
const adoption = adoptionInput.extend({ decision: maybeKey, results: townResults });
export const importEdition = newEdition.extend({ adoption: adoption.nullable().default(null), former: maybeKey });

/** Keys of the items of the former edition that an item comes from. */
const origins = z.array(key).max(50).default([]);
export const importField = newField.extend({ key, edition: key, origins });
export const importGoal = newGoal.extend({ key, edition: key, field: maybeKey, parent: maybeKey, origins });
export const importChapter = newChapter.extend({ key, edition: key, origins });
export const importOmission = newOmission.extend({ key, edition: key, item: key });
export const importAmendment = newAmendment.extend({
	key,
	edition: key,
	of: z.strictObject({ kind: lineageKind, key }).nullable().default(null),
	decision: maybeKey
});

const role = roleInput.extend({ party: key });
const roles = z.array(role).max(50).default([]);

/** People are not part of the format: who is responsible in person is for the region to say. */
export const importMeasure = newMeasure
	.omit({ responsiblePeople: true })
	.extend({ key, edition: key, field: maybeKey, goal: maybeKey, municipalities: keys, roles, origins });

export const importAssessment = newAssessment.extend({
	key,
	subject: z.strictObject({ kind: z.enum(['goal', 'measure']), key })
});

const link = projectLink.extend({
	edition: key,
	target: z
		.strictObject({ kind: z.enum(['measure', 'goal']), key })
		.nullable()
		.default(null)
});
const relation = projectRelation.extend({ project: key });
const importStep = newStep.omit({ project: true }).extend({ key, decision: maybeKey });
/** A correction names the report that it corrects by its key. */
const importReport = newStatusReport.omit({ project: true }).extend({ key, corrects: maybeKey });
export const importProject = newProject.omit({ responsiblePeople: true }).extend({
	key,
	municipalities: keys,
	leadMunicipality: maybeKey,
	roles,
	links: z.array(link).max(50).default([]),
	relations: z.array(relation).max(50).default([]),
	steps: z.array(importStep).max(500).default([]),
	reports: z.array(importReport).max(500).default([])
});

const importReading = newReading.omit({ indicator: true }).extend({ key });
export const importIndicator = newIndicator.extend({
	key,
	subject: z.strictObject({ kind: z.enum(['goal', 'measure', 'project', 'municipality', 'region']), key }),
	origins,
	readings: z.array(importReading).max(2_000).default([])
});

const listOf = <T extends z.ZodType>(item: T) => z.array(item).max(20_000).default([]);

export const importFile = z.strictObject({
	format: z.literal(IMPORT_FORMAT),
	formatVersion: z.literal(IMPORT_FORMAT_VERSION),
	origin: importOrigin,
	region: newRegion,
	municipalities: listOf(importMunicipality),
	parties: listOf(importParty),
	bodies: listOf(importBody),
	milestones: listOf(importMilestone),
	decisions: listOf(importDecision),
	editions: listOf(importEdition),
	fields: listOf(importField),
	goals: listOf(importGoal),
	measures: listOf(importMeasure),
	chapters: listOf(importChapter),
	projects: listOf(importProject),
	assessments: listOf(importAssessment),
	indicators: listOf(importIndicator),
	omissions: listOf(importOmission),
	amendments: listOf(importAmendment)
});
export type ImportFile = z.infer<typeof importFile>;
