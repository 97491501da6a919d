import type { z } from 'zod';
import type { adoptionInput } from '@konzeptstand/contract/adoption.ts';
import type { EditionChange, newEdition } from '@konzeptstand/contract/concept.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { requireDecision } from '../decision/decision.service.ts';
import type { Work } from '../record/record.service.ts';
import { changeLiving, withdrawLiving } from '../region/living.service.ts';
import { BodyModel, MunicipalityModel } from '../region/region.model.ts';
import { requireAll } from '../region/region.service.ts';
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
	await checkAdoption(work, fields.adoption);
	if (fields.former !== null) await requireEdition(work, fields.former, 'former');
	return work.create(EditionModel, { ...fields, adoption: withoutTrace(fields.adoption) });
}

type AdoptionInput = z.output<typeof adoptionInput>;

/** What is said of an adoption beside one here: sources tell of it, no entry of the record does. */
const withoutTrace = (adoption: AdoptionInput | null): EditionItem['adoption'] =>
	adoption && saysSomething(adoption) ? { ...adoption, sequence: null, documents: [] } : null;

const saysSomething = ({ date, text, decision, results, sources }: AdoptionInput): boolean =>
	date !== null || text !== null || decision !== null || results.length > 0 || sources.length > 0;

/**
 * Whether all that an adoption names is there.
 * @param prefix of the fields that an error names
 * @throws ApplicationError invalid_input
 */
export async function checkAdoption(work: Work, adoption: AdoptionInput | null, prefix = 'adoption.'): Promise<void> {
	if (!adoption) return;
	await requireDecision(work, adoption.decision, `${prefix}decision`);
	for (const [index, { municipality, body }] of adoption.results.entries()) {
		const field = `${prefix}results.${String(index)}`;
		await requireAll(work, MunicipalityModel, [municipality], `${field}.municipality`);
		await requireAll(work, BodyModel, [body], `${field}.body`);
	}
}

/**
 * Where the towns' results of an adoption are not given, those that stand are kept: not every form has a place for them.
 * @throws ApplicationError frozen, not_found, version_conflict
 */
export async function changeEdition(
	work: Work,
	id: string,
	version: number | null,
	patch: Omit<Partial<EditionItem>, 'adoption'> & Pick<EditionChange, 'adoption'>
): Promise<EditionItem> {
	const standing = await work.require(EditionModel, id);
	refuseFrozen(standing);
	const { adoption: given, ...others } = patch;
	if (given === undefined) return changeLiving(work, EditionModel, id, version, others);
	const adoption = given && { ...given, results: given.results ?? standing.adoption?.results ?? [] };
	await checkAdoption(work, adoption);
	return changeLiving(work, EditionModel, id, version, { ...others, adoption: withoutTrace(adoption) });
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

/** @throws ApplicationError frozen */
export function refuseFrozen(edition: EditionItem): void {
	if (isFrozen(edition)) throw new ApplicationError('frozen', { values: { edition: edition.title } });
}

/** @throws ApplicationError invalid_input */
export async function requireEdition(work: Work, id: string, field = 'edition'): Promise<EditionItem> {
	const edition = await work.find(EditionModel, id);
	if (!edition) throw new ApplicationError('invalid_input', { field, problem: 'not_found' });
	if (edition.withdrawn) throw new ApplicationError('invalid_input', { field, problem: 'withdrawn' });
	return edition;
}
