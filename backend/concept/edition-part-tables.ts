import type { z } from 'zod';
import type { Amendment, attachment, Chapter, Omission } from '@konzeptstand/contract/edition.ts';
import { describeTable } from '../foundation/table/table.ts';
import { keyColumns, named } from './table-words.ts';

/** Chapters, omissions, amendments and files as tables. */

export const chapterTable = describeTable<Chapter>({ de: 'Kapitel', en: 'Chapters' }, [
	['Art', 'Kind', 'text', (row) => row.kind, 16],
	['Kapitel', 'Chapter', 'text', (row) => row.title, 40],
	['Text', 'Text', 'text', (row) => row.text, 80],
	...keyColumns
]);

export const omissionTable = describeTable<Omission>({ de: 'Entfallenes', en: 'Dropped' }, [
	['Entfallen', 'Dropped', 'text', (row) => named(row.itemReference), 50],
	['Grund', 'Reason', 'text', (row) => row.reason, 60],
	...keyColumns
]);

const TYPES = { amendment: { de: 'Änderung', en: 'amendment' }, erratum: { de: 'Berichtigung', en: 'erratum' } };

export const amendmentTable = describeTable<Amendment>({ de: 'Änderungen', en: 'Amendments' }, [
	['Art', 'Type', 'text', (row, language) => TYPES[row.type][language], 14],
	['Nr.', 'No.', 'number', (row) => row.number],
	['Datum', 'Date', 'date', (row) => row.date],
	['Bezug', 'Of', 'text', (row) => named(row.ofReference), 40],
	['Titel', 'Title', 'text', (row) => row.title, 40],
	['Text', 'Text', 'text', (row) => row.text, 80],
	['Beschluss', 'Decision', 'text', (row) => named(row.decisionReference), 40],
	...keyColumns
]);

export const attachmentTable = describeTable<z.output<typeof attachment>>({ de: 'Dateien', en: 'Files' }, [
	['Datei', 'File', 'text', (row) => row.name, 40],
	['Art', 'Type', 'text', (row) => row.type],
	['Bytes', 'Bytes', 'number', (row) => row.size, 14],
	['Bezug', 'Of', 'text', (row) => named(row.ofReference), 40],
	['Beschreibung', 'Description', 'text', (row) => row.alt, 50],
	['Nachweis', 'Credit', 'text', (row) => row.credit, 30],
	...keyColumns
]);
