import { PLAIN } from '../flow.ts';
import type { Flow } from '../flow.ts';
import type { Media } from '../media.ts';
import { joined, xml, xmlPart, xmlText } from '../../../../foundation/xml.ts';
import type { Xml } from '../../../../foundation/xml.ts';
import { PieceWriter, textRun } from './docx-pieces.ts';
import { WORD } from './namespaces.ts';
import { Relations } from './relations.ts';

/** Notes that Word itself asks for, by their numbers. */
export const SEPARATORS = { separator: -1, continuationSeparator: 0 } as const;

/** The sources as footnotes. */
export function docxNotes(flow: Flow, media: Media): { part: string; relations: Relations } {
	const relations = new Relations();
	const pieces = new PieceWriter(flow, relations, media);
	const look = xml('w:rPr', {}, xml('w:rStyle', { 'w:val': 'FootnoteReference' }));
	const notes = [...flow.notes].map(([label, note], index) => {
		const number = flow.countsNotes ? xml('w:footnoteRef') : xml('w:t', {}, xmlText(String(label)));
		const content = joined([xml('w:r', {}, look, number), textRun(' ', PLAIN), pieces.write(note)]);
		const style = xml('w:pPr', {}, xml('w:pStyle', { 'w:val': 'FootnoteText' }));
		return xml('w:footnote', { 'w:id': index + 1 }, xml('w:p', {}, style, content));
	});
	return { part: xmlPart(xml('w:footnotes', WORD, separators(), notes)), relations };
}

function separators(): Xml {
	return joined(
		Object.entries(SEPARATORS).map(([type, id]) =>
			xml(
				'w:footnote',
				{ 'w:type': type, 'w:id': id },
				xml(
					'w:p',
					{},
					xml('w:pPr', {}, xml('w:spacing', { 'w:after': 0, 'w:line': 240, 'w:lineRule': 'auto' })),
					xml('w:r', {}, xml(`w:${type}`))
				)
			)
		)
	);
}
