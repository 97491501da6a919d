import type { Hierarchy, HierarchyGoal, HierarchyMeasure } from '@konzeptstand/contract/hierarchy.ts';

/** Something a project can count under; `value` is what the form sends. */
export interface Place {
	readonly value: string;
	readonly code: string | null;
	readonly title: string;
	readonly titleEn: string | null;
}

/** The places of one field, or those without a field (`field` null). */
export interface PlaceGroup {
	readonly field: { readonly id: string; readonly code: string | null; readonly title: string } | null;
	readonly places: readonly Place[];
}

const place = (item: {
	kind: string;
	id: string;
	code: string | null;
	title: string;
	titleEn: string | null;
}): Place => ({
	value: `${item.kind}:${item.id}`,
	code: item.code,
	title: item.title,
	titleEn: item.titleEn
});

function placesUnder(goals: readonly HierarchyGoal[], measures: readonly HierarchyMeasure[]): Place[] {
	return [
		...measures.map(place),
		...goals.flatMap((goal) => [
			place(goal),
			...goal.measures.map(place),
			...goal.subGoals.flatMap((subGoal) => [place(subGoal), ...subGoal.measures.map(place)])
		])
	];
}

/** All measures and goals of an edition, by field. */
export function placesOf(hierarchy: Hierarchy): PlaceGroup[] {
	const groups = hierarchy.fields.map((field) => ({
		field: { id: field.id, code: field.code, title: field.title },
		places: placesUnder(field.goals, field.measures)
	}));
	const others = { field: null, places: placesUnder(hierarchy.goals, hierarchy.unplaced.measures) };
	return [...groups, others].filter(({ places }) => places.length > 0);
}
