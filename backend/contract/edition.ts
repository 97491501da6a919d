import { z } from 'zod';
import { currentStatus } from './project.ts';
import { rollUp } from './roll-up.ts';
import { changeOf, code, flag, id, itemOutput, key, itemInput, line, longText, pageOf, pageQuery } from './values.ts';
import { edtf, listFormat, reason, reference, title } from './values.ts';

/** Writing the next edition: chapters, what became of each item, what is lacking, adoption, and what stands beside it. */

/** What an edition is made of and hands on to the next. */
export const lineageKind = z.enum(['field', 'goal', 'measure', 'indicator', 'chapter']);
export type LineageKind = z.infer<typeof lineageKind>;

/** Begins the next draft: with everything of this edition, or empty. */
export const nextEdition = z.strictObject({
	key,
	year: z.int().min(1900).max(2200),
	title,
	titleEn: title.nullable().default(null),
	isEmpty: z.boolean().default(false)
});

const origins = z.array(id).max(50).default([]);
export const chapterKind = z.enum([
	'preamble',
	'situation',
	'swot',
	'vision',
	'participation',
	'organisation',
	'monitoring',
	'other'
]);
export type ChapterKind = z.infer<typeof chapterKind>;
export const newChapter = z.strictObject({
	key: key.nullable().default(null),
	edition: id,
	kind: chapterKind.default('other'),
	title,
	titleEn: title.nullable().default(null),
	/** Markdown; a picture of the chapter is named by its file: `![what it shows](lageplan.png)`. */
	text: longText.nullable().default(null),
	origins,
	/** Not given: after the last. */
	position: z.int().min(0).max(100_000).optional(),
	...itemInput
});
export type NewChapter = z.infer<typeof newChapter>;
export const chapterChange = changeOf(newChapter, 'key', 'edition', 'origins', 'position');
export const chapter = z.strictObject({
	...newChapter.shape,
	...itemOutput,
	position: z.int(),
	lineage: id,
	isFrozen: z.boolean()
});
export type Chapter = z.infer<typeof chapter>;
export const chapterList = pageOf(chapter);
/** Puts a chapter at this place among the others, from 0. */
export const chapterMove = z.strictObject({ to: z.int().min(0).max(10_000) });

/** Which items of the former edition an item comes from. A reason is needed where the edition is frozen. */
export const originsChange = z.strictObject({
	origins: z.array(id).max(50),
	reason: reason.nullable().default(null)
});
export const formerChange = z.strictObject({ former: id.nullable(), reason: reason.nullable().default(null) });
/** What is merged into the item of the address: others of its kind and edition. */
export const mergeInput = z.strictObject({ items: z.array(id).min(1).max(50) });
/** What comes beside the item of the address out of the same origin. */
export const splitInput = z.strictObject({
	parts: z
		.array(z.strictObject({ title, code: code.nullable().default(null) }))
		.min(1)
		.max(20)
});
export const dropInput = z.strictObject({ reason });

/** An item of the former edition that the draft has not any more, and why. */
export const newOmission = z.strictObject({
	key: key.nullable().default(null),
	edition: id,
	kind: lineageKind,
	item: id,
	reason,
	...itemInput
});
export type NewOmission = z.infer<typeof newOmission>;
export const omission = z.strictObject({
	...newOmission.shape,
	...itemOutput,
	reason: z.string(),
	itemReference: reference
});
export type Omission = z.infer<typeof omission>;
export const omissionList = pageOf(omission);

/** Two items that look alike and do not belong together, as somebody has said: they are not proposed any more. */
export const newSeparation = z.strictObject({
	key: key.nullable().default(null),
	kind: lineageKind,
	before: id,
	after: id,
	...itemInput
});
export const separation = z.strictObject({ ...newSeparation.shape, ...itemOutput });

