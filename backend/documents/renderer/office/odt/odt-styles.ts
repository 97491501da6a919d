import type { Language } from '@konzeptstand/contract/values.ts';
import { CODE_FONT, COLOR, FONT, LOCALE, PAGE, QUOTE_INDENT, SIZE, TEXT_WIDTH } from '../page.ts';
import { NOTHING, xml, xmlPart, xmlText } from '../xml.ts';
import type { Attributes, Xml } from '../xml.ts';
import { listStyles, outlineStyle } from './list-styles.ts';
import { ODF } from './namespaces.ts';
import { millimetres } from './odt-pieces.ts';

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
				xml('style:master-page', { 'style:name': 'Standard', 'style:page-layout-name': 'Seite' }, footer())
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

function paragraphStyles(): Xml[] {
	return [
		paragraph('Standard', '', {}, {}, { 'style:class': 'text' }),
		paragraph('Text body', 'Standard', { ...space(0, 6), 'fo:line-height': '115%' }),
		paragraph('Heading', 'Standard', { ...space(14, 5), 'fo:keep-with-next': 'always' }, title(SIZE.headings[2])),
		paragraph('Title', 'Heading', space(24, 12), title(SIZE.title), { 'style:next-style-name': 'Text_20_body' }),
		...SIZE.headings.map((points, index) =>
			paragraph(
				`Heading ${String(index + 1)}`,
				'Heading',
				space([22, 16, 14, 12, 10, 10][index] ?? 10, 5),
				title(points),
				{
					'style:default-outline-level': index + 1,
					'style:next-style-name': 'Text_20_body'
				}
			)
		),
		paragraph('Contents Heading', 'Heading', space(18, 8), title(SIZE.headings[1])),
		...[1, 2, 3].map((level) =>
			paragraph(
				`Contents ${String(level)}`,
				'Standard',
				{ ...space(level === 1 ? 5 : 0, 2), 'fo:margin-left': millimetres((level - 1) * 6), 'fo:margin-right': '12mm' },
				{},
				{},
				[rightTab(TEXT_WIDTH - (level - 1) * 6)]
			)
		),
		paragraph(
			'Caption',
			'Standard',
			{ ...space(10, 4), 'fo:keep-with-next': 'always' },
			{ ...color(COLOR.soft), ...size(SIZE.table) }
		),
		paragraph('Table', 'Caption'),
		paragraph('Figure', 'Standard', space(6, 10)),
		paragraph('List Contents', 'Text_20_body', { ...space(0, 6), 'style:contextual-spacing': 'true' }),
		paragraph(
			'Quotations',
			'Text_20_body',
			{
				'fo:margin-left': millimetres(QUOTE_INDENT),
				'fo:padding-left': '3mm',
				'fo:border-left': `2.25pt solid #${COLOR.accent}`,
				'fo:border-right': 'none',
				'fo:border-top': 'none',
				'fo:border-bottom': 'none'
			},
			color(COLOR.soft)
		),
		paragraph(
			'Preformatted Text',
			'Standard',
			{ 'fo:background-color': `#${COLOR.tint}` },
			{ ...font(CODE_FONT), ...size(SIZE.table), 'fo:hyphenate': 'false' }
		),
		paragraph('Horizontal Line', 'Standard', {
			...space(12, 12),
			'fo:border-left': 'none',
			'fo:border-right': 'none',
			'fo:border-top': 'none',
			'fo:border-bottom': `0.75pt solid #${COLOR.line}`
		}),
		paragraph('Table Contents', 'Standard', { 'fo:line-height': '105%' }, size(SIZE.table)),
		paragraph('Table Heading', 'Table_20_Contents', {}, bold()),
		paragraph(
			'Footnote',
			'Standard',
			{ ...space(0, 2), 'fo:margin-left': '5mm', 'fo:text-indent': '-5mm' },
			size(SIZE.small)
		),
		paragraph('Footer', 'Standard', { 'fo:text-align': 'end' }, { ...color(COLOR.soft), ...size(SIZE.small) })
	];
}

function textStyles(): Xml[] {
	return [
		text('Strong Emphasis', bold()),
		text('Emphasis', { 'fo:font-style': 'italic', 'style:font-style-complex': 'italic' }),
		text('Strikeout', { 'style:text-line-through-style': 'solid', 'style:text-line-through-type': 'single' }),
		text('Source Text', font(CODE_FONT)),
		text('Internet link', {
			...color(COLOR.accent),
			'style:text-underline-style': 'solid',
			'style:text-underline-width': 'auto',
			'style:text-underline-color': 'font-color'
		}),
		text('Index Link', {}),
		text('Footnote Symbol', {}),
		text('Footnote anchor', { 'style:text-position': 'super 65%' })
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

function pageLayout(): Xml {
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
function footer(): Xml {
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

const named = (name: string): Attributes => {
	const id = name.replaceAll(' ', '_20_');
	return { 'style:name': id, 'style:display-name': id === name ? undefined : name };
};

function paragraph(
	name: string,
	parent: string,
	look: Attributes = {},
	type: Attributes = {},
	more: Attributes = {},
	inside: readonly Xml[] = []
): Xml {
	return xml(
		'style:style',
		{
			...named(name),
			'style:family': 'paragraph',
			'style:parent-style-name': parent === '' ? undefined : parent,
			...more
		},
		Object.keys(look).length === 0 && inside.length === 0
			? NOTHING
			: xml('style:paragraph-properties', look, inside.length === 0 ? NOTHING : xml('style:tab-stops', {}, inside)),
		Object.keys(type).length === 0 ? NOTHING : xml('style:text-properties', type)
	);
}

const text = (name: string, look: Attributes): Xml =>
	xml('style:style', { ...named(name), 'style:family': 'text' }, xml('style:text-properties', look));

const rightTab = (position: number): Xml =>
	xml('style:tab-stop', {
		'style:position': millimetres(position),
		'style:type': 'right',
		'style:leader-style': 'dotted',
		'style:leader-text': '.'
	});

const size = (points: number): Attributes => {
	const value = `${String(points)}pt`;
	return { 'fo:font-size': value, 'style:font-size-asian': value, 'style:font-size-complex': value };
};
const font = (name: string): Attributes => ({
	'style:font-name': name,
	'style:font-name-asian': name,
	'style:font-name-complex': name
});
const color = (value: string): Attributes => ({ 'fo:color': `#${value}` });
const bold = (): Attributes => ({
	'fo:font-weight': 'bold',
	'style:font-weight-asian': 'bold',
	'style:font-weight-complex': 'bold'
});
const title = (points: number): Attributes => ({
	...color(COLOR.accent),
	...size(points),
	...bold(),
	'fo:hyphenate': 'false'
});
const space = (before: number, after: number): Attributes => ({
	'fo:margin-top': `${String(before)}pt`,
	'fo:margin-bottom': `${String(after)}pt`
});
