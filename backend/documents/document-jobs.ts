import { createHash } from 'node:crypto';
import type { DocumentFormat } from '@konzeptstand/contract/document.ts';
import type { AdoptedDocument } from '@konzeptstand/contract/adoption.ts';
import { ADOPTED_DOCUMENTS_JOB, attachAdoptedDocuments } from '../concept/adoption.service.ts';
import { EditionModel } from '../concept/edition.model.ts';
import type { EditionItem } from '../concept/edition.model.ts';
import { keepFile } from '../foundation/files/files.ts';
import type { Job, JobControl, JobHandler } from '../foundation/jobs/jobs.ts';
import { record, SYSTEM } from '../record/record.service.ts';
import { findRegionById } from '../region/region.service.ts';
import { DocumentModel } from './document.model.ts';
import { keepDocument } from './document-archive.service.ts';
import { KEEP_JOB, payloadOf } from './document-order.service.ts';
import { makeDocument, makeDocuments } from './documents.service.ts';

/** What the outbox hands to this room: documents to be made and kept. */

const ADOPTED_TEMPLATE = 'entwicklungskonzept';
/** What an adoption leaves for ever: to read, to print, to archive, to work on with. */
const ADOPTED_FORMATS = ['md', 'html', 'pdf', 'pdfa', 'docx', 'odt'] as const;

export const documentJobs: readonly (readonly [string, JobHandler])[] = [
	[KEEP_JOB, keepOrdered],
	[ADOPTED_DOCUMENTS_JOB, keepAdopted]
];

/** File first, then what refers to it. Begun again after a crash, it keeps the document once. */
async function keepOrdered(job: Job, { signal, step }: JobControl): Promise<void> {
	const { order, actor } = payloadOf(job);
	const region = await findRegionById(job.region);
	if (!region || (await DocumentModel.exists({ _id: job._id, region: region.id }))) return;
	step('data');
	const made = await makeDocument(region, order, { signal, onStep: step });
	step('file');
	const file = await keepFile(made.bytes);
	signal.throwIfAborted();
	await record.change(actor, { region: region.id, action: 'document.keep' }, (work) =>
		keepDocument(work, job._id, made, file, actor)
	);
}

/** The concept as it stood at the entry that adopted it, in all formats: they are kept and attached in one entry. */
async function keepAdopted(job: Job, { signal, step }: JobControl): Promise<void> {
	const region = await findRegionById(job.region);
	const id = String(job.payload['edition']);
	const edition = await EditionModel.findOne({ _id: id, region: job.region, withdrawn: null }).lean<EditionItem>();
	if (!region || !edition || (await DocumentModel.exists({ _id: idFor(job, 'md'), region: region.id }))) return;
	step('data');
	const order = { template: ADOPTED_TEMPLATE, edition: edition.key, sequence: Number(job.payload['sequence']) };
	const made = await makeDocuments(region, order, ADOPTED_FORMATS, { signal, onStep: step });
	step('file');
	const files = await Promise.all(made.map(({ bytes }) => keepFile(bytes)));
	signal.throwIfAborted();
	await record.change(SYSTEM, { region: region.id, action: 'document.keep' }, async (work) => {
		const documents: AdoptedDocument[] = [];
		for (const [index, document] of made.entries()) {
			const file = files[index] ?? '';
			await keepDocument(work, idFor(job, document.format), document, file, SYSTEM);
			documents.push({ format: document.format, file, sha256: file, template: document.manifest.key });
		}
		await attachAdoptedDocuments(work, id, documents);
	});
}

/** The same job gives the same ids, so that no crash makes it leave a document twice. A UUID of version 8, RFC 9562. */
function idFor(job: Job, format: DocumentFormat): string {
	const hash = createHash('sha256').update(`${job._id} ${format}`).digest('hex');
	return [
		hash.slice(0, 8),
		hash.slice(8, 12),
		`8${hash.slice(13, 16)}`,
		`8${hash.slice(17, 20)}`,
		hash.slice(20, 32)
	].join('-');
}
