import { createHash } from 'node:crypto';
import type { DocumentFormat, TemplateManifest } from '@konzeptstand/contract/document.ts';
import { clock } from '../foundation/clock.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { registerFieldTexts } from '../foundation/error-texts.ts';
import type { RouteRegion } from '../foundation/http/route.ts';
import { ProjectModel } from '../concept/project.model.ts';
import type { ProjectItem } from '../concept/project.model.ts';
import { record } from '../record/record.service.ts';
import type { Snapshot } from '../record/record.service.ts';
import { findRegionByKey } from '../region/region.service.ts';
import { KeptDocuments } from './kept-documents.ts';
import type { GeneratedDocument } from './kept-documents.ts';
import { readDocumentRows } from './document-rows.ts';
import type { WantedReports } from './document-rows.ts';
import { Renderer } from './renderer/renderer.ts';
import { findTemplates, readTemplateFolder } from './template-folder.ts';
import type { Template } from './template-folder.ts';
import { usedNames } from './used-names.ts';
import { writeDocumentData } from './write-data.ts';

export type { GeneratedDocument } from './kept-documents.ts';
export { writeDictionary } from './dictionary.ts';

/** What a document is wanted of. */
export interface DocumentOrder {
	/** Key of the template's folder. */
	template: string;
	/** Key of the edition; none: the one that stands for the concept. */
	edition?: string | undefined;
	/** Id or key of the project, for templates about one. */
	project?: string | undefined;
	format: DocumentFormat;
	/** Day for which lateness is computed, ISO; none: today in the region's time zone. */
	day?: string | undefined;
}

/** Most characters a document may have: some ten thousand pages. */
const LIMITS = { allocations: 20_000_000, characters: 40_000_000 };

let milliseconds = 60_000;
let renderer: Renderer | null = null;
const kept = new KeptDocuments(64_000_000);

/** How long one document may take; from the configuration, before the first is made. */
export function limitDocuments(seconds: number): void {
	milliseconds = seconds * 1000;
}

/** Ends the rendering children. The next document starts new ones. */
export async function closeRenderer(): Promise<void> {
	const closing = renderer;
	renderer = null;
	await closing?.close();
}

export function listTemplates(): Promise<TemplateManifest[]> {
	return findTemplates();
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
 * @throws ApplicationError not_found, invalid_input, template_error, document_limit, document_refused, busy
 */
export async function makeDocument(region: RouteRegion, order: DocumentOrder): Promise<GeneratedDocument> {
	const template = await readTemplateFolder(order.template);
	const day = order.day ?? clock.day(region.timeZone);
	const prepared = await record.read(region.id, async (snapshot) => {
		const etag = etagOf(region, snapshot, template, order, day);
		const found = kept.find(etag);
		return found ?? { etag, ...(await prepare(region, snapshot, template, order, day)) };
	});
	if ('bytes' in prepared) return prepared;
	const { data, etag } = prepared;
	renderer ??= new Renderer({ milliseconds });
	const bytes = await renderer.render({
		files: template.files,
		data,
		language: template.manifest.language,
		format: order.format,
		limits: { ...LIMITS, renderMilliseconds: milliseconds }
	});
	const document = {
		bytes: Buffer.from(bytes),
		state: data.state,
		etag,
		filename: filenameOf(region, template, order, day)
	};
	kept.keep(document);
	return document;
}

async function prepare(region: RouteRegion, snapshot: Snapshot, template: Template, order: DocumentOrder, day: string) {
	const { manifest } = template;
	const project = manifest.subject === 'project' ? await findProject(region.id, snapshot, order.project) : null;
	const needsAll = ['changes', 'projects.reports'].some((name) => manifest.requires.includes(name));
	const wanted: WantedReports = needsAll ? 'all' : project === null ? 'none' : { project };
	const rows = await readDocumentRows(region.id, snapshot, order.edition ?? null, day, wanted);
	const data = writeDocumentData(rows, {
		state: {
			day,
			sequence: snapshot.head?.sequence ?? 0,
			template: manifest.key,
			templateVersion: manifest.version
		},
		language: manifest.language,
		project,
		requires: manifest.requires,
		names: usedNames(template.files)
	});
	const missing = manifest.requires.filter((name) => name in data && data[name as keyof typeof data] === null);
	if (missing[0] !== undefined) throw new ApplicationError('not_found', { field: missing[0], problem: 'not_found' });
	return { data };
}

async function findProject(region: string, { session }: Snapshot, project: string | undefined): Promise<string> {
	if (project === undefined) throw new ApplicationError('invalid_input', { field: 'project', problem: 'required' });
	const found = await ProjectModel.findOne({ region, withdrawn: null, $or: [{ _id: project }, { key: project }] })
		.select('_id')
		.session(session)
		.lean<Pick<ProjectItem, '_id'>>();
	if (!found) throw new ApplicationError('not_found', { field: 'project', problem: 'not_found' });
	return found._id;
}

function etagOf(
	region: RouteRegion,
	snapshot: Snapshot,
	template: Template,
	{ edition, project, format }: DocumentOrder,
	day: string
): string {
	const parts = [region.id, snapshot.head?.hash, template, edition, project, format, day];
	return `"${createHash('sha256').update(JSON.stringify(parts)).digest('base64url')}"`;
}

/** How a file's name ends, where its format is no ending by itself. */
const ENDINGS: Partial<Record<DocumentFormat, string>> = { pdfa: 'pdfa.pdf' };

/** `saalebogen-entwicklungskonzept-2026-11-24.html` */
function filenameOf(region: RouteRegion, template: Template, order: DocumentOrder, day: string): string {
	const edition = order.edition === undefined ? '' : `-${order.edition}`;
	return `${region.key}-${template.manifest.key}${edition}-${day}.${ENDINGS[order.format] ?? order.format}`;
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
	document_image_alt: {
		de: 'Dem Bild „{word}“ fehlt der Alternativtext.',
		en: 'The picture “{word}” has no alternative text.'
	},
	document_heading: {
		de: 'Vor der Überschrift „{word}“ ist eine Ebene ausgelassen.',
		en: 'A level is left out before the heading “{word}”.'
	},
	document_character: {
		de: '„{word}“ kann in diesem Format nicht gezeigt werden: Keine der Schriften hat das Zeichen.',
		en: '“{word}” cannot be shown in this format: none of the fonts has the character.'
	},
	template_syntax: { de: 'So kann die Vorlage nicht gelesen werden.', en: 'The template cannot be read like this.' }
});
