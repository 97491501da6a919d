import type { z } from 'zod';
import type {
	ImportDoubt,
	importDoubtList,
	importDoubtsQuery,
	importList,
	importListQuery,
	ImportRow,
	importRowList,
	importRowsQuery,
	ImportSummary,
	ImportView
} from '@konzeptstand/contract/import.ts';
import { importStep } from '@konzeptstand/contract/import.ts';
import type { Language, Reference } from '@konzeptstand/contract/values.ts';
import { findPeopleById } from '../../accounts/accounts.service.ts';
import { EditionModel } from '../../concept/edition.model.ts';
import type { EditionItem } from '../../concept/edition.model.ts';
import { failureOf } from '../../foundation/jobs/failure.ts';
import { stateOf } from '../../foundation/jobs/job-rows.ts';
import type { RouteRegion } from '../../foundation/http/route.ts';
import { readFile } from '../../foundation/files/files.ts';
import { currentPlan } from './current-plan.ts';
import type { CurrentPlan } from './current-plan.ts';
import { findImport } from './import.service.ts';
import { ImportModel, MappingModel } from './import.model.ts';
import type { ImportItem, MappingItem } from './import.model.ts';
import { counted } from './interpret.ts';
import { NOTICES } from './refusals.ts';
import { writeReturned } from './spreadsheet-reader.ts';
import { findTakeJob } from './taking.service.ts';
import { normalised, priorityOf, statusOf, wordKey } from './words.ts';

/** An import as pages show it. */

type Head = z.output<typeof importList>['rows'][number];

async function headsOf(items: readonly ImportItem[]): Promise<Head[]> {
	const people = await findPeopleById(items.map(({ by }) => by.id));
	const names = new Map(people.map(({ _id, name }) => [_id, name]));
	const editions = await EditionModel.find({
		region: { $in: items.map(({ region }) => region) },
		_id: { $in: items.map(({ edition }) => edition) }
	}).lean<EditionItem[]>();
	const byId = new Map(editions.map((edition) => [edition._id, edition]));
	return items.map(({ _id, version, name, format, size, state, by, at, taken, edition }) => ({
		id: _id,
		version,
		name,
		kind: format,
		size,
		state,
		by: { ...by, name: names.get(by.id) ?? null },
		at,
		edition: editionReference(byId.get(edition ?? '')),
		taken
	}));
}

const editionReference = (edition: EditionItem | undefined): Reference | null =>
	edition ? { kind: 'edition', id: edition._id, code: String(edition.year), title: edition.title } : null;

/** Lists that were sent, newest first. */
export async function listImports(
	region: string,
	{ limit, offset }: z.output<typeof importListQuery>
): Promise<z.output<typeof importList>> {
	const condition = { region, withdrawn: null };
	const total = await ImportModel.countDocuments(condition);
	const items = await ImportModel.find(condition)
		.sort({ at: -1, _id: -1 })
		.skip(offset)
		.limit(limit)
		.lean<ImportItem[]>();
	return { total, limit, offset, rows: await headsOf(items) };
}

/** @throws ApplicationError not_found, invalid_input, busy */
export async function readImport(
	region: RouteRegion,
	id: string,
	day: string,
	language: Language
): Promise<ImportView> {
	// The job first: one that ends meanwhile shows as under way or as taken, never as an import that nobody took.
	const job = await findTakeJob(region.id, id);
	const item = await findImport(region.id, id);
	const current = await currentPlan(region, item, day);
	const { interpretation, held, plan } = current;
	const jobState = job && stateOf(job);
	const isUnderWay = jobState === 'waiting' || jobState === 'running';
	const step = importStep.safeParse(job?.step);
	const [head] = await headsOf([item]);
	const summary = summaryOf(plan.rows, current);
	return {
		...(head as Head),
		state: item.state === 'taken' ? 'taken' : isUnderWay ? 'taking' : item.state,
		isFrozen: held.isFrozen,
		reading: { ...item.reading, usedEncoding: interpretation.encoding, usedSeparator: interpretation.separator },
		notices: interpretation.notices.flatMap((code) => (NOTICES[code] ? [{ code, text: NOTICES[code] }] : [])),
		mapping: await mappingOf(item),
		sheets: interpretation.sheets,
		words: wordsOf(item, current),
		summary,
		digest: plan.digest,
		mayTake: item.state !== 'taken' && !isUnderWay && plan.items.length > 0,
		job:
			job && item.state !== 'taken'
				? {
						state: jobState ?? 'waiting',
						step: jobState === 'running' && step.success ? step.data : null,
						failure: jobState === 'failed' ? failureOf(job, language) : null
					}
				: null
	};
}

