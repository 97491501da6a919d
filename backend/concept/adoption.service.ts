import type { AdoptedDocument, AdoptInput } from '@konzeptstand/contract/adoption.ts';
import { clock } from '../foundation/clock.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { FieldError } from '../foundation/errors.ts';
import { DecisionModel } from '../decision/decision.model.ts';
import type { Work } from '../record/record.service.ts';
import { changeLiving, refuseStale } from '../region/living.service.ts';
import { MunicipalityModel, RegionModel } from '../region/region.model.ts';
import type { MunicipalityItem } from '../region/region.model.ts';
import { EditionModel } from './edition.model.ts';
import type { EditionItem } from './edition.model.ts';
import { checkAdoption, isFrozen, refuseFrozen } from './edition.service.ts';

/** What binds: an edition is adopted by a decision, or by all the towns that bind themselves. */

/** Job that makes the adopted documents; its payload is `{ edition, sequence }`. */
export const ADOPTED_DOCUMENTS_JOB = 'documents.adopted';

/**
 * Enters that an edition of the past was adopted. One of today is adopted by the effect of a decision, and in no other way.
 * @throws ApplicationError as `adoptEdition`; conflict for an edition of today, which needs a paper
 */
export async function enterAdoption(
	work: Work,
	id: string,
	version: number | null,
	input: AdoptInput
): Promise<EditionItem> {
	const edition = await work.require(EditionModel, id);
	refuseStale(edition, version);
	refuseFrozen(edition);
	if (!input.isPast) throw new ApplicationError('conflict', { field: 'id', problem: 'adopt_by_paper' });
	const { timeZone } = await work.require(RegionModel, work.region);
	if (edition.year > Number(clock.day(timeZone).slice(0, 4)))
		throw new ApplicationError('conflict', { field: 'isPast', problem: 'adopt_by_paper' });
	return adoptEdition(work, id, version, input);
}

/**
 * Adopts an edition as the record holds it now, and supersedes the one before it in the same entry. One of the past,
 * older than the adopted one, is superseded by it at once.
 * @throws ApplicationError frozen, not_found, version_conflict, conflict; invalid_input where nothing shows that it was
 *   adopted
 */
export async function adoptEdition(
	work: Work,
	id: string,
	version: number | null,
	input: AdoptInput
): Promise<EditionItem> {
	const edition = await work.require(EditionModel, id);
	refuseStale(edition, version);
	refuseFrozen(edition);
	const { isPast, ...adoption } = input;
	await checkAdoption(work, adoption, '');
	await requireBasis(work, adoption, isPast);
	const decision = adoption.decision === null ? null : await work.require(DecisionModel, adoption.decision);
	const isOld = await supersede(work, edition);
	const adopted = await changeLiving(work, EditionModel, id, version, {
		state: isOld ? 'superseded' : 'adopted',
		adoption: {
			...adoption,
			date: adoption.date ?? decision?.date ?? null,
			sequence: work.sequence,
			documents: []
		}
	});
	work.enqueue({ type: ADOPTED_DOCUMENTS_JOB, payload: { edition: id, sequence: work.sequence } });
	return adopted;
}

/** Whether the adopted edition is the newer one; else it is superseded. */
async function supersede(work: Work, edition: EditionItem): Promise<boolean> {
	const standing = await EditionModel.findOne({ region: work.region, state: 'adopted', withdrawn: null })
		.session(work.session)
		.lean<EditionItem>();
	if (!standing) return false;
	if (standing.year > edition.year) return true;
	// First, so that there are never two adopted ones.
	await work.update(EditionModel, standing._id, null, { state: 'superseded' });
	return false;
}

async function requireBasis(work: Work, adoption: Omit<AdoptInput, 'isPast'>, isPast: boolean): Promise<void> {
	const errors: FieldError[] = [];
	if (isPast) {
		if (adoption.sources.length === 0) errors.push({ field: 'sources', code: 'source_required' });
	} else {
		if (adoption.decision === null && adoption.results.length === 0)
			errors.push({ field: 'decision', code: 'decision_or_results' });
		if (adoption.decision !== null && (await work.require(DecisionModel, adoption.decision)).result !== 'accepted')
			errors.push({ field: 'decision', code: 'not_accepted' });
		if (adoption.results.length > 0) errors.push(...(await faultsOfResults(work, adoption.results)));
	}
	if (errors.length > 0) throw new ApplicationError('invalid_input', { errors });
}

/** One result of each town, each in favour: where the towns bind themselves, one of them is enough to stop it. */
async function faultsOfResults(work: Work, results: AdoptInput['results']): Promise<FieldError[]> {
	const errors: FieldError[] = [];
	for (const [index, one] of results.entries()) {
		const field = `results.${String(index)}`;
		if (results.findIndex((other) => other.municipality === one.municipality) < index)
			errors.push({ field: `${field}.municipality`, code: 'duplicate' });
		if (one.result !== 'accepted') errors.push({ field: `${field}.result`, code: 'not_accepted' });
	}
	const towns = await MunicipalityModel.find({ region: work.region, withdrawn: null })
		.sort({ name: 1 })
		.session(work.session)
		.lean<MunicipalityItem[]>();
	const missing = towns.filter((town) => !results.some((one) => one.municipality === town._id));
	if (missing.length > 0) {
		const values = { towns: missing.map((town) => town.name).join(', ') };
		errors.push({ field: 'results', code: 'town_missing', values });
	}
	return errors;
}

/**
 * Asks for the documents of an adoption anew, of the state at which it was adopted.
 * @throws ApplicationError not_found; conflict when it was not adopted here or has its documents already
 */
export async function requestAdoptedDocuments(work: Work, id: string): Promise<void> {
	const { sequence } = await requireUndocumented(work, id);
	work.enqueue({ type: ADOPTED_DOCUMENTS_JOB, payload: { edition: id, sequence } });
}

/**
 * Attaches the documents of an adoption, once: what was adopted is known again by their hashes.
 * @throws ApplicationError not_found; conflict when it was not adopted here or has its documents already
 */
export async function attachAdoptedDocuments(
	work: Work,
	id: string,
	documents: readonly AdoptedDocument[]
): Promise<EditionItem> {
	const adoption = await requireUndocumented(work, id);
	return changeLiving(work, EditionModel, id, null, { adoption: { ...adoption, documents: [...documents] } });
}

/** The adoption of an edition that was adopted here and has no documents yet. */
async function requireUndocumented(work: Work, id: string): Promise<NonNullable<EditionItem['adoption']>> {
	const edition = await work.require(EditionModel, id);
	const { adoption } = edition;
	if (!isFrozen(edition) || !adoption || adoption.sequence === null)
		throw new ApplicationError('conflict', { field: 'id', problem: 'not_adopted' });
	if (adoption.documents.length > 0) throw new ApplicationError('conflict', { field: 'id', problem: 'has_documents' });
	return adoption;
}
