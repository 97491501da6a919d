import { strToU8, zipSync } from 'fflate';
import type { Zippable } from 'fflate';

/** Spreadsheets as offices keep them, made by hand part by part, so that every fault can be put in its place. */

export interface TestCell {
	value?: string | number | boolean | null;
	isBold?: boolean;
	isStruck?: boolean;
	indent?: number;
	/** Format of numbers: `dd.mm.yyyy`, `0%`. */
	format?: string;
	formula?: string;
	/** `#REF!` and the like. */
	error?: string;
}
export type TestRow = (TestCell | string | number | boolean | null)[];
export interface TestSheet {
	name?: string;
	rows: TestRow[];
	/** `A1:C1`. */
	merges?: string[];
	isHidden?: boolean;
	hiddenRows?: number[];
}

const escape = (text: string): string =>
	text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN =
	'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

const cellOf = (cell: TestRow[number]): TestCell =>
	typeof cell === 'object' && cell !== null ? cell : { value: cell };

export function letterOf(column: number): string {
	return column < 26
		? String.fromCharCode(65 + column)
		: `${letterOf(Math.floor(column / 26) - 1)}${letterOf(column % 26)}`;
}

class Styles {
	readonly #known: string[] = [];
	readonly #cells: TestCell[] = [];

	of(cell: TestCell): number {
		const name = JSON.stringify([cell.isBold, cell.isStruck, cell.indent, cell.format]);
		const index = this.#known.indexOf(name);
		if (index !== -1) return index;
		this.#cells.push(cell);
		return this.#known.push(name) - 1;
	}

	xml(): string {
		const formats = this.#cells
			.map(({ format }, index) =>
				format ? `<numFmt numFmtId="${String(200 + index)}" formatCode="${escape(format)}"/>` : ''
			)
			.join('');
		const fonts = this.#cells
			.map(({ isBold, isStruck }) => `<font>${isBold ? '<b/>' : ''}${isStruck ? '<strike/>' : ''}</font>`)
			.join('');
		const styles = this.#cells
			.map(
				({ format, indent }, index) =>
					`<xf numFmtId="${format ? String(200 + index) : '0'}" fontId="${String(index)}">${indent ? `<alignment indent="${String(indent)}"/>` : ''}</xf>`
			)
			.join('');
		return `${XML}<styleSheet ${MAIN}><numFmts>${formats}</numFmts><fonts>${fonts}</fonts><cellXfs>${styles}</cellXfs></styleSheet>`;
	}
}

