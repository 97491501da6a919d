import type { Model } from 'mongoose';
import type { z } from 'zod';
import type {
	Attachment,
	attachmentList,
	attachmentListQuery,
	attachmentUpload,
	AttachmentSubjectKind,
	LineageKind
} from '@konzeptstand/contract/edition.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { fileKindOf, keptContent } from '../foundation/files/file-kind.ts';
import { keepFile, readFile, registerFileUse } from '../foundation/files/files.ts';
import type { ActorContext, RouteSnapshot } from '../foundation/http/route.ts';
import { presentItem, referenceOf } from '../record/present.service.ts';
import { findClosed, record } from '../record/record.service.ts';
import type { ItemBase, Work } from '../record/record.service.ts';
import { changeLiving, restoreWithdrawn, withdrawLiving } from '../region/living.service.ts';
import { requireAll } from '../region/region.service.ts';
import { AttachmentModel } from './attachment.model.ts';
import type { AttachmentItem } from './attachment.model.ts';
import { EditionModel } from './edition.model.ts';
import { requireOpenEdition } from './edition.service.ts';
import { readItem } from './item.service.ts';
import { editionIdOf, LINEAGE_KINDS, lineageModel } from './lineage.service.ts';
import { paged } from './list-rows.ts';
import { findSubjects, referenceOr, referredModel } from './references.ts';
import type { ReferredKind } from './references.ts';

/** Files of items. Those of an edition's text are frozen with it; those of projects, decisions and the rest are not. */

registerFileUse(async (address) => (await AttachmentModel.exists({ file: address })) !== null);
registerFileUse(async (address) => (await EditionModel.exists({ 'adoption.documents.file': address })) !== null);

type Upload = z.output<typeof attachmentUpload>;

/**
 * Checks a file by its content, keeps it, a picture without what a camera adds to it, and attaches it to an item.
 * @returns the id of the attachment
 * @throws ApplicationError frozen, duplicate (its name is taken at the item), invalid_input
 */
export async function uploadAttachment(
	actor: ActorContext,
	region: string,
	{ kind, id, name, ...said }: Upload,
	sent: Buffer
): Promise<string> {
	const found = await fileKindOf(sent, name);
	const content = keptContent(sent, found);
	const [alt, credit] = [said.alt ?? null, said.credit ?? null];
	requireAlt(found.type, alt);
	const file = await keepFile(content);
	const fields = { of: { kind, id }, file, name, ...found, size: content.length, alt, credit };
	return record.change(
		actor,
		{ region, action: 'attachment.create' },
		async (work) => (await attachFile(work, fields))._id
	);
}

type Fields = Pick<AttachmentItem, 'of' | 'file' | 'name' | 'type' | 'size' | 'width' | 'height' | 'alt' | 'credit'>;

/**
 * Attaches a file that is kept and checked already.
 * @throws ApplicationError frozen, duplicate, invalid_input
 */
export async function attachFile(work: Work, fields: Fields): Promise<AttachmentItem> {
	await requireOpenSubject(work, fields.of);
	return work.create(AttachmentModel, fields);
}

/** A name that no file of the item has: the given one, or with a number before its ending. */
export async function freeFileName(work: Work, of: string, name: string): Promise<string> {
	const living = { region: work.region, 'of.id': of, withdrawn: null };
	const taken = new Set<string>([
		...(await AttachmentModel.find(living).session(work.session).distinct('name')),
		...work.written(AttachmentModel).flatMap((one) => (one.of.id === of ? [one.name] : []))
	]);
	const [, stem = name, ending = ''] = /^(.*?)(\.[^.]*)?$/.exec(name) ?? [];
	for (let number = 1; ; number += 1) {
		const free = number === 1 ? name : `${stem}-${String(number)}${ending}`;
		if (!taken.has(free)) return free;
	}
}

function requireAlt(type: string, alt: string | null): void {
	if (type.startsWith('image/') && !alt?.trim())
		throw new ApplicationError('invalid_input', { field: 'alt', problem: 'alt_required' });
}

interface Elsewhere {
	model: Model<ItemBase>;
	requireOpen: (work: Work, id: string) => Promise<void>;
}
const elsewhere = new Map<AttachmentSubjectKind, Elsewhere>();

/**
 * Rooms below say here for what of theirs files are kept.
 * @param requireOpen throws where nothing about the item may change any more
 */
export function registerAttachmentSubject<T extends ItemBase>(
	kind: AttachmentSubjectKind,
	model: Model<T>,
	requireOpen: Elsewhere['requireOpen']
): void {
	elsewhere.set(kind, { model: model as unknown as Model<ItemBase>, requireOpen });
}

async function requireOpenSubject(work: Work, { kind, id }: AttachmentItem['of']): Promise<void> {
	const other = elsewhere.get(kind);
	await requireAll(work, other?.model ?? referredModel(kind as ReferredKind), [id], 'id');
	await other?.requireOpen(work, id);
	if (kind === 'edition') await requireOpenEdition(work, id);
	if (!(LINEAGE_KINDS as readonly string[]).includes(kind)) return;
	const edition = await editionIdOf(work, await work.require(lineageModel(kind as LineageKind), id));
	if (edition !== null) await requireOpenEdition(work, edition);
}

