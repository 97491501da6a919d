import type { z } from 'zod';
import type { ImportChange, ImportDecision, ImportWords, SheetSettings } from '@konzeptstand/contract/import.ts';
import type { importMappingList, importMapping } from '@konzeptstand/contract/import-mapping.ts';
import { importWords } from '@konzeptstand/contract/import.ts';
import { EditionModel } from '../../concept/edition.model.ts';
import type { EditionItem } from '../../concept/edition.model.ts';
import { registerFieldTexts } from '../../foundation/error-texts.ts';
import { ApplicationError } from '../../foundation/errors.ts';
import { addressOf, keepFile, registerFileUse } from '../../foundation/files/files.ts';
import type { ActorContext, RouteRegion } from '../../foundation/http/route.ts';
import { record } from '../../record/record.service.ts';
import type { Work } from '../../record/record.service.ts';
import { changeLiving } from '../../region/living.service.ts';
import { MunicipalityModel, PartyModel } from '../../region/region.model.ts';
import { requireAll } from '../../region/region.service.ts';
import { interpretImport } from './current-plan.ts';
import { editionOfList } from './list-edition.ts';
import { ImportModel, MappingModel } from './import.model.ts';
import type { ImportItem, MappingItem } from './import.model.ts';
import { normalised } from './words.ts';

/** Lists that are sent, understood and corrected, until they are taken. */

registerFileUse(async (address) => (await ImportModel.exists({ file: address, withdrawn: null })) !== null);

registerFieldTexts({
	import_taken: {
		de: 'Die Liste ist schon übernommen. Bitte zuerst die Übernahme zurücknehmen.',
		en: 'The list has been taken already. Please undo the taking first.'
	},
	import_not_taken: { de: 'Die Liste ist nicht übernommen.', en: 'The list has not been taken.' },
	import_under_way: { de: 'Die Liste wird gerade übernommen.', en: 'The list is being taken right now.' },
	unknown_sheet: { de: 'Dieses Blatt hat die Datei nicht.', en: 'The file has no such sheet.' },
	mapping_fits_not: {
		de: 'Diese Zuordnung passt zu keinem Blatt der Liste.',
		en: 'This mapping fits no sheet of the list.'
	}
});

const AS_IT_IS = { encoding: null, separator: null };
/** How much of the names of columns two lists must share to be of one kind. */
const SAME_KIND = 0.8;

/**
 * Reads a file, keeps it, and proposes how it is to be understood; a kept mapping that fits is put to use.
 * @returns id of the import
 * @throws ApplicationError invalid_input on `file` with the way out, busy
 */
export async function receiveList(
	actor: ActorContext,
	region: RouteRegion,
	day: string,
	sent: { name: string; bytes: Buffer; isPasted: boolean }
): Promise<string> {
	const words = importWords.parse({});
	const unread = { file: addressOf(sent.bytes), reading: AS_IT_IS, sheets: null, words, decisions: [] };
	// What cannot be read is not kept.
	const interpretation = await interpretImport(unread, day, sent.bytes);
	const file = await keepFile(sent.bytes);
	const edition = await editionOfList(region.id, interpretation);
	return record.change(actor, { region: region.id, action: 'import.create' }, async (work) => {
		const mappings = await work.load(MappingModel, { withdrawn: null });
		const proposed = interpretation.sheets.map(settingsOf);
		const fitting = mappings.find((mapping) => fits(mapping, proposed));
		const made = await work.create(ImportModel, {
			name: sent.name,
			format: sent.isPasted ? 'pasted' : interpretation.kind,
			size: sent.bytes.length,
			file,
			edition: edition ?? (await usualEdition(work)),
			reading: AS_IT_IS,
			sheets: fitting ? mapped(fitting, proposed) : proposed,
			words: fitting ? fitting.words : words,
			decisions: [],
			mapping: fitting?._id ?? null,
			by: { kind: actor.kind === 'person' ? 'person' : 'system', id: actor.id },
			at: work.at.toISOString()
		});
		return made._id;
	});
}

/** Without what is only shown. */
export function settingsOf(sheet: SheetSettings): SheetSettings {
	const { name, isUsed, headRow, headRows, columns, rows, hierarchy, levels, asOf } = sheet;
	const plain = columns.map(({ letter, header, field, unit }) => ({ letter, header, field, unit }));
	return { name, isUsed, headRow, headRows, columns: plain, rows, hierarchy, levels, asOf };
}

