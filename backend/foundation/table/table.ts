import type { Language } from '@konzeptstand/contract/values.ts';

/** A list as a table: described once, written as a spreadsheet of any format. */

/**
 * What a column's values are: `amount` integer cents, `percent` 0–100, `date` an EDTF value (a whole day becomes a date,
 * anything else stays the text that it is), `instant` an ISO instant, `flag` yes or no.
 */
export type CellKind = 'text' | 'number' | 'percent' | 'amount' | 'date' | 'instant' | 'flag';
/** Null: not known, and then the cell is empty. */
export type Cell = string | number | boolean | null;

/** One column: its title in both languages, the kind of its values, how a row gives it, and its width in characters. */
export type Column<Row> = readonly [
	de: string,
	en: string,
	kind: CellKind,
	value: (row: Row, language: Language) => Cell,
	width?: number
];

export interface Table {
	name: string;
	columns: readonly { title: string; kind: CellKind; width: number }[];
	rowCount: number;
	/** Made while they are written, so that a long list is never held twice. */
	rows: () => Iterable<readonly Cell[]>;
}

/** A table of one kind of rows. */
export type TableOf<Row> = (list: { rows: readonly Row[] }, language: Language) => Table;

const WIDTHS: Record<CellKind, number> = {
	text: 24,
	number: 10,
	percent: 12,
	amount: 18,
	date: 14,
	instant: 18,
	flag: 12
};

/** Describes a list as a table. @param name of the sheet: at most 31 characters, none of []:*?/\ */
export function describeTable<Row>(
	name: Readonly<Record<Language, string>>,
	columns: readonly Column<Row>[]
): TableOf<Row> {
	return ({ rows }, language) => ({
		name: name[language],
		columns: columns.map(([de, en, kind, , width]) => ({
			title: language === 'de' ? de : en,
			kind,
			width: width ?? WIDTHS[kind]
		})),
		rowCount: rows.length,
		*rows() {
			for (const row of rows) yield columns.map(([, , , value]) => value(row, language));
		}
	});
}
