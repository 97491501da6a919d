import { z } from 'zod';
import { parseEdtf } from './format/edtf.ts';

/** Shapes that every room shares: identity, sources, inexact dates, amounts and quantities. */

/** UUIDv7 in lower-case text form. */
export const id = z.uuid().meta({ id: 'Id', description: 'UUIDv7' });

/** A key that people can type and that stands in addresses: lower-case letters, digits, hyphens. */
export const key = z
	.string()
	.min(1)
	.max(80)
	.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);

/** One line of plain text. Line breaks and control characters are refused, never stripped. */
export const line = (maximum: number) =>
	z
		.string()
		.trim()
		.min(1)
		.max(maximum)

		.regex(/^[^\u0000-\u001f\u007f]*$/, { error: 'invalid_characters' });

const SEVERAL_LINES = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/;

/** Text of several lines; tab and line feed are the only control characters. */
export const severalLines = (maximum: number) =>
	z.string().max(maximum).regex(SEVERAL_LINES, { error: 'invalid_characters' });

/** Markdown of several lines. */
export const longText = severalLines(20_000);

export const title = line(300);
export const code = line(20);

export const language = z.enum(['de', 'en']);
export type Language = z.infer<typeof language>;

/** A side of a kept value: seasons, decades and empty sides are read where others send them, and not kept. */
const KEPT_SIDE = /^(?:\.\.|\d{4}(?:-(?:0\d|1\d)(?:-\d{2})?)?[~?%]?)$/;

/**
 * Whether a text is one of the EDTF level 1 values that the product keeps: year, month or day, each
 * with `~` (about), `?` (uncertain) or `%` (both), and intervals of them with `..` for an open side.
 * A day that does not exist (31.02.) and an end before its start are none.
 * Source: ISO 8601-2:2019, EDTF level 1.
 */
export function isEdtf(text: string): boolean {
	return text.split('/').every((side) => KEPT_SIDE.test(side)) && parseEdtf(text) !== null;
}

/** An EDTF level 1 value; unknown is `null`, never an empty text. */
export const edtf = z
	.string()
	.max(30)
	.refine(isEdtf, { error: 'invalid_date' })
	.meta({ id: 'Edtf', description: 'EDTF level 1: 2013, 2014-01, 2014-01-09, 2001~, 2010/2013, 2023/..' });

/** Where a fact comes from: the words of the source's title, and its address as the source gives it. */
export const source = z.strictObject({
	title: line(500),
	address: line(500).nullable().default(null)
});
export type Source = z.infer<typeof source>;

/** How near the value is to the truth, in the source's own words. */
export const relation = z.enum(['exact', 'about', 'almost', 'more-than', 'at-least', 'range']);
export type Relation = z.infer<typeof relation>;

/** A number with its exactness; `maximum` is set for a range only. */
export const quantity = z
	.strictObject({
		value: z.number(),
		maximum: z.number().nullable().default(null),
		relation: relation.default('exact')
	})
	.refine((q) => (q.relation === 'range') === (q.maximum !== null) && (q.maximum === null || q.maximum >= q.value), {
		error: 'invalid_range',
		path: ['maximum']
	});
export type Quantity = z.infer<typeof quantity>;

/** The largest amount is 100 billion euro; the sum of 900 such amounts is still an exact integer. */
const cents = z.int().min(0).max(10_000_000_000_000);

/** Money: integer euro cents with the exactness and scope that the source gives. */
export const amount = z
	.strictObject({
		cents,
		maximumCents: cents.nullable().default(null),
		relation: relation.default('exact'),
		kind: z.enum(['planned', 'actual', 'unknown']).default('unknown'),
		tax: z.enum(['net', 'gross', 'unknown']).default('unknown'),
		scope: line(300).nullable().default(null),
		sources: z.array(source).max(20).default([])
	})
	.refine(
		(a) =>
			(a.relation === 'range') === (a.maximumCents !== null) && (a.maximumCents === null || a.maximumCents >= a.cents),
		{ error: 'invalid_range', path: ['maximumCents'] }
	);
export type Amount = z.infer<typeof amount>;

/** Planned and actual period, each an EDTF value. */
export const periods = z.strictObject({
	planned: edtf.nullable().default(null),
	actual: edtf.nullable().default(null)
});
export type Periods = z.infer<typeof periods>;

/** A fact beside the fields that have a place of their own, with its source. */
export const note = z.strictObject({
	topic: line(200).nullable().default(null),
	text: longText.min(1),
	sources: z.array(source).max(20).default([])
});
export type Note = z.infer<typeof note>;

/** A measured property of the thing itself, such as its area, length or jobs. */
export const characteristic = z.strictObject({
	label: line(100),
	quantity,
	unit: line(30).nullable().default(null),
	asOf: edtf.nullable().default(null)
});
export type Characteristic = z.infer<typeof characteristic>;

