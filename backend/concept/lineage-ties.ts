import type { LineageKind } from '@konzeptstand/contract/edition.ts';
import type { RouteSnapshot } from '../foundation/http/route.ts';
import type { ComparedItem, Tie } from './comparison.ts';
import { EditionModel } from './edition.model.ts';
import type { EditionItem } from './edition.model.ts';
import { LINEAGE_KINDS, lineageModel } from './lineage.service.ts';
import { OmissionModel } from './omission.model.ts';
import type { OmissionItem } from './omission.model.ts';

/** How the items of two editions are tied to each other, also over editions between them. */

type Origins = ReadonlyMap<string, readonly string[]>;

async function readOrigins(region: string, { session }: RouteSnapshot, kind: LineageKind): Promise<Origins> {
	const items = await lineageModel(kind)
		.find({ region, origins: { $ne: [] } } as never)
		.select('origins')
		.session(session)
		.lean<{ _id: string; origins: string[] }[]>();
	return new Map(items.map((item) => [item._id, item.origins]));
}

/** All from which an item comes, near and far, the nearest first. */
function ancestorsOf(id: string, origins: Origins): string[] {
	const found: string[] = [];
	const open = [...(origins.get(id) ?? [])];
	for (let one = open.shift(); one !== undefined; one = open.shift()) {
		if (found.includes(one)) continue;
		found.push(one);
		open.push(...(origins.get(one) ?? []));
	}
	return found;
}

/** Ties between two states; the earlier edition may be either of them. */
export async function readTies(
	region: string,
	snapshot: RouteSnapshot,
	before: readonly ComparedItem[],
	after: readonly ComparedItem[]
): Promise<Tie[]> {
	const ties: Tie[] = [];
	for (const kind of LINEAGE_KINDS) {
		const origins = await readOrigins(region, snapshot, kind);
		const ids = (items: readonly ComparedItem[]): string[] =>
			items.filter((item) => item.kind === kind).map((item) => item.id);
		const [were, are] = [new Set(ids(before)), new Set(ids(after))];
		for (const id of are) {
			for (const from of ancestorsOf(id, origins)) if (were.has(from)) ties.push([from, id]);
		}
		for (const id of were) {
			for (const to of ancestorsOf(id, origins)) if (are.has(to)) ties.push([id, to]);
		}
	}
	return ties;
}

/**
 * Why items were dropped on the way from one edition to the other, by their ids.
 * @param from null: one edition at two dates, of which items were withdrawn
 */
export async function readReasons(
	region: string,
	snapshot: RouteSnapshot,
	before: readonly ComparedItem[],
	from: EditionItem | null,
	to: EditionItem
): Promise<Map<string, string>> {
	const reasons = new Map<string, string>();
	if (from === null) {
		for (const kind of LINEAGE_KINDS) {
			const ids = before.filter((item) => item.kind === kind).map((item) => item.id);
			const gone = await lineageModel(kind)
				.find({ region, _id: { $in: ids }, 'withdrawn.reason': { $type: 'string' } } as never)
				.session(snapshot.session)
				.lean();
			for (const item of gone) reasons.set(item._id, item.withdrawn?.reason ?? '');
		}
		return reasons;
	}
	const editions = await editionsBetween(region, snapshot, from, to);
	const omissions = await OmissionModel.find({ region, edition: { $in: editions }, withdrawn: null })
		.session(snapshot.session)
		.lean<OmissionItem[]>();
	for (const kind of LINEAGE_KINDS) {
		const own = omissions.filter((one) => one.kind === kind);
		if (own.length === 0) continue;
		const origins = await readOrigins(region, snapshot, kind);
		for (const { item, reason } of own) {
			for (const id of [item, ...ancestorsOf(item, origins)]) if (!reasons.has(id)) reasons.set(id, reason);
		}
	}
	return reasons;
}

/** The editions from the later one back to the earlier, without that one. */
async function editionsBetween(
	region: string,
	{ session }: RouteSnapshot,
	from: EditionItem,
	to: EditionItem
): Promise<string[]> {
	const all = await EditionModel.find({ region }).select('former').session(session).lean<EditionItem[]>();
	const formerOf = new Map(all.map((edition) => [edition._id, edition.former]));
	const passed: string[] = [];
	for (let one: string | null = to._id; one !== null && one !== from._id; one = formerOf.get(one) ?? null)
		passed.push(one);
	return passed;
}
