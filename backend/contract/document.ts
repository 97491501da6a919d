import { z } from 'zod';
import { id, key, language } from './values.ts';

export const documentFormat = z.enum(['md', 'html', 'pdf', 'pdfa', 'docx', 'odt']);
export type DocumentFormat = z.infer<typeof documentFormat>;

/** What a template folder's manifest says (concept-templates/<key>/manifest.json). */
export const templateManifest = z.strictObject({
	key,
	version: z.string().regex(/^\d+\.\d+\.\d+$/),
	title: z.strictObject({ de: z.string(), en: z.string() }),
	description: z.strictObject({ de: z.string(), en: z.string() }),
	language,
	/** What the template is about; decides which parameter it takes. */
	subject: z.enum(['edition', 'region', 'project', 'measure']),
	/** Names of the data dictionary that must be there. */
	requires: z.array(z.string())
});
export type TemplateManifest = z.infer<typeof templateManifest>;
export const templateList = z.strictObject({ rows: z.array(templateManifest) });

export const documentQuery = z.strictObject({
	edition: key.optional(),
	project: id.optional(),
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