/** The newest draft; else the newest that is no longer to be written, for the projects in it. */
async function usualEdition(work: Work): Promise<string | null> {
	const editions = (await work.load<EditionItem>(EditionModel, { withdrawn: null })).sort(
		// of two of one year, the one that was begun last
		(a, b) => b.year - a.year || (a._id < b._id ? 1 : -1)
	);
	const open = editions.find(({ state }) => state === 'draft') ?? editions.find(({ state }) => state === 'unconfirmed');
	return (open ?? editions[0])?._id ?? null;
}

/**
 * Changes how a list is understood.
 * @throws ApplicationError not_found, version_conflict, conflict (taken), invalid_input
 */
export async function changeImport(
	actor: ActorContext,
	region: RouteRegion,
	id: string,
	version: number,
	day: string,
	change: ImportChange
): Promise<void> {
	const before = await findImport(region.id, id);
	const patch = await patchOf(region, before, day, change);
	await record.change(actor, { region: region.id, action: 'import.change' }, async (work) => {
		const item = await work.require(ImportModel, id);
		if (item.version === version) refuseTaken(item);
		await requireAll(work, EditionModel, [change.edition ?? null], 'edition');
		const named = change.words;
		const places = (list: string, member: string) => (index: number) => `words.${list}.${String(index)}.${member}`;
		await requireAll(
			work,
			PartyModel,
			(named?.parties ?? []).map(({ party }) => party),
			places('parties', 'party')
		);
		const towns = (named?.municipalities ?? []).map(({ municipality }) => municipality);
		await requireAll(work, MunicipalityModel, towns, places('municipalities', 'municipality'));
		return changeLiving(work, ImportModel, id, version, patch);
	});
}

async function patchOf(
	region: RouteRegion,
	before: ImportItem,
	day: string,
	change: ImportChange
): Promise<Partial<ImportItem>> {
	const patch: Partial<ImportItem> = {};
	if (change.edition !== undefined) patch.edition = change.edition;
	if (change.words !== undefined) patch.words = change.words;
	if (change.reading !== undefined) patch.reading = change.reading;
	if (change.decisions !== undefined || change.undecided !== undefined)
		patch.decisions = decided(before.decisions, change.decisions ?? [], change.undecided ?? []);
	const mapping = change.mapping === undefined ? null : await findMapping(region.id, change.mapping);
	// Read in another way, all is proposed anew.
	let sheets: SheetSettings[] | null = change.reading === undefined ? before.sheets : null;
	if (change.sheets !== undefined) sheets = changedSheets(before.sheets, change.sheets);
	if (sheets !== before.sheets || mapping) {
		const understood = { ...before, ...patch, sheets };
		let read = (await interpretImport(understood, day)).sheets.map(settingsOf);
		if (mapping) {
			if (!read.some((sheet) => sheetFits(mapping, sheet)))
				throw new ApplicationError('invalid_input', { field: 'mapping', problem: 'mapping_fits_not' });
			read = mapped(mapping, read);
			patch.mapping = mapping._id;
			patch.words ??= mapping.words;
		}
		patch.sheets = read;
	}
	return patch;
}

/** Of each sheet that is named, all is said; what its columns are called follows from its head. */
function changedSheets(before: readonly SheetSettings[], said: readonly SheetSettings[]): SheetSettings[] {
	for (const [index, { name }] of said.entries())
		if (!before.some((sheet) => sheet.name === name))
			throw new ApplicationError('invalid_input', { field: `sheets.${String(index)}.name`, problem: 'unknown_sheet' });
	return before.map((sheet) => {
		const own = said.find(({ name }) => name === sheet.name);
		if (!own) return sheet;
		const isHeadMoved = own.headRow !== sheet.headRow || own.headRows !== sheet.headRows;
		const isOtherwiseLaidOut = own.hierarchy !== sheet.hierarchy || own.rows !== sheet.rows;
		const keepsLevels = !isOtherwiseLaidOut || JSON.stringify(own.levels) !== JSON.stringify(sheet.levels);
		return { ...own, columns: isHeadMoved ? [] : own.columns, levels: isHeadMoved || !keepsLevels ? [] : own.levels };
	});
}

function decided(
	before: readonly ImportDecision[],
	made: readonly ImportDecision[],
	undone: readonly string[]
): ImportDecision[] {
	const all = new Map(before.map((one) => [one.doubt, one]));
	for (const one of made) all.set(one.doubt, one);
	for (const doubt of undone) all.delete(doubt);
	return [...all.values()];
}

/** @throws ApplicationError conflict */
export function refuseTaken(item: ImportItem): void {
	if (item.state === 'taken') throw new ApplicationError('conflict', { field: 'id', problem: 'import_taken' });
}

