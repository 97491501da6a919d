import { createHash } from 'node:crypto';
import type { ImportRow, ImportText, ImportWords } from '@konzeptstand/contract/import.ts';
import type { Reference } from '@konzeptstand/contract/values.ts';
import { LEFT_OUT } from './doubt-texts.ts';
import { Doubts, textOf } from './doubts.ts';
import type { Held } from './held.ts';
import type { Interpretation } from './interpret.ts';
import { kindOf, ListItems, placeOf } from './list-items.ts';
import type { ListItem, ListKind } from './list-items.ts';
import { NameMatcher } from './match-names.ts';
import type { PartyKind } from './match-names.ts';
import { TownMatcher } from './match-towns.ts';
import type { NamedItem } from './named-item.ts';
import type { ReadRow } from './read-rows.ts';
import { PARTY_FIELDS } from './row-values.ts';
import type { PartyField, RowValues } from './row-values.ts';
import { settleProgress } from './settle-progress.ts';
import { shownValue } from './shown-value.ts';
import { holds } from './wanted.ts';
import type { MeantWords } from './wanted.ts';
import type { MunicipalityItem } from '../../region/region.model.ts';
import { labelOf, planItem } from './plan-item.ts';
import type { PlannedItem } from './plan-item.ts';
import { ofMeasure, ofProject, onlyResponsible, withoutResponsible } from './measure-with-project.ts';

/** What taking a list would do, down to the last field: shown first, and then done exactly so. */

export interface Plan {
	edition: string | null;
	parties: { reference: string; name: string; kind: PartyKind }[];
	items: PlannedItem[];
	/** One for each item of each row, as the preview shows it. */
	rows: ImportRow[];
	names: NameMatcher;
	towns: TownMatcher;
	digest: string;
}

/** One row with what it stands for. */
interface Line {
	row: ReadRow;
	/** Of the row itself, and of the project beside it. */
	items: { item: ListItem; values: RowValues; words: MeantWords }[];
	isOpen: boolean;
}

/** Lets others have their turn; a plan of 20,000 rows takes a while. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const ROWS_AT_ONCE = 500;

/** @param settings decisions and words of the planner */
export async function planImport(
	interpretation: Interpretation,
	held: Held,
	settings: { words: ImportWords; decisions: ConstructorParameters<typeof Doubts>[0] }
): Promise<Plan> {
	const doubts = new Doubts(settings.decisions);
	const planner = new Planner(
		held,
		doubts,
		new NameMatcher(held.parties, settings.words, doubts),
		new TownMatcher(held.municipalities, settings.words, doubts),
		interpretation.sheets
	);
	// Kept readings are read again and again: what a plan adds to a row stays with the plan.
	const rows = interpretation.rows.map((row) => ({ ...row, doubts: [...row.doubts] }));
	for (const [index, row] of rows.entries()) {
		planner.place(row);
		if (index % ROWS_AT_ONCE === 0) await breathe();
	}
	return planner.finish(breathe);
}

class Planner {
	readonly #held: Held;
	readonly #sheets: Interpretation['sheets'];
	readonly #lineOf = new Map<ReadRow, Line>();
	readonly #doubts: Doubts;
	readonly #names: NameMatcher;
	readonly #towns: TownMatcher;
	/** Sheets of which it is said that their name stands for a town. */
	readonly #toldSheets = new Set<number>();
	readonly #items: ListItems;
	readonly #lines: Line[] = [];

	constructor(held: Held, doubts: Doubts, names: NameMatcher, towns: TownMatcher, sheets: Interpretation['sheets']) {
		this.#held = held;
		this.#sheets = sheets;
		this.#doubts = doubts;
		this.#names = names;
		this.#towns = towns;
		this.#items = new ListItems(held, doubts);
	}

	/** Finds what a row stands for. */
	place(row: ReadRow): void {
		const line: Line = { row, items: [], isOpen: false };
		this.#lines.push(line);
		this.#lineOf.set(row, line);
		const own = row.named.at(-1);
		if (row.leftOut !== null || !own) return;
		const parent = this.#items.above(row, row.named.slice(0, -1));
		const item = this.#items.own(row, own, parent);
		if (item) {
			const isOwnList = this.#sheets[row.sheetIndex]?.columns.some(({ field }) => field === 'item-id') ?? false;
			settleProgress(row, item, isOwnList, this.#placeOf(row, 'progress'), this.#doubts);
		}
		const words = this.#meant(row);
		if (item) {
			line.items.push({
				item,
				values: row.withProject ? ofMeasure(row.values) : row.values,
				words: row.withProject ? onlyResponsible(words) : words
			});
			if (row.withProject) this.#placeProject(line, item, own, words);
			else this.#sayHomeless(row, kindOf(own.level));
		}
		if (row.doubts.some(({ decision }) => decision?.choice === 'leave-out')) row.leftOut = 'decision';
	}

	#placeProject(line: Line, measure: ListItem, { title }: NamedItem, words: MeantWords): void {
		const { row } = line;
		const project = this.#items.own(row, { level: 'project', code: null, title }, measure);
		if (project) line.items.push({ item: project, values: ofProject(row.values), words: withoutResponsible(words) });
	}

