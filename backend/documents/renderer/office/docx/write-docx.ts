import type { DocumentTree } from '../../document-tree.ts';
import { Media } from '../media.ts';
import { PAGE } from '../page.ts';
import { rasterOf } from '../raster.ts';
import { readFlow } from '../read-flow.ts';
import { joined, xml, xmlPart, xmlText } from '../../../../foundation/xml.ts';
import type { Xml } from '../../../../foundation/xml.ts';
import { zipParts } from '../zip-parts.ts';
import { BlockWriter } from './docx-blocks.ts';
import { PieceWriter, field } from './docx-pieces.ts';
import { docxStyles } from './docx-styles.ts';
import { DRAWING, WORD } from './namespaces.ts';
import { docxNotes } from './notes.ts';
import { Numbering } from './numbering.ts';
import { appProperties, contentTypes, coreProperties, customProperties, packageRelations } from './package-parts.ts';
import { Relations } from './relations.ts';
import { docxSettings } from './settings.ts';
import { twips } from './units.ts';

/**
 * The tree as DOCX (ECMA-376, transitional), for offices that go on working with it: built-in styles, counted headings,
 * lists and captions, footnotes, a table of contents that updates. The same tree gives the same bytes.
 * @throws Error for a token that cannot be expressed
 */
export async function writeDocx(tree: DocumentTree): Promise<Uint8Array> {
	const flow = readFlow(tree);
	const media = new Media('media', await rasterOf(tree.images));
	const relations = new Relations();
	const numbering = new Numbering();
	for (const [type, target] of FIXED) relations.add(type, target);
	const footer = relations.add('footer', 'footer1.xml');
	const pieces = new PieceWriter(flow, relations, media);
	const body = new BlockWriter(flow, tree.language, pieces, numbering).write();
	const notes = docxNotes(flow, media);
	return zipParts(
		[
			['[Content_Types].xml', contentTypes()],
			['_rels/.rels', packageRelations()],
			['docProps/core.xml', coreProperties(tree)],
			['docProps/app.xml', appProperties()],
			['docProps/custom.xml', customProperties(tree)],
			['word/document.xml', document(body, footer)],
			['word/_rels/document.xml.rels', relations.part()],
			['word/styles.xml', docxStyles(tree.language, flow.countsHeadings)],
			['word/numbering.xml', numbering.part(flow.countsHeadings)],
			['word/settings.xml', docxSettings(tree.language)],
			['word/footnotes.xml', notes.part],
			['word/_rels/footnotes.xml.rels', notes.relations.part()],
			['word/footer1.xml', pageFooter()],
			...media.parts.map(([name, bytes]) => [`word/${name}`, bytes] as const)
		],
		tree.state.day
	);
}

const FIXED = [
	['styles', 'styles.xml'],
	['numbering', 'numbering.xml'],
	['settings', 'settings.xml'],
	['footnotes', 'footnotes.xml']
] as const;

function document(body: Xml, footer: string): string {
	const { top, right, bottom, left } = PAGE.margin;
	const section = xml(
		'w:sectPr',
		{},
		xml('w:footerReference', { 'w:type': 'default', 'r:id': footer }),
		xml('w:pgSz', { 'w:w': twips(PAGE.width), 'w:h': twips(PAGE.height) }),
		xml('w:pgMar', {
			'w:top': twips(top),
			'w:right': twips(right),
			'w:bottom': twips(bottom),
			'w:left': twips(left),
			'w:header': twips(12),
			'w:footer': twips(12),
			'w:gutter': 0
		})
	);
	return xmlPart(xml('w:document', DRAWING, xml('w:body', {}, body, section)));
}

/** `3 / 12` */
function pageFooter(): string {
	const shown = xml('w:t', {}, xmlText('1'));
	const between = xml('w:r', {}, xml('w:t', { 'xml:space': 'preserve' }, xmlText(' / ')));
	const line = joined([field(' PAGE ', shown), between, field(' NUMPAGES ', shown)]);
	return xmlPart(xml('w:ftr', WORD, xml('w:p', {}, xml('w:pPr', {}, xml('w:pStyle', { 'w:val': 'Footer' })), line)));
}
