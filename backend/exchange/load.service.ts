import { readFile } from 'node:fs/promises';
import type { ImportFile } from '@konzeptstand/contract/exchange.ts';
import type { ItemKind } from '@konzeptstand/contract/values.ts';
import { may } from '../accounts/accounts.service.ts';
import { EditionModel } from '../concept/edition.model.ts';
import type { EditionItem } from '../concept/edition.model.ts';
import { changeProject } from '../concept/project.service.ts';
import type { ProjectItem } from '../concept/project.model.ts';
import { settleEdition } from '../concept/edition.service.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { ActorContext } from '../foundation/http/route.ts';
import { record } from '../record/record.service.ts';
import type { ItemBase, Work } from '../record/record.service.ts';
import { RegionModel } from '../region/region.model.ts';
import type { RegionItem } from '../region/region.model.ts';
import { changeRegion, createRegion, newRegionId } from '../region/region.service.ts';
import { ImportKeys } from './import-keys.ts';
import { importKinds } from './import-kinds.ts';
import type { ImportKind } from './import-kind.ts';
import { linkOrigins } from './import-lineage.ts';
import { pathInFile, readImport } from './import-text.ts';
import { isSame, supplement } from './supplement.ts';
import type { LeftAloneReason } from './supplement.ts';

/** Loading an import file: one change, one entry, through the services that a user's work goes through. */

export const LOAD_ACTION = 'region.load';

export interface LoadOutcome {
	region: { id: string; key: string };
	/** How many items of each kind are new. */
	added: Partial<Record<ItemKind, number>>;
	/** Items of which something was not known before. */
	supplemented: { kind: ItemKind; key: string; fields: string[] }[];
	/** Where the file says something else than the region, and the region stays as it is. */
	leftAlone: { kind: ItemKind; key: string; field: string | null; reason: LeftAloneReason }[];
}

type Fields = Record<string, unknown>;

interface Draft {
	kind: ImportKind;
	key: string;
	path: string;
	id: string;
	fields: Fields;
	held: ItemBase | undefined;
}

/** What one load knows while it runs. */
interface Load {
	work: Work;
	actor: ActorContext;
	outcome: LoadOutcome;
	/** By item: as the last load left it. */
	loaded: ReadonlyMap<string, Fields>;
	/** Editions opened to be filled, with the documented state that they take at the end. */
	settle: Map<string, EditionItem['state']>;
}

/**
 * Loads a file of the import format. New items are added, and what was not known of the others is filled in; nothing
 * that stands is overwritten, and what a person has changed since is not touched.
 * @throws ApplicationError not_permitted, too_large, or invalid_input with the path of every fault in the file
 */
export async function loadRegion(actor: ActorContext, file: string): Promise<LoadOutcome> {
	return loadImport(actor, readImport(await readFile(file)));
}

/** The same with a file that is read already. */
export async function loadImport(actor: ActorContext, file: ImportFile): Promise<LoadOutcome> {
	if (!may(actor, 'installation.manage')) throw new ApplicationError('not_permitted');
	const existing = await RegionModel.findOne({ key: file.region.key }).lean<RegionItem>();
	const region = existing?._id ?? newRegionId();
	return record.change(actor, { region, action: LOAD_ACTION }, async (work) => {
		const load: Load = {
			work,
			actor,
			outcome: { region: { id: region, key: file.region.key }, added: {}, supplemented: [], leftAlone: [] },
			loaded: existing ? await record.itemsAsLeftBy(region, LOAD_ACTION, work.session) : new Map(),
			settle: new Map()
		};
		const keys = new ImportKeys(existing ? await heldItems(work) : new Map());
		keys.name('region', file.region.key, 'region');
		const drafts = draft(file, keys, region);
		await foundRegion(load, file);
		const enter = async (isLate: boolean): Promise<void> => {
			const some = drafts.filter((one) => (one.kind.isLate ?? false) === isLate);
			for (const one of some) await inFile(one, () => (one.held ? complete(load, one) : add(load, one)));
		};
		await enter(false);
		for (const one of drafts) if (!one.held) await inFile(one, () => relate(work, one));
		for (const [edition, state] of load.settle) await settleEdition(work, edition, state);
		await enter(true);
		return load.outcome;
	});
}

