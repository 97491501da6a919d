import { z } from 'zod';
import { adoption, adoptionChange, adoptionInput } from './adoption.ts';
import { editionState } from './region.ts';
import {
	amount,
	approval,
	changeOf,
	code,
	edtf,
	flag,
	id,
	itemInput,
	itemOutput,
	key,
	line,
	longText,
	note,
	pageOf,
	pageQuery,
	periods
} from './values.ts';
import { listFormat, quantity, reference, roleInput, roleOutput, rowFacts, source, title } from './values.ts';
import { status } from './status.ts';
import { rollUp } from './roll-up.ts';

/** Editions, fields, goals and measures: the concept as it was written. Projects have their own file. */

/** Ids of the items of the former edition that an item comes from: none when it is new, several when it unites them. */
const origins = z.array(id).max(50).default([]);

export const newEdition = z.strictObject({
	key,
	year: z.int().min(1900).max(2200),
	title,
	titleEn: title.nullable().default(null),
	state: editionState.default('draft'),
	/** The edition's own names for its levels: 2022 calls its measures "Leitprojekt". */
	levels: z
		.strictObject({
			field: line(60).nullable().default(null),
			goal: line(60).nullable().default(null),
			measure: line(60).nullable().default(null),
			project: line(60).nullable().default(null)
		})
		.prefault({}),
	preparedBy: line(300).nullable().default(null),
	commissionedBy: line(300).nullable().default(null),
	workPeriod: edtf.nullable().default(null),
	horizon: edtf.nullable().default(null),
	adoption: adoptionInput.nullable().default(null),
	/** The edition that this one continues. */
	former: id.nullable().default(null),
	vision: note.omit({ topic: true }).nullable().default(null),
	/** How many measures the printed edition has, so that an incomplete list says so. */
	measureTotal: z
		.strictObject({ quantity, sources: z.array(source).max(20).default([]) })
		.nullable()
		.default(null),
	...itemInput
});
export type NewEdition = z.infer<typeof newEdition>;
export const editionChange = changeOf(newEdition, 'key', 'state', 'former').extend({
	adoption: adoptionChange.nullable().optional()
});
export type EditionChange = z.infer<typeof editionChange>;
export const edition = z.strictObject({
	...newEdition.shape,
	...itemOutput,
	key,
	adoption: adoption.nullable()
});
export type Edition = z.infer<typeof edition>;

export const newField = z.strictObject({
	key: key.nullable().default(null),
	edition: id,
	code: code.nullable().default(null),
	isCodeInferred: z.boolean().default(false),
	title,
	titleEn: title.nullable().default(null),
	isTitleInferred: z.boolean().default(false),
	kind: z.enum(['field', 'cross-cutting']).default('field'),
	description: longText.nullable().default(null),
	descriptionEn: longText.nullable().default(null),
	origins,
	position: z.int().min(0).max(100_000).default(0),
	...itemInput
});
export type NewField = z.infer<typeof newField>;
export const fieldChange = changeOf(newField, 'key', 'edition', 'origins');
export const field = z.strictObject({ ...newField.shape, ...itemOutput, lineage: id, rollUp });
export type Field = z.infer<typeof field>;

export const newGoal = z.strictObject({
	key: key.nullable().default(null),
	edition: id,
	field: id.nullable().default(null),
	/** The goal above, for sub-goals; one level only. */
	parent: id.nullable().default(null),
	code: code.nullable().default(null),
	isCodeInferred: z.boolean().default(false),
	title,
	titleEn: title.nullable().default(null),
	description: longText.nullable().default(null),
	descriptionEn: longText.nullable().default(null),
	origins,
	position: z.int().min(0).max(100_000).default(0),
	...itemInput
});
export type NewGoal = z.infer<typeof newGoal>;
export const goalChange = changeOf(newGoal, 'key', 'edition', 'origins');

export const priority = z.enum(['high', 'medium', 'low']);

export const newMeasure = z.strictObject({
	key: key.nullable().default(null),
	edition: id,
	field: id.nullable().default(null),
	goal: id.nullable().default(null),
	code: code.nullable().default(null),
	isCodeInferred: z.boolean().default(false),
	title,
	titleEn: title.nullable().default(null),
	isTitleTruncated: z.boolean().default(false),
	isKeyMeasure: z.boolean().default(false),
	description: longText.nullable().default(null),
	descriptionEn: longText.nullable().default(null),
	priority: priority.nullable().default(null),
	periods: periods.prefault({}),
	costs: z.array(amount).max(20).default([]),
	municipalities: z.array(id).max(100).default([]),
	roles: z.array(roleInput).max(50).default([]),
	responsiblePeople: z.array(id).max(50).default([]),
	origins,
	position: z.int().min(0).max(100_000).default(0),
	...itemInput
});
export type NewMeasure = z.infer<typeof newMeasure>;
export const measureChange = changeOf(newMeasure, 'key', 'edition', 'origins');

/** A dated text about a measure or goal, beside the roll-up and never mixed into it. */
export const newAssessment = z.strictObject({
	key: key.nullable().default(null),
	subject: z.strictObject({ kind: z.enum(['goal', 'measure']), id }),
	asOf: edtf.nullable().default(null),
	kind: z.enum(['outcome', 'outlook']).default('outcome'),
	text: longText.min(1),
	...itemInput
});
export type NewAssessment = z.infer<typeof newAssessment>;
export const assessment = z.strictObject({ ...newAssessment.shape, ...itemOutput, by: z.string().nullable() });
export type Assessment = z.infer<typeof assessment>;

