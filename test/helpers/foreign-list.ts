import { importWords } from '@konzeptstand/contract/import.ts';
import type { ImportDecision, ImportRow } from '@konzeptstand/contract/import.ts';
import type { Held } from '../../backend/exchange/spreadsheet/held.ts';
import { interpret } from '../../backend/exchange/spreadsheet/interpret.ts';
import type { Interpretation } from '../../backend/exchange/spreadsheet/interpret.ts';
import { planImport } from '../../backend/exchange/spreadsheet/plan.ts';
import type { Plan } from '../../backend/exchange/spreadsheet/plan.ts';
import { tableXlsx } from './spreadsheets.ts';
import type { TestRow } from './spreadsheets.ts';

/** Lists of other offices, read and planned for an empty region of three towns. */

export const TOWNS = ['Saalfeld/Saale', 'Rudolstadt', 'Bad Blankenburg'].map((name, index) => ({
	_id: `01900000-0000-7000-8000-00000000000${String(index)}`,
	name
}));
const EMPTY = {
	edition: { _id: 'edition', year: 2026, title: 'Entwurf' },
	isFrozen: false,
	fields: [],
	goals: [],
	measures: [],
	projects: [],
	reports: new Map(),
	parties: [],
	municipalities: TOWNS
} as unknown as Held;

export interface Said {
	decisions?: ImportDecision[];
	words?: object;
}
export const understand = (bytes: Buffer, { decisions = [], words = {} }: Said = {}): Interpretation =>
	interpret({
		bytes,
		reading: { encoding: null, separator: null },
		sheets: null,
		words: importWords.parse(words),
		decisions,
		day: '2026-11-25'
	});
export const plan = (bytes: Buffer, said: Said = {}): Promise<Plan> =>
	planImport(understand(bytes, said), EMPTY, {
		words: importWords.parse(said.words ?? {}),
		decisions: said.decisions ?? []
	});
export const decided = (
	doubt: string,
	choice: ImportDecision['choice'],
	value: string | null = null
): ImportDecision => ({
	doubt,
	choice,
	value
});

const fieldsOf = (bytes: Buffer): Record<string, string> =>
	Object.fromEntries(understand(bytes).sheets[0]?.columns.map(({ header, field }) => [header, field]) ?? []);
export const columnsOf = (head: string[], rows: TestRow[]): string[] => Object.values(fieldsOf(tableXlsx(head, rows)));

/** What one row of a list says, and what is doubted about it. */
export function rowOf(head: string[], row: TestRow, said: Said = {}) {
	const [read] = understand(tableXlsx(head, [row]), said).rows;
	const doubts = (read?.doubts ?? []).map(({ code, proposal }) =>
		proposal === null ? code : `${code}: ${proposal.value.replace(/\u00a0/g, ' ')}`
	);
	return { values: read?.values ?? {}, doubts };
}
export const changesOf = (rows: readonly ImportRow[], title: string): Record<string, string> =>
	Object.fromEntries(
		rows
			.filter((row) => row.title === title)
			.flatMap(({ changes }) => changes.map(({ field, after }) => [field, after.de]))
	);
export const openIn = ({ rows }: Plan): string[] =>
	rows.flatMap(({ doubts }) => doubts.flatMap(({ code, isOpen }) => (isOpen ? [code] : [])));
