import { z } from 'zod';
import { partyKind } from './region.ts';
import { status } from './status.ts';
import { priority } from './concept.ts';
import { errorCode } from './problem.ts';
import { edtf, flag, id, line, pageOf, pageQuery, reason, reference, severalLines } from './values.ts';

/**
 * A list from a spreadsheet on its way into the region: what was read, how its columns are understood, what is doubtful,
 * and what taking it would do. docs/import.md says how a list is read.
 */

/** What a column can hold. `level` names what a row is; `reasons` is the column of reasons of a returned sheet. */
export const columnField = z.enum([
	'ignore',
	'number',
	'title',
	'level',
	'field-number',
	'field',
	'goal-number',
	'goal',
	'sub-goal',
	'measure-number',
	'measure',
	'project-number',
	'project',
	'description',
	'carrier',
	'responsible',
	'partner',
	'funder',
	'approving-authority',
	'municipality',
	'priority',
	'key-measure',
	'kind',
	'period',
	'start',
	'end',
	'costs',
	'programme',
	'funding-amount',
	'funding-rate',
	'status',
	/** A traffic light. */
	'signal',
	'delayed',
	'progress',
	'as-of',
	'status-text',
	'source',
	'note',
	'reasons',
	/** Of lists that the product has written itself. */
	'item-id',
	'item-key',
	'title-en',
	'actual-period',
	'costs-exactness',
	'costs-up-to'
]);
export type ColumnField = z.infer<typeof columnField>;

export const importLevel = z.enum(['field', 'goal', 'sub-goal', 'measure', 'project']);
export type ImportLevel = z.infer<typeof importLevel>;

/** What a plain row is. `measure-and-project`: a measure with a project of the same name below it, which bears the status. */
export const importRows = z.enum(['field', 'goal', 'measure', 'project', 'measure-and-project']);
export type ImportRows = z.infer<typeof importRows>;

/** By what the levels are told apart, where they share a column. */
export const hierarchyBy = z.enum(['columns', 'numbering', 'indentation', 'emphasis']);
export type HierarchyBy = z.infer<typeof hierarchyBy>;

export const moneyUnit = z.enum(['euro', 'thousand-euro', 'million-euro']);
export type MoneyUnit = z.infer<typeof moneyUnit>;

const letter = z
	.string()
	.max(3)
	.regex(/^[A-Z]{1,3}$/);
const text = z.strictObject({ de: z.string(), en: z.string() });
export type ImportText = z.infer<typeof text>;

export const columnSettings = z.strictObject({
	/** As spreadsheets name it: `C`. */
	letter,
	/** As the sheet calls it; empty where it has no name. */
	header: severalLines(500),
	field: columnField,
	/** Of a number that names none itself. */
	unit: moneyUnit.default('euro')
});
export type ColumnSettings = z.infer<typeof columnSettings>;

export const sheetSettings = z.strictObject({
	name: severalLines(200),
	isUsed: z.boolean(),
	/** First row of the head, from 1; null: it has none. */
	headRow: z.int().min(1).max(1_000_000).nullable(),
	headRows: z.int().min(0).max(3),
	columns: z.array(columnSettings).max(500),
	rows: importRows,
	hierarchy: hierarchyBy,
	/** What the levels of the hierarchy are, from above; for `columns` what bands are. */
	levels: z.array(importLevel).max(5),
	/** For which day the statuses are true, where no column says so. */
	asOf: edtf.nullable().default(null)
});
export type SheetSettings = z.infer<typeof sheetSettings>;

/** What the list's words stand for. A status of null is none: no report is made. */
export const importWords = z.strictObject({
	statuses: z
		.array(z.strictObject({ word: line(300), status: status.nullable() }))
		.max(500)
		.default([]),
	priorities: z
		.array(z.strictObject({ word: line(300), priority: priority.nullable() }))
		.max(200)
		.default([]),
	/** `party`: one that is there; else a new one of this kind; `isLeftOut`: none at all. */
	parties: z
		.array(
			z.strictObject({
				word: line(300),
				party: id.nullable().default(null),
				kind: partyKind.default('other'),
				isLeftOut: z.boolean().default(false)
			})
		)
		.max(5_000)
		.default([]),
	municipalities: z
		.array(z.strictObject({ word: line(300), municipality: id.nullable() }))
		.max(500)
		.default([])
});
export type ImportWords = z.infer<typeof importWords>;

