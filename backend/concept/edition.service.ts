import type { z } from 'zod';
import type { newEdition } from '@konzeptstand/contract/concept.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { requireDecision } from '../decision/decision.service.ts';
import type { Work } from '../record/record.service.ts';
import { changeLiving, withdrawLiving } from '../region/living.service.ts';
import './concept-texts.ts';
import { EditionModel } from './edition.model.ts';
import type { EditionItem } from './edition.model.ts';

/** Adopted and superseded text is read as it was, for ever. */
export function isFrozen(edition: Pick<EditionItem, 'state'>): boolean {
	return edition.state === 'adopted' || edition.state === 'superseded';
}

/**
 * @param past an edition of the past may come in as adopted or superseded, on its source alone (loading)
 * @throws ApplicationError duplicate, invalid_input
 */
export async function createEdition(
	work: Work,
	fields: z.output<typeof newEdition>,
	past = false
): Promise<EditionItem> {
	if (!past && isFrozen(fields))
		throw new ApplicationError('invalid_input', { field: 'state', problem: 'adopted_by_decision' });
	await requireDecision(work, fields.adoption?.decision ?? null, 'adoption.decision');
	return work.create(EditionModel, fields);
}

/** @throws ApplicationError frozen, not_found, version_conflict */
export async function changeEdition(
	work: Work,
	id: string,
	version: number | null,
	patch: Partial<EditionItem>
): Promise<EditionItem> {
	refuseFrozen(await work.require(EditionModel, id));
	if (patch.adoption) await requireDecision(work, patch.adoption.decision, 'adoption.decision');
	return changeLiving(work, EditionModel, id, version, patch);
}

/**
 * Withdraws an edition that was begun and holds nothing.
 * @throws ApplicationError frozen, not_found, version_conflict; conflict while something stands in it
 */
export async function withdrawEdition(
	work: Work,
	id: string,
	version: number | null,
	reason: string
): Promise<EditionItem> {
	refuseFrozen(await work.require(EditionModel, id));
	return withdrawLiving(work, EditionModel, id, version, reason);
}

/** Sets the documented state of an edition of the past, after its text is complete (loading). */
export function settleEdition(work: Work, id: string, state: EditionItem['state']): Promise<EditionItem> {
	return work.update(EditionModel, id, null, { state });
}

/**
 * The edition, when its text may still change.
 * @throws ApplicationError frozen; invalid_input when there is none
 */
export async function requireOpenEdition(work: Work, id: string): Promise<EditionItem> {
	const edition = await requireEdition(work, id);
	refuseFrozen(edition);
	return edition;
}

function refuseFrozen(edition: EditionItem): void {
	if (isFrozen(edition)) throw new ApplicationError('frozen', { values: { edition: edition.title } });
}

/** @throws ApplicationError invalid_input */
export async function requireEdition(work: Work, id: string, field = 'edition'): Promise<EditionItem> {
	const edition = await work.find(EditionModel, id);
	if (!edition) throw new ApplicationError('invalid_input', { field, problem: 'not_found' });
	if (edition.withdrawn) throw new ApplicationError('invalid_input', { field, problem: 'withdrawn' });
	return edition;
}
