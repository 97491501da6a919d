import { createHash } from 'node:crypto';
import type { DocumentFormat, DocumentOrder as Ordered, TemplateManifest } from '@konzeptstand/contract/document.ts';
import { clock, dayOf } from '../foundation/clock.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { registerFieldTexts } from '../foundation/error-texts.ts';
import type { RouteRegion } from '../foundation/http/route.ts';
import { record } from '../record/record.service.ts';
import type { Snapshot } from '../record/record.service.ts';
import { findRegionByKey } from '../region/region.service.ts';
import { KeptDocuments } from './kept-documents.ts';
import type { GeneratedDocument } from './kept-documents.ts';
import { FORMATS } from './formats.ts';
import { prepareDocument } from './prepare-document.ts';
import type { DocumentAbout } from './prepare-document.ts';
import type { RenderControl } from './renderer/renderer.ts';
import { limitsFor, rendererFor } from './renderers.ts';
import { findOwnTexts, isOwn, withOwnTexts } from './own-texts.ts';
import { readTemplateFolder, readTemplates } from './template-folder.ts';
import type { Template } from './template-folder.ts';

export type { CouncilSubject } from './council-rows.ts';
export type { GeneratedDocument } from './kept-documents.ts';
export { writeDictionary } from './dictionary.ts';
export { limitDocuments } from './renderers.ts';
export { findTemplates } from './template-folder.ts';

/** What a document is wanted of: edition by its key, project and measure by id or key, what is of the council by id. */
export interface DocumentOrder extends Ordered {
	/** Day for which lateness is computed, ISO; none: the day of the state in the region's time zone. */
	day?: string | undefined;
	/** Entry of the record as of which it is made; none: the last one. */
	sequence?: number | undefined;
}

const kept = new KeptDocuments(64_000_000);

/** All templates, with whether the region has made any of their texts its own. */
export async function listTemplates(region: string): Promise<(TemplateManifest & { isOwn: boolean })[]> {
	const templates = await readTemplates();
	const own = await record.read(region, ({ session }) => findOwnTexts(region, session));
	return templates.map((template) => ({ ...template.manifest, isOwn: isOwn(withOwnTexts(template, own)) }));
}

/**
 * Makes a document for the command line.
 * @param order `region` is the region's key
 * @throws ApplicationError not_found, invalid_input, template_error, document_limit, document_refused, busy
 */
export async function generateDocument(order: DocumentOrder & { region: string }): Promise<GeneratedDocument> {
	const region = await findRegionByKey(order.region);
	if (!region) throw new ApplicationError('not_found', { field: 'region', problem: 'not_found' });
	return makeDocument(region, order);
}

/**
 * Makes a document at one state of the record: head and rows are read in one snapshot. What was made for the same state
 * is kept and given again.
 * @param control given: nobody looks at it, so it is made beside those that somebody looks at
 * @throws ApplicationError not_found, invalid_input, template_error, document_limit, document_refused, busy
 */
export async function makeDocument(
	region: RouteRegion,
	order: DocumentOrder,
	control?: RenderControl
): Promise<GeneratedDocument> {
	const [made] = await makeDocuments(region, order, [order.format], control);
	if (!made) throw new Error('Nothing was made.');
	return made;
}

/** The same in several formats, all of one state. */
export async function makeDocuments(
	region: RouteRegion,
	order: Omit<DocumentOrder, 'format'>,
	formats: readonly DocumentFormat[],
	control?: RenderControl
): Promise<GeneratedDocument[]> {
	const shipped = await readTemplateFolder(order.template);
	const { template, day, found, prepared } = await readState(region, order.sequence, async (snapshot) => {
		const { head } = snapshot;
		const template = withOwnTexts(shipped, await findOwnTexts(region.id, snapshot.session));
		const isPast = order.sequence !== undefined && head !== null;
		const day = order.day ?? (isPast ? dayOf(head.at, region.timeZone) : clock.day(region.timeZone));
		const found = formats.map((format) => {
			const etag = etagOf(region, snapshot, template, { ...order, format }, day);
			return { format, etag, kept: kept.find(etag) };
		});
		const isMissing = found.some((one) => one.kept === undefined);
		const prepared = isMissing ? await prepareDocument(region, snapshot, template, order, day) : null;
		return { template, day, found, prepared };
	});
	const documents: GeneratedDocument[] = [];
	for (const { format, etag, kept: already } of found) {
		if (already || !prepared) {
			if (already) documents.push(already);
			continue;
		}
		const { data, about, images } = prepared;
		const use = control ? 'ordered' : 'looked-at';
		const { files } = template;
		const { language } = template.manifest;
		const request = { files, data, images, language, format, limits: limitsFor(use) };
		const bytes = await rendererFor(use).render(request, control ?? { owner: region.id });
		const filename = filenameOf(region, template, { ...order, format }, about, day);
		const { manifest } = template;
		const document = { bytes: Buffer.from(bytes), state: data.state, etag, format, filename, manifest, about };
		kept.keep(document);
		documents.push(document);
	}
	return documents;
}

