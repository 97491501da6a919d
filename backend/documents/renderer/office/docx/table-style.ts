import { COLOR } from '../page.ts';
import { xml } from '../../../../foundation/xml.ts';
import type { Xml } from '../../../../foundation/xml.ts';
import { twips } from './units.ts';

const border = (side: string, size: number, color: string): Xml =>
	xml(`w:${side}`, { 'w:val': 'single', 'w:sz': size, 'w:space': 0, 'w:color': color });
const margin = (side: string, millimetres: number): Xml =>
	xml(`w:${side}`, { 'w:w': twips(millimetres), 'w:type': 'dxa' });

/** Style of all tables: fine lines, the header row tinted and underlined. */
export function tableStyle(name: string): Xml[] {
	return [
		xml(
			'w:style',
			{ 'w:type': 'table', 'w:default': 1, 'w:styleId': 'TableNormal' },
			xml('w:name', { 'w:val': 'Normal Table' }),
			xml(
				'w:tblPr',
				{},
				xml('w:tblInd', { 'w:w': 0, 'w:type': 'dxa' }),
				xml('w:tblCellMar', {}, margin('top', 0), margin('left', 1.9), margin('bottom', 0), margin('right', 1.9))
			)
		),
		xml(
			'w:style',
			{ 'w:type': 'table', 'w:customStyle': 1, 'w:styleId': 'KonzeptTable' },
			xml('w:name', { 'w:val': name }),
			xml('w:basedOn', { 'w:val': 'TableNormal' }),
			xml(
				'w:tblPr',
				{},
				xml(
					'w:tblBorders',
					{},
					border('top', 4, COLOR.line),
					border('bottom', 8, COLOR.soft),
					border('insideH', 4, COLOR.line)
				),
				xml('w:tblCellMar', {}, margin('top', 1), margin('left', 1.5), margin('bottom', 1), margin('right', 1.5))
			),
			xml(
				'w:tblStylePr',
				{ 'w:type': 'firstRow' },
				xml(
					'w:tcPr',
					{},
					xml('w:tcBorders', {}, border('bottom', 8, COLOR.soft)),
					xml('w:shd', { 'w:val': 'clear', 'w:color': 'auto', 'w:fill': COLOR.tint })
				)
			)
		)
	];
}