/** Fields that every item has and that people type. `contradictions` keeps what sources say against each other. */
export const itemInput = {
	sources: z.array(source).max(50).default([]),
	notes: z.array(note).max(50).default([]),
	contradictions: z.array(note).max(50).default([])
};

export const withdrawal = z.strictObject({
	at: z.iso.datetime(),
	by: z.string(),
	reason: z.string().nullable()
});

/** Fields that every read item has. `version` is what `If-Match` takes, quoted. */
export const itemOutput = {
	id,
	version: z.int().min(1),
	key: key.nullable(),
	withdrawn: withdrawal.nullable(),
	...itemInput
};

/** A short pointer to an item: enough for a link and its text. */
export const itemKind = z.enum([
	'region',
	'municipality',
	'party',
	'body',
	'milestone',
	'person',
	'membership',
	'security-event',
	'decision',
	'edition',
	'field',
	'goal',
	'measure',
	'project',
	'step',
	'status-report',
	'assessment',
	'indicator',
	'reading',
	'chapter',
	'omission',
	'separation',
	'amendment',
	'attachment',
	'document',
	'template-file',
	'status-round',
	'round-invitation',
	'round-answer',
	'import',
	'import-mapping',
	'meeting',
	'agenda-item',
	'paper',
	'task',
	'calendar-feed'
]);
export type ItemKind = z.infer<typeof itemKind>;

export const reference = z.strictObject({
	kind: itemKind,
	id,
	code: z.string().nullable(),
	title: z.string()
});
export type Reference = z.infer<typeof reference>;

/** Which party has which part in a measure or project. A town may stand in for the cooperation. */
export const partyRole = z.enum([
	'responsible',
	'carrier',
	'partner',
	'grant-recipient',
	'administrator',
	'approving-authority',
	'funder'
]);
export type PartyRole = z.infer<typeof partyRole>;

export const roleInput = z.strictObject({
	role: partyRole,
	party: id,
	part: line(300).nullable().default(null),
	isInferred: z.boolean().default(false)
});
export const roleOutput = z.strictObject({
	role: partyRole,
	party: reference,
	part: z.string().nullable(),
	isInferred: z.boolean()
});

/** What rows of measures and projects say beside their place: who has which part, when, and the cost that counts. */
export const rowFacts = {
	partners: z.array(reference),
	periods,
	/** Of several costs the one that the roll-up counts; null when none is known. */
	cost: z.strictObject({ cents: z.int(), maximumCents: z.int().nullable(), relation }).nullable()
};

/** Paging of every list: `limit` rows from `offset`; `total` counts what the filters leave. */
export const pageQuery = {
	limit: z.coerce.number().int().min(1).max(500).default(100),
	offset: z.coerce.number().int().min(0).max(1_000_000).default(0)
};
export const pageOf = <T extends z.ZodType>(row: T) =>
	z.strictObject({ total: z.int().min(0), limit: z.int(), offset: z.int(), rows: z.array(row) });

/** A list as a file: all that its filters leave, as JSON or as a table. Without it, an answer is one page of the list. */
export const listFormat = z.enum(['json', 'csv', 'ods', 'xlsx']);
export type ListFormat = z.infer<typeof listFormat>;

/** `true`/`false` in a query string. */
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** By which decision something was approved or put in force, and when that took effect; null: by none that was taken here. */
export const approval = z.strictObject({ decision: id, at: z.iso.datetime() }).nullable();
export type Approval = z.infer<typeof approval>;

/** A reason that must be typed for a withdrawal, a correction, or a change to what was adopted. */
export const reason = z.string().trim().min(3).max(2000).regex(SEVERAL_LINES, { error: 'invalid_characters' });
export const withdrawalInput = z.strictObject({ reason });

/**
 * The schema of a change, from that of a new item: what is not sent stays as it is. A plain `.partial()` would put the
 * default in the place of everything that was left out, and so wipe it.
 * @param fixed what can never be changed
 */
export function changeOf<Shape extends z.ZodRawShape, Fixed extends keyof Shape>(
	schema: z.ZodObject<Shape, z.core.$strict>,
	...fixed: Fixed[]
): z.ZodObject<{ [Name in Exclude<keyof Shape, Fixed>]: z.ZodOptional<Shape[Name]> }, z.core.$strict> {
	const open = Object.entries(schema.shape).filter(([name]) => !(fixed as PropertyKey[]).includes(name));
	const shape = open.map(([name, type]) => {
		const isFilledIn = type instanceof z.ZodDefault || type instanceof z.ZodPrefault;
		return [name, (isFilledIn ? type.unwrap() : type) as z.ZodType] as const;
	});
	return z.strictObject(Object.fromEntries(shape)).partial() as never;
}
