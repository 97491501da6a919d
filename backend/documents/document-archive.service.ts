import type { KeptDocument } from '@konzeptstand/contract/document.ts';
import type { ItemKind, Reference } from '@konzeptstand/contract/values.ts';
import { findPeopleById } from '../accounts/accounts.service.ts';
import { EditionModel, MeasureModel } from '../concept/edition.model.ts';
import { ProjectModel } from '../concept/project.model.ts';
import type { ActorContext } from '../foundation/http/route.ts';
import { MeetingModel } from '../council/meeting.model.ts';
import type { MeetingItem } from '../council/meeting.model.ts';
import { PaperModel } from '../council/paper.model.ts';
import type { PaperItem } from '../council/paper.model.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { readFile, registerFileUse } from '../foundation/files/files.ts';
import type { Actor, ItemBase, Work } from '../record/record.service.ts';
import { BodyModel } from '../region/region.model.ts';
import type { BodyItem } from '../region/region.model.ts';
import type { COUNCIL_SUBJECTS } from './council-rows.ts';
import { readableBy } from './document-audience.ts';
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
		meeting: about.meeting,
		paper: about.paper,
		body: about.body,
		audience: about.audience,
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

/** Kept documents of a region that the actor may read, the newest first. */
export async function listDocuments(
	actor: ActorContext,
	region: string,
	{ limit, offset, template }: { limit: number; offset: number; template?: string | undefined }
): Promise<{ total: number; limit: number; offset: number; rows: KeptDocument[] }> {
	const filter = {
		region,
		withdrawn: null,
		...readableBy(actor, region),
		...(template === undefined ? {} : { template })
	};
	const found = await DocumentModel.find(filter)
		.sort({ at: -1, _id: -1 })
		.skip(offset)
		.limit(limit)
		.lean<DocumentItem[]>();
	return { total: await DocumentModel.countDocuments(filter), limit, offset, rows: await present(found) };
}

/** Documents of a region with exactly these bytes that the actor may read, the newest first. */
export async function findDocumentsByHash(
	actor: ActorContext,
	region: string,
	sha256: string
): Promise<KeptDocument[]> {
	const filter = { region, file: sha256, ...readableBy(actor, region) };
	return present(await DocumentModel.find(filter).sort({ at: -1, _id: -1 }).lean<DocumentItem[]>());
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

/** A kept document; null when there is none that the actor may read. */
export async function findDocument(actor: ActorContext, region: string, id: string): Promise<KeptDocument | null> {
	const found = await DocumentModel.find({ region, _id: id, ...readableBy(actor, region) }).lean<DocumentItem[]>();
	return (await present(found))[0] ?? null;
}

/** @throws ApplicationError not_found; internal when its file is gone or is not what was kept */
export async function readDocumentFile(
	actor: ActorContext,
	region: string,
	id: string
): Promise<Pick<DocumentItem, 'name' | 'format' | 'file'> & { bytes: Buffer }> {
	const filter = { region, _id: id, withdrawn: null, ...readableBy(actor, region) };
	const found = await DocumentModel.findOne(filter).lean<DocumentItem>();
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
	const ids = (name: 'edition' | 'project' | 'measure' | (typeof COUNCIL_SUBJECTS)[number]): string[] => [
		...new Set(items.flatMap((item) => item[name] ?? []))
	];
	const [editions, projects, measures, meetings, papers, bodies, people] = await Promise.all([
		EditionModel.find({ _id: { $in: ids('edition') } }).lean<Titled[]>(),
		ProjectModel.find({ _id: { $in: ids('project') } }).lean<Titled[]>(),
		MeasureModel.find({ _id: { $in: ids('measure') } }).lean<Titled[]>(),
		MeetingModel.find({ _id: { $in: ids('meeting') } }).lean<MeetingItem[]>(),
		PaperModel.find({ _id: { $in: ids('paper') } }).lean<PaperItem[]>(),
		BodyModel.find({ region: { $in: items.map((item) => item.region) } }).lean<BodyItem[]>(),
		namesOf(items.map((item) => item.by))
	]);
	const bodyNames = new Map(bodies.map(({ _id, name }) => [_id, name]));
	// Bodies count their meetings each for itself: the number alone names none.
	const meetingReference = (one: MeetingItem): Reference =>
		referenceTo('meeting', { ...one, code: one.number, title: bodyNames.get(one.body) ?? one.title ?? '' });
	const references = new Map<string, Reference>([
		...editions.map((one) => [one._id, referenceTo('edition', { ...one, code: String(one.year) })] as const),
		...projects.map((one) => [one._id, referenceTo('project', one)] as const),
		...measures.map((one) => [one._id, referenceTo('measure', one)] as const),
		...meetings.map((one) => [one._id, meetingReference(one)] as const),
		...papers.map((one) => [one._id, referenceTo('paper', { ...one, code: one.number })] as const),
		...bodies.map((one) => [one._id, referenceTo('body', { ...one, title: one.name })] as const)
	]);
	const named = (id: string | null | undefined): Reference | null => (id ? (references.get(id) ?? null) : null);
	return items.map((item) => ({
		id: item._id,
		version: item.version,
		template: item.template,
		templateVersion: item.templateVersion,
		title: { de: item.title, en: item.titleEn },
		language: item.language,
		edition: named(item.edition),
		subject: named(item.project ?? item.measure ?? item.meeting ?? item.paper ?? item.body),
		audience: item.audience,
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
