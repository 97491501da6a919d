import { CODE_FONT, COLOR, QUOTE_INDENT, SIZE, TEXT_WIDTH } from '../page.ts';
import { NOTHING, xml } from '../../../../foundation/xml.ts';
import type { Attributes, Xml } from '../../../../foundation/xml.ts';
import { millimetres } from './odt-pieces.ts';

/** The named styles of an ODT, as LibreOffice knows them. */

export function paragraphStyles(): Xml[] {
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
				{ ...space(level === 1 ? 5 : 0, 2), 'fo:margin-left': millimetres((level - 1) * 6) },
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

export function textStyles(): Xml[] {
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

export const size = (points: number): Attributes => {
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
