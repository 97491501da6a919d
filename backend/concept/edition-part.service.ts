import type { Model } from 'mongoose';
import type { z } from 'zod';
import type {
	Amendment,
	amendmentList,
	amendmentListQuery,
	Chapter,
	chapterList,
	chapterListQuery,
	Omission,
	omissionList,
	omissionListQuery
} from '@konzeptstand/contract/edition.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { RouteSnapshot } from '../foundation/http/route.ts';
import { presentItem } from '../record/present.service.ts';
import { findClosed } from '../record/record.service.ts';
import type { ItemBase } from '../record/record.service.ts';
import { AmendmentModel } from './amendment.model.ts';
import type { AmendmentItem } from './amendment.model.ts';
import { ChapterModel } from './chapter.model.ts';
import type { ChapterItem } from './chapter.model.ts';
import { defaultEdition } from './concept-rows.ts';
import { EditionModel } from './edition.model.ts';
import type { EditionItem } from './edition.model.ts';
import { isFrozen } from './edition.service.ts';
import { findEditions, readItem } from './item.service.ts';
import { paged } from './list-rows.ts';
import { OmissionModel } from './omission.model.ts';
import type { OmissionItem } from './omission.model.ts';
import { findReferences, findSubjects, referenceOr } from './references.ts';

/** What belongs to an edition beside fields, goals and measures: chapters, omissions, amendments. */

/** @throws ApplicationError not_found */
export async function findEdition(region: string, { session }: RouteSnapshot, key: string): Promise<EditionItem> {
	const found = await EditionModel.findOne({ region, key }).session(session).lean<EditionItem>();
	if (!found) throw new ApplicationError('not_found', { field: 'edition', problem: 'not_found' });
	return found;
}

function findParts<T extends ItemBase>(
	model: Model<T>,
	region: string,
	{ session }: RouteSnapshot,
	isWithdrawn: boolean | undefined,
	condition: object
): Promise<T[]> {
	return model
		.find({ region, withdrawn: isWithdrawn ? { $ne: null } : null, ...condition } as never)
		.session(session)
		.lean<T[]>();
}

const presentChapter = (item: ChapterItem, edition: EditionItem): Chapter => ({
	...presentItem(item),
	isFrozen: isFrozen(edition)
});

/** Chapters of an edition in their order. @throws ApplicationError not_found when there is no such edition */
export async function readChapterList(
	region: string,
	snapshot: RouteSnapshot,
	query: z.output<typeof chapterListQuery>
): Promise<z.output<typeof chapterList>> {
	const edition =
		query.edition === undefined
			? defaultEdition(await findEditions(region, snapshot))
			: await findEdition(region, snapshot, query.edition);
	if (!edition) return paged([], query);
	const found = await findParts(ChapterModel, region, snapshot, query.withdrawn, { edition: edition._id });
	const page = paged(found.sort(byPosition), query);
	return { ...page, rows: page.rows.map((item) => presentChapter(item, edition)) };
}

export function byPosition(a: { position: number; _id: string }, b: { position: number; _id: string }): number {
	return a.position - b.position || (a._id < b._id ? -1 : 1);
}

/** @throws ApplicationError not_found */
export async function readChapter(region: string, id: string, snapshot: RouteSnapshot): Promise<Chapter> {
	const item = await readItem<ChapterItem>(ChapterModel, region, id, snapshot);
	return presentChapter(item, await readItem<EditionItem>(EditionModel, region, item.edition, snapshot));
}

async function presentOmissions(
	region: string,
	{ session }: RouteSnapshot,
	items: readonly OmissionItem[]
): Promise<Omission[]> {
	const references = await findSubjects(
		region,
		session,
		items.map(({ kind, item }) => ({ kind, id: item }))
	);
	return items.map((item) => ({
		...presentItem(item),
		itemReference: referenceOr(references, item.kind, item.item)
	}));
}

/** What was dropped, with its reason. @throws ApplicationError not_found when there is no such edition */
export async function readOmissionList(
	region: string,
	snapshot: RouteSnapshot,
	query: z.output<typeof omissionListQuery>
): Promise<z.output<typeof omissionList>> {
	const condition = await inEdition(region, snapshot, query.edition);
	const found = await findParts(OmissionModel, region, snapshot, query.withdrawn, condition);
	const page = paged(
		found.sort((a, b) => (a._id < b._id ? -1 : 1)),
		query
	);
	return { ...page, rows: await presentOmissions(region, snapshot, page.rows) };
}

async function inEdition(region: string, snapshot: RouteSnapshot, key: string | undefined): Promise<object> {
	return key === undefined ? {} : { edition: (await findEdition(region, snapshot, key))._id };
}

/** @throws ApplicationError not_found */
export async function readOmission(region: string, id: string, snapshot: RouteSnapshot): Promise<Omission> {
	const item = await readItem<OmissionItem>(OmissionModel, region, id, snapshot);
	return (await presentOmissions(region, snapshot, [item]))[0] as Omission;
}

async function presentAmendments(
	region: string,
	{ session }: RouteSnapshot,
	items: readonly AmendmentItem[]
): Promise<Amendment[]> {
	const about = await findSubjects(
		region,
		session,
		items.flatMap(({ of }) => of ?? [])
	);
	const decisions = await findReferences(
		region,
		session,
		'decision',
		items.map((item) => item.decision)
	);
	// Whoever reads: what stands beside the edition goes out with it, to everyone.
	const named = [...decisions.keys()].map((id) => ({ kind: 'decision' as const, id }));
	for (const id of await findClosed(region, named, session)) decisions.delete(id);
	return items.map((item) => ({
		...presentItem(item),
		ofReference: item.of && referenceOr(about, item.of.kind, item.of.id),
		decisionReference: item.decision === null ? null : referenceOr(decisions, 'decision', item.decision)
	}));
}

/** Amendments and errata by their numbers. @throws ApplicationError not_found when there is no such edition */
export async function readAmendmentList(
	region: string,
	snapshot: RouteSnapshot,
	query: z.output<typeof amendmentListQuery>
): Promise<z.output<typeof amendmentList>> {
	const condition = {
		...(await inEdition(region, snapshot, query.edition)),
		...(query.of === undefined ? {} : { 'of.id': query.of })
	};
	const found = await findParts(AmendmentModel, region, snapshot, query.withdrawn, condition);
	const page = paged(
		found.sort((a, b) => a.edition.localeCompare(b.edition) || a.type.localeCompare(b.type) || a.number - b.number),
		query
	);
	return { ...page, rows: await presentAmendments(region, snapshot, page.rows) };
}

/** @throws ApplicationError not_found */
export async function readAmendment(region: string, id: string, snapshot: RouteSnapshot): Promise<Amendment> {
	const item = await readItem<AmendmentItem>(AmendmentModel, region, id, snapshot);
	return (await presentAmendments(region, snapshot, [item]))[0] as Amendment;
}