/** Everything of the region that has a key, withdrawn or not. */
async function heldItems(work: Work): Promise<Map<ItemKind, Map<string, ItemBase>>> {
	const held = new Map<ItemKind, Map<string, ItemBase>>();
	const region = await work.require(RegionModel, work.region);
	held.set('region', new Map([[region.key, region]]));
	for (const { kind, model } of importKinds) {
		const items = await model
			.find({ region: work.region, key: { $type: 'string' } })
			.session(work.session)
			.lean<ItemBase[]>();
		held.set(kind, new Map(items.map((item) => [String(item.key), item])));
	}
	return held;
}

/** @throws ApplicationError invalid_input naming every key that leads nowhere */
function draft(file: ImportFile, keys: ImportKeys, region: string): Draft[] {
	const all = importKinds.map((kind) => ({ kind, found: kind.find(file) }));
	for (const { kind, found } of all) for (const { item, path } of found) keys.name(kind.kind, item.key, path);
	const drafts = all.flatMap(({ kind, found }) =>
		found.map((one) => ({
			kind,
			key: one.item.key,
			path: one.path,
			id: keys.id(kind.kind, one.item.key, one.path),
			fields: withRegion(kind.resolve(one as never, keys), region),
			held: keys.held(kind.kind, one.item.key)
		}))
	);
	keys.refuseFaults();
	return drafts;
}

/** An indicator of the region names it by its key; a region that is new has no id before this change. */
function withRegion(fields: Fields, region: string): Fields {
	const subject = fields['subject'] as { kind: string } | undefined;
	return subject?.kind === 'region' ? { ...fields, subject: { kind: 'region', id: region } } : fields;
}

async function foundRegion(load: Load, file: ImportFile): Promise<void> {
	const { work, outcome } = load;
	const { key } = file.region;
	const held = await work.find(RegionModel, work.region);
	if (!held) {
		await createRegion(work, file.region);
		outcome.added.region = 1;
		return;
	}
	const patch = compare(load, 'region', key, held, file.region);
	if (!patch) return;
	await changeRegion(work, null, patch);
	outcome.supplemented.push({ kind: 'region', key, fields: Object.keys(patch) });
}

async function add(load: Load, one: Draft): Promise<void> {
	const { work, actor, outcome, settle } = load;
	const { kind } = one.kind;
	if (kind === 'status-report' && (await wouldOvertake(load, one))) {
		outcome.leftAlone.push({ kind, key: one.key, field: null, reason: 'undated' });
		return;
	}
	if (kind === 'edition') settle.set(one.id, one.fields['state'] as EditionItem['state']);
	const create = (): Promise<unknown> => one.kind.create(work, actor, { ...one.fields, _id: one.id } as never);
	await opened(load, one, create);
	outcome.added[kind] = (outcome.added[kind] ?? 0) + 1;
}

/** An undated report counts from when it is made: it must not overtake what somebody has reported since the last load. */
async function wouldOvertake(load: Load, one: Draft): Promise<boolean> {
	if (one.fields['asOf'] !== null) return false;
	const { current } = (await load.work.require(importedModel('project'), String(one.fields['project']))) as ProjectItem;
	return current.report !== null && load.loaded.size > 0 && !load.loaded.has(current.report);
}

function importedModel(kind: ItemKind): ImportKind['model'] {
	const found = importKinds.find((one) => one.kind === kind);
	if (!found) throw new Error(`${kind} is not imported.`);
	return found.model;
}

