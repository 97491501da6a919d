import type { Language } from '@konzeptstand/contract/values.ts';
import { xml, xmlPart, xmlText } from '../xml.ts';
import type { Xml } from '../xml.ts';
import type { ZipPart } from '../zip.ts';
import { columnLetters, inBatches, plainText, valueOf } from './cell-value.ts';
import type { CellValue, Writing } from './cell-value.ts';
import { odsStyles } from './ods-styles.ts';
import type { Table } from './table.ts';

/** Parts of a spreadsheet as OpenDocument 1.3 has them: typed cells, frozen header, filter buttons, German formats. */

const MIME = 'application/vnd.oasis.opendocument.spreadsheet';
const VERSION = '1.3';
const OASIS = 'urn:oasis:names:tc:opendocument:xmlns';
const ODF = {
	'xmlns:office': `${OASIS}:office:1.0`,
	'xmlns:style': `${OASIS}:style:1.0`,
	'xmlns:text': `${OASIS}:text:1.0`,
	'xmlns:table': `${OASIS}:table:1.0`,
	'xmlns:number': `${OASIS}:datastyle:1.0`,
	'xmlns:fo': `${OASIS}:xsl-fo-compatible:1.0`,
	'xmlns:config': `${OASIS}:config:1.0`,
	'xmlns:meta': `${OASIS}:meta:1.0`,
	'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
	'xmlns:ooo': 'http://openoffice.org/2004/office',
	'office:version': VERSION
} as const;

/** @param day ISO, of which the file says it is */
export function odsParts(tables: readonly Table[], writing: Writing, day: string): ZipPart[] {
	const parts: ZipPart[] = [
		{ name: 'content.xml', content: () => inBatches(content(tables, writing)) },
		{ name: 'styles.xml', content: xmlPart(xml('office:document-styles', ODF)) },
		{ name: 'settings.xml', content: xmlPart(settings(tables)) },
		{ name: 'meta.xml', content: xmlPart(meta(day)) }
	];
	return [
		{ name: 'mimetype', content: MIME, isPlain: true },
		...parts,
		{ name: 'META-INF/manifest.xml', content: xmlPart(manifest(parts)) }
	];
}

function* content(tables: readonly Table[], writing: Writing): Generator<string> {
	const widths = [...new Set(tables.flatMap((table) => table.columns.map((column) => column.width)))];
	const root = xmlPart(xml('office:document-content', ODF)).replace(/\/>$/, '>');
	yield `${root}${odsStyles(widths, writing.language)}<office:body><office:spreadsheet>`;
	for (const table of tables) {
		const { columns } = table;
		yield xml('table:table', { 'table:name': table.name, 'table:style-name': 'sheet' }).replace(/\/>$/, '>');
		yield columns
			.map(({ width }) => xml('table:table-column', { 'table:style-name': `width-${String(width)}` }))
			.join('');
		const header = columns.map(({ title }) => textCell(title, 'header')).join('');
		yield `<table:table-header-rows>${rowOf(header)}</table:table-header-rows>`;
		for (const cells of table.rows()) {
			let row = '';
			for (const [index, cell] of cells.entries())
				row += cellOf(valueOf(cell, columns[index]?.kind ?? 'text', writing), writing.language);
			yield rowOf(row);
		}
		yield '</table:table>';
	}
	yield `${filters(tables)}</office:spreadsheet></office:body></office:document-content>`;
}

const rowOf = (cells: string): string => `<table:table-row table:style-name="row">${cells}</table:table-row>`;

function cellOf(value: CellValue | null, language: Language): string {
	if (value === null) return '<table:table-cell/>';
	if (value.type === 'text') return textCell(value.text, 'text');
	const attributes = {
		number: () => `office:value-type="float" office:value="${numberOf(value)}"`,
		percent: () => `office:value-type="float" office:value="${numberOf(value)}"`,
		amount: () => `office:value-type="currency" office:currency="EUR" office:value="${numberOf(value)}"`,
		date: () => `office:value-type="date" office:date-value="${dateOf(value)}"`,
		instant: () => `office:value-type="date" office:date-value="${dateOf(value)}"`
	}[value.type]();
	const shown = xmlText(plainText(value, language));
	return `<table:table-cell table:style-name="${value.type}" ${attributes}><text:p>${shown}</text:p></table:table-cell>`;
}