/**
 * `proposal`: what is proposed holds; `empty`: the value is left out; `leave-out`: the row is left out; `new`: it is no
 * known item but a new one; `value`: this text stands there instead.
 */
export const decisionChoice = z.enum(['proposal', 'empty', 'leave-out', 'new', 'value']);
export type DecisionChoice = z.infer<typeof decisionChoice>;
const doubtName = severalLines(400).min(1);
/** Decides one doubt by its id, all of a group, or all of a code. The narrowest holds. */
export const importDecision = z.strictObject({
	doubt: doubtName,
	choice: decisionChoice,
	value: line(500).nullable().default(null)
});
export type ImportDecision = z.infer<typeof importDecision>;

/** How the bytes of a text file are read; null: as its content shows. */
export const readingSettings = z.strictObject({
	encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']).nullable().default(null),
	separator: z.enum([';', ',', '\t', '|']).nullable().default(null)
});
export type ReadingSettings = z.infer<typeof readingSettings>;

/** The file is the body; `pasted` says that it is rows copied from a spreadsheet, as UTF-8 text. */
export const importUpload = z.strictObject({ name: line(150), pasted: flag.optional() });

/** What is not sent stays. Sheets are named, and proposed anew where they come without columns or levels; a kept mapping puts its own in their place. Decisions are added to those made. */
export const importChange = z
	.strictObject({
		edition: id.nullable(),
		reading: readingSettings,
		sheets: z.array(sheetSettings).max(100),
		words: importWords,
		decisions: z.array(importDecision).max(20_000),
		/** Takes these decisions back. */
		undecided: z.array(doubtName).max(20_000),
		mapping: id
	})
	.partial();
export type ImportChange = z.infer<typeof importChange>;

export const doubtLevel = z.enum(['refused', 'question', 'said']);
/** `refused`: the row cannot be taken as it is; `question`: not before it is decided; `said`: taken, and worth knowing. */
export const importDoubt = z.strictObject({
	id: z.string(),
	/** All with the same answer. */
	group: z.string(),
	code: z.string(),
	level: doubtLevel,
	sheet: z.string(),
	/** From 1, as the spreadsheet counts. */
	row: z.int(),
	column: z.string().nullable(),
	field: columnField.nullable(),
	/** As it stands there. */
	value: z.string(),
	text,
	/** Safe enough to be accepted with one word. */
	proposal: z.strictObject({ text, value: z.string() }).nullable(),
	choices: z.array(decisionChoice),
	decision: importDecision.nullable(),
	isOpen: z.boolean()
});
export type ImportDoubt = z.infer<typeof importDoubt>;

export const rowOutcome = z.enum(['new', 'changed', 'unchanged', 'doubtful', 'left-out']);
/** One item that a row stands for, or why it stands for none. */
export const importRow = z.strictObject({
	sheet: z.string(),
	row: z.int(),
	outcome: rowOutcome,
	kind: importLevel.nullable(),
	code: z.string().nullable(),
	title: z.string(),
	/** What it stands below, from above. */
	path: z.array(z.string()),
	/** The known item that it is. */
	item: reference.nullable(),
	matchedBy: z.enum(['id', 'key', 'number', 'name', 'decision']).nullable(),
	/** What would stand there before and after, in words; of a new item only after. */
	changes: z.array(z.strictObject({ field: z.string(), before: text.nullable(), after: text })),
	/** Why it is left out, where no doubt says so: `total`, `empty`, `repeated-head`, `remark`, `decision`. */
	reason: z.strictObject({ code: z.string(), text }).nullable(),
	doubts: z.array(importDoubt)
});
export type ImportRow = z.infer<typeof importRow>;

const counts = z.strictObject({ new: z.int(), changed: z.int(), unchanged: z.int() });
const summary = z.strictObject({
	field: counts,
	goal: counts,
	measure: counts,
	project: counts,
	reports: z.int(),
	parties: z.int(),
	/** Rows that are not taken: doubtful ones, and those that stand for nothing. */
	doubtfulRows: z.int(),
	leftOutRows: z.int(),
	/** Doubts that nobody has decided. */
	openDoubts: z.int(),
	doubts: z.array(
		z.strictObject({ code: z.string(), level: doubtLevel, text, count: z.int(), open: z.int(), proposed: z.int() })
	)
});
export type ImportSummary = z.infer<typeof summary>;

