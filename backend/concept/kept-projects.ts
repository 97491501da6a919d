import { record } from '../record/record.service.ts';
import type { Snapshot } from '../record/record.service.ts';
import { ProjectModel } from './project.model.ts';
import type { ProjectItem } from './project.model.ts';

/**
 * Projects as they were at an entry of their region's chain. What the chain held then it holds for ever, so only what
 * changed since is read again. Whoever takes them only looks.
 */

interface Kept {
	sequence: number;
	hash: string;
	items: ReadonlyMap<string, ProjectItem>;
}

/** Of all regions together; the region that was asked for longest ago goes first. */
const MOST_ITEMS = 20_000;
/** When more has changed, reading everything is no slower. */
const MOST_CHANGES = 500;
const kept = new Map<string, Kept>();

/** All living projects of a region with all their texts and sources. */
export async function readWholeProjects(region: string, snapshot: Snapshot): Promise<ProjectItem[]> {
	const { head } = snapshot;
	const known = kept.get(region);
	const changed = known && head ? await record.changedSince(snapshot, region, 'project', known) : null;
	if (known && head && changed && changed.length <= MOST_CHANGES) {
		const items = changed.length === 0 ? known.items : await brought(region, snapshot, known.items, changed);
		keep(region, { sequence: head.sequence, hash: head.hash, items });
		return [...items.values()];
	}
	const all = await ProjectModel.find({ region, withdrawn: null }).session(snapshot.session).lean<ProjectItem[]>();
	if (head)
		keep(region, { sequence: head.sequence, hash: head.hash, items: new Map(all.map((item) => [item._id, item])) });
	return all;
}

async function brought(
	region: string,
	{ session }: Snapshot,
	items: ReadonlyMap<string, ProjectItem>,
	changed: readonly string[]
): Promise<ReadonlyMap<string, ProjectItem>> {
	const now = await ProjectModel.find({ _id: { $in: changed }, region, withdrawn: null })
		.session(session)
		.lean<ProjectItem[]>();
	const next = new Map(items);
	for (const id of changed) next.delete(id);
	for (const item of now) next.set(item._id, item);
	return next;
}

function keep(region: string, one: Kept): void {
	kept.delete(region);
	kept.set(region, one);
	let count = [...kept.values()].reduce((sum, { items }) => sum + items.size, 0);
	for (const [oldest, { items }] of kept) {
		if (count <= MOST_ITEMS) break;
		kept.delete(oldest);
		count -= items.size;
	}
}
