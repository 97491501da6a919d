import { compareCodes, compareTitles } from './roll-up.ts';

interface Placed {
	_id: string;
	position?: number;
	code: string | null;
	title: string;
}
/** As the planner ordered them, then by code as people sort, then by title; the id last, so that no order is left to chance. */
export function byPlace(a: Placed, b: Placed): number {
	return (
		(a.position ?? 0) - (b.position ?? 0) ||
		compareCodes(a.code, b.code) ||
		compareTitles(a.title, b.title) ||
		(a._id < b._id ? -1 : 1)
	);
}
