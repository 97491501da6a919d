import type {
	DecisionChoice,
	ImportDecision,
	ImportDoubt,
	ImportLevel,
	ImportRow
} from '@konzeptstand/contract/import.ts';
import type { ItemBase } from '../../record/record.service.ts';
import type { Doubts, DoubtSeed } from './doubts.ts';
import type { Held } from './held.ts';
import { likeness, LikeNames } from './likeness.ts';
import { comparableCode, MOST_CODE, MOST_TITLE, splitTitle } from './read-code.ts';
import type { NamedItem } from './named-item.ts';
import type { ReadRow } from './read-rows.ts';
import { normalised } from './words.ts';

/** What a list names, each once, and which item of the region it is. */

export type ListKind = 'field' | 'goal' | 'measure' | 'project';
export const kindOf = (level: ImportLevel): ListKind => (level === 'sub-goal' ? 'goal' : level);

export type HeldItem = ItemBase & { key: string | null; code: string | null; title: string };

export interface ListItem {
	/** Of this list: `#3`. */
	reference: string;
	level: ImportLevel;
	code: string | null;
	title: string;
	id?: string;
	key?: string;
	isLabel?: boolean;
	parent: ListItem | null;
	/** The region's own; null: it is new. */
	held: HeldItem | null;
	matchedBy: ImportRow['matchedBy'];
	/** The row that is this item; null: rows only stand below it. */
	own: ReadRow | null;
	/** Where it is named first. */
	first: ReadRow;
	/** Doubts about what it is; they hold for every row that needs it. */
	doubts: ImportDoubt[];
	/** Cannot be written: its edition is frozen or not chosen, and the planner said to do without. */
	isLeftOut: boolean;
}

interface Index {
	byId: Map<string, HeldItem>;
	byKey: Map<string, HeldItem>;
	/** By number and title in one. */
	byLabel: Map<string, HeldItem>;
	byCode: Map<string, HeldItem>;
	byTitle: Map<string, HeldItem[]>;
	like: LikeNames<HeldItem>;
}

function indexOf(items: readonly HeldItem[]): Index {
	const byKey = new Map<string, HeldItem>();
	const byLabel = new Map<string, HeldItem>();
	const byCode = new Map<string, HeldItem>();
	const byTitle = new Map<string, HeldItem[]>();
	for (const item of items) {
		if (item.key !== null) byKey.set(item.key, item);
		byLabel.set(labelKey(item), item);
		if (item.code !== null) byCode.set(comparableCode(item.code), item);
		const title = normalised(item.title);
		byTitle.set(title, [...(byTitle.get(title) ?? []), item]);
	}
	const byId = new Map(items.map((item) => [item._id, item]));
	return { byId, byKey, byLabel, byCode, byTitle, like: new LikeNames(items, ({ title }) => title) };
}

/** Below this likeness the same number with another name is asked about. */
const SAME_NUMBER = 0.5;

export class ListItems {
	readonly all: ListItem[] = [];
	readonly #held: Held;
	readonly #indexes: Record<ListKind, Index>;
	readonly #doubts: Doubts;
	readonly #byCode = new Map<string, ListItem>();
	readonly #byTitle = new Map<string, ListItem>();
	readonly #takenHeld = new Map<string, ListItem>();

