import type { ListQuery } from '@konzeptstand/contract/concept.ts';

/** Sorting and paging, the same for every list. */

export interface Page<T> {
	total: number;
	limit: number;
	offset: number;
	rows: T[];
}

/** Orders two rows; `direction` is -1 for the opposite order. */
export type Column<T> = (a: T, b: T, direction: 1 | -1) => number;

/** A column by one value of the row. What has none comes last, in either direction. */
export function columnOf<T, V>(valueOf: (row: T) => V | null, compare: (a: V, b: V) => number): Column<T> {
	return (a, b, direction) => {
		const [left, right] = [valueOf(a), valueOf(b)];
		if (left === null || right === null) return Number(left === null) - Number(right === null);
		return direction * compare(left, right);
	};
}

export const byNumber = (a: number, b: number): number => a - b;

/** Sorts by the asked column, or leaves the rows in their own order; equal ones keep it, so that pages never overlap. */
export function sorted<T>(
	rows: readonly T[],
	sort: ListQuery['sort'],
	columns: Partial<Record<string, Column<T>>>
): T[] {
	const column = columns[sort.replace('-', '')];
	if (!column) return [...rows];
	const direction = sort.startsWith('-') ? -1 : 1;
	return [...rows].sort((a, b) => column(a, b, direction));
}

export function paged<T>(rows: readonly T[], { limit, offset }: Pick<ListQuery, 'limit' | 'offset'>): Page<T> {
	return { total: rows.length, limit, offset, rows: rows.slice(offset, offset + limit) };
}
