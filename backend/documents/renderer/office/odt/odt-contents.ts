import type { Language } from '@konzeptstand/contract/values.ts';
import { DOCUMENT_WORDS } from '../../words.ts';
import { LISTED_LEVELS } from '../flow.ts';
import type { Heading } from '../flow.ts';
import { NOTHING, joined, xml, xmlText } from '../../../../foundation/xml.ts';
import type { Xml } from '../../../../foundation/xml.ts';

/**
 * A table of contents, filled already: the numbers of pages are references that the office works out itself, and it
 * makes the whole table anew when asked.
 * @param heading style of its title
 */
export function odtContents(headings: readonly Heading[], language: Language, heading: string): Xml {
	const name = DOCUMENT_WORDS[language].contents;
	return xml(
		'text:table-of-content',
		{ 'text:name': name, 'text:protected': 'true' },
		xml(
			'text:table-of-content-source',
			{ 'text:outline-level': LISTED_LEVELS, 'text:use-index-marks': 'false' },
			xml('text:index-title-template', { 'text:style-name': 'Contents_20_Heading' }, xmlText(name)),
			Array.from({ length: LISTED_LEVELS }, (_, index) => entryTemplate(index + 1))
		),
		xml(
			'text:index-body',
			{},
			xml(
				'text:index-title',
				{ 'text:name': `${name}_Titel` },
				xml('text:p', { 'text:style-name': heading }, xmlText(name))
			),
			headings.map(entry)
		)
	);
}

function entryTemplate(level: number): Xml {
	return xml(
		'text:table-of-content-entry-template',
		{ 'text:outline-level': level, 'text:style-name': `Contents_20_${String(level)}` },
		xml('text:index-entry-link-start'),
		xml('text:index-entry-chapter'),
		xml('text:index-entry-span', {}, xmlText(' ')),
		xml('text:index-entry-text'),
		xml('text:index-entry-tab-stop', { 'style:type': 'right', 'style:leader-char': '.' }),
		xml('text:index-entry-page-number'),
		xml('text:index-entry-link-end')
	);
}

function entry({ level, anchor, number, text }: Heading): Xml {
	const page = xml('text:bookmark-ref', { 'text:reference-format': 'page', 'text:ref-name': anchor }, xmlText('…'));
	const content = joined([number === null ? NOTHING : xmlText(`${number} `), xmlText(text), xml('text:tab'), page]);
	return xml(
		'text:p',
		{ 'text:style-name': `Contents_20_${String(level)}` },
		xml(
			'text:a',
			{
				'xlink:type': 'simple',
				'xlink:href': `#${anchor}`,
				'text:style-name': 'Index_20_Link',
				'text:visited-style-name': 'Index_20_Link'
			},
			content
		)
	);
}
