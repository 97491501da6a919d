import type { ColumnField, ColumnSettings, ImportText, MoneyUnit } from '@konzeptstand/contract/import.ts';
import { fieldsNamed, unitNamed } from './column-words.ts';
import { holdsIds, ownField } from './own-list.ts';
import { isCode } from './read-code.ts';
import { readPeriod } from './read-period.ts';
import { letterOf } from './sheet.ts';
import type { SheetCell, SheetRow } from './sheet.ts';
import { isSignal, normalised, statusOf, unscrambled, yesOrNo } from './words.ts';

/** What the columns of a sheet probably hold: by their names first, then by what stands in them. */

export interface ColumnProposal extends ColumnSettings {
	proposals: { field: ColumnField; text: ImportText }[];
	samples: string[];
}

/** Any number of columns may be one of these. */
const SEVERAL: ReadonlySet<ColumnField> = new Set([
	'ignore',
	'note',
	'partner',
	'source',
	'municipality',
	'responsible',
	'reasons'
]);
const SAMPLED = 300;
/** More than any name and values reach. */
const CERTAIN = 9;

interface Evidence {
	cells: number;
	codes: number;
	dates: number;
	/** Days and months. */
	points: number;
	colours: number;
	/** Amounts that name their currency themselves: `500 €`. */
	euros: number;
	periods: number;
	statuses: number;
	money: number;
	shares: number;
	ticks: number;
	averageLength: number;
	distinct: number;
}

/** A year, or two with a stroke between them, is no number of an item. */
const YEARS = /^(?:19|20)\d{2}(?:\s?[-–/]\s?(?:19|20)?\d{2})?$/;

function evidenceOf(cells: readonly SheetCell[]): Evidence {
	const share = (fits: (cell: SheetCell) => boolean): number =>
		cells.length === 0 ? 0 : cells.filter(fits).length / cells.length;
	const texts = cells.map((cell) => cell.text);
	return {
		cells: cells.length,
		codes: share(
			({ kind, text }) => (kind === 'text' || kind === 'number') && isCode(text.replace(',', '.')) && !YEARS.test(text)
		),
		dates: share((cell) => cell.kind === 'date' || /^\d{1,2}\.\d{1,2}\.\d{2,4}$/.test(cell.text)),
		points: share((cell) => cell.kind === 'date' || /^(?:\d{1,2}\.){0,2}\d{1,2}[./]\d{2,4}$/.test(cell.text)),
		colours: share((cell) => isSignal(cell.text)),
		euros: share(({ kind, text }) => kind === 'text' && /^\d[\d.,]* ?(?:€|EUR|Euro)$/i.test(text.trim())),
		periods: share((cell) => {
			const { value, doubt } = readPeriod(cell);
			return (value?.edtf ?? doubt?.proposal?.edtf ?? null) !== null;
		}),
		statuses: share((cell) => statusOf(cell.text) !== null),
		money: share(
			(cell) =>
				/€|EUR|Mio|T€/.test(cell.text) ||
				(typeof cell.value === 'number' &&
					!cell.isPercent &&
					cell.value >= 1_000 &&
					(cell.value > 2_200 || cell.value < 1_900))
		),
		shares: share((cell) => cell.isPercent || /^\d{1,3} ?%$/.test(cell.text)),
		ticks: share((cell) => yesOrNo(cell.text) !== null),
		averageLength: texts.reduce((sum, text) => sum + text.length, 0) / Math.max(texts.length, 1),
		distinct: new Set(texts.map(normalised)).size / Math.max(texts.length, 1)
	};
}

/** How the values speak for or against a field; added to what the name says. */
function byValues(field: ColumnField, found: Evidence): number {
	if (found.cells === 0) return 0;
	switch (field) {
		case 'as-of':
			return found.points > 0.5 ? 0.4 : -0.5;
		case 'status':
			return found.statuses > 0.4
				? 0.4
				: found.dates > 0.5 || found.shares > 0.5 || found.colours > 0.5
					? -0.8
					: found.averageLength > 40
						? -0.4
						: 0;
		case 'status-text':
			return found.averageLength > 25 ? 0.2 : found.dates > 0.5 ? -0.8 : 0;
		case 'progress':
			return found.shares > 0.5 ? 0.3 : found.statuses > 0.4 ? -0.6 : 0;
		case 'period':
			return found.periods > 0.5 ? 0.3 : found.statuses > 0.4 ? -0.6 : found.averageLength > 40 ? -0.5 : 0;
		case 'start':
		case 'end':
			return found.periods > 0.4 ? 0.3 : -0.4;
		case 'costs':
			return found.money > 0.3 ? 0.2 : found.averageLength > 40 ? -0.4 : 0;
		case 'programme':
			return found.shares > 0.5 || found.money > 0.5 ? -0.7 : 0;
		case 'funding-rate':
			return found.shares > 0.5 ? 0.3 : found.money > 0.3 ? -0.6 : 0;
		case 'funding-amount':
			return found.money > 0.3 ? 0.2 : found.shares > 0.5 ? -0.6 : 0;
		case 'signal':
			return found.colours > 0.4 ? 0.4 : found.periods > 0.5 ? -0.8 : 0;
		case 'delayed':
			return found.ticks > 0.5 ? 0.3 : found.periods > 0.5 ? -0.8 : 0;
		case 'key-measure':
			return found.ticks > 0.5 ? 0.3 : -0.6;
		case 'number':
			return found.codes > 0.5 ? 0.3 : found.averageLength > 25 ? -0.5 : 0;
		case 'project':
		case 'measure':
		case 'title':
			return found.codes > 0.8 ? -0.7 : found.ticks > 0.7 ? -0.6 : 0;
		default:
			return 0;
	}
}

