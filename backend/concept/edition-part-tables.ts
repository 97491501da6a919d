import type { z } from 'zod';
import type { amendmentList, attachmentList, chapterList, omissionList } from '@konzeptstand/contract/edition.ts';
import type { Language } from '@konzeptstand/contract/values.ts';
import type { CsvTable } from '../foundation/http/csv.ts';
import { named, pick } from './tables.ts';

/** Chapters, omissions, amendments and files as tables for spreadsheets. */

export function chapterTable(page: z.output<typeof chapterList>, language: Language): CsvTable {
	return {
		columns: pick(language, ['Art', 'Kapitel', 'Text', 'Kennung'], ['Kind', 'Chapter', 'Text', 'Id']),
		rows: page.rows.map((row) => [row.kind, row.title, row.text, row.id])
	};
}

export function omissionTable(page: z.output<typeof omissionList>, language: Language): CsvTable {
	return {
		columns: pick(language, ['Entfallen', 'Grund'], ['Dropped', 'Reason']),
		rows: page.rows.map((row) => [named(row.itemReference), row.reason])
	};
}

const TYPES = { amendment: { de: 'Änderung', en: 'amendment' }, erratum: { de: 'Berichtigung', en: 'erratum' } };

export function amendmentTable(page: z.output<typeof amendmentList>, language: Language): CsvTable {
	return {
		columns: pick(
			language,
			['Art', 'Nummer', 'Datum', 'Bezug', 'Titel', 'Text', 'Beschluss'],
			['Type', 'Number', 'Date', 'Of', 'Title', 'Text', 'Decision']
		),
		rows: page.rows.map((row) => [
			TYPES[row.type][language],
			row.number,
			row.date,
			named(row.ofReference),
			row.title,
			row.text,
			named(row.decisionReference)
		])
	};
}

export function attachmentTable(page: z.output<typeof attachmentList>, language: Language): CsvTable {
	return {
		columns: pick(
			language,
			['Datei', 'Art', 'Bytes', 'Bezug', 'Beschreibung', 'Nachweis'],
			['File', 'Type', 'Bytes', 'Of', 'Description', 'Credit']
		),
		rows: page.rows.map((row) => [row.name, row.type, row.size, named(row.ofReference), row.alt, row.credit])
	};
}
