import type { z } from 'zod';
import type { Entry, entryChange } from '@konzeptstand/contract/record.ts';
import type { ItemKind } from '@konzeptstand/contract/values.ts';
import { canonicalText } from './canonical.ts';
import { closableKinds, findClosedRows } from './closed.ts';
import { kindNamed } from './kinds.ts';
import type { ItemBase } from './kinds.ts';
import { commitmentsIn, opened } from './personal.ts';
import { findDisclosed, store } from './store.ts';
import type { EntryRow, VersionRow } from './store.ts';

interface EntryFilter {
	item?: string | undefined;
	kind?: string | undefined;
	actor?: string | undefined;
	limit: number;
	offset: number;
	/** Whether the reader sees what is closed; otherwise only that something was changed there. */
	maySeeClosed: boolean;
}

type Change = z.infer<typeof entryChange>;

/** Changes shown with each entry of a list; the entry's own page shows all. */
const SHOWN_CHANGES = 10;
/** Characters of a text that a list shows: as many as a long text has; only texts of templates are longer. */
const LONGEST = 20_000;
/** Says nothing to a reader that the entry itself does not say. */
const UNINTERESTING = new Set(['_id', 'region', 'version', 'lineage']);

/** Entries that are read at once: what each changed is looked up with them. */
const PAGE = 500;

/** Entries of a region, newest first, with the first of their changes: however many, a page after the other. */
export async function findEntries(region: string, filter: EntryFilter): Promise<{ total: number; rows: Entry[] }> {
	const { limit, offset } = filter;
	const found = await findPage(region, { ...filter, limit: Math.min(limit, PAGE) });
	const end = Math.min(offset + limit, found.total);
	for (let next = offset + PAGE; next < end; next += PAGE) {
		const page = await findPage(region, { ...filter, limit: Math.min(end - next, PAGE), offset: next });
		found.rows.push(...page.rows);
	}
	return found;
}

async function findPage(region: string, filter: EntryFilter): Promise<{ total: number; rows: Entry[] }> {
	const condition: Record<string, unknown> = { region };
	if (filter.actor) condition['actor.id'] = filter.actor;
	if (filter.item ?? filter.kind) {
		const versions = {
			region,
			...(filter.item ? { item: filter.item } : {}),
			...(filter.kind ? { kind: filter.kind } : {})
		};
		condition['sequence'] = { $in: await store.versions().distinct('sequence', versions) };
	}
	const total = await store.entries().countDocuments(condition);
	const entries = await store
		.entries()
		.find(condition)
		.sort({ sequence: -1 })
		.skip(filter.offset)
		.limit(filter.limit)
		.toArray();
	const { item, maySeeClosed } = filter;
	const shown = { from: 0, most: SHOWN_CHANGES, item, longest: LONGEST, maySeeClosed };
	return { total, rows: await present(region, entries, shown) };
}

/** One entry with a page of its changes, each text whole; null when the chain has none of this sequence. */
export async function findEntry(
	region: string,
	sequence: number,
	{ limit, offset }: { limit: number; offset: number },
	maySeeClosed: boolean
): Promise<Entry | null> {
	const entry = await store.entries().findOne({ region, sequence });
	const shown = { from: offset, most: limit, item: undefined, longest: Infinity, maySeeClosed };
	return entry ? ((await present(region, [entry], shown))[0] ?? null) : null;
}

/** One version of an item: who made it, when and why, and what it says. */
export interface ItemVersion {
	version: number;
	/** Of the entry that made it. */
	sequence: number;
	/** ISO instant. */
	at: string;
	actor: Entry['actor'];
	reason: string | null;
	/** In the present schema; a personal value that was erased since is null. */
	body: Record<string, unknown>;
}

/** The last versions of one item, the newest first. */
export async function findVersions(region: string, item: string, most: number): Promise<ItemVersion[]> {
	const rows = await store.versions().find({ region, item }).sort({ version: -1 }).limit(most).toArray();
	const sequences = rows.map((row) => row.sequence);
	const entries = await store
		.entries()
		.find({ region, sequence: { $in: sequences } })
		.toArray();
	const names = await namesOf(entries);
	const reasons = await reasonsOf(entries);
	const known = new Map(entries.map((entry) => [entry.sequence, entry]));
	const personal = kindNamed(rows[0]?.kind ?? '')?.personal ?? [];
	const values = await findDisclosed(rows.flatMap((row) => commitmentsIn(row.body, personal)));
	return rows.flatMap((row) => {
		const body = opened(row.body, personal, values);
		const entry = known.get(row.sequence);
		if (!entry) return [];
		return {
			version: row.version,
			sequence: row.sequence,
			at: entry.at,
			actor: { ...entry.actor, name: names.get(entry.actor.id) ?? null },
			reason: entry.reason ? (reasons.get(entry.reason.commitment) ?? null) : null,
			body: kindNamed(row.kind)?.upcast(body, row.schema) ?? body
		};
	});
}

interface Shown {
	/** So many changes of each entry, from this one on. */
	from: number;
	most: number;
	/** Only those of this item. */
	item: string | undefined;
	/** Characters of each text. */
	longest: number;
	maySeeClosed: boolean;
}

