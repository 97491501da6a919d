import { z } from 'zod';
import { changeOf, edtf, id, itemInput, itemOutput, key, line, longText, pageOf, reference, title } from './values.ts';

/** What can be decided about. */
export const subject = z.strictObject({
	kind: z.enum(['edition', 'goal', 'measure', 'project', 'step', 'milestone']),
	id
});
export type Subject = z.infer<typeof subject>;

/** How one seat voted; `municipality` where the towns vote, each by whoever speaks for it. */
export const voteCast = z.strictObject({
	/** The seat of the meeting's attendance. */
	seat: line(10),
	vote: z.enum(['yes', 'no', 'abstained', 'absent'])
});
export type VoteCast = z.infer<typeof voteCast>;
export const voteCounts = z.strictObject({
	yes: z.int().min(0).max(1000),
	no: z.int().min(0).max(1000),
	abstained: z.int().min(0).max(1000)
});
export type VoteCounts = z.infer<typeof voteCounts>;

/**
 * What is set in motion when a decision takes effect: each kind is registered by the room in which it happens.
 * `planned` is the date that the council gives a step.
 */
export const effect = z.strictObject({
	type: z.enum([
		'edition.adopt',
		'goal.put-in-force',
		'measure.approve',
		'project.approve',
		'step.fix',
		'step.move',
		'step.drop'
	]),
	subject: id,
	planned: edtf.nullable().default(null)
});
export type Effect = z.infer<typeof effect>;

/**
 * `waiting`: other councils have still to decide; `in-force`: its effects have happened; `failed`: they cannot happen as
 * things stand; `annulled`: withdrawn before it took effect; `none`: nothing is set in motion by it.
 */
export const effectState = z.enum(['none', 'waiting', 'in-force', 'failed', 'annulled']);
export type EffectState = z.infer<typeof effectState>;

/** What was decided: by whom, when, under which number, with which result. */
export const newDecision = z.strictObject({
	key: key.nullable().default(null),
	/** The body that decided; null with `authority` when it is none of the region's. */
	body: id.nullable().default(null),
	authority: line(300).nullable().default(null),
	date: edtf.nullable().default(null),
	number: line(60).nullable().default(null),
	title,
	text: longText.nullable().default(null),
	result: z.enum(['accepted', 'rejected', 'recommended', 'postponed', 'unknown']).default('unknown'),
	subjects: z.array(subject).max(50).default([]),
	isPublic: z.boolean().default(true),
	...itemInput
});
export type NewDecision = z.infer<typeof newDecision>;
export const decisionChange = changeOf(newDecision, 'key');
/** What a decision that was taken here holds beside what people can type: where it was taken, how, and what follows. */
const taken = {
	paper: id.nullable(),
	meeting: id.nullable(),
	agendaItem: id.nullable(),
	/** Who sat where is told by the meeting's attendance. */
	votes: z
		.strictObject({
			cast: z.array(voteCast),
			counts: voteCounts,
			/** Where every town has to agree: those that did not, and how they voted. */
			unmet: z.array(z.strictObject({ municipality: id, name: title, vote: voteCast.shape.vote }))
		})
		.nullable(),
	effect: z.strictObject({
		state: effectState,
		at: z.iso.datetime().nullable(),
		/** Why it failed, as an error code, or the typed reason of an annulment. */
		reason: z.string().nullable()
	})
};
export const decision = z.strictObject({
	...newDecision.shape,
	...itemOutput,
	...taken,
	bodyReference: reference.nullable()
});
export type Decision = z.infer<typeof decision>;
export const decisionList = pageOf(decision);

/** What a decision is about, and everything that names it as its ground. */
export const decisionUses = z.strictObject({
	/** `project`: whose step it is. */
	subjects: z.array(z.strictObject({ item: reference, project: reference.nullable() })),
	/** Adopted by it. */
	editions: z.array(reference),
	/** Goals in force, measures and projects approved by it. */
	approved: z.array(reference),
	amendments: z.array(z.strictObject({ item: reference, edition: reference })),
	/** Fixed by it. */
	steps: z.array(z.strictObject({ item: reference, project: reference }))
});
export type DecisionUses = z.infer<typeof decisionUses>;
