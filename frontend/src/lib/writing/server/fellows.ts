import type { RequestEvent } from '@sveltejs/kit';
import type { Indicator } from '@konzeptstand/contract/concept.ts';
import type { LineageKind } from '@konzeptstand/contract/edition.ts';
import type { Hierarchy } from '@konzeptstand/contract/hierarchy.ts';
import type { Region } from '@konzeptstand/contract/region.ts';
import { allRows, hierarchyOf } from '#lib/edit/server/options.ts';
import { folderOf } from '../words.ts';

export interface Named {
	readonly id: string;
	readonly code: string | null;
	readonly title: string;
	readonly titleEn: string | null;
}
type Event = Pick<RequestEvent, 'fetch' | 'url'>;

/** Everything of a kind in an edition, in its order. */
export async function itemsOf(event: Event, region: Region, edition: string, kind: LineageKind): Promise<Named[]> {
	const path = `/regions/${region.key}/${folderOf(kind)}`;
	if (kind !== 'indicator') {
		const rows = await allRows<Named>(event, path, { edition });
		return rows.map((row) => ({ ...row, code: row.code ?? null }));
	}
	const [outline, rows] = await Promise.all([hierarchyOf(event, { region, edition }), allRows<Indicator>(event, path)]);
	const subjects = new Set(idsIn(outline));
	return rows.filter(({ subject }) => subjects.has(subject.id)).map((row) => ({ ...row, code: null }));
}

/** Of all goals and measures, wherever they stand. */
function idsIn(outline: Hierarchy): string[] {
	const goals = [...outline.goals, ...outline.fields.flatMap((field) => field.goals)];
	const allGoals = goals.flatMap((goal) => [goal, ...goal.subGoals]);
	const measures = [...outline.fields, ...allGoals].flatMap((node) => node.measures);
	return [...allGoals, ...measures, ...outline.unplaced.measures].map(({ id }) => id);
}
