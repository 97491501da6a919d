import { textOfPieces } from '../flow.ts';
import type { Column, Pieces, Table } from '../flow.ts';
import { NOTHING, xml, xmlText } from '../../../../foundation/xml.ts';
import type { Xml } from '../../../../foundation/xml.ts';
import { COLOR } from '../page.ts';
import type { AutomaticStyles } from './automatic-styles.ts';
import { millimetres } from './odt-pieces.ts';
import type { PieceWriter } from './odt-pieces.ts';

interface Place {
	/** Of the table in the document, from 1. */
	readonly number: number;
	/** Millimetres. */
	readonly width: number;
	readonly indent: number;
}

/** A table whose header row stands again on every page. Rows stay whole, but for those longer than a page may be. */
export function odtTable(table: Table, pieces: PieceWriter, styles: AutomaticStyles, place: Place): Xml {
	const { columns, header, rows, caption } = table;
	const row = (cells: readonly Pieces[], isHeader: boolean, isWhole: boolean): Xml =>
		xml(
			'table:table-row',
			{ 'table:style-name': styles.add('table-row', undefined, { 'fo:keep-together': isWhole ? 'always' : 'auto' }) },
			cells.map((cell, index) => tableCell(cell, isHeader, columns[index], { pieces, styles, place }))
		);
	return xml(
		'table:table',
		{
			'table:name': `Tabelle${String(place.number)}`,
			'table:style-name': styles.add('table', undefined, {
				'style:width': millimetres(place.width),
				'table:align': 'left',
				'fo:margin-left': millimetres(place.indent),
				'fo:margin-bottom': '4mm',
				'style:may-break-between-rows': 'true'
			})
		},
		caption ? xml('table:title', {}, xmlText(textOfPieces(caption))) : NOTHING,
		columns.map(({ width }) =>
			xml('table:table-column', {
				'table:style-name': styles.add('table-column', undefined, {
					'style:column-width': millimetres(width * place.width)
				})
			})
		),
		xml('table:table-header-rows', {}, row(header, true, true)),
		rows.map(({ cells, isLong }) => row(cells, false, !isLong))
	);
}

const line = (points: number, color: string): string => `${String(points)}pt solid #${color}`;
/** Millimetres around a cell's text. */
const PADDING = { side: 1.5, above: 1 };

function tableCell(
	cell: Pieces,
	isHeader: boolean,
	column: Column | undefined,
	{ pieces, styles, place }: { pieces: PieceWriter; styles: AutomaticStyles; place: Place }
): Xml {
	const style = styles.add('table-cell', undefined, {
		'fo:padding-left': millimetres(PADDING.side),
		'fo:padding-right': millimetres(PADDING.side),
		'fo:padding-top': millimetres(PADDING.above),
		'fo:padding-bottom': millimetres(PADDING.above),
		'fo:border-left': 'none',
		'fo:border-right': 'none',
		'fo:border-top': 'none',
		'fo:border-bottom': isHeader ? line(1, COLOR.soft) : line(0.5, COLOR.line),
		'fo:background-color': isHeader ? `#${COLOR.tint}` : undefined
	});
	const alignment = column?.alignment ?? 'left';
	const own = isHeader ? 'Table_20_Heading' : 'Table_20_Contents';
	const paragraph =
		alignment === 'left'
			? own
			: styles.add('paragraph', own, { 'fo:text-align': alignment === 'right' ? 'end' : 'center' });
	return xml(
		'table:table-cell',
		{ 'table:style-name': style, 'office:value-type': 'string' },
		xml(
			'text:p',
			{ 'text:style-name': paragraph },
			pieces.write(cell, (column?.width ?? 1) * place.width - 2 * PADDING.side)
		)
	);
}
