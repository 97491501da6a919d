import { field, goalRow, measureRow } from '@konzeptstand/contract/concept.ts';
import { EDITION_FORMAT } from '@konzeptstand/contract/edition-export.ts';
import { projectRow } from '@konzeptstand/contract/project.ts';
import type { z } from 'zod';
import { fieldTable, goalTable, measureTable, projectTable } from '../../concept/tables.service.ts';
import { plainText, valueOf } from '../../foundation/table/cell-value.ts';
import type { TableOf } from '../../foundation/table/table.ts';
import { LIMITS, PLAIN, SheetRefusal } from './sheet.ts';
import type { SheetCell, Workbook } from './sheet.ts';

/** Lists that the product has written as JSON: read as the table that the same list is in every other format. */

const WRITING = { language: 'de', timeZone: 'UTC' } as const;

interface OwnList {
	/** The list as a table; null where these are no rows of it. */
	tableOf: (rows: readonly unknown[]) => ReturnType<TableOf<unknown>> | null;
}

function ownList<S extends z.ZodType>(row: S, table: TableOf<z.output<S>>): OwnList {
	const parsed = row.array();
	return {
		tableOf(rows) {
			const read = parsed.safeParse(rows);
			return read.success ? table({ rows: read.data }, WRITING.language) : null;
		}
	};
}

const LISTS: readonly OwnList[] = [
	ownList(projectRow, projectTable),
	ownList(measureRow, measureTable),
	ownList(goalRow, goalTable),
	ownList(field, fieldTable)
];

/** Whether a text can be a file of JSON, by how it begins. */
export const isLikeJson = (text: string): boolean => /^\s*[{[]/.test(text);

/**
 * @param text that begins like JSON
 * @returns null where it is none: a list may begin with a bracket
 * @throws SheetRefusal for JSON that is none of the product's lists
 */
export function readJson(text: string): Workbook | null {
	const read = parsed(text);
	if (typeof read !== 'object' || read === null) return null;
	if ('format' in read && read.format === EDITION_FORMAT) throw new SheetRefusal('sheet_json_edition');
	const rows: unknown = 'rows' in read ? read.rows : read;
	if (!Array.isArray(rows)) throw new SheetRefusal('sheet_json_foreign');
	if (rows.length === 0) throw new SheetRefusal('sheet_empty');
	if (rows.length >= LIMITS.rows) throw new SheetRefusal('sheet_too_many_rows', { most: LIMITS.rows });
	for (const { tableOf } of LISTS) {
		const table = tableOf(rows);
		if (table === null) continue;
		const lines = [
			table.columns.map(({ title }) => cellOf(title)),
			...[...table.rows()].map((cells) =>
				cells.map((cell, index) => {
					const value = valueOf(cell, table.columns[index]?.kind ?? 'text', WRITING);
					return value === null ? undefined : cellOf(plainText(value, WRITING.language));
				})
			)
		];
		const sheet = {
			name: table.name,
			isHidden: false,
			rows: lines.map((cells, index) => ({ number: index + 1, cells })),
			wideMerges: new Map()
		};
		return { kind: 'json', sheets: [sheet], notices: [], encoding: null, separator: null };
	}
	throw new SheetRefusal('sheet_json_foreign');
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

const cellOf = (text: string): SheetCell => ({ ...PLAIN, text: text.trim(), value: text.trim(), kind: 'text' });
