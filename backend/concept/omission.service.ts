import type { z } from 'zod';
import type { LineageKind, newOmission } from '@konzeptstand/contract/edition.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { Work } from '../record/record.service.ts';
import { refuseStale, restoreWithdrawn, withdrawLiving } from '../region/living.service.ts';
import { requireOpenEdition } from './edition.service.ts';
import { IndicatorModel } from './indicator.model.ts';
import type { IndicatorItem } from './indicator.model.ts';
import { editionIdOf, lineageModel } from './lineage.service.ts';
import type { LineageItem } from './lineage.service.ts';
import { OmissionModel } from './omission.model.ts';
import type { OmissionItem } from './omission.model.ts';
import { restoreStructure } from './structure.service.ts';
import { restoreChapter } from './chapter.service.ts';
import { restoreIndicator } from './tracking.service.ts';

/** What a draft drops of the former edition, each with its reason; and what it takes up again. */

/**
 * Drops an item of a draft: withdraws it, its indicators with it, and notes why nothing goes on from its origins.
 * @throws ApplicationError frozen, not_found, version_conflict; conflict when something else hangs below it, or when it is
 *   new and comes from nothing
 */
export async function dropItem(
	work: Work,
	kind: LineageKind,
	id: string,
	version: number | null,
	reason: string
): Promise<OmissionItem[]> {
	const model = lineageModel(kind);
	const item = await work.require(model, id);
	const edition = await editionIdOf(work, item);
	if (edition === null) throw new ApplicationError('conflict', { field: 'id', problem: 'without_edition' });
	await requireOpenEdition(work, edition);
	refuseStale(item, version);
	if (item.origins.length === 0 && !item.withdrawn)
		throw new ApplicationError('conflict', { field: 'id', problem: 'without_origin' });
	await withdrawLiving(work, model, id, version, reason, [IndicatorModel.modelName]);
	const omissions: OmissionItem[] = [];
	const omit = async (what: LineageKind, gone: LineageItem): Promise<void> => {
		for (const origin of gone.origins) {
			if (await isCarried(work, what, edition, origin, gone._id)) continue;
			omissions.push(await work.create(OmissionModel, { edition, kind: what, item: origin, reason }));
		}
	};
	await omit(kind, item);
	for (const indicator of kind === 'indicator' ? [] : await indicatorsOf(work, id)) {
		await work.withdraw(IndicatorModel, indicator._id, null, reason);
		await omit('indicator', indicator);
	}
	return omissions;
}

function indicatorsOf(work: Work, subject: string): Promise<IndicatorItem[]> {
	return IndicatorModel.find({ region: work.region, 'subject.id': subject, withdrawn: null })
		.session(work.session)
		.lean<IndicatorItem[]>();
}

/** Whether something that stands in the edition comes from the item. */
async function isCarried(
	work: Work,
	kind: LineageKind,
	edition: string,
	origin: string,
	apart: string | null
): Promise<boolean> {
	const heirs = await lineageModel(kind)
		.find({ region: work.region, withdrawn: null, origins: origin } as never)
		.session(work.session)
		.lean<LineageItem[]>();
	for (const heir of heirs) {
		if (heir._id !== apart && (await editionIdOf(work, heir)) === edition) return true;
	}
	return false;
}

/**
 * Notes that a draft does not go on with an item of the former edition that it has not got.
 * @throws ApplicationError frozen, invalid_input, duplicate; conflict while something in the draft comes from it
 */
export async function createOmission(work: Work, fields: z.output<typeof newOmission>): Promise<OmissionItem> {
	const edition = await requireOpenEdition(work, fields.edition);
	const refuse = (problem: string): ApplicationError =>
		new ApplicationError('invalid_input', { field: 'item', problem });
	const item = await work.find(lineageModel(fields.kind), fields.item);
	if (!item) throw refuse('not_found');
	if (item.withdrawn) throw refuse('withdrawn');
	const from = await editionIdOf(work, item);
	if (from === null || from !== edition.former) throw refuse('not_former');
	if (await isCarried(work, fields.kind, edition._id, fields.item, null))
		throw new ApplicationError('conflict', { field: 'item', problem: 'still_carried' });
	return work.create(OmissionModel, fields);
}

/**
 * Takes up again what was dropped: the draft's item comes back to its place, with the indicators that went with it.
 * @throws ApplicationError frozen, not_found, version_conflict, conflict, duplicate; invalid_input when its place is gone
 */
export async function liftOmission(
	work: Work,
	id: string,
	version: number | null,
	reason: string
): Promise<OmissionItem> {
	const omission = await work.require(OmissionModel, id);
	await requireOpenEdition(work, omission.edition);
	const lifted = await withdrawLiving(work, OmissionModel, id, version, reason);
	const heir = await lastHeir(work, omission);
	if (!heir) return lifted;
	await restoreItem(work, omission.kind, heir._id);
	if (omission.kind !== 'goal' && omission.kind !== 'measure') return lifted;
	const together = { region: work.region, 'subject.id': heir._id, 'withdrawn.at': heir.withdrawn?.at };
	for (const one of await IndicatorModel.find(together).session(work.session).lean<IndicatorItem[]>()) {
		await restoreWithdrawn(work, IndicatorModel, one._id, null);
		const omissions = { region: work.region, edition: omission.edition, item: { $in: one.origins }, withdrawn: null };
		for (const gone of await OmissionModel.find(omissions).session(work.session).lean<OmissionItem[]>())
			await work.withdraw(OmissionModel, gone._id, null, reason);
	}
	return lifted;
}

/** What the draft last had of the item. */
async function lastHeir(work: Work, { kind, edition, item }: OmissionItem): Promise<LineageItem | null> {
	const heirs = await lineageModel(kind)
		.find({ region: work.region, origins: item, withdrawn: { $ne: null } } as never)
		.session(work.session)
		.lean<LineageItem[]>();
	const own: LineageItem[] = [];
	for (const heir of heirs) if ((await editionIdOf(work, heir)) === edition) own.push(heir);
	return own.sort((a, b) => (a.withdrawn?.at ?? '').localeCompare(b.withdrawn?.at ?? '')).at(-1) ?? null;
}

function restoreItem(work: Work, kind: LineageKind, id: string): Promise<unknown> {
	if (kind === 'chapter') return restoreChapter(work, id, null);
	if (kind === 'indicator') return restoreIndicator(work, id, null);
	return restoreStructure(work, kind, id, null);
}
