import type { DocumentJob, DocumentOrder } from '@konzeptstand/contract/document.ts';
import { documentStep } from '@konzeptstand/contract/document.ts';
import type { Language } from '@konzeptstand/contract/values.ts';
import { ADOPTED_DOCUMENTS_JOB } from '../concept/adoption.service.ts';
import { EditionModel, MeasureModel } from '../concept/edition.model.ts';
import { ProjectModel } from '../concept/project.model.ts';
import { seesClosed } from '../council/meeting-page.service.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { registerFieldTexts } from '../foundation/error-texts.ts';
import { failureOf } from '../foundation/jobs/failure.ts';
import { cancelJob, countOpenJobs, findJob, listJobs, placeOf, stateOf } from '../foundation/jobs/job-rows.ts';
import type { Job } from '../foundation/jobs/job-rows.ts';
import { record } from '../record/record.service.ts';
import type { Actor, Work } from '../record/record.service.ts';
import type { ActorContext } from '../foundation/http/route.ts';
import { requireAll } from '../region/region.service.ts';
import { COUNCIL_SUBJECTS, requireCouncilSubject } from './council-rows.ts';
import { requireAudience } from './document-audience.ts';
import { findDocument, namesOf } from './document-archive.service.ts';
import { findTemplates } from './template-folder.ts';

/** Documents that are ordered: they wait in the outbox, are made beside everything else, and are kept. */

export const KEEP_JOB = 'documents.keep';
/** All that waits for the same two lanes. */
const LONG_JOBS = [KEEP_JOB, ADOPTED_DOCUMENTS_JOB];

/** Orders of one region that may be open at once. */
const MOST_OPEN = 20;

/** What stands in the outbox of an order. */
export interface KeepPayload {
	order: DocumentOrder;
	actor: Actor;
}

/**
 * Orders a document.
 * @returns id of the job, which will be the document's too
 * @throws ApplicationError invalid_input naming what is not there; not_permitted for what only the council may see; conflict when too many are open
 */
export async function orderDocument(actor: ActorContext, region: string, order: DocumentOrder): Promise<string> {
	requireAudience(actor, region, order);
	const manifest = (await findTemplates()).find(({ key }) => key === order.template);
	if (!manifest) throw new ApplicationError('invalid_input', { field: 'template', problem: 'not_found' });
	for (const name of ['project', 'measure', ...COUNCIL_SUBJECTS] as const)
		if (manifest.subject === name && order[name] === undefined)
			throw new ApplicationError('invalid_input', { field: name, problem: 'required' });
	return record.change(actor, { region, action: 'document.order' }, async (work) => {
		await requireEditionKey(work, order.edition, 'edition');
		await requireEditionKey(work, order.former, 'former');
		await requireAll(work, ProjectModel, [order.project ?? null], 'project');
		await requireAll(work, MeasureModel, [order.measure ?? null], 'measure');
		await requireCouncilSubject(work, order);
		if ((await countOpenJobs(region, LONG_JOBS)) >= MOST_OPEN)
			throw new ApplicationError('conflict', { field: 'template', problem: 'queue_full', values: { most: MOST_OPEN } });
		const payload: KeepPayload = { order, actor: { kind: actor.kind, id: actor.id } };
		return work.enqueue({ type: KEEP_JOB, payload: { ...payload } });
	});
}

async function requireEditionKey(work: Work, key: string | undefined, field: string): Promise<void> {
	if (key === undefined) return;
	const filter = { region: work.region, key, withdrawn: null };
	if (await EditionModel.exists(filter).session(work.session)) return;
	throw new ApplicationError('invalid_input', { field, problem: 'not_found' });
}

/** Orders of a region that are not done, of documents that the actor may read; the oldest first. */
export async function listOrders(actor: ActorContext, region: string, language: Language): Promise<DocumentJob[]> {
	const jobs = (await listJobs(region, KEEP_JOB)).filter((job) => maySee(actor, region, job));
	const names = await namesOf(jobs.map((job) => payloadOf(job).actor));
	return Promise.all(jobs.map((job) => present(job, names, language)));
}

/**
 * Where an order stands, or what became of it.
 * @throws ApplicationError not_found
 */
export async function readOrder(
	reader: ActorContext,
	region: string,
	id: string,
	language: Language
): Promise<DocumentJob> {
	// Its row goes after its document has come: asked in this order, it is never in neither place.
	const job = await findJob(region, id);
	if (job && job.type === KEEP_JOB && maySee(reader, region, job))
		return present(job, await namesOf([payloadOf(job).actor]), language);
	const document = await findDocument(reader, region, id);
	if (!document) throw new ApplicationError('not_found');
	const { template, edition, subject, audience, year, format, by, at } = document;
	const edited = edition && (await EditionModel.findById(edition.id).select('key').lean<{ key: string }>());
	const order = {
		template,
		format,
		...(edited ? { edition: edited.key } : {}),
		...(subject?.kind === 'project' ? { project: subject.id } : {}),
		...(subject?.kind === 'measure' ? { measure: subject.id } : {}),
		...Object.fromEntries(COUNCIL_SUBJECTS.flatMap((kind) => (subject?.kind === kind ? [[kind, subject.id]] : []))),
		...(audience === null ? {} : { audience }),
		...(year === null ? {} : { year })
	};
	return { id, order, state: 'done', step: null, place: null, by, at, document, failure: null };
}

/**
 * Calls an order off; one that is done stays done.
 * @returns where it stands then
 * @throws ApplicationError not_found
 */
export async function cancelOrder(
	actor: ActorContext,
	region: string,
	id: string,
	language: Language
): Promise<DocumentJob> {
	await readOrder(actor, region, id, language);
	await cancelJob(region, id);
	return readOrder(actor, region, id, language);
}

const maySee = (actor: ActorContext, region: string, job: Job): boolean =>
	payloadOf(job).order.audience !== 'council' || seesClosed(actor, region);

async function present(job: Job, names: ReadonlyMap<string, string>, language: Language): Promise<DocumentJob> {
	const { order, actor } = payloadOf(job);
	const state = stateOf(job);
	const step = documentStep.safeParse(job.step);
	return {
		id: job._id,
		order,
		state,
		step: state === 'running' && step.success ? step.data : null,
		place: state === 'waiting' ? await placeOf(job, LONG_JOBS) : null,
		by: { ...actor, name: names.get(actor.id) ?? null },
		at: job.createdAt,
		document: null,
		failure: state === 'failed' ? failureOf(job, language) : null
	};
}

export function payloadOf(job: Job): KeepPayload {
	return job.payload as unknown as KeepPayload;
}

registerFieldTexts({
	queue_full: {
		de: 'Es warten schon {most} Dokumente dieses Kooperationsraums. Bitte warten, bis eines fertig ist.',
		en: '{most} documents of this region are waiting already. Please wait until one is done.'
	}
});
