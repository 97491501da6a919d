import { z } from 'zod';
import { errorCode } from './problem.ts';
import { actor } from './record.ts';
import { id, key, language, pageOf, pageQuery, reference } from './values.ts';

/** `pdfa`: the PDF of the archive (PDF/A). */
export const documentFormat = z.enum(['md', 'html', 'pdf', 'pdfa', 'docx', 'odt']);
export type DocumentFormat = z.infer<typeof documentFormat>;

/**
 * For whom a document of the council is made. `public`: of what is not public it holds nothing but the number of the item;
 * `council`: everything, only for those who may see it (`council.closed`).
 */
export const documentAudience = z.enum(['public', 'council']);
export type DocumentAudience = z.infer<typeof documentAudience>;

/** What a template folder's manifest says (concept-templates/<key>/manifest.json). */
export const templateManifest = z.strictObject({
	key,
	version: z.string().regex(/^\d+\.\d+\.\d+$/),
	title: z.strictObject({ de: z.string(), en: z.string() }),
	description: z.strictObject({ de: z.string(), en: z.string() }),
	language,
	/** What the template is about; decides which parameter it takes. */
	subject: z.enum(['edition', 'region', 'project', 'measure', 'meeting', 'paper', 'body']),
	/** Names of the data dictionary that must be there. */
	requires: z.array(z.string())
});
export type TemplateManifest = z.infer<typeof templateManifest>;
export const templateListRow = z.strictObject({
	...templateManifest.shape,
	/** The region has its own version of it, or of a partial that it uses. */
	isOwn: z.boolean()
});
/** All templates, and the formats in which each can be made. */
export const templateList = z.strictObject({ rows: z.array(templateListRow), formats: z.array(documentFormat) });

/** Year of a report about one year. */
export const documentYear = z.coerce.number().int().min(1900).max(2200);

/** What a document of the council is about, and for whom it is; none: the public. */
const councilSubjects = {
	meeting: id.optional(),
	paper: id.optional(),
	body: id.optional(),
	audience: documentAudience.optional()
};

export const documentQuery = z.strictObject({
	edition: key.optional(),
	project: id.optional(),
	measure: id.optional(),
	...councilSubjects,
	/** For templates about one year; the year before today's where none is given. */
	year: documentYear.optional(),
	/** For templates that compare: key of the edition against which it is held; else the one that it continues. */
	former: key.optional(),
	format: documentFormat.default('html'),
	/** `true`: sent as a file to keep. */
	download: z.enum(['true', 'false']).optional()
});
/** From which state a document was made. */
export const documentState = z.strictObject({
	day: z.iso.date(),
	sequence: z.int(),
	template: z.string(),
	templateVersion: z.string()
});
export type DocumentState = z.infer<typeof documentState>;

/** A document that is made while nobody waits, and kept. */
export const documentOrder = z.strictObject({
	template: key,
	edition: key.optional(),
	project: id.optional(),
	measure: id.optional(),
	...councilSubjects,
	year: z.int().min(1900).max(2200).optional(),
	/** As for a document to look at. */
	former: key.optional(),
	format: documentFormat
});
export type DocumentOrder = z.infer<typeof documentOrder>;

/** SHA-256 of a file's bytes. */
export const fileHash = z
	.string()
	.max(64)
	.regex(/^[0-9a-f]{64}$/)
	.meta({ description: 'SHA-256 of the bytes, lower-case hex' });

/** A document as it was made once, for ever. Its bytes are at `/documents/:id/file`. */
export const keptDocument = z.strictObject({
	id,
	version: z.int().min(1),
	template: key,
	templateVersion: z.string(),
	/** Of the template at that time. */
	title: z.strictObject({ de: z.string(), en: z.string() }),
	language,
	edition: reference.nullable(),
	/** Project, measure, meeting, paper or body that it is about. */
	subject: reference.nullable(),
	/** For whom it was made, where it is one of the council. */
	audience: documentAudience.nullable(),
	year: z.int().nullable(),
	format: documentFormat,
	state: z.strictObject({ day: z.iso.date(), sequence: z.int() }),
	sha256: fileHash,
	/** Bytes. */
	size: z.int(),
	name: z.string(),
	by: actor,
	at: z.iso.datetime()
});
export type KeptDocument = z.infer<typeof keptDocument>;

export const documentListQuery = z.strictObject({ ...pageQuery, template: key.optional() });
/** The newest first. */
export const documentList = pageOf(keptDocument);

/** What is done for a document, in this order: read the data, write the Markdown, set it, keep the file. */
export const documentStep = z.enum(['data', 'markdown', 'layout', 'file']);
export type DocumentStep = z.infer<typeof documentStep>;

export const documentJob = z.strictObject({
	id,
	order: documentOrder,
	state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
	/** What is being done, while it runs. */
	step: documentStep.nullable(),
	/** Place among those that wait; 1 is the next. */
	place: z.int().nullable(),
	by: actor,
	at: z.iso.datetime(),
	/** What became of it. */
	document: keptDocument.nullable(),
	failure: z.strictObject({ code: errorCode, title: z.string(), detail: z.string() }).nullable()
});
export type DocumentJob = z.infer<typeof documentJob>;

/** The documents that the adoption of an edition leaves, or how far they are. */
export const adoptedDocuments = z.strictObject({
	edition: reference,
	/** Entry of the adoption, as of which they are made; null: not adopted here, so there are none. */
	sequence: z.int().nullable(),
	/** null: nothing is known of a job. What ended badly is known for a week. */
	state: documentJob.shape.state.nullable(),
	step: documentStep.nullable(),
	failure: documentJob.shape.failure,
	documents: z.array(keptDocument)
});
export type AdoptedDocuments = z.infer<typeof adoptedDocuments>;

/**
 * Orders that are not done, the oldest first, and adoptions whose documents are not made; those that ended badly stay for
 * a week.
 */
export const documentJobList = z.strictObject({ rows: z.array(documentJob), adoptions: z.array(adoptedDocuments) });

export const documentCheck = z.strictObject({ sha256: fileHash });
/** Documents of the region with exactly these bytes; none: the product has not made this file, or not like this. */
export const documentCheckResult = z.strictObject({ sha256: fileHash, rows: z.array(keptDocument) });