const numberOf = (value: CellValue): string => ('number' in value ? String(value.number) : '');
const dateOf = (value: CellValue): string =>
	value.type === 'date' ? value.day : 'moment' in value ? value.moment : '';

function textCell(text: string, style: string): string {
	const lines = text.split(/\r\n|\r|\n/).map((line) => `<text:p>${lineOf(line)}</text:p>`);
	const attributes = `table:style-name="${style}" office:value-type="string"`;
	return `<table:table-cell ${attributes}>${lines.join('')}</table:table-cell>`;
}

/** Where spaces stand that OpenDocument would fold into one or none: written out, as tabs are. */
const FOLDED = /^ | $| {2,}|\t/g;
const HAS_FOLDED = /^ | $| {2}|\t/;

function lineOf(line: string): string {
	if (!HAS_FOLDED.test(line)) return xmlText(line);
	const space = (spaces: string): string =>
		spaces === '\t' ? xml('text:tab') : xml('text:s', { 'text:c': spaces.length });
	return xmlText(line).replace(FOLDED, space);
}

function filters(tables: readonly Table[]): Xml {
	return xml(
		'table:database-ranges',
		{},
		tables.map((table, index) => {
			const sheet = `'${table.name.replaceAll("'", "''")}'`;
			const last = `${columnLetters(table.columns.length - 1)}${String(table.rowCount + 1)}`;
			return xml('table:database-range', {
				'table:name': `__Anonymous_Sheet_DB__${String(index)}`,
				'table:target-range-address': `${sheet}.A1:${sheet}.${last}`,
				'table:display-filter-buttons': 'true'
			});
		})
	);
}

function settings(tables: readonly Table[]): Xml {
	const item = (name: string, type: string, value: string): Xml =>
		xml('config:config-item', { 'config:name': name, 'config:type': type }, xmlText(value));
	const frozen = tables.map((table) =>
		xml(
			'config:config-item-map-entry',
			{ 'config:name': table.name },
			item('VerticalSplitMode', 'short', '2'),
			item('VerticalSplitPosition', 'int', '1'),
			item('ActiveSplitRange', 'short', '2'),
			item('PositionBottom', 'int', '1')
		)
	);
	return xml(
		'office:document-settings',
		ODF,
		xml(
			'office:settings',
			{},
			xml(
				'config:config-item-set',
				{ 'config:name': 'ooo:view-settings' },
				xml(
					'config:config-item-map-indexed',
					{ 'config:name': 'Views' },
					xml(
						'config:config-item-map-entry',
						{},
						item('ViewId', 'string', 'view1'),
						xml('config:config-item-map-named', { 'config:name': 'Tables' }, frozen)
					)
				)
			)
		)
	);
}

function meta(day: string): Xml {
	return xml(
		'office:document-meta',
		ODF,
		xml(
			'office:meta',
			{},
			xml('meta:generator', {}, xmlText('Konzeptstand')),
			xml('meta:creation-date', {}, xmlText(`${day}T12:00:00`)),
			xml('dc:date', {}, xmlText(`${day}T12:00:00`))
		)
	);
}

function manifest(parts: readonly ZipPart[]): Xml {
	const entry = (path: string, type: string, version?: string): Xml =>
		xml('manifest:file-entry', {
			'manifest:full-path': path,
			'manifest:version': version,
			'manifest:media-type': type
		});
	return xml(
		'manifest:manifest',
		{ 'xmlns:manifest': `${OASIS}:manifest:1.0`, 'manifest:version': VERSION },
		entry('/', MIME, VERSION),
		parts.map(({ name }) => entry(name, 'text/xml'))
	);
}