/** An amendment or erratum stands beside the adopted text; both are numbered within their edition. */
export const amendmentType = z.enum(['amendment', 'erratum']);
export const newAmendment = z.strictObject({
	key: key.nullable().default(null),
	edition: id,
	type: amendmentType,
	/** What it is about; null: the whole edition. */
	of: z.strictObject({ kind: lineageKind, id }).nullable().default(null),
	title,
	text: longText.min(1),
	/** An amendment is decided, an erratum is not. */
	decision: id.nullable().default(null),
	date: edtf.nullable().default(null),
	...itemInput
});
export type NewAmendment = z.infer<typeof newAmendment>;
export const amendment = z.strictObject({
	...newAmendment.shape,
	...itemOutput,
	number: z.int().min(1),
	ofReference: reference.nullable(),
	decisionReference: reference.nullable()
});
export type Amendment = z.infer<typeof amendment>;
export const amendmentList = pageOf(amendment);

export const attachmentSubjectKind = z.enum([
	'region',
	'municipality',
	'party',
	'body',
	'milestone',
	'decision',
	'edition',
	'field',
	'goal',
	'measure',
	'indicator',
	'chapter',
	'amendment',
	'project',
	'step',
	'paper'
]);
export type AttachmentSubjectKind = z.infer<typeof attachmentSubjectKind>;
/** As a file may be called. */
export const fileName = line(150).refine((name) => !/[/\\<>:"|?*]/.test(name) && !name.startsWith('.'), {
	error: 'invalid_file_name'
});
/** What goes with the bytes of a file that is sent: the query of the upload. */
export const attachmentUpload = z.strictObject({
	kind: attachmentSubjectKind,
	id,
	/** Unique among the files of its item. */
	name: fileName,
	/** What a picture shows; required for pictures. */
	alt: line(1_000).optional(),
	credit: line(300).optional()
});
export const attachmentChange = z
	.strictObject({ alt: line(1_000).nullable(), credit: line(300).nullable(), name: fileName })
	.partial();
export const attachment = z.strictObject({
	...itemOutput,
	of: z.strictObject({ kind: attachmentSubjectKind, id }),
	ofReference: reference,
	/** SHA-256 of the content. */
	file: z.string().regex(/^[0-9a-f]{64}$/),
	name: z.string(),
	type: z.string(),
	/** Bytes. */
	size: z.int(),
	/** Pixels; null for what is no picture. */
	width: z.int().nullable(),
	height: z.int().nullable(),
	alt: z.string().nullable(),
	credit: z.string().nullable()
});
export type Attachment = z.infer<typeof attachment>;
export const attachmentList = pageOf(attachment);

export const checklistProblem = z.enum([
	'edition_without_chapter',
	'field_empty',
	'goal_without_measure',
	'goal_without_indicator',
	'measure_without_responsible',
	'measure_without_costs',
	'measure_without_period',
	'measure_without_priority',
	'project_without_step',
	'chapter_empty',
	'image_without_alt',
	'former_item_open'
]);
export type ChecklistProblem = z.infer<typeof checklistProblem>;
export const checklistRow = z.strictObject({
	problem: checklistProblem,
	/** What it is about; of `former_item_open` the item of the former edition. */
	item: reference,
	/** The field of the item that is lacking, null when it is something below the item. */
	field: z.string().nullable()
});
export type ChecklistRow = z.infer<typeof checklistRow>;
export const checklist = z.strictObject({
	edition: reference,
	isComplete: z.boolean(),
	total: z.int(),
	rows: z.array(checklistRow)
});

/** Projects of the former edition that go on, for linking into the draft. */
export const openProjectRow = z.strictObject({
	id,
	version: z.int(),
	project: reference,
	current: currentStatus,
	/** What it counted for in the former edition; null: for the edition without a place. */
	counted: reference.nullable(),
	/** Where that place lives on in the draft: none when it was dropped, several when it was split. */
	now: z.array(reference),
	/** Whether it counts in the draft already, and where. */
	isLinked: z.boolean(),
	linked: reference.nullable()
});
export type OpenProjectRow = z.infer<typeof openProjectRow>;
export const openProjects = z.strictObject({
	edition: reference,
	former: reference.nullable(),
	total: z.int(),
	rows: z.array(openProjectRow)
});

