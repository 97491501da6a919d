import { record } from '../record/record.service.ts';
import type { RouteSnapshot } from '../foundation/http/route.ts';
import { byPlace } from './place-order.ts';
import { ProjectModel } from './project.model.ts';
import type { ProjectItem } from './project.model.ts';

/**
 * Projects as they were at an entry of their region's chain. What the chain held then it holds for ever, so only what
 * changed since is read again. Whoever takes them only looks.
 */

interface Kept {
	sequence: number;
	hash: string;
	/** In their order. */
	items: readonly ProjectItem[];
}

/** Of all regions together; the region that was asked for longest ago goes first. */
const MOST_ITEMS = 20_000;
/** When more has changed, reading everything is no slower. */
const MOST_CHANGES = 500;
const kept = new Map<string, Kept>();

/** All living projects of a region with all their texts and sources, in their order. */
export async function readWholeProjects(region: string, snapshot: RouteSnapshot): Promise<readonly ProjectItem[]> {
	const { head } = snapshot;
	const known = kept.get(region);
	const changed = known ? await record.changedSince(snapshot, region, 'project', known) : null;
	const isNear = known !== undefined && changed !== null && changed.length <= MOST_CHANGES;
	const items = isNear ? await brought(region, snapshot, known.items, changed) : await findLiving(region, snapshot, {});
	if (head) keep(region, { sequence: head.sequence, hash: head.hash, items });
	return items;
}

async function brought(
	region: string,
	snapshot: RouteSnapshot,
	items: readonly ProjectItem[],
	changed: readonly string[]
): Promise<readonly ProjectItem[]> {
	if (changed.length === 0) return items;
	const gone = new Set(changed);
	const now = await findLiving(region, snapshot, { _id: { $in: changed } });
	return [...items.filter((item) => !gone.has(item._id)), ...now].sort(byPlace);
}

async function findLiving(
	region: string,
	{ session }: RouteSnapshot,
	condition: Record<string, unknown>
): Promise<ProjectItem[]> {
	const found = await ProjectModel.find({ ...condition, region, withdrawn: null })
		.session(session)
		.lean<ProjectItem[]>();
	return found.sort(byPlace);
}

function keep(region: string, one: Kept): void {
	kept.delete(region);
	kept.set(region, one);
	let count = [...kept.values()].reduce((sum, { items }) => sum + items.length, 0);
	for (const [oldest, { items }] of kept) {
		if (count <= MOST_ITEMS) break;
		kept.delete(oldest);
		count -= items.length;
	}
}