async function relate(work: Work, one: Draft): Promise<void> {
	const relations = one.fields['relations'] as ProjectItem['relations'] | undefined;
	if (one.kind.kind === 'project' && relations && relations.length > 0)
		await changeProject(work, one.id, null, { relations });
	await linkOrigins(work, one.kind.kind, one.id, one.fields);
}

async function complete(load: Load, one: Draft): Promise<void> {
	const { work, outcome } = load;
	const { kind, change } = one.kind;
	const held = one.held as ItemBase;
	if (held.withdrawn) {
		outcome.leftAlone.push({ kind, key: one.key, field: null, reason: 'withdrawn' });
		return;
	}
	// Why a report corrects another is asked once and not kept with it.
	const wanted = Object.fromEntries(Object.entries(one.fields).filter(([field]) => field !== 'reason'));
	const patch = compare(load, kind, one.key, held, wanted);
	if (!patch) return;
	const fields = Object.keys(patch);
	const leave = (reason: LeftAloneReason): void => {
		outcome.leftAlone.push(...fields.map((field) => ({ kind, key: one.key, field, reason })));
	};
	if (!change) {
		leave('differs');
		return;
	}
	try {
		const { origins, ...others } = patch;
		if (Object.keys(others).length > 0) await opened(load, one, () => change(work, one.id, others));
		await linkOrigins(work, kind, one.id, { origins });
		outcome.supplemented.push({ kind, key: one.key, fields });
	} catch (error) {
		if (!(error instanceof ApplicationError) || error.code !== 'frozen') throw error;
		leave('frozen');
	}
}

/** What is to be filled in, null when nothing is; what differs goes into the outcome. */
function compare(load: Load, kind: ItemKind, key: string, held: ItemBase, wanted: Fields): Fields | null {
	const { patch, leftAlone } = supplement(held as unknown as Fields, wanted, load.loaded.get(held._id));
	load.outcome.leftAlone.push(...leftAlone.map((one) => ({ kind, key, ...one })));
	return Object.keys(patch).length > 0 ? patch : null;
}

/**
 * Runs what writes into an edition. Where the edition is frozen in the state that a load documented, the file may still
 * complete our copy of it: it is opened for this change and settled again at its end. One that was adopted here stays shut.
 */
async function opened(load: Load, one: Draft, action: () => Promise<unknown>): Promise<void> {
	try {
		await action();
	} catch (error) {
		if (!(error instanceof ApplicationError) || error.code !== 'frozen') throw error;
		const edition = await editionOf(load, one);
		if (!edition || !isSame(load.loaded.get(edition._id)?.['state'], edition.state)) throw error;
		load.settle.set(edition._id, edition.state);
		await settleEdition(load.work, edition._id, 'draft');
		await action();
	}
}

async function editionOf({ work }: Load, one: Draft): Promise<EditionItem | null> {
	if (one.kind.kind === 'edition') return work.find(EditionModel, one.id);
	const named = one.fields['edition'];
	if (typeof named === 'string') return work.find(EditionModel, named);
	const subject = one.fields['subject'] as { kind: ItemKind; id: string } | undefined;
	if (subject?.kind !== 'goal' && subject?.kind !== 'measure') return null;
	const item = (await work.find(importedModel(subject.kind), subject.id)) as { edition: string } | null;
	return item && work.find(EditionModel, item.edition);
}

/** A service's refusal names a field of the item: here it gets the item's place in the file. */
async function inFile(one: Draft, action: () => Promise<void>): Promise<void> {
	try {
		await action();
	} catch (error) {
		if (!(error instanceof ApplicationError)) throw error;
		const place = `${one.path} (${one.key})`;
		const errors = error.errors.map((fault) => ({ ...fault, field: `${place}.${pathInFile(fault.field)}` }));
		throw new ApplicationError(error.code, {
			errors: errors.length > 0 ? errors : [{ field: place, code: error.code, values: error.values }],
			values: error.values,
			cause: error
		});
	}
}