async function mappingOf({ region, mapping }: ImportItem): Promise<Reference | null> {
	if (mapping === null) return null;
	const found = await MappingModel.findOne({ _id: mapping, region }).lean<MappingItem>();
	return found && { kind: 'import-mapping', id: found._id, code: null, title: found.name };
}

function summaryOf(rows: readonly ImportRow[], { plan }: CurrentPlan): ImportSummary {
	const none = () => ({ new: 0, changed: 0, unchanged: 0 });
	const counts = { field: none(), goal: none(), measure: none(), project: none() };
	for (const { kind, outcome } of rows) {
		if (kind === null || outcome === 'doubtful' || outcome === 'left-out') continue;
		counts[kind === 'sub-goal' ? 'goal' : kind][outcome] += 1;
	}
	const doubts = new Map<string, ImportSummary['doubts'][number]>();
	for (const { code, level, text, isOpen, proposal } of doubtsOf(rows)) {
		const known = doubts.get(code) ?? { code, level, text, count: 0, open: 0, proposed: 0 };
		known.count += 1;
		if (isOpen) known.open += 1;
		if (isOpen && proposal) known.proposed += 1;
		doubts.set(code, known);
	}
	const all = [...doubts.values()].sort((a, b) => b.open - a.open || b.count - a.count);
	return {
		...counts,
		reports: plan.items.filter(({ report }) => report !== null).length,
		parties: plan.parties.length,
		doubtfulRows: rows.filter(({ outcome }) => outcome === 'doubtful').length,
		leftOutRows: rows.filter(({ outcome }) => outcome === 'left-out').length,
		openDoubts: all.reduce((sum, { open }) => sum + open, 0),
		doubts: all
	};
}

/** Each doubt once, also where a row stands for two items. */
function doubtsOf(rows: readonly ImportRow[]): ImportDoubt[] {
	const found = new Map<string, ImportDoubt>();
	for (const { outcome, doubts } of rows)
		if (outcome !== 'left-out') for (const doubt of doubts) found.set(`${doubt.id} ${doubt.value}`, doubt);
	return [...found.values()];
}

function wordsOf({ words }: ImportItem, { interpretation, plan }: CurrentPlan): ImportView['words'] {
	const statuses = new Map(words.statuses.map(({ word, status }) => [wordKey(word), status]));
	const priorities = new Map(words.priorities.map(({ word, priority }) => [wordKey(word), priority]));
	const meant = <T>(
		word: string,
		chosen: ReadonlyMap<string, T | null>,
		dictionary: (word: string) => T | null
	): { value: T | null; isKnown: boolean; isChosen: boolean } => {
		const own = chosen.get(wordKey(word));
		const value = own === undefined ? dictionary(word) : own;
		return { value, isKnown: own !== undefined || value !== null, isChosen: own !== undefined };
	};
	const named = (list: readonly { word: string }[]) => new Set(list.map(({ word }) => normalised(word)));
	const [parties, towns] = [named(words.parties), named(words.municipalities)];
	return {
		statuses: interpretation.words.statuses.map(({ word, count }) => {
			const { value, isKnown, isChosen } = meant(word, statuses, statusOf);
			return { word, count, status: value, isKnown, isChosen };
		}),
		priorities: interpretation.words.priorities.map(({ word, count }) => {
			const { value, isKnown, isChosen } = meant(word, priorities, priorityOf);
			return { word, count, priority: value, isKnown, isChosen };
		}),
		parties: interpretation.words.parties.map(({ word, count }) => {
			const { party, kind, isLeftOut } = plan.names.party(word);
			const reference = party && ({ kind: 'party', id: party._id, code: null, title: party.name } as const);
			const isNew = !party && !isLeftOut;
			const isChosen = parties.has(normalised(word));
			return { word, count, isChosen, party: reference, kind: party?.kind ?? kind, isNew, isLeftOut };
		}),
		municipalities: counted(plan.towns.used).map(({ word, count }) => {
			const town = plan.towns.town(word);
			const reference = town ? ({ kind: 'municipality', id: town._id, code: null, title: town.name } as const) : null;
			const isChosen = towns.has(normalised(word));
			return { word, count, isChosen, municipality: reference, isKnown: town !== undefined };
		})
	};
}