	constructor(held: Held, doubts: Doubts) {
		this.#held = held;
		this.#doubts = doubts;
		this.#indexes = {
			field: indexOf(held.fields),
			goal: indexOf(held.goals),
			measure: indexOf(held.measures),
			project: indexOf(held.projects)
		};
	}

	/** What a row stands below, as items; made where they are named for the first time. */
	above(row: ReadRow, path: readonly NamedItem[]): ListItem | null {
		let parent: ListItem | null = null;
		for (const named of path) parent = this.#known(row, named, parent) ?? this.#make(row, named, parent);
		return parent;
	}

	#known(row: ReadRow, named: NamedItem, parent: ListItem | null): ListItem | null {
		const known = this.#find(named, parent);
		if (
			known &&
			named.code !== null &&
			normalised(known.title) !== normalised(named.title) &&
			likeness(known.title, named.title) < 1
		) {
			this.#doubts.add(row.doubts, {
				code: 'first_title_holds',
				...placeOf(row),
				value: named.title,
				choices: [],
				values: { code: named.code, other: known.first.row, known: known.title }
			});
		}
		return known;
	}

	#find({ level, code, title, id, isLabel }: NamedItem, parent: ListItem | null): ListItem | null {
		const kind = kindOf(level);
		const labelled = isLabel ? this.#indexes[kind].byLabel.get(labelKey({ code, title })) : undefined;
		const taken = labelled && this.#takenHeld.get(labelled._id);
		if (taken) return taken;
		// Whatever else two rows share, they are one item only where they have one id.
		if (id !== undefined && this.#indexes[kind].byId.has(id)) return this.#takenHeld.get(id) ?? null;
		const byCode = code === null ? undefined : this.#byCode.get(`${kind} ${comparableCode(code)}`);
		if (byCode) return byCode;
		const byTitle = this.#byTitle.get(titleKey(kind, title, parent));
		return byTitle && (code === null || byTitle.code === null) ? byTitle : null;
	}

	/** The item that a row is. Null where it is one already, and is left out for that. */
	own(row: ReadRow, named: NamedItem, parent: ListItem | null): ListItem | null {
		const known = this.#find(named, parent);
		if (!known) return this.#make(row, named, parent, row);
		if (!known.own) {
			known.own = row;
			if (named.id !== undefined) Object.assign(known, { code: named.code, title: named.title, isLabel: false });
			return known;
		}
		const isByNumber =
			named.code !== null && known.code !== null && comparableCode(named.code) === comparableCode(known.code);
		const decision = this.#doubts.add(row.doubts, {
			code: isByNumber ? 'duplicate_number' : 'duplicate_row',
			...placeOf(row),
			value: isByNumber ? (named.code ?? '') : named.title,
			choices: ['leave-out', 'new'],
			isRefused: isByNumber,
			values: { other: known.own.row }
		});
		if (decision?.choice !== 'new') return null;
		return this.#make(row, { ...named, code: null }, parent, row, true);
	}

	#make(
		row: ReadRow,
		named: NamedItem,
		parent: ListItem | null,
		own: ReadRow | null = null,
		isSurelyNew = false
	): ListItem {
		const kind = kindOf(named.level);
		const item: ListItem = {
			reference: `#${String(this.all.length)}`,
			...named,
			parent,
			held: null,
			matchedBy: null,
			own,
			first: row,
			doubts: [],
			isLeftOut: false
		};
		this.all.push(item);
		if (!isSurelyNew) {
			this.#match(item, row);
			if (named.code !== null) this.#byCode.set(`${kind} ${comparableCode(named.code)}`, item);
			this.#byTitle.set(titleKey(kind, named.title, parent), item);
		}
		this.#askPlace(item, row);
		return item;
	}

	/** By id, key, number, then by name; what is only like it is a proposal. */
	#match(item: ListItem, row: ReadRow): void {
		const index = this.#indexes[kindOf(item.level)];
		if (this.#matchIdentity(item, row, index)) return;
		const byCode = item.code === null ? undefined : index.byCode.get(comparableCode(item.code));
		if (byCode) {
			if (likeness(byCode.title, item.title) >= SAME_NUMBER) this.#take(item, byCode, 'number');
			else this.#ask(item, row, 'other_title', byCode, { known: byCode.title, code: item.code ?? '' });
			return;
		}
		const named = this.#sameName(item, index.byTitle.get(normalised(item.title)) ?? []);
		const [only] = named;
		if (only && named.length === 1) {
			if (item.code !== null && only.code !== null)
				this.#ask(item, row, 'other_code', only, { known: only.code, code: item.code });
			else this.#take(item, only, 'name');
			return;
		}
		if (named.length > 1) {
			this.#settle(item, row, { code: 'several_matches', proposal: null, choices: ['new', 'leave-out'] });
			return;
		}
		const like = index.like.find(item.title);
		// Two with numbers of their own are two.
		if (like && !this.#takenHeld.has(like._id) && !(item.code !== null && like.code !== null))
			this.#ask(item, row, 'similar_title', like, { known: like.title });
	}

	/** By what lists of the product say of an item. @returns whether nothing else is to be tried */
	#matchIdentity(item: ListItem, row: ReadRow, index: Index): boolean {
		const byId = item.id === undefined ? undefined : index.byId.get(item.id);
		const byKey = item.key === undefined ? undefined : index.byKey.get(item.key);
		if (byId && byKey && byId !== byKey) {
			this.#settle(item, row, {
				code: 'other_key',
				proposal: null,
				choices: ['leave-out'],
				values: { key: byKey.title }
			});
			return true;
		}
		if (byId) {
			this.#take(item, byId, 'id');
			return true;
		}
		// An id of elsewhere never becomes a new item by itself.
		if (item.id !== undefined) {
			const seed = { code: 'foreign_id', proposal: null, choices: ['empty', 'leave-out'] as const };
			if (this.#settle(item, row, { ...seed, values: { id: item.id } })?.choice !== 'empty') return true;
		}
		if (byKey && !this.#takenHeld.has(byKey._id)) {
			this.#take(item, byKey, 'key');
			return true;
		}
		if (!item.isLabel) return false;
		const byLabel = index.byLabel.get(labelKey(item));
		if (byLabel) this.#take(item, byLabel, 'name');
		else {
			const { code, title } = splitTitle(item.title);
			Object.assign(item, { code: code !== null && code.length <= MOST_CODE ? code : null, title });
		}
		return byLabel !== undefined;
	}

	/** Of several with one name, those in the same place. */
	#sameName(item: ListItem, named: readonly HeldItem[]): HeldItem[] {
		const free = named.filter(({ _id }) => !this.#takenHeld.has(_id));
		if (free.length <= 1 || !item.parent?.held) return free;
		const parent = item.parent.held._id;
		const near = free.filter(
			(held) =>
				Object.values(held).includes(parent) ||
				JSON.stringify((held as { links?: unknown }).links ?? '').includes(parent)
		);
		return near.length > 0 ? near : free;
	}

	#take(item: ListItem, held: HeldItem, by: ListItem['matchedBy']): void {
		const other = this.#takenHeld.get(held._id);
		if (other) return;
		item.held = held;
		item.matchedBy = by;
		this.#takenHeld.set(held._id, item);
	}

	#ask(item: ListItem, row: ReadRow, code: string, held: HeldItem, values: Record<string, string>): void {
		const label = [held.code, held.title].filter((part) => part !== null).join(' ');
		const proposal = { text: { de: `Ist „${label}“`, en: `Is “${label}”` }, value: label };
		const decision = this.#settle(item, row, { code, proposal, choices: ['new', 'leave-out'], values });
		if (decision?.choice === 'proposal') this.#take(item, held, 'decision');
		// A number that is taken stays with whom it has.
		if (decision?.choice === 'new' && code === 'other_title') item.code = null;
	}

	#settle(
		item: ListItem,
		row: ReadRow,
		seed: Pick<DoubtSeed, 'code' | 'values'> & { proposal: DoubtSeed['proposal']; choices: readonly DecisionChoice[] }
	): ImportDecision | null {
		return this.#doubts.add(item.doubts, { ...placeOf(row), value: item.title, ...seed });
	}

	/** Fields, goals and measures need an edition, and one that may still be written. */
	#askPlace(item: ListItem, row: ReadRow): void {
		if (item.level === 'project' || item.held) return;
		const code = this.#held.edition === null ? 'no_edition' : this.#held.isFrozen ? 'frozen' : null;
		if (code === null) return;
		const decision = this.#doubts.add(item.doubts, {
			code,
			...placeOf(row),
			value: item.title,
			choices: ['empty', 'leave-out'],
			isRefused: item.own !== null
		});
		if (decision?.choice === 'empty') item.isLeftOut = true;
	}
}

/** For comparing an item by number and title in one. */
export const labelKey = ({ code, title }: Pick<NamedItem, 'code' | 'title'>): string =>
	normalised(
		[code, title]
			.filter((part) => part !== null)
			.join(' ')
			.slice(0, MOST_TITLE)
	);

const titleKey = (kind: ListKind, title: string, parent: ListItem | null): string =>
	`${kind} ${parent?.reference ?? ''} ${normalised(title)}`;

/** A doubt about a whole row. */
export const placeOf = (row: ReadRow): Pick<DoubtSeed, 'sheet' | 'sheetIndex' | 'row' | 'column' | 'field'> => ({
	sheet: row.sheet,
	sheetIndex: row.sheetIndex,
	row: row.row,
	column: null,
	field: null
});
