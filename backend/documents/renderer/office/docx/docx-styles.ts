import type { Language } from '@konzeptstand/contract/values.ts';
import { CODE_FONT, COLOR, FONT, LOCALE, SIZE, TEXT_WIDTH } from '../page.ts';
import { NOTHING, joined, xml, xmlPart } from '../../../../foundation/xml.ts';
import type { Xml } from '../../../../foundation/xml.ts';
import { WORD } from './namespaces.ts';
import { headingNumber } from './numbering.ts';
import { tableStyle } from './table-style.ts';
import { halfPoints, twips } from './units.ts';

/**
 * Styles of a DOCX. Word shows the built-in ones, known by their English names, in the language of the office
 * ("Überschrift 1"); only the names of our own are translated.
 */

const OWN_NAMES = {
	de: {
		text: 'Tabelleninhalt',
		heading: 'Tabellenüberschrift',
		figure: 'Bild',
		line: 'Trennlinie',
		table: 'Konzepttabelle'
	},
	en: {
		text: 'Table Contents',
		heading: 'Table Heading',
		figure: 'Figure',
		line: 'Horizontal Line',
		table: 'Concept Table'
	}
} as const;

export function docxStyles(language: Language, countsHeadings: boolean): string {
	const names = OWN_NAMES[language];
	const locale = LOCALE[language].join('-');
	return xmlPart(
		xml(
			'w:styles',
			WORD,
			xml(
				'w:docDefaults',
				{},
				xml(
					'w:rPrDefault',
					{},
					xml(
						'w:rPr',
						{},
						font(FONT),
						size(SIZE.body),
						xml('w:lang', { 'w:val': locale, 'w:eastAsia': locale, 'w:bidi': 'ar-SA' })
					)
				),
				xml('w:pPrDefault', {}, xml('w:pPr', {}, spacing(0, 6, 276)))
			),
			paragraph('Normal', 'Normal', { isDefault: true }),
			xml(
				'w:style',
				{ 'w:type': 'character', 'w:default': 1, 'w:styleId': 'DefaultParagraphFont' },
				xml('w:name', { 'w:val': 'Default Paragraph Font' })
			),
			...tableStyle(names.table),
			paragraph('Title', 'Title', { next: 'Normal', pPr: spacing(24, 12, 240), rPr: type(SIZE.title) }),
			SIZE.headings.map((points, index) => heading(index + 1, points, countsHeadings)),
			paragraph('TOCHeading', 'TOC Heading', {
				next: 'Normal',
				pPr: joined([xml('w:keepNext'), spacing(18, 8, 240)]),
				rPr: type(SIZE.headings[1])
			}),
			[1, 2, 3].map(contents),
			paragraph('Caption', 'caption', {
				pPr: joined([xml('w:keepNext'), spacing(10, 4, 240)]),
				rPr: joined([color(COLOR.soft), size(SIZE.table)])
			}),
			paragraph('Figure', names.figure, { pPr: spacing(6, 10, 240) }),
			paragraph('ListParagraph', 'List Paragraph', { pPr: joined([spacing(0, 6, 264), xml('w:contextualSpacing')]) }),
			paragraph('Quote', 'Quote', {
				pPr: joined([
					xml('w:pBdr', {}, xml('w:left', { 'w:val': 'single', 'w:sz': 18, 'w:space': 8, 'w:color': COLOR.accent })),
					xml('w:ind', { 'w:left': twips(9) })
				]),
				rPr: color(COLOR.soft)
			}),
			paragraph('HTMLPreformatted', 'HTML Preformatted', {
				pPr: joined([xml('w:shd', { 'w:val': 'clear', 'w:color': 'auto', 'w:fill': COLOR.tint }), spacing(0, 0, 240)]),
				rPr: joined([font(CODE_FONT), xml('w:noProof'), size(SIZE.table)])
			}),
			paragraph('HorizontalLine', names.line, {
				pPr: joined([
					xml('w:pBdr', {}, xml('w:bottom', { 'w:val': 'single', 'w:sz': 6, 'w:space': 1, 'w:color': COLOR.line })),
					spacing(12, 12, 240)
				])
			}),
			paragraph('TableText', names.text, { pPr: spacing(0, 0, 252), rPr: size(SIZE.table) }),
			paragraph('TableHeading', names.heading, {
				basedOn: 'TableText',
				pPr: xml('w:keepNext'),
				rPr: joined([xml('w:b'), xml('w:bCs')])
			}),
			paragraph('FootnoteText', 'footnote text', { pPr: spacing(0, 2, 240), rPr: size(SIZE.small) }),
			paragraph('Footer', 'footer', {
				pPr: joined([spacing(0, 0, 240), xml('w:jc', { 'w:val': 'right' })]),
				rPr: joined([color(COLOR.soft), size(SIZE.small)])
			}),
			character('Strong', 'Strong', joined([xml('w:b'), xml('w:bCs')])),
			character('Emphasis', 'Emphasis', joined([xml('w:i'), xml('w:iCs')])),
			character('HTMLCode', 'HTML Code', joined([font(CODE_FONT), xml('w:noProof')])),
			character('Hyperlink', 'Hyperlink', joined([color(COLOR.accent), xml('w:u', { 'w:val': 'single' })])),
			character('FootnoteReference', 'footnote reference', xml('w:vertAlign', { 'w:val': 'superscript' }))
		)
	);
}