function readState<R>(
	region: RouteRegion,
	sequence: number | undefined,
	action: (snapshot: Snapshot) => Promise<R>
): Promise<R> {
	return sequence === undefined ? record.read(region.id, action) : record.readAt(region.id, sequence, action);
}

function etagOf(
	region: RouteRegion,
	snapshot: Snapshot,
	template: Template,
	{ edition, project, measure, meeting, paper, body, audience, year, former, format }: DocumentOrder,
	day: string
): string {
	const about = [edition, project, measure, year, format, day, former, meeting, paper, body, audience ?? 'public'];
	const parts = [region.id, snapshot.head?.hash, template, ...about];
	return `"${createHash('sha256').update(JSON.stringify(parts)).digest('base64url')}"`;
}

/** `saalebogen-entwicklungskonzept-2026-11-24.html` */
function filenameOf(
	region: RouteRegion,
	template: Template,
	order: DocumentOrder,
	{ year, key }: DocumentAbout,
	day: string
): string {
	const parts = [region.key, template.manifest.key, order.edition, order.former, key, year, day];
	return `${parts.filter((part) => part !== null && part !== undefined && part !== '').join('-')}.${FORMATS[order.format].ending}`;
}

registerFieldTexts({
	template_unknown_name: {
		de: '„{word}“ steht nicht im Datenverzeichnis (concept-templates/README.md).',
		en: '“{word}” is not in the data dictionary (concept-templates/README.md).'
	},
	template_unknown_filter: { de: 'Einen Filter „{word}“ gibt es nicht.', en: 'There is no filter “{word}”.' },
	template_unknown_tag: { de: 'Eine Anweisung „{word}“ gibt es nicht.', en: 'There is no tag “{word}”.' },
	template_unknown_partial: { de: 'Einen Baustein „{word}“ gibt es nicht.', en: 'There is no partial “{word}”.' },
	document_image_missing: {
		de: 'Das Bild „{word}“ gibt es nicht.',
		en: 'There is no picture “{word}”.'
	},
	document_image_broken: {
		de: 'Das Bild „{word}“ ist beschädigt.',
		en: 'The picture “{word}” is damaged.'
	},
	document_image_alt: {
		de: 'Dem Bild „{word}“ fehlt der Alternativtext.',
		en: 'The picture “{word}” has no alternative text.'
	},
	document_heading: {
		de: 'Vor der Überschrift „{word}“ ist eine Ebene ausgelassen.',
		en: 'A level is left out before the heading “{word}”.'
	},
	document_title: {
		de: 'Dem Dokument fehlt der Titel: eine Zeile, die mit „# “ beginnt.',
		en: 'The document has no title: a line that begins with “# ”.'
	},
	document_heading_empty: { de: 'Eine Überschrift ist leer.', en: 'A heading is empty.' },
	document_nesting: {
		de: 'Listen, Zitate oder Hervorhebungen sind zu tief ineinander verschachtelt.',
		en: 'Lists, quotations or emphasis are nested too deeply.'
	},
	document_character: {
		de: '„{word}“ kann in diesem Format nicht gezeigt werden: Keine der Schriften hat das Zeichen.',
		en: '“{word}” cannot be shown in this format: none of the fonts has the character.'
	},
	template_too_deep: {
		de: 'Hier ist zu viel ineinander verschachtelt, oder ein Baustein setzt sich selbst ein.',
		en: 'Too much is nested here, or a partial puts itself in.'
	},
	document_limit_time: { de: 'Es dauert zu lange.', en: 'It takes too long.' },
	document_limit_memory: { de: 'Es braucht zu viel Speicher.', en: 'It takes too much memory.' },
	document_limit_nesting: {
		de: 'Listen, Zitate oder Hervorhebungen sind zu tief ineinander verschachtelt, oder eine Zeile ist zu lang.',
		en: 'Lists, quotations or emphasis are nested too deeply, or a line is too long.'
	},
	document_limit_length: { de: 'Es wird zu lang.', en: 'It grows too long.' },
	template_syntax: {
		de: 'So kann die Vorlage nicht gelesen werden: {message}',
		en: 'The template cannot be read like this: {message}'
	}
});
