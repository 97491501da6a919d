import { LISTED_LEVELS, PLAIN } from '../flow.ts';
import type { Heading } from '../flow.ts';
import { NOTHING, joined, xml, xmlText } from '../../../../foundation/xml.ts';
import type { Xml } from '../../../../foundation/xml.ts';
import { field, textRun } from './docx-pieces.ts';

/**
 * A table of contents: one field, filled already. The numbers of pages are fields in it, which only a program that
 * sets the pages can know; it works all of it out anew when asked.
 */

const mark = (type: string): Xml => xml('w:r', {}, xml('w:fldChar', { 'w:fldCharType': type }));
const INSTRUCTION = ` TOC \\o "1-${String(LISTED_LEVELS)}" \\h \\z \\u `;
const CONTENTS_BEGIN = joined([
	mark('begin'),
	xml('w:r', {}, xml('w:instrText', { 'xml:space': 'preserve' }, xmlText(INSTRUCTION))),
	mark('separate')
]);
/** Stands in a paragraph after the last entry. */
export const CONTENTS_END = mark('end');

/** Content of an entry's paragraph: number, title and page, all of it a link. */
export function contentsEntry({ number, text, anchor }: Heading, isFirst: boolean): Xml {
	const link = xml(
		'w:hyperlink',
		{ 'w:anchor': anchor, 'w:history': 1 },
		textRun(number === null ? text : `${number} ${text}`, PLAIN),
		xml('w:r', {}, xml('w:tab')),
		field(` PAGEREF ${anchor} \\h `, xml('w:t', {}, xmlText('…')))
	);
	return joined([isFirst ? CONTENTS_BEGIN : NOTHING, link]);
}

/** What makes Word show the paragraphs as a table of contents that can be updated. */
export function contentsFrame(paragraphs: readonly Xml[]): Xml {
	return xml(
		'w:sdt',
		{},
		xml(
			'w:sdtPr',
			{},
			xml('w:docPartObj', {}, xml('w:docPartGallery', { 'w:val': 'Table of Contents' }), xml('w:docPartUnique'))
		),
		xml('w:sdtContent', {}, paragraphs)
	);
}
