import { z } from 'zod';
import { decision, effect, subject, voteCounts } from './decision.ts';
import {
	changeOf,
	edtf,
	id,
	itemInput,
	itemOutput,
	line,
	longText,
	pageOf,
	pageQuery,
	reason,
	reference,
	title
} from './values.ts';

/** Papers (Vorlagen): what is to be decided, why, what it costs each town, and what it sets in motion. */

/**
 * `single`: the decision of one body is enough. `joint`: the matter of all towns; the advisory body may recommend, then
 * each town's council decides for itself, and it is in force only when all have accepted it.
 */
export const paperRule = z.enum(['single', 'joint']);
export type PaperRule = z.infer<typeof paperRule>;
/** `failed`: decided, but what it should set in motion cannot happen. */
export const paperState = z.enum(['open', 'in-force', 'rejected', 'failed', 'withdrawn']);
export type PaperState = z.infer<typeof paperState>;

/** What it costs one town in one year, integer euro cents. */
export const paperCost = z.strictObject({
	municipality: id,
	year: z.int().min(1990).max(2200).nullable().default(null),
	cents: z.int().min(0).max(10_000_000_000_000),
	note: line(300).nullable().default(null)
});
export type PaperCost = z.infer<typeof paperCost>;

export const newPaper = z.strictObject({
	title,
	/** The wording that is put to the vote. */
	proposal: longText.min(1),
	reason: longText.nullable().default(null),
	isPublic: z.boolean().default(true),
	rule: paperRule.default('single'),
	/** Body that decides (`single`) or recommends (`joint`, where it is asked at all). */
	body: id.nullable().default(null),
	costs: z.array(paperCost).max(200).default([]),
	subjects: z.array(subject).max(50).default([]),
	effects: z.array(effect).max(20).default([]),
	...itemInput
});
export type NewPaper = z.infer<typeof newPaper>;
export const paperChange = changeOf(newPaper);

/** One result that the rule asks for, or the recommendation; `decision` is null while it is missing. */
export const paperResult = z.strictObject({
	body: reference,
	municipality: reference.nullable(),
	isRecommendation: z.boolean(),
	/** Its meetings are kept here: it votes there, and no result is entered for it. */
	meetsHere: z.boolean(),
	decision: decision.nullable()
});
export type PaperResult = z.infer<typeof paperResult>;

export const paperEffect = z.strictObject({
	...effect.shape,
	subjectReference: reference,
	/** Of a step: its project. */
	project: reference.nullable(),
	isDone: z.boolean(),
	/** Why it could not happen now, in the reader's language; null when nothing stands against it. */
	obstacle: z.string().nullable()
});
export type PaperEffect = z.infer<typeof paperEffect>;

const paperShape = {
	...newPaper.shape,
	...itemOutput,
	/** `2026/07`: the seventh paper of the year. */
	number: z.string(),
	state: paperState,
	bodyReference: reference.nullable(),
	/** Sum of its costs, integer euro cents; null: none is named. */
	totalCents: z.int().nullable(),
	/** Decisions that are still missing until it is in force. */
	missing: z.int()
};
export const paperRow = z.strictObject(paperShape);
export type PaperRow = z.infer<typeof paperRow>;
export const paper = z.strictObject({
	...paperShape,
	subjectReferences: z.array(reference),
	results: z.array(paperResult),
	effectRows: z.array(paperEffect),
	/** Where it stood or stands on an agenda, newest first. */
	agenda: z.array(
		z.strictObject({ item: id, meeting: reference, day: z.iso.date(), body: reference, number: z.int() })
	),
	/** Whether its wording can still be changed: nothing was decided on it yet. */
	isChangeable: z.boolean()
});
export type Paper = z.infer<typeof paper>;
export const paperList = pageOf(paperRow);
export const paperListQuery = z.strictObject({
	...pageQuery,
	state: paperState.optional(),
	body: id.optional(),
	subject: id.optional(),
	text: line(200).optional()
});

/** The result of a council whose meetings are kept elsewhere, or of one that was asked in another way. */
export const outsideResult = z.strictObject({
	body: id,
	date: edtf,
	number: line(60).nullable().default(null),
	result: z.enum(['accepted', 'rejected', 'recommended']),
	counts: voteCounts.nullable().default(null),
	text: longText.nullable().default(null)
});
export type OutsideResult = z.infer<typeof outsideResult>;

/** Withdraws a decision before it has taken effect. */
export const annulment = z.strictObject({ reason });
