import type { Language } from '@konzeptstand/contract/values.ts';
import { NOTHING, xml, xmlPart, xmlText } from '../xml.ts';
import type { Xml } from '../xml.ts';
import type { ZipPart } from '../zip.ts';
import { columnLetters, inBatches, isLikeFormula, valueOf } from './cell-value.ts';
import type { CellValue, Writing } from './cell-value.ts';
import type { Table } from './table.ts';

/** Parts of a workbook as ECMA-376 has them: typed cells, frozen header, filter buttons, German formats. */

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE_RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const CONTENT_TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Places of the formats in the styles below. */
const STYLE = { header: 1, text: 2, quoted: 3, number: 4, percent: 5, amount: 6, date: 7, instant: 8 } as const;
/** A cell of a workbook holds no more. Source: Excel specifications and limits. */
const LONGEST_TEXT = 32_767;
/** Read as a character by its number: written out, so that typed text is what it was. Source: ECMA-376, ST_Xstring. */
const LIKE_ESCAPE = /_(?=x[0-9A-Fa-f]{4}_)/g;

export function xlsxParts(tables: readonly Table[], writing: Writing): ZipPart[] {
	const sheets = tables.map((table, index) => ({ table, part: `xl/worksheets/sheet${String(index + 1)}.xml` }));
	return [
		{ name: '[Content_Types].xml', content: xmlPart(contentTypes(sheets.map(({ part }) => part))) },
		{
			name: '_rels/.rels',
			content: xmlPart(relations([[`${RELATIONS}/officeDocument`, 'xl/workbook.xml']]))
		},
		{ name: 'xl/workbook.xml', content: xmlPart(workbook(tables)) },
		{
			name: 'xl/_rels/workbook.xml.rels',
			content: xmlPart(
				relations([
					...sheets.map(({ part }) => [`${RELATIONS}/worksheet`, part.replace('xl/', '')] as const),
					[`${RELATIONS}/styles`, 'styles.xml']
				])
			)
		},
		{ name: 'xl/styles.xml', content: xmlPart(styles(writing.language)) },
		...sheets.map(({ table, part }) => ({ name: part, content: () => inBatches(sheet(table, writing)) }))
	];
}

function contentTypes(sheets: readonly string[]): Xml {
	const override = (part: string, type: string): Xml =>
		xml('Override', { PartName: `/${part}`, ContentType: `${SHEET_TYPE}.${type}+xml` });
	return xml(
		'Types',
		{ xmlns: CONTENT_TYPES },
		xml('Default', { Extension: 'rels', ContentType: 'application/vnd.openxmlformats-package.relationships+xml' }),
		xml('Default', { Extension: 'xml', ContentType: 'application/xml' }),
		override('xl/workbook.xml', 'sheet.main'),
		override('xl/styles.xml', 'styles'),
		sheets.map((part) => override(part, 'worksheet'))
	);
}

function relations(targets: readonly (readonly [type: string, target: string])[]): Xml {
	return xml(
		'Relationships',
		{ xmlns: PACKAGE_RELATIONS },
		targets.map(([Type, Target], index) => xml('Relationship', { Id: `rId${String(index + 1)}`, Type, Target }))
	);
}

function workbook(tables: readonly Table[]): Xml {
	const inSheet = (table: Table): string => `'${table.name.replaceAll("'", "''")}'!`;
	const names = tables.flatMap((table, index) => [
		xml(
			'definedName',
			{ name: '_xlnm._FilterDatabase', localSheetId: index, hidden: 1 },
			xmlText(inSheet(table) + areaOf(table).replace(/([A-Z]+)(\d+)/g, '$$$1$$$2'))
		),
		xml('definedName', { name: '_xlnm.Print_Titles', localSheetId: index }, xmlText(`${inSheet(table)}$1:$1`))
	]);
	return xml(
		'workbook',
		{ xmlns: MAIN, 'xmlns:r': RELATIONS },
		xml(
			'sheets',
			{},
			tables.map(({ name }, index) => xml('sheet', { name, sheetId: index + 1, 'r:id': `rId${String(index + 1)}` }))
		),
		xml('definedNames', {}, names)
	);
}

const FIRST_FORMAT = 164;

