import { PAGE } from '../page.ts';
import { xml, xmlText } from '../../../../foundation/xml.ts';
import type { Xml } from '../../../../foundation/xml.ts';
import { millimetres } from './odt-pieces.ts';

export function pageLayout(): Xml {
	const { top, right, bottom, left } = PAGE.margin;
	return xml(
		'style:page-layout',
		{ 'style:name': 'Seite' },
		xml('style:page-layout-properties', {
			'fo:page-width': millimetres(PAGE.width),
			'fo:page-height': millimetres(PAGE.height),
			'style:print-orientation': 'portrait',
			'fo:margin-top': millimetres(top),
			'fo:margin-right': millimetres(right),
			'fo:margin-bottom': millimetres(bottom - 10),
			'fo:margin-left': millimetres(left)
		}),
		xml(
			'style:footer-style',
			{},
			xml('style:header-footer-properties', { 'fo:min-height': '10mm', 'fo:margin-top': '5mm' })
		)
	);
}

/** `3 / 12` */
export function pageFooter(): Xml {
	return xml(
		'style:footer',
		{},
		xml(
			'text:p',
			{ 'text:style-name': 'Footer' },
			xml('text:page-number', { 'text:select-page': 'current' }, xmlText('1')),
			xmlText(' / '),
			xml('text:page-count', {}, xmlText('1'))
		)
	);
}