function sheetXml({ rows, merges = [], hiddenRows = [] }: TestSheet, styles: Styles): string {
	const written = rows.map((row, rowIndex) => {
		const cells = row.map((given, column) => {
			const cell = cellOf(given);
			const { value = null, formula, error } = cell;
			if (value === null && formula === undefined && error === undefined) return '';
			const at = `r="${letterOf(column)}${String(rowIndex + 1)}" s="${String(styles.of(cell))}"`;
			const said = formula === undefined ? '' : `<f>${escape(formula)}</f>`;
			if (error !== undefined) return `<c ${at} t="e">${said}<v>${error}</v></c>`;
			if (value === null) return `<c ${at}>${said}</c>`;
			if (typeof value === 'boolean') return `<c ${at} t="b">${said}<v>${value ? '1' : '0'}</v></c>`;
			if (typeof value === 'number') return `<c ${at}>${said}<v>${String(value)}</v></c>`;
			return `<c ${at} t="inlineStr">${said}<is><t xml:space="preserve">${escape(value)}</t></is></c>`;
		});
		const hidden = hiddenRows.includes(rowIndex + 1) ? ' hidden="1"' : '';
		return `<row r="${String(rowIndex + 1)}"${hidden}>${cells.join('')}</row>`;
	});
	const merged =
		merges.length === 0 ? '' : `<mergeCells>${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
	return `${XML}<worksheet ${MAIN}><sheetData>${written.join('')}</sheetData>${merged}</worksheet>`;
}

/** @param extra further parts, or others in the place of those that are made */
export function xlsxOf(sheets: readonly TestSheet[], extra: Record<string, string> = {}, workbookPr = ''): Buffer {
	const styles = new Styles();
	styles.of({});
	const parts: Zippable = {};
	const put = (name: string, text: string): void => {
		parts[name] = strToU8(text);
	};
	put('[Content_Types].xml', `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`);
	for (const [index, sheet] of sheets.entries())
		put(`xl/worksheets/sheet${String(index + 1)}.xml`, sheetXml(sheet, styles));
	const names = sheets.map(
		({ name, isHidden }, index) =>
			`<sheet name="${escape(name ?? `Tabelle${String(index + 1)}`)}" sheetId="${String(index + 1)}" r:id="rId${String(index + 1)}"${isHidden ? ' state="hidden"' : ''}/>`
	);
	put('xl/workbook.xml', `${XML}<workbook ${MAIN}>${workbookPr}<sheets>${names.join('')}</sheets></workbook>`);
	const relations = sheets.map(
		(_sheet, index) =>
			`<Relationship Id="rId${String(index + 1)}" Type="worksheet" Target="worksheets/sheet${String(index + 1)}.xml"/>`
	);
	put(
		'xl/_rels/workbook.xml.rels',
		`${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join('')}</Relationships>`
	);
	put('xl/styles.xml', styles.xml());
	for (const [name, text] of Object.entries(extra)) put(name, text);
	return Buffer.from(zipSync(parts));
}

/** A list with a head and plain rows. */
export const tableXlsx = (head: readonly string[], rows: readonly TestRow[]): Buffer =>
	xlsxOf([{ rows: [[...head], ...rows] }]);

/** @param extra further parts, such as macros */
export function odsOf(sheets: readonly TestSheet[], extra: Record<string, string> = {}): Buffer {
	const tables = sheets.map(({ name = 'Tabelle1', rows, merges = [] }) => {
		const spans = new Map(
			merges.map((ref) => {
				const [, left = '', top = '', right = '', bottom = ''] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(ref) ?? [];
				const wide = right.charCodeAt(0) - left.charCodeAt(0) + 1;
				return [
					`${left}${top}`,
					` table:number-columns-spanned="${String(wide)}" table:number-rows-spanned="${String(Number(bottom) - Number(top) + 1)}"`
				] as const;
			})
		);
		const written = rows.map((row, rowIndex) => {
			const cells = row.map((given, column) => {
				const { value = null, isBold, indent, format } = cellOf(given);
				const style = isBold ? ' table:style-name="bold"' : indent ? ` table:style-name="indent${String(indent)}"` : '';
				const span = spans.get(`${letterOf(column)}${String(rowIndex + 1)}`) ?? '';
				if (value === null) return `<table:table-cell${style}${span}/>`;
				if (typeof value === 'number')
					return `<table:table-cell${style}${span} office:value-type="${format === '0%' ? 'percentage' : 'float'}" office:value="${String(value)}"><text:p>${String(value)}</text:p></table:table-cell>`;
				if (typeof value === 'boolean')
					return `<table:table-cell${style} office:value-type="boolean" office:boolean-value="${String(value)}"><text:p>x</text:p></table:table-cell>`;
				if (format === 'date')
					return `<table:table-cell${style} office:value-type="date" office:date-value="${value}"><text:p>${value.split('-').reverse().join('.')}</text:p></table:table-cell>`;
				const paragraphs = value
					.split('\n')
					.map((line) => `<text:p>${escape(line)}</text:p>`)
					.join('');
				return `<table:table-cell${style}${span} office:value-type="string">${paragraphs}</table:table-cell>`;
			});
			return `<table:table-row>${cells.join('')}<table:table-cell table:number-columns-repeated="1000"/></table:table-row>`;
		});
		return `<table:table table:name="${escape(name)}">${written.join('')}<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="1024"/></table:table-row></table:table>`;
	});
	const styles = `<style:style style:name="bold" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style>${[1, 2, 3].map((step) => `<style:style style:name="indent${String(step)}" style:family="table-cell"><style:paragraph-properties fo:margin-left="${String(step * 3.5)}mm"/></style:style>`).join('')}`;
	const names = ['office', 'table', 'text', 'style']
		.map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
		.join(' ');
	const content = `${XML}<office:document-content ${names} xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${tables.join('')}</office:spreadsheet></office:body></office:document-content>`;
	const parts: Zippable = {
		mimetype: [strToU8('application/vnd.oasis.opendocument.spreadsheet'), { level: 0 }],
		'content.xml': strToU8(content)
	};
	for (const [name, text] of Object.entries(extra)) parts[name] = strToU8(text);
	return Buffer.from(zipSync(parts));
}