/** The balance of implementation: what an edition's finished projects came to. */
export const balance = z.strictObject({
	edition: reference,
	rollUp,
	total: z.int(),
	rows: z.array(
		z.strictObject({
			id,
			project: reference,
			place: reference.nullable(),
			current: currentStatus,
			/** The latest report's text. */
			result: z.string().nullable(),
			actual: z.string().nullable(),
			costCents: z.int().nullable()
		})
	)
});

export const comparedChange = z.enum(['new', 'dropped', 'kept', 'changed', 'merged', 'split', 'moved']);
export type ComparedChange = z.infer<typeof comparedChange>;
/** Words of both texts in order; put together without `added` they are the former text, without `removed` the new one. */
export const word = z.strictObject({ change: z.enum(['same', 'added', 'removed']), text: z.string() });
export type Word = z.infer<typeof word>;
export const comparedField = z.strictObject({
	/** As the item names it: `title`, `description`, `periods.planned`, `field` … */
	name: z.string(),
	before: z.string().nullable(),
	after: z.string().nullable(),
	words: z.array(word)
});
export type ComparedField = z.infer<typeof comparedField>;
export const comparisonRow = z.strictObject({
	id: z.string(),
	kind: lineageKind,
	change: comparedChange,
	/** Also stands in another place than before, beside what else has changed. */
	isMoved: z.boolean(),
	/** None: new. Several: merged. */
	before: z.array(reference),
	/** null: dropped. */
	after: reference.nullable(),
	/** What differs from the first of `before`; everything where that is asked for. */
	fields: z.array(comparedField),
	/** Why it was dropped; null also where nobody said so. */
	reason: z.string().nullable()
});
export type ComparisonRow = z.infer<typeof comparisonRow>;
const compared = z.strictObject({
	edition: reference,
	key,
	/** The day as of which it is shown; null: as it is now. */
	date: z.iso.date().nullable()
});
export const comparison = z.strictObject({
	before: compared,
	after: compared,
	/** Whether anything ties the two to each other; if not, `new` and `dropped` only say that nobody has linked them. */
	isLineageKnown: z.boolean(),
	counts: z.record(comparedChange, z.int()),
	total: z.int(),
	rows: z.array(comparisonRow),
	/** What became of each former measure, and its projects. */
	measures: z.array(
		z.strictObject({
			measure: reference,
			change: comparedChange,
			became: z.array(reference),
			reason: z.string().nullable(),
			projects: z.array(
				z.strictObject({ project: reference, current: currentStatus, isLinked: z.boolean(), now: reference.nullable() })
			)
		})
	),
	/** Likely pairs that nobody has linked: proposals, nothing more. */
	proposals: z.array(
		z.strictObject({ kind: lineageKind, before: reference, after: reference, similarity: z.number().min(0).max(1) })
	),
	/** Pairs of these two states that do not belong together, and so are not proposed. */
	separations: z.array(z.strictObject({ id, version: z.int(), kind: lineageKind, before: reference, after: reference }))
});
export type Comparison = z.infer<typeof comparison>;
/** Two editions by key, or one at two dates. */
export const comparisonQuery = z.strictObject({
	before: key.optional(),
	after: key.optional(),
	edition: key.optional(),
	beforeDate: z.iso.date().optional(),
	/** Not given: as it is now. */
	afterDate: z.iso.date().optional(),
	/** `true`: with all fields of all items, also of what is the same, new or dropped. */
	whole: flag.optional()
});

const plainListQuery = { ...pageQuery, withdrawn: flag.optional(), format: listFormat.optional() };
export const chapterListQuery = z.strictObject({ ...plainListQuery, edition: key.optional() });
export const omissionListQuery = z.strictObject({ ...plainListQuery, edition: key.optional() });
export const amendmentListQuery = z.strictObject({ ...plainListQuery, edition: key.optional(), of: id.optional() });
export const attachmentListQuery = z.strictObject({
	...plainListQuery,
	/** Files of this item. */
	of: id.optional(),
	/** Files of this kind of items. */
	kind: attachmentSubjectKind.optional()
});

/** What a change of the structure has touched or made. */
export const reshaped = z.strictObject({ items: z.array(reference) });
