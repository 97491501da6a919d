import { diffWordsWithSpace } from 'diff';
import type {
	ComparedChange,
	ComparedField,
	ComparisonRow,
	LineageKind,
	Word
} from '@konzeptstand/contract/edition.ts';
import type { Reference } from '@konzeptstand/contract/values.ts';

/** Two states of the concept side by side. Pure: no clock, no database. */

/** An item as it is compared. */
export interface ComparedItem {
	id: string;
	kind: LineageKind;
	reference: Reference;
	/** What it says, by field; every item of a kind has the same fields in the same order. */
	fields: Readonly<Record<string, string | null>>;
	/** Ids of the items in which it stands: field, goal, goal above, subject. */
	places: readonly string[];
}

/** Of a former item and what it became. */
export type Tie = readonly [before: string, after: string];

const KINDS: readonly LineageKind[] = ['chapter', 'field', 'goal', 'measure', 'indicator'];

/**
 * What is new, dropped, kept, changed, merged, split or moved: a row for each item of the later state in its order, then
 * for each that it has not any more.
 * @param ties which former item became which; several to one is a merger, one to several a split
 * @param reasons why former items were dropped, by id
 * @param isWhole with all fields of all items, also of what is the same, new or dropped
 */
export function compareStates(
	before: readonly ComparedItem[],
	after: readonly ComparedItem[],
	ties: readonly Tie[],
	reasons: ReadonlyMap<string, string> = new Map(),
	isWhole = false
): ComparisonRow[] {
	const former = new Map(before.map((item) => [item.id, item]));
	const later = new Map(after.map((item) => [item.id, item]));
	const origins = grouped(ties.filter(isOfBoth).map(([from, to]) => [to, from]));
	const heirs = grouped(ties.filter(isOfBoth));
	function isOfBoth([from, to]: Tie): boolean {
		const kind = former.get(from)?.kind;
		return kind !== undefined && kind === later.get(to)?.kind;
	}

	const whole = (one: ComparedItem | null, other: ComparedItem | null): ComparedField[] =>
		isWhole ? allFields(one?.fields ?? {}, other?.fields ?? {}) : [];
	const differs = (field: ComparedField): boolean => field.before !== field.after;
	const rowOf = (item: ComparedItem): ComparisonRow => {
		const from = (origins.get(item.id) ?? []).flatMap((id) => former.get(id) ?? []);
		const [first] = from;
		const base = { id: item.id, kind: item.kind, after: item.reference, reason: null };
		if (!first) return { ...base, change: 'new', isMoved: false, before: [], fields: whole(null, item) };
		const all = allFields(first.fields, item.fields);
		const changed = all.filter(differs);
		const isMoved = hasMoved(first, item, origins);
		const isSplit = from.some((one) => (heirs.get(one.id) ?? []).length > 1);
		const change = changeOf(from.length, isSplit, changed.length > 0, isMoved);
		return { ...base, change, isMoved, before: from.map((one) => one.reference), fields: isWhole ? all : changed };
	};
	const droppedOf = (item: ComparedItem): ComparisonRow => ({
		id: item.id,
		kind: item.kind,
		change: 'dropped',
		isMoved: false,
		before: [item.reference],
		after: null,
		fields: whole(item, null),
		reason: reasons.get(item.id) ?? null
	});
	return KINDS.flatMap((kind) => [
		...after.filter((item) => item.kind === kind).map(rowOf),
		...before.filter((item) => item.kind === kind && !heirs.has(item.id)).map(droppedOf)
	]);
}

function changeOf(origins: number, isSplit: boolean, isChanged: boolean, isMoved: boolean): ComparedChange {
	if (origins > 1) return 'merged';
	if (isSplit) return 'split';
	if (isChanged) return 'changed';
	return isMoved ? 'moved' : 'kept';
}

/** Whether it stands elsewhere: in something that does not come from where its origin stood. */
function hasMoved(before: ComparedItem, after: ComparedItem, origins: ReadonlyMap<string, readonly string[]>): boolean {
	if (before.places.length !== after.places.length) return true;
	return after.places.some((place) => !(origins.get(place) ?? []).some((from) => before.places.includes(from)));
}

/** Every field that says something in one of the two. */
function allFields(before: ComparedItem['fields'], after: ComparedItem['fields']): ComparedField[] {
	const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
	return names.flatMap((name) => {
		const [was, is] = [before[name] ?? null, after[name] ?? null];
		if (was === null && is === null) return [];
		const words = was === is ? [{ change: 'same' as const, text: is ?? '' }] : compareWords(was ?? '', is ?? '');
		return [{ name, before: was, after: is, words }];
	});
}

/** Longer texts would take seconds: they are shown as a whole. */
const MOST_CHARACTERS = 40_000;

/** The words of two texts, which is in both, which only in the one or the other. White space counts. */
export function compareWords(before: string, after: string): Word[] {
	if (before.length + after.length > MOST_CHARACTERS) {
		return [
			{ change: 'removed' as const, text: before },
			{ change: 'added' as const, text: after }
		].filter(({ text }) => text !== '');
	}
	return diffWordsWithSpace(before, after).map(({ added, removed, value }) => ({
		change: added ? 'added' : removed ? 'removed' : 'same',
		text: value
	}));
}

function grouped(pairs: readonly (readonly [string, string])[]): Map<string, string[]> {
	const groups = new Map<string, string[]>();
	for (const [key, value] of pairs) {
		const group = groups.get(key) ?? [];
		if (!group.includes(value)) group.push(value);
		groups.set(key, group);
	}
	return groups;
}

export interface Proposal {
	kind: LineageKind;
	before: Reference;
	after: Reference;
	/** 0 to 1. */
	similarity: number;
}

/** Below this nobody would see a likeness. */
const LEAST_SIMILARITY = 0.5;

/**
 * Likely pairs among what nothing ties, by the words of their titles; the likeliest first, each item once. Proposals:
 * whether they are true, a person says.
 * @param isApart whether somebody has said already that two do not belong together
 */
export function proposePairs(
	before: readonly ComparedItem[],
	after: readonly ComparedItem[],
	isApart: (before: string, after: string) => boolean = () => false
): Proposal[] {
	const all = before.flatMap((from) =>
		after
			.filter((to) => to.kind === from.kind && !isApart(from.id, to.id))
			.map((to) => ({ from, to, similarity: similarityOf(from.reference.title, to.reference.title) }))
			.filter(({ similarity }) => similarity >= LEAST_SIMILARITY)
	);
	all.sort((a, b) => b.similarity - a.similarity || (a.from.id < b.from.id ? -1 : 1));
	const taken = new Set<string>();
	return all.flatMap(({ from, to, similarity }) => {
		if (taken.has(from.id) || taken.has(to.id)) return [];
		taken.add(from.id).add(to.id);
		return [{ kind: from.kind, before: from.reference, after: to.reference, similarity }];
	});
}

/** Share of letter pairs that two titles have in common (Sørensen–Dice), case and punctuation apart; two decimals. */
export function similarityOf(a: string, b: string): number {
	const [left, right] = [pairsOf(a), pairsOf(b)];
	if (left.length + right.length === 0) return a === b ? 1 : 0;
	const rest = [...right];
	let common = 0;
	for (const pair of left) {
		const index = rest.indexOf(pair);
		if (index === -1) continue;
		rest.splice(index, 1);
		common += 1;
	}
	return Math.round((200 * common) / (left.length + right.length)) / 100;
}

function pairsOf(title: string): string[] {
	const words = title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
	return words.flatMap((word) => Array.from({ length: word.length - 1 }, (_, index) => word.slice(index, index + 2)));
}
