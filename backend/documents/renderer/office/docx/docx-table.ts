import type { Column, Pieces, Table } from '../flow.ts';
import { textOfPieces } from '../flow.ts';
import { NOTHING, xml } from '../../../../foundation/xml.ts';
import type { Xml } from '../../../../foundation/xml.ts';
import type { PieceWriter } from './docx-pieces.ts';
import { twips } from './units.ts';

/**
 * A table whose header row stands again on every page. Rows stay whole, but for those longer than a page may be.
 * @param width of the place, and `indent` from the margin, in millimetres
 */
export function docxTable(table: Table, pieces: PieceWriter, width: number, indent: number): Xml {
	const { columns, header, rows, caption } = table;
	const widths = columns.map((column) => twips(column.width * width));
	const cellsOf = (style: string): readonly CellLook[] =>
		columns.map((column, index) => cellLook(style, column, widths[index] ?? 0));
	const looks = { header: cellsOf('TableHeading'), body: cellsOf('TableText') };
	const row = (cells: readonly Pieces[], look: readonly CellLook[], properties: readonly Xml[]): Xml =>
		xml(
			'w:tr',
			{},
			properties.length === 0 ? NOTHING : xml('w:trPr', {}, properties),
			cells.map((cell, index) => tableCell(cell, look[index], pieces))
		);
	return xml(
		'w:tbl',
		{},
		xml(
			'w:tblPr',
			{},
			xml('w:tblStyle', { 'w:val': 'KonzeptTable' }),
			xml('w:tblW', { 'w:w': widths.reduce((sum, one) => sum + one, 0), 'w:type': 'dxa' }),
			indent === 0 ? NOTHING : xml('w:tblInd', { 'w:w': twips(indent), 'w:type': 'dxa' }),
			xml('w:tblLayout', { 'w:type': 'fixed' }),
			xml('w:tblLook', {
				'w:val': '0420',
				'w:firstRow': 1,
				'w:lastRow': 0,
				'w:firstColumn': 0,
				'w:lastColumn': 0,
				'w:noHBand': 0,
				'w:noVBand': 1
			}),
			caption ? xml('w:tblCaption', { 'w:val': textOfPieces(caption) }) : NOTHING
		),
		xml(
			'w:tblGrid',
			{},
			widths.map((one) => xml('w:gridCol', { 'w:w': one }))
		),
		row(header, looks.header, [xml('w:cantSplit'), xml('w:tblHeader')]),
		rows.map(({ cells, isLong }) => row(cells, looks.body, isLong ? [] : [xml('w:cantSplit')]))
	);
}

/** What all cells of a column say of themselves, made once. */
interface CellLook {
	readonly cell: Xml;
	readonly paragraph: Xml;
	/** For the cell's content, in millimetres. */
	readonly width: number;
}

function cellLook(style: string, { alignment }: Column, width: number): CellLook {
	return {
		cell: xml('w:tcPr', {}, xml('w:tcW', { 'w:w': width, 'w:type': 'dxa' })),
		paragraph: xml(
			'w:pPr',
			{},
			xml('w:pStyle', { 'w:val': style }),
			alignment === 'left' ? NOTHING : xml('w:jc', { 'w:val': alignment })
		),
		width: (width * 25.4) / 1440 - CELL_PADDING
	};
}

function tableCell(content: Pieces, look: CellLook | undefined, pieces: PieceWriter): Xml {
	if (!look) throw new Error('A row has more cells than its table has columns.');
	return xml('w:tc', {}, look.cell, xml('w:p', {}, look.paragraph, pieces.write(content, look.width)));
}
/** Millimetres left and right of a cell's text. */
const CELL_PADDING = 3;