/** What is called so holds money or a part of it, and never how far something is. */
const OF_MONEY = /förd|anteil|eigen|mittel|quote|zuschuss|zuwendung|kosten|satz/i;

/** What values alone say of a column without a telling name. */
function withoutName(header: string, found: Evidence): { field: ColumnField; score: number }[] {
	if (found.cells < 2) return [];
	const all: [ColumnField, boolean, number][] = [
		['status', found.statuses > 0.6, 0.55],
		['signal', found.colours > 0.5, 0.55],
		['progress', found.shares > 0.7 && !OF_MONEY.test(header), 0.5],
		['costs', found.money > 0.6, 0.5],
		['number', found.codes > 0.8 && found.distinct > 0.8, 0.5],
		['as-of', found.dates > 0.8, 0.35],
		['period', found.periods > 0.7, 0.4],
		['title', found.averageLength > 8 && found.distinct > 0.8 && found.money < 0.2, 0.3]
	];
	return all.flatMap(([field, holds, score]) => (holds ? [{ field, score }] : []));
}

/** @param rows those below the head */
export function proposeColumns(headers: readonly string[], rows: readonly SheetRow[]): ColumnProposal[] {
	const sampled = rows.slice(0, SAMPLED);
	const width = Math.max(headers.length, ...sampled.map((row) => row.cells.length), 0);
	const cellsOf = (column: number): SheetCell[] =>
		sampled.flatMap(({ cells: own }) => (own[column] && !own[column].isFromMerged ? [own[column]] : []));
	const ids = headers.findIndex((header, column) => holdsIds(header, cellsOf(column)));
	const columns = Array.from({ length: width }, (_none, column) => {
		const header = (headers[column] ?? '').slice(0, 500);
		const cells = cellsOf(column);
		const evidence = evidenceOf(cells);
		const named = fieldsNamed(unscrambled(header) ?? header).map(({ field, score }) => ({
			field,
			score: score + byValues(field, evidence),
			byName: true
		}));
		const silent = withoutName(header, evidence)
			.filter(({ field }) => named.every((one) => one.field !== field))
			.map((one) => ({ ...one, byName: false }));
		const own = ids === -1 ? null : column === ids ? 'item-id' : ownField(header);
		const candidates = [...named, ...silent, ...(own ? [{ field: own, score: CERTAIN, byName: true }] : [])]
			.filter(({ score }) => score >= 0.3)
			.sort((a, b) => b.score - a.score);
		return { column, header, evidence, candidates, samples: samplesOf(cells) };
	});
	const chosen = assign(columns);
	return columns.map(({ column, header, candidates, samples, evidence }) => ({
		letter: letterOf(column),
		header,
		field: chosen.get(column) ?? (header !== '' && evidence.cells > 0 ? 'note' : 'ignore'),
		unit: unitOf(header, evidence),
		proposals: candidates.slice(0, 4).map(({ field, byName }) => ({
			field,
			text: byName
				? { de: `Die Spalte heißt „${header}“.`, en: `The column is called “${header}”.` }
				: { de: 'Nach den Werten in der Spalte.', en: 'By the values in the column.' }
		})),
		samples
	}));
}

/** Amounts that all name the euro themselves are euro, whatever stands above them; a few of them are asked about. */
const unitOf = (header: string, { cells, euros }: Evidence): MoneyUnit =>
	cells >= 3 && euros >= 0.8 ? 'euro' : unitNamed(header);

const samplesOf = (cells: readonly SheetCell[]): string[] =>
	[...new Set(cells.map((cell) => cell.text.slice(0, 100)))].slice(0, 5);

interface Candidates {
	column: number;
	candidates: { field: ColumnField; score: number; byName: boolean }[];
}

/** The surest claim on a field gets it; who loses takes what else it may be. */
function assign(columns: readonly Candidates[]): Map<number, ColumnField> {
	const claims = columns
		.flatMap(({ column, candidates }) => candidates.map((one) => ({ column, ...one })))
		.sort((a, b) => b.score - a.score || a.column - b.column);
	const chosen = new Map<number, ColumnField>();
	const taken = new Set<ColumnField>();
	const hasEnds = (['start', 'end'] as const).every((end) =>
		claims.some(({ field, byName }) => field === end && byName)
	);
	for (const { column, field, byName } of claims) {
		if (chosen.has(column) || (taken.has(field) && !SEVERAL.has(field))) continue;
		// Where beginning and end have columns of their own, another one with times is something else.
		if (field === 'period' && hasEnds && !byName) continue;
		chosen.set(column, field);
		taken.add(field);
	}
	// A name of its own is one too many where another column says the title already.
	const titles = [...chosen].filter(([, field]) => field === 'title');
	if (titles.length === 1 && (taken.has('project') || taken.has('measure')))
		chosen.set((titles[0] as [number, ColumnField])[0], 'description');
	return chosen;
}
