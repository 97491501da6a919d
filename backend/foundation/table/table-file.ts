import { Readable } from 'node:stream';
import type { Language } from '@konzeptstand/contract/values.ts';
import { zipStream } from '../zip.ts';
import type { Writing } from './cell-value.ts';
import { csvOf } from './csv.ts';
import { odsParts } from './ods.ts';
import { describeTable } from './table.ts';
import type { Table } from './table.ts';
import { xlsxParts } from './xlsx.ts';

export type TableFormat = 'csv' | 'ods' | 'xlsx';

/** What a spreadsheet says of itself on its last sheet: name and value. */
export type About = readonly (readonly [name: string, value: string])[];

export interface TableFile {
	type: string;
	/** Without a dot. */
	extension: string;
	content: Readable;
}

const TYPES = {
	csv: 'text/csv; charset=utf-8',
	zip: 'application/zip',
	ods: 'application/vnd.oasis.opendocument.spreadsheet',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
} as const;

const aboutTable = describeTable<About[number]>({ de: 'Über diese Datei', en: 'About this file' }, [
	['Angabe', 'What', 'text', ([name]) => name, 30],
	['Wert', 'Value', 'text', ([, value]) => value, 80]
]);

/**
 * Tables as a file of a format, written while it is sent. The same tables, words and day give the same bytes. Several
 * tables as CSV are a zip of one file each.
 * @param day ISO, of which the file says it is
 */
export function tableFile(
	format: TableFormat,
	tables: readonly Table[],
	about: About,
	day: string,
	writing: Writing
): TableFile {
	const [only] = tables;
	if (format === 'csv' && tables.length === 1 && only)
		return { type: TYPES.csv, extension: 'csv', content: Readable.from(csvOf(only, writing), { objectMode: false }) };
	const all = [...tables, aboutTable({ rows: about }, writing.language)];
	const extension = format === 'csv' ? 'zip' : format;
	return { type: TYPES[extension], extension, content: zipStream(partsOf(format, all, day, writing), day) };
}

function partsOf(format: TableFormat, tables: readonly Table[], day: string, writing: Writing) {
	switch (format) {
		case 'csv':
			return tables.map((table) => ({ name: `${table.name}.csv`, content: () => csvOf(table, writing) }));
		case 'ods':
			return odsParts(tables, writing, day);
		case 'xlsx':
			return xlsxParts(tables, writing);
	}
}

const WORDS: Record<Language, Record<'region' | 'state' | 'day' | 'filter' | 'none' | 'all', string>> = {
	de: {
		region: 'Kooperationsraum',
		state: 'Stand des Protokolls',
		day: 'Tag',
		filter: 'Filter',
		none: 'noch kein Eintrag',
		all: 'keiner: alle Zeilen'
	},
	en: {
		region: 'Region',
		state: 'State of the record',
		day: 'Day',
		filter: 'Filter',
		none: 'no entry yet',
		all: 'none: all rows'
	}
};

/** Of which region and state a file is, and what was asked for. */
export function aboutFile(
	region: string,
	head: { sequence: number; hash: string; at: string } | null,
	day: string,
	asked: readonly (readonly [name: string, value: string])[],
	{ language }: Writing
): About {
	const words = WORDS[language];
	const entry = language === 'de' ? 'Eintrag' : 'entry';
	return [
		[words.region, region],
		[words.state, head ? `${entry} ${String(head.sequence)}, ${head.at}, SHA-256 ${head.hash}` : words.none],
		[words.day, day],
		...(asked.length > 0
			? asked.map(([name, value]) => [`${words.filter}: ${name}`, value] as const)
			: [[words.filter, words.all] as const])
	];
}
