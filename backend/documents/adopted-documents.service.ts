import type { AdoptedDocuments } from '@konzeptstand/contract/document.ts';
import { documentStep } from '@konzeptstand/contract/document.ts';
import type { Language } from '@konzeptstand/contract/values.ts';
import { ADOPTED_DOCUMENTS_JOB, requestAdoptedDocuments } from '../concept/adoption.service.ts';
import { EditionModel } from '../concept/edition.model.ts';
import type { EditionItem } from '../concept/edition.model.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { listJobs, stateOf } from '../foundation/jobs/job-rows.ts';
import type { Job } from '../foundation/jobs/job-rows.ts';
import { failureOf } from '../foundation/jobs/failure.ts';
import { record } from '../record/record.service.ts';
import type { Actor } from '../record/record.service.ts';
import { findDocumentsOf } from './document-archive.service.ts';

/** What became of the documents that an adoption asks for: made and kept, on their way, or failed. */

/** @throws ApplicationError not_found */
export async function readAdoptedDocuments(region: string, id: string, language: Language): Promise<AdoptedDocuments> {
	// A job goes after its documents have come: asked in this order, they are never in neither place.
	const jobs = await listJobs(region, ADOPTED_DOCUMENTS_JOB);
	const edition = await EditionModel.findOne({ _id: id, region }).lean<EditionItem>();
	if (!edition) throw new ApplicationError('not_found');
	return present(edition, newestOf(jobs, id), language);
}

/** Of all editions whose documents are not made yet, the oldest adoption first. */
export async function listAdoptedDocuments(region: string, language: Language): Promise<AdoptedDocuments[]> {
	const jobs = await listJobs(region, ADOPTED_DOCUMENTS_JOB);
	const ids = [...new Set(jobs.map(editionOf))];
	const editions = await EditionModel.find({ _id: { $in: ids }, region }).lean<EditionItem[]>();
	const found = ids.flatMap((id) => editions.find(({ _id }) => _id === id) ?? []);
	const rows = await Promise.all(found.map((edition) => present(edition, newestOf(jobs, edition._id), language)));
	return rows.filter(({ state }) => state !== 'done');
}

/**
 * Asks once more for documents that were not made. What is made, or on its way, is left as it is.
 * @throws ApplicationError not_found; conflict where the edition was not adopted here
 */
export async function askAgain(
	actor: Actor,
	region: string,
	id: string,
	language: Language
): Promise<AdoptedDocuments> {
	const { state } = await readAdoptedDocuments(region, id, language);
	if (state === null || state === 'failed' || state === 'cancelled')
		await record.change(actor, { region, action: 'document.order' }, (work) => requestAdoptedDocuments(work, id));
	return readAdoptedDocuments(region, id, language);
}

const editionOf = (job: Job): string => String(job.payload['edition']);
const newestOf = (jobs: readonly Job[], edition: string): Job | null =>
	jobs.findLast((job) => editionOf(job) === edition) ?? null;

async function present(edition: EditionItem, job: Job | null, language: Language): Promise<AdoptedDocuments> {
	const { adoption } = edition;
	const hashes = adoption?.documents.map(({ sha256 }) => sha256) ?? [];
	const state = hashes.length > 0 ? 'done' : job && stateOf(job);
	const step = documentStep.safeParse(job?.step);
	return {
		edition: { kind: 'edition', id: edition._id, code: String(edition.year), title: edition.title },
		sequence: adoption?.sequence ?? null,
		state,
		step: state === 'running' && step.success ? step.data : null,
		failure: job && state === 'failed' ? failureOf(job, language) : null,
		documents: await findDocumentsOf(edition.region, edition._id, hashes)
	};
}
