import { z } from 'zod';
import { actor } from './record.ts';
import { documentQuery, templateManifest } from './document.ts';
import { id, key, reason, severalLines } from './values.ts';

/** The template workshop: what the product ships, and what a region has made of it. */

/** `entwicklungskonzept`: the template itself; `partials.massnahme`: a partial that templates share. */
export const templateFileName = z
	.string()
	.max(100)
	.regex(/^(?:partials\.)?[a-z0-9]+(?:-[a-z0-9]+)*$/);

/** Markdown with Liquid. */
export const templateText = severalLines(200_000).min(1);

export const templateFileSummary = z.strictObject({
	name: templateFileName,
	kind: z.enum(['template', 'partial']),
	/** Null for a partial: it goes by its name. */
	title: z.strictObject({ de: z.string(), en: z.string() }).nullable(),
	/** Keys of the templates that use a partial; for a template the names of the partials that it uses. */
	usedBy: z.array(key),
	uses: z.array(templateFileName),
	/** Whose text is used: the product's, or the region's own version of it. */
	origin: z.enum(['shipped', 'own']),
	/** The region's own version was made from an older text than the product ships now. */
	hasMovedOn: z.boolean()
});

/** One version of the region's own text, as the record holds it. */
export const templateFileVersion = z.strictObject({
	version: z.int(),
	at: z.iso.datetime(),
	by: actor,
	/** Why: typed by whoever made it. */
	reason: z.string().nullable(),
	/** Null: with this version the region went back to the shipped text. */
	text: templateText.nullable()
});

export const templateFile = z.strictObject({
	...templateFileSummary.shape,
	/** What is used now. */
	text: templateText,
	shipped: z.strictObject({ text: templateText }),
	/** Set while the region's own version is used; `basis` is the shipped text that it was made from. */
	own: z.strictObject({ id, version: z.int(), basis: templateText }).nullable(),
	manifest: templateManifest.nullable()
});
export const templateFileList = z.strictObject({ rows: z.array(templateFileSummary) });
export const templateFileVersionList = z.strictObject({ rows: z.array(templateFileVersion) });

/** Makes the region's own version (POST; with Idempotency-Key), or its next one (PATCH; with If-Match). */
export const newTemplateFile = z.strictObject({ name: templateFileName, text: templateText, reason });
export const templateFileChange = z.strictObject({
	text: templateText,
	reason,
	/** The shipped text as it is now has been looked at and worked in: it is the basis from here on. */
	isBroughtUpToDate: z.boolean().default(false)
});
/** DELETE with If-Match: back to the shipped one. */
export const templateFileReturn = z.strictObject({ reason });

export const templateFileParameters = z.strictObject({ region: key, name: templateFileName });

/** Looks at a text that is not kept: what is wrong with it, and the document that it makes. */
export const templateTrial = z.strictObject({
	name: templateFileName,
	text: templateText,
	/** The template through which a partial is looked at; none: the first that uses it. */
	template: key.optional(),
	...documentQuery.omit({ format: true, download: true }).shape
});
export const templateProblem = z.strictObject({
	name: templateFileName,
	/** From 1. */
	line: z.int(),
	/** The wrong word; empty where the mistake is no word. */
	word: z.string(),
	code: z.string(),
	/** In the asker's language. */
	text: z.string()
});
/** `html`: null where there are problems. `limit`: set where the text takes too long, too much memory or grows too large. */
export const templateTrialResult = z.strictObject({
	html: z.string().nullable(),
	problems: z.array(templateProblem),
	limit: z.string().nullable()
});

/** What completes: names of the data, filters, tags, partials; from the data dictionary. */
export const dictionaryEntry = z.strictObject({
	kind: z.enum(['name', 'filter', 'tag', 'partial']),
	/** `edition.title`, `amount`, `page_break`, `partials/massnahme`; names below a list are given with `[]`: `projects[].title`. */
	name: z.string(),
	does: z.string(),
	/** Of a name, what stands there: `Zahl, oder null`, `Text, Liste`. */
	type: z.string().nullable(),
	example: z.string().nullable(),
	/** Name of the shared shape (`project`, `measure`), where it is one; its own names are listed as `→project.title`. */
	shape: z.string().nullable()
});
export type DictionaryEntry = z.infer<typeof dictionaryEntry>;
export const dictionary = z.strictObject({ rows: z.array(dictionaryEntry) });
