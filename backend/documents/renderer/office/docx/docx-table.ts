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
	const row = (cells: readonly Pieces[], style: string, properties: readonly Xml[]): Xml =>
		xml(
			'w:tr',
			{},
			properties.length === 0 ? NOTHING : xml('w:trPr', {}, properties),
			cells.map((cell, index) => tableCell(cell, style, columns[index], widths[index] ?? 0, pieces))
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
		row(header, 'TableHeading', [xml('w:cantSplit'), xml('w:tblHeader')]),
		rows.map(({ cells, isLong }) => row(cells, 'TableText', isLong ? [] : [xml('w:cantSplit')]))
	);
}

function tableCell(cell: Pieces, style: string, column: Column | undefined, width: number, pieces: PieceWriter): Xml {
	const alignment = column?.alignment ?? 'left';
	return xml(
		'w:tc',
		{},
		xml('w:tcPr', {}, xml('w:tcW', { 'w:w': width, 'w:type': 'dxa' })),
		xml(
			'w:p',
			{},
			xml(
				'w:pPr',
				{},
				xml('w:pStyle', { 'w:val': style }),
				alignment === 'left' ? NOTHING : xml('w:jc', { 'w:val': alignment })
			),
			pieces.write(cell, (width * 25.4) / 1440 - CELL_PADDING)
		)
	);
}
/** Millimetres left and right of a cell's text. */
const CELL_PADDING = 3;
