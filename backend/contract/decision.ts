import { z } from 'zod';
import { changeOf, edtf, id, itemInput, itemOutput, key, line, longText, pageOf, reference, title } from './values.ts';

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
	subjects: z
		.array(z.strictObject({ kind: z.enum(['edition', 'goal', 'measure', 'project', 'step', 'milestone']), id }))
		.max(50)
		.default([]),
	...itemInput
});
export type NewDecision = z.infer<typeof newDecision>;
export const decisionChange = changeOf(newDecision, 'key');
export const decision = z.strictObject({ ...newDecision.shape, ...itemOutput, bodyReference: reference.nullable() });
export type Decision = z.infer<typeof decision>;
export const decisionList = pageOf(decision);

/** What a decision is about, and everything that names it as its ground. */
export const decisionUses = z.strictObject({
	/** `project`: whose step it is. */
	subjects: z.array(z.strictObject({ item: reference, project: reference.nullable() })),
	/** Adopted by it. */
	editions: z.array(reference),
	amendments: z.array(z.strictObject({ item: reference, edition: reference })),
	/** Fixed by it. */
	steps: z.array(z.strictObject({ item: reference, project: reference }))
});
export type DecisionUses = z.infer<typeof decisionUses>;