/** @throws ApplicationError frozen, not_found, version_conflict, conflict, duplicate, invalid_input */
export async function changeAttachment(
	work: Work,
	id: string,
	version: number | null,
	patch: Partial<AttachmentItem>
): Promise<AttachmentItem> {
	const attachment = await work.require(AttachmentModel, id);
	await requireOpenSubject(work, attachment.of);
	if (patch.alt !== undefined) requireAlt(attachment.type, patch.alt);
	return changeLiving(work, AttachmentModel, id, version, patch);
}

/** @throws ApplicationError frozen, not_found, version_conflict, conflict */
export async function withdrawAttachment(
	work: Work,
	id: string,
	version: number | null,
	reason: string
): Promise<AttachmentItem> {
	await requireOpenSubject(work, (await work.require(AttachmentModel, id)).of);
	return withdrawLiving(work, AttachmentModel, id, version, reason);
}

/** @throws ApplicationError frozen, not_found, version_conflict, conflict, duplicate, invalid_input */
export async function restoreAttachment(work: Work, id: string, version: number | null): Promise<AttachmentItem> {
	await requireOpenSubject(work, (await work.require(AttachmentModel, id)).of);
	return restoreWithdrawn(work, AttachmentModel, id, version);
}

const isOfConcept = (of: AttachmentItem['of']): of is { kind: ReferredKind; id: string } => !elsewhere.has(of.kind);

async function present(
	region: string,
	{ session }: RouteSnapshot,
	items: readonly AttachmentItem[]
): Promise<Attachment[]> {
	const all = items.map(({ of }) => of);
	const subjects = await findSubjects(region, session, all.filter(isOfConcept));
	for (const [kind, { model }] of elsewhere) {
		const ids = all.filter((of) => of.kind === kind).map(({ id }) => id);
		if (ids.length === 0) continue;
		const found = await model
			.find({ _id: { $in: ids }, region })
			.session(session)
			.lean<ItemBase[]>();
		for (const one of found) subjects.set(one._id, referenceOf(kind, one));
	}
	return items.map((item) => ({ ...presentItem(item), ofReference: referenceOr(subjects, item.of.kind, item.of.id) }));
}

/** Files by name. @param mayClosed whether the reader may see those of items that are not public */
export async function readAttachmentList(
	region: string,
	snapshot: RouteSnapshot,
	query: z.output<typeof attachmentListQuery>,
	mayClosed: boolean
): Promise<z.output<typeof attachmentList>> {
	const condition = {
		region,
		withdrawn: query.withdrawn ? { $ne: null } : null,
		...(query.of === undefined ? {} : { 'of.id': query.of }),
		...(query.kind === undefined ? {} : { 'of.kind': query.kind })
	};
	const all = await AttachmentModel.find(condition).session(snapshot.session).lean<AttachmentItem[]>();
	const found = mayClosed ? all : await withoutClosed(region, snapshot, all);
	const page = paged(
		found.sort((a, b) => a.name.localeCompare(b.name, 'de') || (a._id < b._id ? -1 : 1)),
		query
	);
	return { ...page, rows: await present(region, snapshot, page.rows) };
}

async function withoutClosed(
	region: string,
	{ session }: RouteSnapshot,
	items: readonly AttachmentItem[]
): Promise<AttachmentItem[]> {
	const subjects = items.map(({ of }) => of);
	const closed = await findClosed(region, subjects, session);
	return items.filter(({ of }) => !closed.has(of.id));
}

async function findVisible(
	region: string,
	id: string,
	snapshot: RouteSnapshot,
	mayClosed: boolean
): Promise<AttachmentItem> {
	const item = await readItem<AttachmentItem>(AttachmentModel, region, id, snapshot);
	const [visible] = mayClosed ? [item] : await withoutClosed(region, snapshot, [item]);
	if (!visible) throw new ApplicationError('not_found');
	return visible;
}

/** @throws ApplicationError not_found */
export async function readAttachment(
	region: string,
	id: string,
	snapshot: RouteSnapshot,
	mayClosed: boolean
): Promise<Attachment> {
	const item = await findVisible(region, id, snapshot, mayClosed);
	return (await present(region, snapshot, [item]))[0] as Attachment;
}

/** The file itself. @throws ApplicationError not_found */
export async function readContent(
	region: string,
	id: string,
	snapshot: RouteSnapshot,
	mayClosed: boolean
): Promise<Pick<AttachmentItem, 'name' | 'type'> & { content: Buffer }> {
	const { file, name, type } = await findVisible(region, id, snapshot, mayClosed);
	const content = await readFile(file);
	if (!content) throw new ApplicationError('not_found');
	return { name, type, content };
}