function styles(language: Language): Xml {
	const day = language === 'de' ? 'dd.mm.yyyy' : 'dd/mm/yyyy';
	const formats = ['0" %"', '#,##0.00\\ "€"', day, `${day}\\ hh:mm`];
	const format = (index: number): number => FIRST_FORMAT + index;
	const cell = (numFmtId: number, more: Record<string, number> = {}): Xml =>
		xml(
			'xf',
			{ numFmtId, fontId: 0, fillId: 0, borderId: 0, xfId: 0, applyNumberFormat: 1, applyAlignment: 1, ...more },
			xml('alignment', { vertical: 'top', wrapText: 1 })
		);
	const fonts = [NOTHING, xml('b')].map((weight) =>
		xml('font', {}, weight, xml('sz', { val: 11 }), xml('name', { val: 'Calibri' }), xml('family', { val: 2 }))
	);
	const fills = [
		xml('fill', {}, xml('patternFill', { patternType: 'none' })),
		xml('fill', {}, xml('patternFill', { patternType: 'gray125' })),
		xml('fill', {}, xml('patternFill', { patternType: 'solid' }, xml('fgColor', { rgb: 'FFE6E9EE' })))
	];
	const list = (name: string, items: readonly Xml[]): Xml => xml(name, { count: items.length }, items);
	const plain = { numFmtId: 0, fontId: 0, fillId: 0, borderId: 0 };
	return xml(
		'styleSheet',
		{ xmlns: MAIN },
		list(
			'numFmts',
			formats.map((formatCode, index) => xml('numFmt', { numFmtId: format(index), formatCode }))
		),
		list('fonts', fonts),
		list('fills', fills),
		list('borders', [xml('border', {}, ...['left', 'right', 'top', 'bottom', 'diagonal'].map((side) => xml(side)))]),
		list('cellStyleXfs', [xml('xf', plain)]),
		// In the order of STYLE. 49 is text: whoever edits such a cell still writes text.
		list('cellXfs', [
			xml('xf', { ...plain, xfId: 0 }),
			cell(0, { fontId: 1, fillId: 2, applyFont: 1, applyFill: 1 }),
			cell(49),
			cell(49, { quotePrefix: 1 }),
			cell(0),
			...formats.map((_, index) => cell(format(index)))
		]),
		list('cellStyles', [xml('cellStyle', { name: 'Standard', xfId: 0, builtinId: 0 })])
	);
}

function* sheet(table: Table, writing: Writing): Generator<string> {
	const { columns } = table;
	const letters = columns.map((_, index) => columnLetters(index));
	const top = xml(
		'sheetView',
		{ workbookViewId: 0 },
		xml('pane', { ySplit: 1, topLeftCell: 'A2', activePane: 'bottomLeft', state: 'frozen' })
	);
	const widths = columns.map(({ width }, index) =>
		xml('col', { min: index + 1, max: index + 1, width, customWidth: 1 })
	);
	yield xmlPart(
		[
			`<worksheet xmlns="${MAIN}">`,
			xml('sheetPr', {}, xml('pageSetUpPr', { fitToPage: 1 })),
			xml('dimension', { ref: areaOf(table) }),
			xml('sheetViews', {}, top),
			xml('cols', {}, widths),
			'<sheetData>'
		].join('') as Xml
	);
	yield rowOf(1, columns.map(({ title }, index) => textCell(`${letters[index] ?? ''}1`, title, STYLE.header)).join(''));
	let number = 1;
	for (const cells of table.rows()) {
		number += 1;
		let row = '';
		for (const [index, cell] of cells.entries()) {
			const value = valueOf(cell, columns[index]?.kind ?? 'text', writing);
			if (value !== null) row += cellOf(`${letters[index] ?? ''}${String(number)}`, value);
		}
		yield rowOf(number, row);
	}
	yield [
		'</sheetData>',
		xml('autoFilter', { ref: areaOf(table) }),
		xml('pageSetup', { paperSize: 9, orientation: 'landscape', fitToHeight: 0 }),
		'</worksheet>'
	].join('');
}

const rowOf = (number: number, cells: string): string => `<row r="${String(number)}">${cells}</row>`;

function cellOf(place: string, value: CellValue): string {
	switch (value.type) {
		case 'text':
			return textCell(place, value.text, isLikeFormula(value.text) ? STYLE.quoted : STYLE.text);
		case 'date':
		case 'instant': {
			const moment = value.type === 'date' ? value.day : value.moment;
			const serial = serialOf(moment);
			return serial === null ? textCell(place, moment, STYLE.text) : numberCell(place, serial, STYLE[value.type]);
		}
		default:
			return numberCell(place, value.number, STYLE[value.type]);
	}
}

const numberCell = (place: string, number: number, style: number): string =>
	`<c r="${place}" s="${String(style)}"><v>${String(number)}</v></c>`;

function textCell(place: string, text: string, style: number): string {
	const short = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text;
	const inside = xmlText(short.includes('_x') ? short.replace(LIKE_ESCAPE, '_x005F_') : short);
	return `<c r="${place}" t="inlineStr" s="${String(style)}"><is><t xml:space="preserve">${inside}</t></is></c>`;
}

/** Day 0 of a workbook is 30.12.1899, and only from March 1900 on do all programs agree; null before. */
function serialOf(moment: string): number | null {
	const milliseconds = Date.parse(moment.includes('T') ? `${moment}Z` : `${moment}T00:00:00Z`);
	const serial = (milliseconds - Date.UTC(1899, 11, 30)) / 86_400_000;
	return serial > 60 ? serial : null;
}

function areaOf({ columns, rowCount }: Table): string {
	return `A1:${columnLetters(columns.length - 1)}${String(rowCount + 1)}`;
}