	#meant(row: ReadRow): MeantWords {
		const words: MeantWords = { parties: {}, municipalities: [] };
		for (const field of PARTY_FIELDS) {
			const named = row.values.roles?.[field];
			if (!named) continue;
			words.parties[field] = named.flatMap((word) => {
				const meant = this.#names.partyAt(word, this.#placeOf(row, field), row.doubts);
				if (!meant) return [];
				return [{ reference: meant.party?._id ?? `party:${meant.word}`, name: meant.party?.name ?? meant.word }];
			});
		}
		const place = this.#placeOf(row, 'municipality');
		const towns = (row.values.municipalities ?? []).flatMap((text) => this.#towns.townsAt(text, place, row.doubts));
		const ofSheet = place.column === null ? this.#townOfSheet(row) : null;
		for (const { _id, name } of ofSheet ? [ofSheet] : towns) words.municipalities.push({ id: _id, name });
		return words;
	}

	/** A sheet named after a town is that town's, where no column names others. */
	#townOfSheet(row: ReadRow): MunicipalityItem | null {
		const level = row.named.at(-1)?.level;
		if (level !== 'measure' && level !== 'project') return null;
		const town = this.#towns.townOfSheet(row.sheet);
		if (town && !this.#toldSheets.has(row.sheetIndex)) {
			this.#toldSheets.add(row.sheetIndex);
			const values = { known: town.name };
			this.#doubts.add(row.doubts, { code: 'town_of_sheet', ...placeOf(row), value: row.sheet, choices: [], values });
		}
		return town;
	}

	#placeOf(row: ReadRow, field: PartyField | 'municipality' | 'progress') {
		const column = this.#sheets[row.sheetIndex]?.columns.find((one) => one.field === field);
		return { ...placeOf(row), field, column: column?.letter ?? null };
	}

	#sayHomeless(row: ReadRow, kind: ListKind): void {
		for (const name of Object.keys(row.values) as (keyof RowValues)[]) {
			// A day without a status says nothing by itself.
			if (holds(kind, name) || name === 'asOf' || name === 'delayReason') continue;
			this.#doubts.add(row.doubts, {
				code: 'no_place_for_value',
				...placeOf(row),
				value: shownValue(row.values, name).slice(0, 80),
				about: name,
				choices: []
			});
		}
	}

	async finish(pause: () => Promise<void>): Promise<Plan> {
		const needed = new Set<ListItem>();
		for (const line of this.#lines) {
			const doubtsOf = (item: ListItem | null): boolean =>
				item !== null && (item.doubts.some(({ isOpen }) => isOpen) || doubtsOf(item.parent));
			line.isOpen = line.row.doubts.some(({ isOpen }) => isOpen) || line.items.some(({ item }) => doubtsOf(item));
			if (
				line.row.leftOut === null &&
				line.items.some(({ item }) => item.doubts.some(({ decision }) => decision?.choice === 'leave-out'))
			)
				line.row.leftOut = 'decision';
			if (line.isOpen || line.row.leftOut !== null) continue;
			for (const { item } of line.items) for (let one: ListItem | null = item; one; one = one.parent) needed.add(one);
		}
		const rows: ImportRow[] = [];
		const planned = new Map<ListItem, PlannedItem>();
		const shown = new Set<ListItem>();
		for (const [index, line] of this.#lines.entries()) {
			if (index % ROWS_AT_ONCE === 0) await pause();
			const isTaken = !line.isOpen && line.row.leftOut === null && line.items.length > 0;
			if (isTaken)
				for (const { item } of line.items) rows.push(...this.#uppers(item, line.row, needed, planned, shown));
			if (line.items.length === 0 || !isTaken) rows.push(this.#emptyRow(line));
			else for (const one of line.items) rows.push(this.#row(line, one, planned));
		}
		const items = [...planned.values()].filter(
			({ id, fields, target, report }) =>
				id === null || Object.keys(fields).length > 0 || target !== undefined || report !== null
		);
		const parties = this.#newParties(items);
		const edition = this.#held.edition?._id ?? null;
		return {
			edition,
			parties,
			items,
			rows,
			names: this.#names,
			towns: this.#towns,
			digest: digestOf([edition, parties, items])
		};
	}

	/** What stands above and has no row of its own that is taken: shown with the first row that needs it. */
	#uppers(
		item: ListItem,
		row: ReadRow,
		needed: ReadonlySet<ListItem>,
		planned: Map<ListItem, PlannedItem>,
		shown: Set<ListItem>
	): ImportRow[] {
		const path: ListItem[] = [];
		for (let one = item.parent; one; one = one.parent) path.unshift(one);
		return path.flatMap((upper) => {
			if (shown.has(upper) || planned.has(upper) || !needed.has(upper) || upper.isLeftOut) return [];
			shown.add(upper);
			const own = upper.own && this.#lineOf.get(upper.own);
			// Its own row comes later, or has come and shows it.
			if (own && !own.isOpen && own.row.leftOut === null) return [];
			const wanted = this.#plan(upper, {}, { parties: {}, municipalities: [] }, planned);
			return wanted ? [this.#present(upper, row, wanted, upper.doubts)] : [];
		});
	}

	#row(line: Line, { item, values, words }: Line['items'][number], planned: Map<ListItem, PlannedItem>): ImportRow {
		const wanted = this.#plan(item, values, words, planned);
		if (wanted?.isKept)
			this.#doubts.add(line.row.doubts, { code: 'frozen_kept', ...placeOf(line.row), value: item.title, choices: [] });
		const doubts = [...line.row.doubts, ...this.#doubtsOf(item, line.row)];
		return this.#present(item, line.row, wanted, doubts);
	}

	/** Doubts of the items that a row needs, shown where they are named first. */
	#doubtsOf(item: ListItem, row: ReadRow): ImportRow['doubts'] {
		const found: ImportRow['doubts'] = [];
		for (let one: ListItem | null = item; one; one = one.parent)
			if (one.first === row || one.own === row) found.unshift(...one.doubts);
		return found;
	}

	#emptyRow(line: Line): ImportRow {
		const { row } = line;
		const [first] = line.items;
		const own = row.named.at(-1);
		const doubts = [...row.doubts, ...line.items.flatMap(({ item }) => this.#doubtsOf(item, row))];
		const reason = row.leftOut ?? null;
		// Whatever is open above keeps the row back, and says so where it is not named.
		const isByParent = reason === null && !doubts.some(({ isOpen }) => isOpen);
		return {
			sheet: row.sheet,
			row: row.row,
			outcome: reason === null ? 'doubtful' : 'left-out',
			kind: own?.level ?? null,
			code: own?.code ?? null,
			title: own?.title ?? '',
			path: row.named.slice(0, -1).map(labelOf),
			item: first?.item.held ? referenceOf(first.item) : null,
			matchedBy: first?.item.matchedBy ?? null,
			changes: [],
			reason:
				reason === null
					? isByParent
						? { code: 'parent_missing', text: textOf('parent_missing', { value: own?.title ?? '' }) }
						: null
					: { code: reason, text: LEFT_OUT[reason] as ImportText },
			doubts
		};
	}

	#present(
		item: ListItem,
		row: ReadRow,
		wanted: { changes: ImportRow['changes']; isNew: boolean } | null,
		doubts: ImportRow['doubts']
	): ImportRow {
		const path: string[] = [];
		for (let one = item.parent; one; one = one.parent) path.unshift(labelOf(one));
		return {
			sheet: row.sheet,
			row: row.row,
			outcome:
				wanted === null || wanted.changes.length === 0
					? wanted?.isNew
						? 'new'
						: 'unchanged'
					: wanted.isNew
						? 'new'
						: 'changed',
			kind: item.level,
			code: item.code,
			title: item.title,
			path,
			item: item.held ? referenceOf(item) : null,
			matchedBy: item.matchedBy,
			changes: wanted?.changes ?? [],
			reason: null,
			doubts
		};
	}

	#plan(
		item: ListItem,
		values: RowValues,
		words: MeantWords,
		planned: Map<ListItem, PlannedItem>
	): ReturnType<typeof planItem> {
		const made = planItem(this.#held, item, values, words);
		if (made) planned.set(item, made.planned);
		return made;
	}

	#newParties(items: readonly PlannedItem[]): Plan['parties'] {
		const found = new Map<string, Plan['parties'][number]>();
		for (const { fields } of items) {
			for (const { party } of (fields['roles'] as { party: string }[] | undefined) ?? []) {
				if (!party.startsWith('party:') || found.has(party)) continue;
				const name = party.slice('party:'.length);
				found.set(party, { reference: party, name, kind: this.#names.party(name).kind });
			}
		}
		return [...found.values()];
	}
}

const referenceOf = ({ held, level }: ListItem): Reference | null =>
	held && { kind: kindOf(level), id: held._id, code: held.code, title: held.title };

/** From a list of the product, found by what only that knows. */
const digestOf = (parts: unknown): string =>
	createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
