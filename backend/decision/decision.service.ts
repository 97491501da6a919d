import type { Model } from 'mongoose';
import type { z } from 'zod';
import type { newDecision } from '@konzeptstand/contract/decision.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { ItemBase, Work } from '../record/record.service.ts';
import { changeLiving } from '../region/living.service.ts';
import { BodyModel, MilestoneModel } from '../region/region.model.ts';
import { requireAll } from '../region/region.service.ts';
import { DecisionModel, TYPED } from './decision.model.ts';
import type { DecisionItem } from './decision.model.ts';

type Subject = DecisionItem['subjects'][number];

/** What can be decided about. Rooms below bring their own kinds: this one knows none of them by name. */
const subjects = new Map<string, Model<ItemBase>>();
export function registerSubject<T extends ItemBase>(kind: Subject['kind'], model: Model<T>): void {
	subjects.set(kind, model as unknown as Model<ItemBase>);
}
registerSubject('milestone', MilestoneModel);

/**
 * Notes what was decided.
 * @throws ApplicationError invalid_input without a body or authority, and for a body that is not there
 */
export async function createDecision(work: Work, fields: z.output<typeof newDecision>): Promise<DecisionItem> {
	await checkDecision(work, fields, fields.body);
	return work.create(DecisionModel, { ...TYPED, ...fields });
}

/** @throws ApplicationError not_found, version_conflict, conflict, invalid_input as for a new one */
export async function changeDecision(
	work: Work,
	id: string,
	version: number | null,
	patch: Partial<DecisionItem>
): Promise<DecisionItem> {
	const decision = await work.require(DecisionModel, id);
	await checkDecision(work, { ...decision, ...patch }, patch.body ?? null);
	return changeLiving(work, DecisionModel, id, version, patch);
}

async function checkDecision(
	work: Work,
	decision: Pick<DecisionItem, 'body' | 'authority'>,
	newBody: string | null
): Promise<void> {
	if (decision.body === null && decision.authority === null)
		throw new ApplicationError('invalid_input', { field: 'body', problem: 'required' });
	await requireAll(work, BodyModel, [newBody], 'body');
}

/** Which decisions the asker may see: all, or those that are public. */
export function visibleTo(mayClosed: boolean): { isPublic?: true } {
	return mayClosed ? {} : { isPublic: true };
}

/**
 * Whether everything that a decision is said to be about is there. Asked of what people enter: a load names items that
 * come later in its file, and has followed all its keys before.
 * @throws ApplicationError invalid_input
 */
export async function requireSubjects(work: Work, named: readonly Subject[]): Promise<void> {
	for (const [index, subject] of named.entries()) {
		const field = `subjects.${String(index)}.id`;
		const model = subjects.get(subject.kind);
		if (!model) throw new ApplicationError('invalid_input', { field, problem: 'not_found' });
		await requireAll(work, model, [subject.id], field);
	}
}

/**
 * Refuses an id that names no decision of the region; null names none and is let through.
 * @throws ApplicationError invalid_input
 */
export function requireDecision(work: Work, id: string | null, field: string): Promise<void> {
	return requireAll(work, DecisionModel, [id], field);
}