/** @throws ApplicationError not_found */
export async function findImport(region: string, id: string): Promise<ImportItem> {
	const item = await ImportModel.findOne({ _id: id, region, withdrawn: null }).lean<ImportItem>();
	if (!item) throw new ApplicationError('not_found');
	return item;
}

/** Takes a list away that was not taken; its file goes with it. */
export function discardImport(actor: ActorContext, region: string, id: string, version: number): Promise<unknown> {
	return record.change(actor, { region, action: 'import.withdraw' }, async (work) => {
		const item = await work.require(ImportModel, id);
		if (item.withdrawn) throw new ApplicationError('not_found');
		if (item.version === version) refuseTaken(item);
		return work.withdraw(ImportModel, id, version, null);
	});
}

const headersOf = (sheets: readonly SheetSettings[]): string[] => [
	...new Set(
		sheets
			.filter(({ isUsed }) => isUsed)
			.flatMap(({ columns }) => columns.map(({ header }) => header).filter((header) => header !== ''))
	)
];

function overlap(a: readonly string[], b: readonly string[]): number {
	const [left, right] = [new Set(a.map(normalised)), new Set(b.map(normalised))];
	const common = [...left].filter((name) => right.has(name)).length;
	return common / Math.max(left.size, right.size, 1);
}

const sheetFits = ({ sheets }: MappingItem, sheet: SheetSettings): boolean =>
	sheets.some(
		(kept) => kept.isUsed && overlap(headersOf([kept]), headersOf([{ ...sheet, isUsed: true }])) >= SAME_KIND
	);
const fits = (mapping: MappingItem, sheets: readonly SheetSettings[]): boolean =>
	sheets.some((sheet) => sheetFits(mapping, sheet));

/** Columns are known again by their names, wherever they stand now. */
function mapped({ sheets: kept }: MappingItem, sheets: readonly SheetSettings[]): SheetSettings[] {
	return sheets.map((sheet) => {
		const like = kept.find(
			(one) => one.isUsed && overlap(headersOf([one]), headersOf([{ ...sheet, isUsed: true }])) >= SAME_KIND
		);
		if (!like) return sheet;
		const columns = sheet.columns.map((column) => {
			const known = like.columns.find(
				({ header }) => header !== '' && normalised(header) === normalised(column.header)
			);
			return known ? { ...column, field: known.field, unit: known.unit } : column;
		});
		return { ...sheet, isUsed: true, columns, rows: like.rows, hierarchy: like.hierarchy, levels: like.levels };
	});
}

/**
 * Keeps how a list is understood, for the next of its kind.
 * @returns its id
 * @throws ApplicationError not_found, duplicate (its name)
 */
export function keepMapping(actor: ActorContext, region: string, id: string, name: string): Promise<string> {
	return record.change(actor, { region, action: 'import-mapping.create' }, async (work) => {
		const { sheets, words, withdrawn } = await work.require(ImportModel, id);
		if (withdrawn) throw new ApplicationError('not_found');
		const used = sheets.filter(({ isUsed }) => isUsed);
		const fields = { name, headers: headersOf(used), sheets: used, words: words satisfies ImportWords };
		return (await work.create(MappingModel, fields))._id;
	});
}

async function findMapping(region: string, id: string): Promise<MappingItem> {
	const mapping = await MappingModel.findOne({ _id: id, region, withdrawn: null }).lean<MappingItem>();
	if (!mapping) throw new ApplicationError('invalid_input', { field: 'mapping', problem: 'not_found' });
	return mapping;
}

export async function listMappings(region: string): Promise<z.output<typeof importMappingList>> {
	const found = await MappingModel.find({ region, withdrawn: null }).sort({ name: 1 }).lean<MappingItem[]>();
	return { rows: found.map(presentMapping) };
}

/** @throws ApplicationError not_found */
export async function readMapping(region: string, id: string): Promise<z.output<typeof importMapping>> {
	const mapping = await MappingModel.findOne({ _id: id, region }).lean<MappingItem>();
	if (!mapping) throw new ApplicationError('not_found');
	return presentMapping(mapping);
}

const presentMapping = ({ _id, version, name, headers, note }: MappingItem): z.output<typeof importMapping> => ({
	id: _id,
	version,
	name,
	headers,
	note
});

/** @throws ApplicationError not_found, version_conflict */
export function discardMapping(actor: ActorContext, region: string, id: string, version: number): Promise<unknown> {
	return record.change(actor, { region, action: 'import-mapping.withdraw' }, async (work) => {
		const mapping = await work.require(MappingModel, id);
		if (mapping.withdrawn) throw new ApplicationError('not_found');
		return work.withdraw(MappingModel, id, version, null);
	});
}
