import type { z } from 'zod';
import type { newChapter } from '@konzeptstand/contract/edition.ts';
import type { Work } from '../record/record.service.ts';
import { changeLiving, restoreWithdrawn, withdrawLiving } from '../region/living.service.ts';
import { ChapterModel } from './chapter.model.ts';
import type { ChapterItem } from './chapter.model.ts';
import { requireOpenEdition } from './edition.service.ts';
import { liftOmissions, traced } from './lineage.service.ts';

/** Chapters of an edition, in an order of their own. All of them are frozen with it. */

/** Without a position it comes after the last. @throws ApplicationError frozen, invalid_input */
export async function createChapter(work: Work, fields: z.output<typeof newChapter>): Promise<ChapterItem> {
	await requireOpenEdition(work, fields.edition);
	const position = fields.position ?? ((await chaptersOf(work, fields.edition)).at(-1)?.position ?? -1) + 1;
	const trace = await traced(work, 'chapter', fields.edition, fields.origins);
	return work.create(ChapterModel, { ...fields, ...trace, position });
}

/** @throws ApplicationError frozen, not_found, version_conflict, conflict */
export async function changeChapter(
	work: Work,
	id: string,
	version: number | null,
	patch: Partial<ChapterItem>
): Promise<ChapterItem> {
	await requireOpenEdition(work, (await work.require(ChapterModel, id)).edition);
	return changeLiving(work, ChapterModel, id, version, patch);
}

/**
 * Puts a chapter at another place.
 * @param to from 0; beyond the last: to the end
 * @throws ApplicationError frozen, not_found, version_conflict, conflict
 */
export async function moveChapter(work: Work, id: string, version: number | null, to: number): Promise<ChapterItem> {
	const chapter = await work.require(ChapterModel, id);
	await requireOpenEdition(work, chapter.edition);
	const others = (await chaptersOf(work, chapter.edition)).filter((one) => one._id !== id);
	const order = [...others.slice(0, to), chapter, ...others.slice(to)];
	for (const [position, one] of order.entries()) {
		if (one._id !== id && one.position !== position) await work.update(ChapterModel, one._id, null, { position });
	}
	return changeLiving(work, ChapterModel, id, version, { position: order.indexOf(chapter) });
}

/** @throws ApplicationError frozen, not_found, version_conflict, conflict */
export async function withdrawChapter(
	work: Work,
	id: string,
	version: number | null,
	reason: string
): Promise<ChapterItem> {
	await requireOpenEdition(work, (await work.require(ChapterModel, id)).edition);
	return withdrawLiving(work, ChapterModel, id, version, reason);
}

/** @throws ApplicationError frozen, not_found, version_conflict, conflict, invalid_input */
export async function restoreChapter(work: Work, id: string, version: number | null): Promise<ChapterItem> {
	const { edition } = await work.require(ChapterModel, id);
	await requireOpenEdition(work, edition);
	const restored = await restoreWithdrawn(work, ChapterModel, id, version);
	await liftOmissions(work, edition, restored.origins);
	return restored;
}

/** Living chapters of an edition in their order. */
function chaptersOf(work: Work, edition: string): Promise<ChapterItem[]> {
	return ChapterModel.find({ region: work.region, edition, withdrawn: null })
		.sort({ position: 1, _id: 1 })
		.session(work.session)
		.lean<ChapterItem[]>();
}
