import type { z } from 'zod';
import type { newEdition } from '@konzeptstand/contract/concept.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { registerFieldTexts } from '../foundation/error-texts.ts';
import { DecisionModel } from '../decision/decision.model.ts';
import type { Work } from '../record/record.service.ts';
import { EditionModel } from './edition.model.ts';
import type { EditionItem } from './edition.model.ts';

registerFieldTexts({
	other_edition: { de: 'Gehört zu einer anderen Konzeptfassung.', en: 'Belongs to another edition.' },
	other_field: { de: 'Liegt in einem anderen Handlungsfeld.', en: 'Lies in another field.' },
	one_level: { de: 'Unterziele haben keine eigenen Unterziele.', en: 'Sub-goals have no sub-goals of their own.' },
	has_children: {
		de: 'Darunter steht noch etwas ({count}). Bitte zuerst verschieben oder zurückziehen.',
		en: 'Something still stands below it ({count}). Please move or withdraw that first.'
	},
	adopted_by_decision: {
		de: 'Eine Fassung gilt erst durch Beschluss als beschlossen; hier sind nur Entwurf und „unbestätigt“ möglich.',
		en: 'An edition is adopted by a decision only; here it can be a draft or unconfirmed.'
	},
	counted_twice: {
		de: 'Ein Projekt zählt in jeder Fassung nur einmal.',
		en: 'A project counts only once in each edition.'
	},
	circular: { de: 'Das ergäbe einen Kreis.', en: 'That would make a circle.' },
	without_progress: { de: 'Dieser Status hat keinen Fortschritt.', en: 'This status has no progress.' },
	not_completed: { de: 'Abgeschlossen heißt 100 %.', en: 'Completed means 100 %.' },
	reason_required: { de: 'Bitte einen Grund angeben.', en: 'Please give a reason.' },
	already_corrected: { de: 'Diese Meldung ist schon berichtigt.', en: 'This report has been corrected already.' },
	other_project: { de: 'Gehört zu einem anderen Projekt.', en: 'Belongs to another project.' },
	decision_required: { de: 'Ein Ratsschritt braucht einen Beschluss.', en: 'A council step needs a decision.' },
	in_future: { de: 'Liegt in der Zukunft.', en: 'Lies in the future.' }
});

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
	await requireOpenEdition(work, id);
	if (patch.adoption) await requireDecision(work, patch.adoption.decision, 'adoption.decision');
	return work.update(EditionModel, id, version, patch);
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
	if (isFrozen(edition)) throw new ApplicationError('frozen', { values: { edition: edition.title } });
	return edition;
}

/** @throws ApplicationError invalid_input */
export async function requireEdition(work: Work, id: string, field = 'edition'): Promise<EditionItem> {
	const edition = await work.find(EditionModel, id);
	if (!edition || edition.withdrawn) throw new ApplicationError('invalid_input', { field, problem: 'not_found' });
	return edition;
}

export async function requireDecision(work: Work, id: string | null, field: string): Promise<void> {
	if (id === null) return;
	const decision = await work.find(DecisionModel, id);
	if (!decision || decision.withdrawn) throw new ApplicationError('invalid_input', { field, problem: 'not_found' });
}