const readSheet = z.strictObject({
	...sheetSettings.shape,
	rowCount: z.int(),
	columns: z.array(
		z.strictObject({
			...columnSettings.shape,
			/** What it might be, likeliest first. */
			proposals: z.array(z.strictObject({ field: columnField, text })),
			samples: z.array(z.string()),
			/** What stands in it and was read as not known, such as `k. A.`, the most frequent first. */
			unknownWords: z.array(z.strictObject({ word: z.string(), count: z.int() }))
		})
	)
});

/** `isChosen`: the planner said what it stands for. */
const seenWord = z.strictObject({ word: z.string(), count: z.int(), isChosen: z.boolean() });
/** Words of the list and what they are taken for, the planner's choice before the product's. */
const seenWords = z.strictObject({
	statuses: z.array(z.strictObject({ ...seenWord.shape, status: status.nullable(), isKnown: z.boolean() })),
	priorities: z.array(z.strictObject({ ...seenWord.shape, priority: priority.nullable(), isKnown: z.boolean() })),
	parties: z.array(
		z.strictObject({
			...seenWord.shape,
			party: reference.nullable(),
			kind: partyKind,
			isNew: z.boolean(),
			isLeftOut: z.boolean()
		})
	),
	municipalities: z.array(
		z.strictObject({ ...seenWord.shape, municipality: reference.nullable(), isKnown: z.boolean() })
	)
});

const actor = z.strictObject({ kind: z.string(), id: z.string(), name: z.string().nullable() });
export const importState = z.enum(['open', 'taking', 'taken', 'undone']);

const importHead = z.strictObject({
	id,
	version: z.int(),
	name: z.string(),
	kind: z.enum(['xlsx', 'ods', 'csv', 'json', 'pasted']),
	size: z.int(),
	state: importState,
	by: actor,
	at: z.iso.datetime(),
	/** The edition that it goes or went into. */
	edition: reference.nullable(),
	/** Of the entry that took it. */
	taken: z.strictObject({ sequence: z.int(), at: z.iso.datetime(), items: z.int() }).nullable()
});
export const importList = pageOf(importHead);
export const importListQuery = z.strictObject({ ...pageQuery });

export const importStep = z.enum(['reading', 'comparing', 'writing']);
export const importView = z.strictObject({
	...importHead.shape,
	/** Whether structure can be written into the edition. */
	isFrozen: z.boolean(),
	reading: z.strictObject({
		...readingSettings.shape,
		usedEncoding: z.string().nullable(),
		usedSeparator: z.string().nullable()
	}),
	/** Said of the file as a whole: macros and links left alone, hidden sheets, formulas without a value. */
	notices: z.array(z.strictObject({ code: z.string(), text })),
	/** The kept mapping that was put to use. */
	mapping: reference.nullable(),
	sheets: z.array(readSheet),
	words: seenWords,
	summary,
	/** What would be taken, in one word: `taking` must name it, so that nothing else is taken than was seen. */
	digest: z.string(),
	mayTake: z.boolean(),
	/** While it is being taken, or where that has failed. */
	job: z
		.strictObject({
			state: z.enum(['waiting', 'running', 'failed', 'cancelled']),
			step: importStep.nullable(),
			failure: z.strictObject({ code: errorCode, title: z.string(), detail: z.string() }).nullable()
		})
		.nullable()
});
export type ImportView = z.infer<typeof importView>;

export const importRowsQuery = z.strictObject({
	...pageQuery,
	outcome: rowOutcome.optional(),
	kind: importLevel.optional(),
	sheet: z.string().max(200).optional()
});
export const importRowList = pageOf(importRow);
export const importDoubtsQuery = z.strictObject({ ...pageQuery, code: line(60).optional(), open: flag.optional() });
export const importDoubtList = pageOf(importDoubt);

export const takeImport = z.strictObject({
	digest: line(100),
	/** Rows with open doubts stay behind; not said, one such row keeps the whole list from being taken. */
	withoutDoubtful: z.boolean().default(false)
});
export const undoImport = z.strictObject({ reason: reason.nullable().default(null) });
