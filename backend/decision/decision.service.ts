import type { z } from 'zod';
import type { newDecision } from '@konzeptstand/contract/decision.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { Work } from '../record/record.service.ts';
import { BodyModel } from '../region/region.model.ts';
import { requireAll } from '../region/region.service.ts';
import { DecisionModel } from './decision.model.ts';
import type { DecisionItem } from './decision.model.ts';

/**
 * Notes what was decided. Whether its subjects exist is for the rooms below that act on it.
 * @throws ApplicationError invalid_input without a body or authority, and for a body that is not there
 */
export async function createDecision(work: Work, fields: z.output<typeof newDecision>): Promise<DecisionItem> {
	await checkDecision(work, fields);
	return work.create(DecisionModel, fields);
}

export async function changeDecision(
	work: Work,
	id: string,
	version: number | null,
	patch: Partial<DecisionItem>
): Promise<DecisionItem> {
	const decision = await work.require(DecisionModel, id);
	await checkDecision(work, { ...decision, ...patch });
	return work.update(DecisionModel, id, version, patch);
}

async function checkDecision(work: Work, decision: Pick<DecisionItem, 'body' | 'authority'>): Promise<void> {
	if (decision.body === null && decision.authority === null)
		throw new ApplicationError('invalid_input', { field: 'body', problem: 'required' });
	if (decision.body !== null) await requireAll(work, BodyModel, [decision.body], 'body');
}
