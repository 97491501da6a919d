import { keepFile } from '../foundation/files/files.ts';
import type { RouteRegion } from '../foundation/http/route.ts';
import type { Job, JobControl, JobHandler } from '../foundation/jobs/jobs.ts';
import { record } from '../record/record.service.ts';
import type { Actor } from '../record/record.service.ts';
import { findRegionById } from '../region/region.service.ts';
import { DocumentModel } from './document.model.ts';
import type { DocumentItem } from './document.model.ts';
import { keepDocument } from './document-archive.service.ts';
import { KEEP_JOB, payloadOf } from './document-order.service.ts';
import { makeDocument } from './documents.service.ts';
import type { DocumentOrder } from './documents.service.ts';

/** What the outbox hands to this room: documents to be made and kept. */
export const documentJobs: readonly (readonly [string, JobHandler])[] = [[KEEP_JOB, keepOrdered]];

async function keepOrdered(job: Job, control: JobControl): Promise<void> {
	const { order, actor } = payloadOf(job);
	const region = await findRegionById(job.region);
	if (region) await makeAndKeep(region, job._id, order, actor, control);
}

/**
 * Makes a document and keeps it: file first, then what refers to it. Begun again after a crash, it keeps it once.
 * @param id of the document
 */
async function makeAndKeep(
	region: RouteRegion,
	id: string,
	order: DocumentOrder,
	actor: Actor,
	{ signal, step }: JobControl
): Promise<DocumentItem | null> {
	const existing = await DocumentModel.findOne({ _id: id, region: region.id }).lean<DocumentItem>();
	if (existing) return existing;
	step('data');
	const made = await makeDocument(region, order, { signal, onStep: step });
	step('file');
	const file = await keepFile(made.bytes);
	signal.throwIfAborted();
	return record.change(actor, { region: region.id, action: 'document.keep' }, (work) =>
		keepDocument(work, id, { ...made, format: order.format }, file, actor)
	);
}