async function present(
	region: string,
	entries: EntryRow[],
	{ from, most, item, longest, maySeeClosed }: Shown
): Promise<Entry[]> {
	if (entries.length === 0) return [];
	const sequences = entries.map((entry) => entry.sequence);
	const condition = {
		region,
		sequence: { $in: sequences },
		...(item ? { item } : { index: { $gte: from, $lt: from + most } })
	};
	const rows = await store.versions().find(condition).sort({ sequence: 1, index: 1 }).toArray();
	const former = await formerVersions(region, rows);
	const closed = maySeeClosed ? NOTHING : await findClosedRows(region, rows, (row) => former.get(formerName(row)));
	const titles = await titlesOf(rows);
	const names = await namesOf(entries);
	const reasons = await reasonsOf(maySeeClosed ? entries : await withoutClosed(region, entries));
	return entries.map((entry) => ({
		sequence: entry.sequence,
		at: entry.at,
		actor: { ...entry.actor, name: names.get(entry.actor.id) ?? null },
		action: entry.action,
		reason: entry.reason ? (reasons.get(entry.reason.commitment) ?? null) : null,
		decision: entry.decision,
		hash: entry.hash,
		previous: entry.previous,
		changeCount: entry.changes,
		changes: rows
			.filter((row) => row.sequence === entry.sequence)
			.map((row) => (closed.has(row._id) ? presentClosed(row) : presentChange(row, former, titles, longest)))
	}));
}

const NOTHING: ReadonlySet<string> = new Set();

/** Entries with a typed reason that change nothing closed: elsewhere the reason may say what is not to be seen. */
async function withoutClosed(region: string, entries: readonly EntryRow[]): Promise<EntryRow[]> {
	const sequences = entries.filter(({ reason }) => reason !== null).map(({ sequence }) => sequence);
	const condition = { region, sequence: { $in: sequences }, kind: { $in: closableKinds() } };
	const rows = await store.versions().find(condition).toArray();
	const former = await formerVersions(region, rows);
	const closed = await findClosedRows(region, rows, (row) => former.get(formerName(row)));
	const hidden = new Set(rows.filter((row) => closed.has(row._id)).map(({ sequence }) => sequence));
	return entries.filter(({ sequence }) => !hidden.has(sequence));
}

/** That something was changed, and nothing of what. */
function presentClosed(row: VersionRow): Change {
	const item = { kind: row.kind as ItemKind, id: row.item, code: null, title: '' };
	return { item, version: row.version, from: row.from, isClosed: true, fields: [] };
}

const formerName = (row: VersionRow): string => `${row.item}/${String(row.from)}`;

function presentChange(
	row: VersionRow,
	former: Map<string, VersionRow>,
	titles: Map<string, { code: string | null; title: string }>,
	longest: number
): Change {
	const personal = kindNamed(row.kind)?.personal ?? [];
	// A personal value is not shown here: the item's own page is the place for it.
	const before = opened(former.get(formerName(row))?.body ?? {}, personal, NO_VALUES);
	const now = opened(row.body, personal, NO_VALUES);
	const names = [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((name) => !UNINTERESTING.has(name));
	const fields = names
		.map((field) => ({ field, before: before[field] ?? null, after: now[field] ?? null }))
		.filter(
			({ before: was, after }) => canonicalText(was) !== canonicalText(after) && !(row.from === null && isEmpty(after))
		)
		.map(({ field, before: was, after }) => ({ field, before: cut(was, longest), after: cut(after, longest) }));
	const item = { kind: row.kind as ItemKind, id: row.item, ...(titles.get(row.item) ?? { code: null, title: '' }) };
	return { item, version: row.version, from: row.from, isClosed: false, fields };
}

const NO_VALUES: ReadonlyMap<string, unknown> = new Map();

function cut(value: unknown, longest: number): unknown {
	return typeof value === 'string' && value.length > longest ? `${value.slice(0, longest)} …` : value;
}

function isEmpty(value: unknown): boolean {
	return value === null || (Array.isArray(value) && value.length === 0);
}

async function formerVersions(region: string, rows: VersionRow[]): Promise<Map<string, VersionRow>> {
	const wanted = rows
		.filter((row) => row.from !== null)
		.map((row) => ({ region, item: row.item, version: row.from ?? 0 }));
	if (wanted.length === 0) return new Map();
	const found = await store.versions().find({ $or: wanted }).toArray();
	return new Map(found.map((row) => [`${row.item}/${String(row.version)}`, row]));
}

async function titlesOf(rows: VersionRow[]): Promise<Map<string, { code: string | null; title: string }>> {
	const titles = new Map<string, { code: string | null; title: string }>();
	for (const name of new Set(rows.map((row) => row.kind))) {
		const kind = kindNamed(name);
		if (!kind) continue;
		const ids = rows.filter((row) => row.kind === name).map((row) => row.item);
		for (const item of await kind.model.find({ _id: { $in: ids } }).lean<ItemBase[]>()) {
			titles.set(item._id, { code: kind.code(item), title: kind.title(item) });
		}
	}
	return titles;
}

async function namesOf(entries: EntryRow[]): Promise<Map<string, string>> {
	const person = kindNamed('person');
	const ids = entries
		.filter(({ actor }) => actor.kind === 'person' || actor.kind === 'link')
		.map((entry) => entry.actor.id);
	if (!person || ids.length === 0) return new Map();
	const people = await person.model.find({ _id: { $in: ids } }).lean<ItemBase[]>();
	return new Map(
		people.map((one) => [one._id, person.title(one)]).filter((pair): pair is [string, string] => pair[1] !== '')
	);
}

async function reasonsOf(entries: EntryRow[]): Promise<Map<string, string>> {
	const values = await findDisclosed(entries.flatMap((entry) => (entry.reason ? [entry.reason.commitment] : [])));
	return new Map([...values].map(([commitment, reason]) => [commitment, String(reason)]));
}
