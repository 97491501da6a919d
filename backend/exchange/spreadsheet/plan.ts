import { createHash } from 'node:crypto';
import type { ImportRow, ImportText, ImportWords } from '@konzeptstand/contract/import.ts';
import type { Status } from '@konzeptstand/contract/status.ts';
import type { Reference } from '@konzeptstand/contract/values.ts';
import { WITHOUT_PROGRESS } from '@konzeptstand/contract/status.ts';
import type { GoalItem, MeasureItem } from '../../concept/edition.model.ts';
import type { ProjectItem } from '../../concept/project.model.ts';
import { LEFT_OUT } from './doubt-texts.ts';
import { Doubts, textOf } from './doubts.ts';
import type { Held, HeldReport } from './held.ts';
import type { Interpretation } from './interpret.ts';
import { kindOf, ListItems, placeOf } from './list-items.ts';
import type { ListItem, ListKind } from './list-items.ts';
import { NameMatcher } from './match-names.ts';
import type { PartyKind } from './match-names.ts';
import type { NamedItem, ReadRow } from './read-rows.ts';
import { PARTY_FIELDS } from './read-values.ts';
import type { RowValues } from './read-values.ts';
import { holds, WantedFields } from './wanted.ts';
import type { Fields, MeantWords } from './wanted.ts';

/** What taking a list would do, down to the last field: shown first, and then done exactly so. */

export interface PlannedItem {
	/** By which others of the list name it. */
	reference: string;
	kind: ListKind;
	/** Id of the region's item; null: it is new. */
	id: string | null;
	/** All of a new item; of a known one what changes. Ids, and references of this list. */
	fields: Fields;
	/** Where a project counts in the edition; undefined: as it is. */
	target?: { kind: 'measure' | 'goal'; reference: string } | null;
	report: PlannedReport | null;
}
export interface PlannedReport {
	status: Status;
	progress: number | null;
	asOf: string | null;
	text: string | null;
	basis: 'stated' | null;
}
export interface Plan {
	edition: string | null;
	parties: { reference: string; name: string; kind: PartyKind }[];
	items: PlannedItem[];
	/** One for each item of each row, as the preview shows it. */
	rows: ImportRow[];
	names: NameMatcher;
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
	const planner = new Planner(held, doubts, new NameMatcher(held.parties, held.municipalities, settings.words, doubts));
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
	readonly #doubts: Doubts;
	readonly #names: NameMatcher;
	readonly #items: ListItems;
	readonly #lines: Line[] = [];

	constructor(held: Held, doubts: Doubts, names: NameMatcher) {
		this.#held = held;
		this.#doubts = doubts;
		this.#names = names;
		this.#items = new ListItems(held, doubts);
	}

