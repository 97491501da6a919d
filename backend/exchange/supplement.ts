/**
 * What a newer file may add to an item that is there already: what was not known, and nothing else. What stands there
 * stays, and what a person has changed since the last load is not touched at all.
 */

type Fields = Record<string, unknown>;

/** Why a field stays as it is although the file says something else. */
export type LeftAloneReason = 'differs' | 'changed' | 'withdrawn' | 'frozen' | 'undated';

export interface Supplement {
	patch: Fields;
	leftAlone: { field: string; reason: 'differs' | 'changed' }[];
}

/** Lists of independent statements: a new one stands beside the others and contradicts none of them. */
const STATEMENTS = new Set([
	'sources',
	'notes',
	'contradictions',
	'populations',
	'chairs',
	'seats',
	'subjects',
	'relations'
]);
/** Parts that are known or not each by itself. */
const COMPOSITES = new Set(['periods', 'levels', 'adoption']);

/**
 * @param item as the region holds it
 * @param wanted as the file has it, keys already replaced by ids
 * @param loaded as the last load left it; undefined when no load wrote it
 */
export function supplement(item: Fields, wanted: Fields, loaded: Fields | undefined): Supplement {
	const result: Supplement = { patch: {}, leftAlone: [] };
	for (const [field, value] of Object.entries(wanted)) {
		const is = item[field];
		const after = supplemented(field, is, value);
		if (!isSame(after, is)) {
			if (loaded && isSame(loaded[field], is)) result.patch[field] = after;
			else result.leftAlone.push({ field, reason: 'changed' });
		} else if (!isUnknown(value) && !holds(field, is, value)) {
			result.leftAlone.push({ field, reason: loaded && !isSame(loaded[field], is) ? 'changed' : 'differs' });
		}
	}
	return result;
}

/** The value with what the file adds to it. */
function supplemented(field: string, is: unknown, wanted: unknown): unknown {
	if (isUnknown(wanted)) return is;
	if (isUnknown(is)) return wanted;
	if (STATEMENTS.has(field)) return [...list(is), ...missing(list(is), list(wanted))];
	if (field === 'links') return [...list(is), ...ofOtherEditions(list(is), list(wanted))];
	if (COMPOSITES.has(field)) {
		const parts = Object.entries(wanted as Fields).filter(([part]) => isUnknown((is as Fields)[part]));
		return { ...(is as Fields), ...Object.fromEntries(parts) };
	}
	return is;
}

/** Whether what the file says is already there. */
function holds(field: string, is: unknown, wanted: unknown): boolean {
	if (STATEMENTS.has(field)) return missing(list(is), list(wanted)).length === 0;
	if (field === 'links') return missing(list(is), list(wanted)).length === 0;
	if (COMPOSITES.has(field)) {
		return Object.entries(wanted as Fields).every(
			([part, value]) => isUnknown(value) || isSame(value, (is as Fields)[part])
		);
	}
	return isSame(is, wanted);
}

function missing(is: readonly unknown[], wanted: readonly unknown[]): unknown[] {
	const known = new Set(is.map(comparable));
	return wanted.filter((one) => !known.has(comparable(one)));
}

function ofOtherEditions(is: readonly unknown[], wanted: readonly unknown[]): unknown[] {
	const placed = new Set(is.map((link) => (link as { edition: string }).edition));
	return wanted.filter((link) => !placed.has((link as { edition: string }).edition));
}

function list(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

/** Not known: null, nothing, an empty list, or parts of which none is known. */
export function isUnknown(value: unknown): boolean {
	return comparable(value) === 'null';
}

export function isSame(a: unknown, b: unknown): boolean {
	return comparable(a) === comparable(b);
}

/** The value as text, without what is not known and without regard to the order of names. */
function comparable(value: unknown): string {
	return JSON.stringify(known(value) ?? null);
}

function known(value: unknown): unknown {
	if (Array.isArray(value)) return value.length === 0 ? undefined : value.map((one) => known(one) ?? null);
	if (typeof value !== 'object' || value === null) return value ?? undefined;
	const parts = Object.entries(value)
		.map(([name, part]) => [name, known(part)] as const)
		.filter(([, part]) => part !== undefined)
		.sort(([a], [b]) => (a < b ? -1 : 1));
	return parts.length === 0 ? undefined : Object.fromEntries(parts);
}