/** What rows stand for, in the order of the list. */
export async function readImportRows(
	region: RouteRegion,
	id: string,
	day: string,
	query: z.output<typeof importRowsQuery>
): Promise<z.output<typeof importRowList>> {
	const { plan } = await currentPlan(region, await findImport(region.id, id), day);
	const { limit, offset, outcome, kind, sheet } = query;
	const rows = plan.rows.filter(
		(row) =>
			(outcome === undefined || row.outcome === outcome) &&
			(kind === undefined || row.kind === kind) &&
			(sheet === undefined || row.sheet === sheet)
	);
	return { total: rows.length, limit, offset, rows: rows.slice(offset, offset + limit) };
}

/** Doubts in the order of the list. */
export async function readImportDoubts(
	region: RouteRegion,
	id: string,
	day: string,
	query: z.output<typeof importDoubtsQuery>
): Promise<z.output<typeof importDoubtList>> {
	const { plan } = await currentPlan(region, await findImport(region.id, id), day);
	const { limit, offset, code, open } = query;
	const rows = doubtsOf(plan.rows).filter(
		(doubt) => (code === undefined || doubt.code === code) && (open === undefined || doubt.isOpen === open)
	);
	return { total: rows.length, limit, offset, rows: rows.slice(offset, offset + limit) };
}

const LEVEL_HEADERS: Record<Language, readonly string[]> = {
	de: ['Handlungsfeld', 'Ziel', 'Teilziel', 'Maßnahme', 'Projekt'],
	en: ['Field', 'Goal', 'Sub goal', 'Measure', 'Project']
};

/**
 * The rows that would stay behind, with the reasons, as XLSX.
 * @throws ApplicationError not_found, invalid_input, busy
 */
export async function readReturned(
	region: RouteRegion,
	id: string,
	day: string,
	language: Language
): Promise<{ name: string; content: Buffer }> {
	const item = await findImport(region.id, id);
	const { interpretation, plan } = await currentPlan(region, item, day);
	const doubtful = new Map<string, ImportRow>();
	for (const row of plan.rows) {
		const isBehind = row.outcome === 'doubtful' || row.reason?.code === 'decision';
		if (isBehind) doubtful.set(`${row.sheet} ${String(row.row)}`, row);
	}
	const rows = interpretation.rows.flatMap((read) => {
		const row = doubtful.get(`${read.sheet} ${String(read.row)}`);
		const settings = interpretation.sheets[read.sheetIndex];
		if (!row || !settings) return [];
		const reasons = [
			...row.doubts
				.filter(({ isOpen }) => isOpen)
				.map((doubt) => `${doubt.column === null ? '' : `${doubt.column}: `}${doubt.text[language]}`),
			...(row.reason ? [row.reason.text[language]] : [])
		];
		const above = read.named.slice(0, -1).flatMap(({ level, code, title }) => {
			const levels = ['field', 'goal', 'sub-goal', 'measure', 'project'] as const;
			// What a column says already is not said twice.
			if (settings.columns.some(({ field }) => field === level)) return [];
			return [
				{
					header: LEVEL_HEADERS[language][levels.indexOf(level)] ?? '',
					text: [code, title].filter((part) => part !== null).join(' ')
				}
			];
		});
		return [{ sheetIndex: read.sheetIndex, row: read.row, reasons: [...new Set(reasons)].join('\n'), above }];
	});
	const bytes = await readFile(item.file);
	const content = await writeReturned({
		bytes: bytes ?? Buffer.alloc(0),
		reading: item.reading,
		sheets: interpretation.sheets,
		rows,
		language
	});
	return { name: `${item.name.replace(/\.[A-Za-z]{2,5}$/, '')}-offen.xlsx`, content };
}
