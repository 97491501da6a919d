import type { Model } from 'mongoose';
import { uuidv7 } from 'uuidv7';
import type { LineageKind } from '@konzeptstand/contract/edition.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { ItemBase, Work } from '../record/record.service.ts';
import { changeLiving, refuseStale } from '../region/living.service.ts';
import { requireAll } from '../region/region.service.ts';
import { ChapterModel } from './chapter.model.ts';
import { EditionModel, FieldModel, GoalModel, MeasureModel } from './edition.model.ts';
import type { EditionItem } from './edition.model.ts';
import { isFrozen } from './edition.service.ts';
import { IndicatorModel } from './indicator.model.ts';
import { OmissionModel } from './omission.model.ts';
import type { OmissionItem } from './omission.model.ts';

/**
 * Where each item comes from. Origins are what the history knows of an item, not what the edition says: they can be set
 * where the text is frozen too, with a reason (docs/decisions/0014).
 */

/** What every kind has that an edition hands on to the next. */
export interface LineageItem extends ItemBase {
	title: string;
	titleEn: string | null;
	code?: string | null;
	lineage: string;
	origins: string[];
	position: number;
	edition?: string;
	subject?: { kind: string; id: string };
}

const MODELS = {
	field: FieldModel,
	goal: GoalModel,
	measure: MeasureModel,
	indicator: IndicatorModel,
	chapter: ChapterModel
} as const;
export const LINEAGE_KINDS = Object.keys(MODELS) as LineageKind[];

export function lineageModel(kind: LineageKind): Model<LineageItem> {
	return MODELS[kind] as unknown as Model<LineageItem>;
}

/** The edition in which an item stands; null for indicators of what outlives editions. */
export async function editionIdOf(work: Work, item: LineageItem): Promise<string | null> {
	if (item.edition !== undefined) return item.edition;
	const { kind, id } = item.subject ?? { kind: '', id: '' };
	if (kind !== 'goal' && kind !== 'measure') return null;
	return (await work.find(lineageModel(kind), id))?.edition ?? null;
}

/**
 * Lineage and origins of an item that is made in an edition.
 * @param edition id; null: it stands in none
 * @throws ApplicationError invalid_input
 */
export async function traced(
	work: Work,
	kind: LineageKind,
	edition: string | null,
	origins: readonly string[]
): Promise<{ lineage: string; origins: string[] }> {
	if (origins.length === 0) return { lineage: uuidv7(), origins: [] };
	if (edition === null) throw new ApplicationError('invalid_input', { field: 'origins', problem: 'without_edition' });
	await checkOrigins(work, kind, await work.require(EditionModel, edition), origins);
	await liftOmissions(work, edition, origins);
	const first = await work.require(lineageModel(kind), origins[0] ?? '');
	return { lineage: first.lineage, origins: [...origins] };
}

/** All of the former edition; the first link of an edition that names none yet says which that is. */
async function checkOrigins(
	work: Work,
	kind: LineageKind,
	edition: EditionItem,
	origins: readonly string[]
): Promise<void> {
	await requireAll(work, lineageModel(kind), origins, (index) => `origins.${String(index)}`);
	let { former } = edition;
	for (const [index, origin] of origins.entries()) {
		const field = `origins.${String(index)}`;
		if (origins.indexOf(origin) < index) throw new ApplicationError('invalid_input', { field, problem: 'duplicate' });
		const from = await editionIdOf(work, await work.require(lineageModel(kind), origin));
		if (from === null || from === edition._id || (former !== null && from !== former))
			throw new ApplicationError('invalid_input', { field, problem: 'not_former' });
		former ??= from;
	}
	if (former === edition.former) return;
	await refuseCircle(work, edition._id, former, 'origins');
	await work.update(EditionModel, edition._id, null, { former });
}

/** What is carried again is not dropped any more. */
export async function liftOmissions(work: Work, edition: string, origins: readonly string[]): Promise<void> {
	if (origins.length === 0) return;
	const lifted = await OmissionModel.find({
		region: work.region,
		edition,
		item: { $in: origins },
		withdrawn: null
	})
		.session(work.session)
		.lean<OmissionItem[]>();
	for (const { _id } of lifted) {
		// This very change may have lifted it already, with the reason that was typed.
		if (!(await work.find(OmissionModel, _id))?.withdrawn) await work.withdraw(OmissionModel, _id, null, null);
	}
}

/**
 * Says by hand what an item comes from.
 * @throws ApplicationError not_found, version_conflict, conflict, invalid_input; without a reason where the edition is frozen
 */
export async function setOrigins(
	work: Work,
	kind: LineageKind,
	id: string,
	version: number | null,
	change: { origins: readonly string[]; reason: string | null }
): Promise<LineageItem> {
	const item = await work.require(lineageModel(kind), id);
	refuseStale(item, version);
	const edition = await editionIdOf(work, item);
	const { lineage, origins } = await traced(work, kind, edition, change.origins);
	if (edition !== null) requireReason(await work.require(EditionModel, edition), change.reason);
	// Whoever loses all origins begins a line of their own; without any before, it is theirs already.
	const isOwn = origins.length === 0 && item.origins.length === 0;
	return changeLiving(work, lineageModel(kind), id, version, { origins, lineage: isOwn ? item.lineage : lineage });
}

function requireReason(edition: EditionItem, reason: string | null): void {
	if (isFrozen(edition) && reason === null)
		throw new ApplicationError('invalid_input', { field: 'reason', problem: 'reason_required' });
}

/**
 * Says which edition another continues.
 * @throws ApplicationError not_found, version_conflict, invalid_input; conflict while items come from another one
 */
export async function setFormer(
	work: Work,
	id: string,
	version: number | null,
	change: { former: string | null; reason: string | null }
): Promise<EditionItem> {
	const edition = await work.require(EditionModel, id);
	refuseStale(edition, version);
	await requireAll(work, EditionModel, [change.former], 'former');
	await refuseCircle(work, id, change.former, 'former');
	requireReason(edition, change.reason);
	if (change.former !== edition.former) await refuseTraced(work, id);
	return changeLiving(work, EditionModel, id, version, { former: change.former });
}

async function refuseCircle(work: Work, edition: string, former: string | null, field: string): Promise<void> {
	for (let one = former; one !== null; one = (await work.find(EditionModel, one))?.former ?? null) {
		if (one === edition) throw new ApplicationError('invalid_input', { field, problem: 'circular' });
	}
}

async function refuseTraced(work: Work, edition: string): Promise<void> {
	const condition = { region: work.region, edition, withdrawn: null };
	let count = await OmissionModel.countDocuments(condition).session(work.session);
	for (const kind of LINEAGE_KINDS) {
		if (kind === 'indicator') continue;
		count += await lineageModel(kind)
			.countDocuments({ ...condition, origins: { $ne: [] } })
			.session(work.session);
	}
	if (count > 0) throw new ApplicationError('conflict', { field: 'former', problem: 'has_origins', values: { count } });
}
