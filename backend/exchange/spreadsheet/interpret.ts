import type { ImportDecision, ImportWords, SheetSettings } from '@konzeptstand/contract/import.ts';
import { Doubts } from './doubts.ts';
import { proposeSheet } from './propose-sheet.ts';
import type { SheetProposal } from './propose-sheet.ts';
import { RowReader } from './read-rows.ts';
import type { ReadRow } from './read-rows.ts';
import { ValueReader } from './read-values.ts';
import { readWorkbook } from './read-workbook.ts';
import { columnOf } from './sheet.ts';
import type { ReadingOptions, Sheet, Workbook } from './sheet.ts';
import { saysUnknown } from './words.ts';

/** A file and how it is to be understood. */
export interface InterpretRequest {
	bytes: Uint8Array;
	reading: ReadingOptions;
	/** Null: all is proposed. */
	sheets: readonly SheetSettings[] | null;
	words: ImportWords;
	decisions: readonly ImportDecision[];
	/** Today in the region, ISO. */
	day: string;
}

export interface WordCount {
	word: string;
	count: number;
}
/** What a list says, before it is held against what the region knows. */
export interface Interpretation {
	kind: Workbook['kind'];
	encoding: string | null;
	separator: string | null;
	notices: string[];
	sheets: (SheetProposal & {
		rowCount: number;
		columns: (SheetProposal['columns'][number] & { unknownWords: WordCount[] })[];
	})[];
	rows: ReadRow[];
	words: Record<'statuses' | 'priorities' | 'parties', WordCount[]>;
}

/** The most frequent word first. */
export const counted = (used: ReadonlyMap<string, number>): WordCount[] =>
	[...used]
		.map(([word, count]) => ({ word, count }))
		.sort((a, b) => b.count - a.count || a.word.localeCompare(b.word, 'de'));

/** More different ones than these are hardly in any column. */
const MOST_WORDS = 6;

/** What was read as not known: nobody has to find out by the rows that it was. */
function unknownWordsOf(sheet: Sheet, letter: string): WordCount[] {
	const column = columnOf(letter);
	const used = new Map<string, number>();
	for (const { cells } of sheet.rows) {
		const text = cells[column]?.text.trim() ?? '';
		if (text !== '' && saysUnknown(text)) used.set(text, (used.get(text) ?? 0) + 1);
	}
	return counted(used).slice(0, MOST_WORDS);
}

/** @throws SheetRefusal */
export function interpret(request: InterpretRequest): Interpretation {
	const workbook = readWorkbook(request.bytes, request.reading);
	const doubts = new Doubts(request.decisions);
	const values = new ValueReader(doubts, request.words);
	const isOnly = workbook.sheets.filter(({ rows, isHidden }) => rows.length > 0 && !isHidden).length === 1;
	const rows: ReadRow[] = [];
	const sheets = workbook.sheets.map((sheet, index) => {
		const settings = proposeSheet(
			sheet,
			isOnly,
			request.sheets?.find(({ name }) => name === sheet.name)
		);
		if (settings.isUsed) rows.push(...new RowReader(sheet, index, settings, values, doubts, request.day).read());
		const columns = settings.columns.map((column) => ({
			...column,
			unknownWords: settings.isUsed && column.field !== 'ignore' ? unknownWordsOf(sheet, column.letter) : []
		}));
		return { ...settings, columns, rowCount: sheet.rows.length };
	});
	const { statuses, priorities, parties } = values.words;
	return {
		kind: workbook.kind,
		encoding: workbook.encoding,
		separator: workbook.separator,
		notices: workbook.notices,
		sheets,
		rows,
		words: {
			statuses: counted(statuses),
			priorities: counted(priorities),
			parties: counted(parties)
		}
	};
}