export const indicatorSubject = z.strictObject({
	kind: z.enum(['goal', 'measure', 'project', 'municipality', 'region']),
	id
});
export const datedQuantity = z.strictObject({ date: edtf.nullable().default(null), quantity });
export const newIndicator = z.strictObject({
	key: key.nullable().default(null),
	subject: indicatorSubject,
	title,
	titleEn: title.nullable().default(null),
	unit: line(60),
	baseline: datedQuantity.nullable().default(null),
	target: datedQuantity.nullable().default(null),
	origins,
	position: z.int().min(0).max(100_000).default(0),
	...itemInput
});
export type NewIndicator = z.infer<typeof newIndicator>;
export const indicatorChange = changeOf(newIndicator, 'key', 'subject', 'origins');
export const newReading = z.strictObject({
	key: key.nullable().default(null),
	indicator: id,
	date: edtf.nullable().default(null),
	quantity,
	...itemInput
});
export type NewReading = z.infer<typeof newReading>;
export const reading = z.strictObject({ ...newReading.shape, ...itemOutput });
export const indicator = z.strictObject({
	...newIndicator.shape,
	...itemOutput,
	lineage: id,
	subjectReference: reference,
	readings: z.array(reading)
});
export type Indicator = z.infer<typeof indicator>;
export const indicatorList = pageOf(indicator);

const personReference = z.strictObject({ id, name: z.string().nullable() });

export const goal = z.strictObject({
	...newGoal.shape,
	...itemOutput,
	lineage: id,
	/** By which decision it is in force. */
	approval,
	editionReference: reference,
	fieldReference: reference.nullable(),
	parentReference: reference.nullable(),
	subGoals: z.array(reference),
	measures: z.array(reference),
	projects: z.array(reference),
	indicators: z.array(indicator),
	assessments: z.array(assessment),
	isFrozen: z.boolean(),
	rollUp
});
export type Goal = z.infer<typeof goal>;

export const measure = z.strictObject({
	...newMeasure.shape,
	...itemOutput,
	roles: z.array(roleOutput),
	responsiblePeople: z.array(personReference),
	lineage: id,
	approval,
	editionReference: reference,
	fieldReference: reference.nullable(),
	goalReference: reference.nullable(),
	municipalityReferences: z.array(reference),
	projects: z.array(
		z.strictObject({
			...reference.shape,
			counts: z.boolean(),
			status,
			progress: z.number().nullable(),
			isLate: z.boolean(),
			isOutdated: z.boolean(),
			isDelayed: z.boolean()
		})
	),
	indicators: z.array(indicator),
	assessments: z.array(assessment),
	/** Adopted: text, codes and targets refuse every change. */
	isFrozen: z.boolean(),
	rollUp
});
export type Measure = z.infer<typeof measure>;

export const goalRow = z.strictObject({
	id,
	key: key.nullable(),
	version: z.int(),
	code: z.string().nullable(),
	title: z.string(),
	titleEn: z.string().nullable(),
	edition: reference,
	field: reference.nullable(),
	parent: reference.nullable(),
	rollUp
});
export const goalList = pageOf(goalRow);
export const measureRow = z.strictObject({
	id,
	key: key.nullable(),
	version: z.int(),
	code: z.string().nullable(),
	title: z.string(),
	titleEn: z.string().nullable(),
	edition: reference,
	field: reference.nullable(),
	goal: reference.nullable(),
	isKeyMeasure: z.boolean(),
	priority: priority.nullable(),
	municipalities: z.array(reference),
	responsible: z.array(reference),
	...rowFacts,
	isMine: z.boolean(),
	rollUp
});
export type MeasureRow = z.infer<typeof measureRow>;
export const measureList = pageOf(measureRow);

export const fieldList = pageOf(field);
export const assessmentRow = z.strictObject({ ...assessment.shape, subjectReference: reference });
export const assessmentList = pageOf(assessmentRow);
export const readingList = pageOf(reading);

/** Filters that lists and the hierarchy share; each list takes those that mean something for it, and refuses the others. */
export const listQuery = z.strictObject({
	...pageQuery,
	edition: key.optional(),
	field: id.optional(),
	goal: id.optional(),
	measure: id.optional(),
	municipality: id.optional(),
	party: id.optional(),
	status: status.optional(),
	keyMeasure: flag.optional(),
	late: flag.optional(),
	outdated: flag.optional(),
	delayed: flag.optional(),
	mine: flag.optional(),
	/** `true`: only what has no place in the chosen edition. */
	unplaced: flag.optional(),
	/** `true`: what was withdrawn, in the place of what stands. */
	withdrawn: flag.optional(),
	text: line(200).optional(),
	/** What is not known comes last, in either direction. */
	sort: z
		.enum(['code', '-code', 'title', '-title', 'status', '-status', 'progress', '-progress', 'asOf', '-asOf'])
		.default('code'),
	format: listFormat.optional()
});
export type ListQuery = z.infer<typeof listQuery>;
export const measureListQuery = z.strictObject(listQuery.omit({ measure: true }).shape);
export const goalListQuery = z.strictObject(
	listQuery.omit({ goal: true, measure: true, keyMeasure: true, unplaced: true }).shape
);
const plainListQuery = { ...listQuery.pick({ limit: true, offset: true, withdrawn: true, format: true }).shape };
export const editionListQuery = z.strictObject({ ...plainListQuery });
export const fieldListQuery = z.strictObject({
	...plainListQuery,
	edition: key.optional(),
	text: line(200).optional()
});
export const indicatorListQuery = z.strictObject({
	...plainListQuery,
	subject: id.optional(),
	text: line(200).optional()
});
export const readingListQuery = z.strictObject({ ...plainListQuery, indicator: id.optional() });
export const assessmentListQuery = z.strictObject({ ...plainListQuery, subject: id.optional() });
