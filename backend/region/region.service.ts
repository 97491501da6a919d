import type { Model } from 'mongoose';
import { uuidv7 } from 'uuidv7';
import { ApplicationError } from '../foundation/errors.ts';
import type { RouteRegion } from '../foundation/http/route.ts';
import { record } from '../record/record.service.ts';
import type { ItemBase, Work } from '../record/record.service.ts';
import { RegionModel } from './region.model.ts';
import type { RegionItem } from './region.model.ts';

/** A fresh region id, for the change that founds it: its chain bears its own id. */
export const newRegionId = uuidv7;

/**
 * Founds a region as the first item of its own chain.
 * @throws ApplicationError duplicate when the key is taken by another region
 */
export async function createRegion(
	work: Work,
	fields: Omit<RegionItem, keyof ItemBase> & Partial<ItemBase> & { key: string }
): Promise<RegionItem> {
	if (await RegionModel.exists({ key: fields.key, _id: { $ne: work.region } }))
		throw new ApplicationError('duplicate', { field: 'key' });
	refuseUnknownTimeZone(fields.timeZone);
	return work.create(RegionModel, { ...fields, _id: work.region });
}

/** @throws ApplicationError not_found, version_conflict, invalid_input */
export function changeRegion(work: Work, version: number | null, patch: Partial<RegionItem>): Promise<RegionItem> {
	if (patch.timeZone !== undefined) refuseUnknownTimeZone(patch.timeZone);
	return work.update(RegionModel, work.region, version, patch);
}

function refuseUnknownTimeZone(timeZone: string): void {
	if (!Intl.supportedValuesOf('timeZone').includes(timeZone) && timeZone !== 'UTC')
		throw new ApplicationError('invalid_input', { field: 'timeZone', problem: 'invalid' });
}

/**
 * Refuses ids that name nothing living in this region; null names nothing and is let through.
 * @param place where the ids stand in the input, for the error; a function where there are several
 * @throws ApplicationError invalid_input naming each place
 */
export async function requireAll<T extends ItemBase>(
	work: Work,
	model: Model<T>,
	ids: readonly (string | null)[],
	place: string | ((index: number) => string)
): Promise<void> {
	const errors: { field: string; code: string }[] = [];
	for (const [index, id] of ids.entries()) {
		if (id === null) continue;
		const found = await work.find(model, id);
		if (found && !found.withdrawn) continue;
		errors.push({
			field: typeof place === 'string' ? place : place(index),
			code: found ? 'withdrawn' : 'not_found'
		});
	}
	if (errors.length > 0) throw new ApplicationError('invalid_input', { errors });
}

const known = new Map<string, RouteRegion>();

/** Region of an address, kept until this process writes again: the key of a region never changes. */
export async function findRegionByKey(key: string): Promise<RouteRegion | null> {
	const kept = known.get(key);
	if (kept) return kept;
	const found = await RegionModel.findOne({ key, withdrawn: null }).lean<RegionItem>();
	if (!found) return null;
	const region = { id: found._id, key: found.key, timeZone: found.timeZone };
	known.set(key, region);
	return region;
}

/** The same by its id; null where there is none, or it is withdrawn. */
export async function findRegionById(id: string): Promise<RouteRegion | null> {
	const found = await RegionModel.findOne({ _id: id, withdrawn: null }).lean<RegionItem>();
	return found && { id: found._id, key: found.key, timeZone: found.timeZone };
}

/** Whether the installation keeps any region at all. */
export async function hasRegions(): Promise<boolean> {
	return (await RegionModel.exists({})) !== null;
}

/** Forgets what was kept about regions (tests that empty the database beneath it). */
export function forgetRegions(): void {
	known.clear();
}
record.onCommit(forgetRegions);