interface Paragraph {
	isDefault?: boolean;
	basedOn?: string;
	next?: string;
	pPr?: Xml;
	rPr?: Xml;
}

function paragraph(id: string, name: string, { isDefault, basedOn = 'Normal', next, pPr, rPr }: Paragraph): Xml {
	return xml(
		'w:style',
		{ 'w:type': 'paragraph', 'w:default': isDefault ? 1 : undefined, 'w:styleId': id },
		xml('w:name', { 'w:val': name }),
		isDefault ? NOTHING : xml('w:basedOn', { 'w:val': basedOn }),
		next === undefined ? NOTHING : xml('w:next', { 'w:val': next }),
		xml('w:qFormat'),
		pPr === undefined ? NOTHING : xml('w:pPr', {}, pPr),
		rPr === undefined ? NOTHING : xml('w:rPr', {}, rPr)
	);
}

function character(id: string, name: string, rPr: Xml): Xml {
	return xml(
		'w:style',
		{ 'w:type': 'character', 'w:styleId': id },
		xml('w:name', { 'w:val': name }),
		xml('w:basedOn', { 'w:val': 'DefaultParagraphFont' }),
		xml('w:qFormat'),
		xml('w:rPr', {}, rPr)
	);
}

function heading(level: number, points: number, counts: boolean): Xml {
	const before = [22, 16, 14, 12, 10, 10][level - 1] ?? 10;
	return paragraph(`Heading${String(level)}`, `heading ${String(level)}`, {
		next: 'Normal',
		pPr: joined([
			xml('w:keepNext'),
			xml('w:keepLines'),
			counts ? headingNumber(level) : NOTHING,
			xml('w:suppressAutoHyphens'),
			spacing(before, 5, 252),
			xml('w:outlineLvl', { 'w:val': level - 1 })
		]),
		rPr: type(points)
	});
}

function contents(level: number): Xml {
	return paragraph(`TOC${String(level)}`, `toc ${String(level)}`, {
		next: 'Normal',
		pPr: joined([
			xml('w:tabs', {}, xml('w:tab', { 'w:val': 'right', 'w:leader': 'dot', 'w:pos': twips(TEXT_WIDTH) })),
			spacing(level === 1 ? 5 : 0, 2, 240),
			xml('w:ind', { 'w:left': twips((level - 1) * 6), 'w:right': twips(12) })
		])
	});
}

const font = (name: string): Xml =>
	xml('w:rFonts', { 'w:ascii': name, 'w:hAnsi': name, 'w:eastAsia': name, 'w:cs': name });
const color = (value: string): Xml => xml('w:color', { 'w:val': value });
const size = (points: number): Xml =>
	joined([xml('w:sz', { 'w:val': halfPoints(points) }), xml('w:szCs', { 'w:val': halfPoints(points) })]);
const type = (points: number): Xml => joined([xml('w:b'), xml('w:bCs'), color(COLOR.accent), size(points)]);
/** Points before and after; `line` in 240ths of the type. */
const spacing = (before: number, after: number, line: number): Xml =>
	xml('w:spacing', { 'w:before': before * 20, 'w:after': after * 20, 'w:line': line, 'w:lineRule': 'auto' });