	/** Finds what a row stands for. */
	place(row: ReadRow): void {
		const line: Line = { row, items: [], isOpen: false };
		this.#lines.push(line);
		const own = row.named.at(-1);
		if (row.leftOut !== null || !own) return;
		const parent = this.#items.above(row, row.named.slice(0, -1));
		const item = this.#items.own(row, own, parent);
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
				const meant = this.#names.partyAt(word, { ...placeOf(row), field }, row.doubts);
				if (!meant) return [];
				return [{ reference: meant.party?._id ?? `party:${meant.word}`, name: meant.party?.name ?? meant.word }];
			});
		}
		for (const word of row.values.municipalities ?? []) {
			const town = this.#names.townAt(word, { ...placeOf(row), field: 'municipality' }, row.doubts);
			if (town) words.municipalities.push({ id: town._id, name: town.name });
		}
		return words;
	}

	#sayHomeless(row: ReadRow, kind: ListKind): void {
		for (const name of Object.keys(row.values) as (keyof RowValues)[]) {
			// A day without a status says nothing by itself.
			if (holds(kind, name) || name === 'asOf') continue;
			const value = row.values[name];
			const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
			this.#doubts.add(row.doubts, {
				code: 'no_place_for_value',
				...placeOf(row),
				value: text.slice(0, 80),
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
		return { edition, parties, items, rows, names: this.#names, digest: digestOf([edition, parties, items]) };
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
			const own = this.#lines.find((line) => line.row === upper.own);
			// Its own row comes later, or has come and shows it.
			if (own && !own.isOpen && own.row.leftOut === null) return [];
			const wanted = this.#plan(upper, {}, { parties: {}, municipalities: [] }, planned);
			return wanted ? [this.#present(upper, row, wanted, upper.doubts)] : [];
		});
	}

	#row(line: Line, { item, values, words }: Line['items'][number], planned: Map<ListItem, PlannedItem>): ImportRow {
		const wanted = this.#plan(item, values, words, planned);
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

	/** Null: the planner does without it. */
	#plan(
		item: ListItem,
		values: RowValues,
		words: MeantWords,
		planned: Map<ListItem, PlannedItem>
	): { changes: ImportRow['changes']; isNew: boolean } | null {
		if (item.isLeftOut) return null;
		const kind = kindOf(item.level);
		const wanted = new WantedFields(kind, item.held).values(values, words);
		if (item.own || !item.held) wanted.name(item);
		this.#placeIn(item, wanted);
		const changes = [...wanted.changes];
		const target = kind === 'project' ? this.#targetOf(item, changes) : undefined;
		const report = kind === 'project' ? this.#reportOf(item, values, changes) : null;
		const isFrozen = kind !== 'project' && this.#held.isFrozen;
		const fields = isFrozen ? {} : wanted.fields;
		planned.set(item, {
			reference: referenceIn(item),
			kind,
			id: item.held?._id ?? null,
			fields,
			report,
			...(target === undefined ? {} : { target })
		});
		return { changes: isFrozen ? [] : changes, isNew: item.held === null };
	}

	#placeIn(item: ListItem, wanted: WantedFields): void {
		if (item.level === 'field' || item.level === 'project') return;
		const field = above(item, 'field');
		const goal = above(item, 'sub-goal') ?? above(item, 'goal');
		const before = (id: unknown): string => this.#titleOf(id);
		if (field && item.level !== 'sub-goal')
			wanted.place('field', referenceIn(field), labelOf(field), before((item.held as MeasureItem | null)?.field));
		if (goal && item.level === 'measure')
			wanted.place('goal', referenceIn(goal), labelOf(goal), before((item.held as MeasureItem | null)?.goal));
		if (goal && item.level === 'sub-goal')
			wanted.place('parent', referenceIn(goal), labelOf(goal), before((item.held as GoalItem | null)?.parent));
	}

	#titleOf(id: unknown): string {
		if (typeof id !== 'string') return '';
		const found = [...this.#held.fields, ...this.#held.goals].find(({ _id }) => _id === id);
		return found ? labelOf(found) : '';
	}

	/** Where a project counts in the edition; undefined: the list says nothing else than what is so. */
	#targetOf(item: ListItem, changes: ImportRow['changes']): PlannedItem['target'] {
		const edition = this.#held.edition?._id;
		const place = above(item, 'measure') ?? above(item, 'sub-goal') ?? above(item, 'goal');
		if (!edition) return undefined;
		const link = (item.held as ProjectItem | null)?.links.find((one) => one.edition === edition && one.counts);
		if (!place) return item.held ? undefined : null;
		const reference = referenceIn(place);
		if (link?.target?.id === reference) return undefined;
		changes.push({ field: 'links', before: null, after: { de: labelOf(place), en: labelOf(place) } });
		return { kind: place.level === 'measure' ? 'measure' : 'goal', reference };
	}

	#reportOf(item: ListItem, values: RowValues, changes: ImportRow['changes']): PlannedReport | null {
		const project = item.held as ProjectItem | null;
		const { status, progress, statusText, asOf } = values;
		if (status === undefined && progress === undefined && statusText === undefined) return null;
		const stated = status ?? project?.current.status ?? 'unknown';
		const report: PlannedReport = {
			status: stated,
			progress: progress !== undefined && !WITHOUT_PROGRESS.has(stated) ? progress : null,
			asOf: asOf ?? null,
			text: statusText ?? null,
			basis: status === undefined && stated === 'unknown' ? null : 'stated'
		};
		const told = project ? (this.#held.reports.get(project._id) ?? []) : [];
		if (told.some((one) => saysTheSame(one, report)) || (project && report.asOf === null && isCurrent(project, report)))
			return null;
		changes.push({
			field: 'status',
			before: project?.current.report ? { de: project.current.status, en: project.current.status } : null,
			after: { de: report.status, en: report.status }
		});
		return report;
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

const referenceIn = (item: ListItem): string => item.held?._id ?? item.reference;
const labelOf = ({ code, title }: { code: string | null; title: string }): string =>
	code === null ? title : `${code} ${title}`;
const referenceOf = ({ held, level }: ListItem): Reference | null =>
	held && { kind: kindOf(level), id: held._id, code: held.code, title: held.title };

function above(item: ListItem, level: ListItem['level']): ListItem | null {
	for (let one = item.parent; one; one = one.parent) if (one.level === level && !one.isLeftOut) return one;
	return null;
}

function saysTheSame(one: HeldReport, wanted: PlannedReport): boolean {
	return (
		one.status === wanted.status &&
		(wanted.progress === null || one.progress === wanted.progress) &&
		(wanted.asOf === null ? false : one.asOf === wanted.asOf) &&
		(wanted.text === null || one.text === wanted.text)
	);
}

/** Said without a day, it is news only where it says something else than what holds. */
const isCurrent = ({ current }: ProjectItem, wanted: PlannedReport): boolean =>
	current.report !== null &&
	current.status === wanted.status &&
	(wanted.progress === null || current.progress === wanted.progress) &&
	wanted.text === null;

/** Of a row that is a measure with its project: who answers for it, what it is and how important. */
const ofMeasure = ({
	description,
	priority,
	isKeyMeasure,
	notes,
	sources,
	municipalities,
	roles
}: RowValues): RowValues => defined({ description, priority, isKeyMeasure, notes, sources, municipalities, roles });
/** Time, money and status are the project's. */
const ofProject = ({
	kind,
	period,
	costs,
	funding,
	status,
	progress,
	asOf,
	statusText,
	municipalities,
	roles
}: RowValues): RowValues =>
	defined({ kind, period, costs, funding, status, progress, asOf, statusText, municipalities, roles });
const defined = (values: RowValues): RowValues =>
	Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as RowValues;

const onlyResponsible = ({ parties, municipalities }: MeantWords): MeantWords => ({
	parties: parties.responsible ? { responsible: parties.responsible } : {},
	municipalities
});
const withoutResponsible = ({ parties, municipalities }: MeantWords): MeantWords => {
	const { responsible: _responsible, ...others } = parties;
	void _responsible;
	return { parties: others, municipalities };
};

const digestOf = (parts: unknown): string =>
	createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
