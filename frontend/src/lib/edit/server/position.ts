import type { Hierarchy, HierarchyGoal } from '@konzeptstand/contract/hierarchy.ts';
import type { Region } from '@konzeptstand/contract/region.ts';
import type { Indicator } from '@konzeptstand/contract/concept.ts';
import type { Project } from '@konzeptstand/contract/project.ts';
import type { RequestEvent } from '@sveltejs/kit';
import { apiFind } from '#lib/server/api.ts';
import { allRows } from './options.ts';
import { editionBy } from './surroundings.ts';
import type { Folder } from '../folders.ts';
import type { Body } from '../values.ts';

/** Something that stands in an order among others of its kind. */
export interface Placed {
	readonly id: string;
	readonly version: number;
	readonly position: number;
	readonly code: string | null;
	readonly title: string;
	readonly titleEn: string | null;
}

export const ORDERED: readonly Folder[] = ['fields', 'goals', 'measures', 'steps', 'indicators'];

/**
 * Those that share a parent with the item, itself included, in the order in which they are shown.
 * @param item the thing, or for a new one what it will stand in
 */
export async function siblingsOf(
	event: Pick<RequestEvent, 'fetch' | 'url'>,
	region: Region,
	folder: Folder,
	item: Body
): Promise<readonly Placed[]> {
	const api = `/regions/${region.key}`;
	if (folder === 'steps') {
		const project = await apiFind<Project>(event, `${api}/projects/${item.project}`);
		const steps = project?.steps ?? [];
		return steps.filter(({ withdrawn }) => !withdrawn).map((step) => ({ ...step, code: null }));
	}
	if (folder === 'indicators') {
		const subject = item.subject as { kind: string; id: string };
		const rows = await allRows<Indicator>(event, `${api}/indicators`);
		return rows
			.filter((row) => row.subject.kind === subject.kind && row.subject.id === subject.id)
			.map((row) => ({ ...row, code: null }));
	}
	const edition = editionBy(region, item.edition);
	const outline = await apiFind<Hierarchy>(event, `${api}/hierarchy`, { edition: edition?.key });
	if (!outline) return [];
	if (folder === 'fields') return outline.fields;
	return folder === 'goals' ? goalsBeside(outline, item) : measuresBeside(outline, item);
}

function allGoals(outline: Hierarchy): HierarchyGoal[] {
	return [...outline.goals, ...outline.fields.flatMap((field) => field.goals)];
}

function goalsBeside(outline: Hierarchy, item: Body): readonly Placed[] {
	if (item.parent) return allGoals(outline).find(({ id }) => id === item.parent)?.subGoals ?? [];
	if (item.field) return outline.fields.find(({ id }) => id === item.field)?.goals ?? [];
	return outline.goals;
}

function measuresBeside(outline: Hierarchy, item: Body): readonly Placed[] {
	if (item.goal) {
		const goals = allGoals(outline).flatMap((goal) => [goal, ...goal.subGoals]);
		return goals.find(({ id }) => id === item.goal)?.measures ?? [];
	}
	if (item.field) return outline.fields.find(({ id }) => id === item.field)?.measures ?? [];
	return outline.unplaced.measures;
}

/** A new thing stands last among its own. */
export async function nextPosition(
	event: Pick<RequestEvent, 'fetch' | 'url'>,
	folder: Folder,
	place: Body,
	region: Region
): Promise<{ position?: number }> {
	if (!ORDERED.includes(folder)) return {};
	const siblings = await siblingsOf(event, region, folder, place);
	return { position: siblings.reduce((last, { position }) => Math.max(last, position + 1), 0) };
}

const STEP = 10;

/**
 * What has to change so that things stand in this order: only the moved one where there is room between its
 * neighbours, otherwise all that do not stand right already.
 */
export function newPositions(order: readonly Placed[], moved: number): Pick<Placed, 'id' | 'version' | 'position'>[] {
	const one = order[moved] as Placed;
	const before = order[moved - 1]?.position ?? -1;
	const after = order[moved + 1]?.position ?? before + 2 * STEP;
	const others = order.filter((_, index) => index !== moved);
	const isRising = others.every(({ position }, index) => index === 0 || position > (others[index - 1]?.position ?? -1));
	const between = Math.floor((before + after) / 2);
	if (isRising && between > before && between < after) return [{ ...one, position: between }];
	return order
		.map(({ id, version, position }, index) => ({ id, version, position: (index + 1) * STEP, was: position }))
		.filter(({ position, was }) => position !== was)
		.map(({ id, version, position }) => ({ id, version, position }));
}
