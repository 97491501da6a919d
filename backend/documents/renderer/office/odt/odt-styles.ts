import type { Language } from '@konzeptstand/contract/values.ts';
import { CODE_FONT, FONT, LOCALE, SIZE } from '../page.ts';
import { xml, xmlPart } from '../../../../foundation/xml.ts';
import type { Xml } from '../../../../foundation/xml.ts';
import { listStyles, outlineStyle } from './list-styles.ts';
import { paragraphStyles, size, textStyles } from './named-styles.ts';
import { ODF } from './namespaces.ts';
import { pageFooter, pageLayout } from './odt-page.ts';

/**
 * Styles of an ODT. LibreOffice shows the built-in ones, known by their English names, in the language of the office
 * ("Überschrift 1").
 */
export function odtStyles(language: Language, countsHeadings: boolean): string {
	return xmlPart(
		xml(
			'office:document-styles',
			ODF,
			xml('office:font-face-decls', {}, [FONT, CODE_FONT].map(fontFace)),
			xml(
				'office:styles',
				{},
				defaults(language),
				paragraphStyles(),
				textStyles(),
				outlineStyle(countsHeadings),
				listStyles(),
				notes()
			),
			xml('office:automatic-styles', {}, pageLayout()),
			xml(
				'office:master-styles',
				{},
				xml('style:master-page', { 'style:name': 'Standard', 'style:page-layout-name': 'Seite' }, pageFooter())
			)
		)
	);
}

const fontFace = (name: string): Xml => xml('style:font-face', { 'style:name': name, 'svg:font-family': `'${name}'` });

function defaults(language: Language): Xml[] {
	const [code, country] = LOCALE[language];
	const text = {
		'style:font-name': FONT,
		'style:font-name-asian': FONT,
		'style:font-name-complex': FONT,
		...size(SIZE.body),
		'fo:language': code,
		'fo:country': country,
		'fo:hyphenate': 'true',
		'fo:hyphenation-remain-char-count': 3,
		'fo:hyphenation-push-char-count': 3
	};
	return [
		xml(
			'style:default-style',
			{ 'style:family': 'paragraph' },
			xml('style:paragraph-properties', { 'style:tab-stop-distance': '12.5mm', 'fo:orphans': 2, 'fo:widows': 2 }),
			xml('style:text-properties', text)
		),
		xml(
			'style:default-style',
			{ 'style:family': 'table' },
			xml('style:table-properties', { 'table:border-model': 'separating' })
		),
		xml(
			'style:style',
			{ 'style:name': 'Graphics', 'style:family': 'graphic' },
			xml('style:graphic-properties', { 'style:vertical-pos': 'top', 'style:vertical-rel': 'baseline' })
		)
	];
}

function notes(): Xml {
	return xml('text:notes-configuration', {
		'text:note-class': 'footnote',
		'text:citation-style-name': 'Footnote_20_Symbol',
		'text:citation-body-style-name': 'Footnote_20_anchor',
		'text:default-style-name': 'Footnote',
		'style:num-format': '1',
		'text:start-value': 0,
		'text:footnotes-position': 'page',
		'text:start-numbering-at': 'document'
	});
}
