import type { KeptDocument } from '@konzeptstand/contract/document.ts';
import type { ItemKind, Reference } from '@konzeptstand/contract/values.ts';
import { findPeopleById } from '../accounts/accounts.service.ts';
import { EditionModel, MeasureModel } from '../concept/edition.model.ts';
import { ProjectModel } from '../concept/project.model.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { readFile, registerFileUse } from '../foundation/files/files.ts';
import type { Actor, ItemBase, Work } from '../record/record.service.ts';
import { DocumentModel } from './document.model.ts';
import type { DocumentItem } from './document.model.ts';
import type { GeneratedDocument } from './kept-documents.ts';

/** Documents as they were made once: kept, listed, given back, and recognised. */

registerFileUse(async (address) => (await DocumentModel.exists({ file: address })) !== null);

/**
 * Keeps what was made, with the address of its file.
 * @param id that of the job, so that one order can never leave two documents
 */
export function keepDocument(
	work: Work,
	id: string,
	made: Omit<GeneratedDocument, 'etag'>,
	file: string,
	by: Actor
): Promise<DocumentItem> {
	const { manifest, about, state } = made;
	return work.create(DocumentModel, {
		_id: id,
		template: manifest.key,
		templateVersion: state.templateVersion,
		title: manifest.title.de,
		titleEn: manifest.title.en,
		language: manifest.language,
		edition: about.edition,
		project: about.project,
		measure: about.measure,
		year: about.year,
		format: made.format,
		state: { day: state.day, sequence: state.sequence },
		file,
		size: made.bytes.length,
		name: made.filename,
		by: { kind: by.kind, id: by.id },
		at: work.at.toISOString()
	});
}

/** Kept documents of a region, the newest first. */
export async function listDocuments(
	region: string,
	{ limit, offset, template }: { limit: number; offset: number; template?: string | undefined }
): Promise<{ total: number; limit: number; offset: number; rows: KeptDocument[] }> {
	const filter = { region, withdrawn: null, ...(template === undefined ? {} : { template }) };
	const found = await DocumentModel.find(filter)
		.sort({ at: -1, _id: -1 })
		.skip(offset)
		.limit(limit)
		.lean<DocumentItem[]>();
	return { total: await DocumentModel.countDocuments(filter), limit, offset, rows: await present(found) };
}

/** Documents of a region with exactly these bytes, the newest first. */
export async function findDocumentsByHash(region: string, sha256: string): Promise<KeptDocument[]> {
	return present(await DocumentModel.find({ region, file: sha256 }).sort({ at: -1, _id: -1 }).lean<DocumentItem[]>());
}

/** Documents of an edition with these hashes, one of each, in the order of the hashes. */
export async function findDocumentsOf(
	region: string,
	edition: string,
	hashes: readonly string[]
): Promise<KeptDocument[]> {
	if (hashes.length === 0) return [];
	const found = await DocumentModel.find({ region, edition, file: { $in: hashes } }).lean<DocumentItem[]>();
	return present(hashes.flatMap((hash) => found.find(({ file }) => file === hash) ?? []));
}

/** A kept document; null when there is none. */
export async function findDocument(region: string, id: string): Promise<KeptDocument | null> {
	const found = await DocumentModel.find({ region, _id: id }).lean<DocumentItem[]>();
	return (await present(found))[0] ?? null;
}

/** @throws ApplicationError not_found; internal when its file is gone or is not what was kept */
export async function readDocumentFile(
	region: string,
	id: string
): Promise<Pick<DocumentItem, 'name' | 'format' | 'file'> & { bytes: Buffer }> {
	const found = await DocumentModel.findOne({ region, _id: id, withdrawn: null }).lean<DocumentItem>();
	if (!found) throw new ApplicationError('not_found');
	const bytes = await readFile(found.file);
	if (!bytes) throw new Error(`The file of document ${id} is gone.`);
	return { name: found.name, format: found.format, file: found.file, bytes };
}

type Titled = ItemBase & { title: string; code?: string | null; year?: number };

const referenceTo = (kind: ItemKind, { _id, code, title }: Titled): Reference => ({
	kind,
	id: _id,
	code: code ?? null,
	title
});

async function present(items: readonly DocumentItem[]): Promise<KeptDocument[]> {
	if (items.length === 0) return [];
	const ids = (name: 'edition' | 'project' | 'measure'): string[] => [
		...new Set(items.flatMap((item) => item[name] ?? []))
	];
	const [editions, projects, measures, people] = await Promise.all([
		EditionModel.find({ _id: { $in: ids('edition') } }).lean<Titled[]>(),
		ProjectModel.find({ _id: { $in: ids('project') } }).lean<Titled[]>(),
		MeasureModel.find({ _id: { $in: ids('measure') } }).lean<Titled[]>(),
		namesOf(items.map((item) => item.by))
	]);
	const references = new Map<string, Reference>([
		...editions.map((one) => [one._id, referenceTo('edition', { ...one, code: String(one.year) })] as const),
		...projects.map((one) => [one._id, referenceTo('project', one)] as const),
		...measures.map((one) => [one._id, referenceTo('measure', one)] as const)
	]);
	const named = (id: string | null): Reference | null => (id === null ? null : (references.get(id) ?? null));
	return items.map((item) => ({
		id: item._id,
		version: item.version,
		template: item.template,
		templateVersion: item.templateVersion,
		title: { de: item.title, en: item.titleEn },
		language: item.language,
		edition: named(item.edition),
		subject: named(item.project ?? item.measure),
		year: item.year,
		format: item.format,
		state: item.state,
		sha256: item.file,
		size: item.size,
		name: item.name,
		by: { ...item.by, name: people.get(item.by.id) ?? null },
		at: item.at
	}));
}

/** Names of people by id; who was erased has none. */
export async function namesOf(actors: readonly Actor[]): Promise<ReadonlyMap<string, string>> {
	const ids = new Set(actors.filter(({ kind }) => kind === 'person').map(({ id }) => id));
	const people = ids.size === 0 ? [] : await findPeopleById([...ids]);
	return new Map(people.flatMap(({ _id, name }) => (name === null ? [] : [[_id, name] as const])));
}
