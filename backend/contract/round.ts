import { z } from 'zod';
import { fileHash } from './document.ts';
import { fileName } from './edition.ts';
import { mailReason, mailState } from './mail.ts';
import { currentStatus } from './project.ts';
import { status } from './status.ts';
import { edtf, id, language, line, longText, reason, reference, title } from './values.ts';

/**
 * Status rounds: the manager asks everyone responsible, by one mail with one link each; what they answer becomes status
 * reports. A link speaks for one person, about their own projects.
 */

/** What is asked; a project that nobody asks the status of keeps its own. */
export const ROUND_FIELDS = ['status', 'progress', 'delay', 'text', 'step', 'photo'] as const;
export const roundField = z.enum(ROUND_FIELDS);
export type RoundField = z.infer<typeof roundField>;

/** `by-manager`: answers wait for a yes; `at-once`: they are reports as soon as they are sent. */
export const roundRelease = z.enum(['by-manager', 'at-once']);
export type RoundRelease = z.infer<typeof roundRelease>;

const MOST_PROJECTS = 500;
/** The last day on which the links are valid. */
const lastDay = z.iso.date().max(10);
const projects = z.array(id).min(1).max(MOST_PROJECTS);

export const newRound = z.strictObject({
	title,
	projects,
	until: lastDay,
	asks: z.array(roundField).min(1).max(ROUND_FIELDS.length),
	release: roundRelease.default('by-manager'),
	/** A few words of the manager's own, in every mail and above every form. */
	greeting: longText.max(2_000).nullable().default(null),
	/** Of the mails. */
	language: language.default('de'),
	/** So many days before the end, who has not answered is reminded once; null: only by hand. */
	remindDays: z.int().min(1).max(60).nullable().default(null)
});
export type NewRound = z.infer<typeof newRound>;
export const roundChange = z.strictObject({ until: lastDay });

export const roundStep = z.strictObject({ title, planned: edtf.nullable().default(null) });

export const roundPhoto = z.strictObject({
	/** SHA-256 of the content. */
	file: fileHash,
	name: z.string(),
	type: z.string(),
	size: z.int(),
	width: z.int().nullable(),
	height: z.int().nullable(),
	/** What it shows. */
	alt: z.string(),
	/** Whose picture it is. */
	credit: z.string()
});

const answered = {
	isNothingNew: z.boolean(),
	status,
	progress: z.number().nullable(),
	isDelayed: z.boolean(),
	delayReason: z.string().nullable(),
	text: z.string().nullable(),
	step: roundStep.nullable()
};

export const roundAnswer = z.strictObject({
	id,
	version: z.int(),
	project: id,
	...answered,
	photo: roundPhoto.nullable(),
	/** The day for which it is true. */
	day: z.iso.date(),
	at: z.iso.datetime(),
	state: z.enum(['waiting', 'released', 'returned']),
	returnReason: z.string().nullable(),
	/** The status report that it became. */
	report: id.nullable()
});
export type RoundAnswer = z.infer<typeof roundAnswer>;

export const roundProject = z.strictObject({
	...reference.shape,
	current: currentStatus,
	answer: roundAnswer.nullable()
});
export type RoundProject = z.infer<typeof roundProject>;

export const roundMail = z.strictObject({
	id,
	purpose: z.enum(['invitation', 'reminder', 'returned']),
	at: z.iso.datetime(),
	state: mailState,
	reason: mailReason.nullable(),
	code: z.int().nullable(),
	attempts: z.int()
});
export type RoundMail = z.infer<typeof roundMail>;

const person = z.strictObject({ id, name: z.string().nullable(), hasMail: z.boolean() });

export const roundInvitation = z.strictObject({
	id,
	version: z.int(),
	person,
	isRevoked: z.boolean(),
	/** They asked for no more reminders of this round. */
	isQuiet: z.boolean(),
	/** When somebody last took the link out to pass it on by hand. */
	shownAt: z.iso.datetime().nullable(),
	projects: z.array(roundProject),
	mails: z.array(roundMail)
});
export type RoundInvitation = z.infer<typeof roundInvitation>;

const counts = z.strictObject({
	people: z.int(),
	/** Who has answered for every one of their projects. */
	answered: z.int(),
	projects: z.int(),
	answers: z.int(),
	waiting: z.int()
});

const roundShape = {
	id,
	version: z.int(),
	title: z.string(),
	until: z.iso.date(),
	release: roundRelease,
	state: z.enum(['open', 'closed']),
	/** The last day is over, so that no link is valid any more. */
	isOver: z.boolean(),
	startedAt: z.iso.datetime(),
	counts
};
export const roundRow = z.strictObject(roundShape);
export type RoundRow = z.infer<typeof roundRow>;
export const roundList = z.strictObject({ rows: z.array(roundRow) });

export const round = z.strictObject({
	...roundShape,
	asks: z.array(roundField),
	greeting: z.string().nullable(),
	language,
	remindDays: z.int().nullable(),
	remindedAt: z.iso.datetime().nullable(),
	/** Whether this installation sends mail at all; otherwise links are passed on by hand. */
	hasMail: z.boolean(),
	invitations: z.array(roundInvitation),
	/** Projects of the round for which nobody is responsible. */
	withoutPeople: z.array(reference)
});
export type Round = z.infer<typeof round>;

/** What would happen, before anything does. */
export const roundPreview = z.strictObject({
	hasMail: z.boolean(),
	people: z.array(z.strictObject({ person, projects: z.array(reference) })),
	withoutPeople: z.array(reference),
	/** The mail to the first of them. */
	mail: z.strictObject({ subject: z.string(), text: z.string() }).nullable()
});
export type RoundPreview = z.infer<typeof roundPreview>;

export const roundReminded = z.strictObject({ people: z.int() });
/** A yes is for what was seen: each answer with its version. */
export const roundYes = z.strictObject({
	answers: z
		.array(z.strictObject({ id, version: z.int().min(1) }))
		.min(1)
		.max(MOST_PROJECTS)
});
export const roundReturn = z.strictObject({ reason });
/** Path of the page behind the link: whoever has it can answer for that person. */
export const roundLink = z.strictObject({ path: z.string() });

/** What the page behind a link shows. */
export const ownRound = z.strictObject({
	region: z.strictObject({ key: z.string(), name: z.string() }),
	title: z.string(),
	greeting: z.string().nullable(),
	until: z.iso.date(),
	release: roundRelease,
	asks: z.array(roundField),
	person: z.strictObject({ name: z.string().nullable(), isQuiet: z.boolean() }),
	projects: z.array(roundProject)
});
export type OwnRound = z.infer<typeof ownRound>;

export const newRoundAnswer = z.strictObject({
	project: id,
	/** Everything is as it was: no other field is needed. */
	isNothingNew: z.boolean().default(false),
	status: status.optional(),
	progress: z.number().int().min(0).max(100).nullable().default(null),
	isDelayed: z.boolean().default(false),
	delayReason: longText.max(2_000).nullable().default(null),
	text: longText.max(5_000).nullable().default(null),
	step: roundStep.nullable().default(null),
	isPhotoRemoved: z.boolean().default(false)
});
export type NewRoundAnswer = z.infer<typeof newRoundAnswer>;

/** The query that goes with the bytes of a photo. */
export const roundPhotoUpload = z.strictObject({
	project: id,
	name: fileName,
	alt: line(1_000),
	credit: line(300),
	/** The sender may pass the picture on, and it may be published. */
	hasRights: z.literal('true')
});
