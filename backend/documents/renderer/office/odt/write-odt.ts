import type { DocumentTree } from '../../document-tree.ts';
import type { Flow } from '../flow.ts';
import { Media } from '../media.ts';
import { LOCALE } from '../page.ts';
import { rasterOf } from '../raster.ts';
import { readFlow } from '../read-flow.ts';
import { seriesOf } from '../series.ts';
import { stateLine } from '../../state-line.ts';
import { NOTHING, xml, xmlPart, xmlText } from '../../../../foundation/xml.ts';
import type { Xml } from '../../../../foundation/xml.ts';
import { zipParts } from '../zip-parts.ts';
import type { Parts } from '../zip-parts.ts';
import { AutomaticStyles } from './automatic-styles.ts';
import { ODF, VERSION } from './namespaces.ts';
import { BlockWriter } from './odt-blocks.ts';
import { PieceWriter } from './odt-pieces.ts';
import { odtStyles } from './odt-styles.ts';

const MIME = 'application/vnd.oasis.opendocument.text';

/**
 * The tree as ODT (OpenDocument 1.3), for offices that go on working with it: built-in styles, counted headings, lists
 * and captions, footnotes, a table of contents that updates. The same tree gives the same bytes.
 * @throws Error for a token that cannot be expressed
 */
export async function writeOdt(tree: DocumentTree): Promise<Uint8Array> {
	const flow = readFlow(tree);
	const media = new Media('Pictures', await rasterOf(tree.images));
	const styles = new AutomaticStyles();
	const body = new BlockWriter(flow, tree.language, new PieceWriter(flow, media), styles).write();
	const parts: Parts = [
		['content.xml', content(flow, styles, body)],
		['styles.xml', odtStyles(tree.language, flow.countsHeadings)],
		['meta.xml', meta(tree)],
		...media.parts
	];
	return zipParts([['mimetype', MIME], ...parts, ['META-INF/manifest.xml', manifest(parts)]], tree.state.day);
}

function content(flow: Flow, styles: AutomaticStyles, body: Xml): string {
	const series = seriesOf(flow.blocks);
	const declared =
		series.size === 0
			? NOTHING
			: xml(
					'text:sequence-decls',
					{},
					[...series].map((name) => xml('text:sequence-decl', { 'text:display-outline-level': 0, 'text:name': name }))
				);
	return xmlPart(
		xml('office:document-content', ODF, styles.all, xml('office:body', {}, xml('office:text', {}, declared, body)))
	);
}

function meta(tree: DocumentTree): string {
	const time = `${tree.state.day}T12:00:00`;
	return xmlPart(
		xml(
			'office:document-meta',
			ODF,
			xml(
				'office:meta',
				{},
				xml('meta:generator', {}, xmlText('Konzeptstand')),
				xml('dc:title', {}, xmlText(tree.title)),
				xml('dc:subject', {}, xmlText(stateLine(tree))),
				xml('meta:creation-date', {}, xmlText(time)),
				xml('dc:date', {}, xmlText(time)),
				xml('dc:language', {}, xmlText(LOCALE[tree.language].join('-'))),
				Object.entries(tree.state).map(([name, value]) =>
					xml('meta:user-defined', { 'meta:name': `konzeptstand-${name}` }, xmlText(value))
				)
			)
		)
	);
}

const TYPES: Readonly<Record<string, string>> = {
	xml: 'text/xml',
	svg: 'image/svg+xml',
	png: 'image/png',
	jpeg: 'image/jpeg'
};

function manifest(parts: Parts): string {
	const entry = (path: string, type: string, version?: string): Xml =>
		xml('manifest:file-entry', {
			'manifest:full-path': path,
			'manifest:version': version,
			'manifest:media-type': type
		});
	return xmlPart(
		xml(
			'manifest:manifest',
			{ 'xmlns:manifest': 'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0', 'manifest:version': VERSION },
			entry('/', MIME, VERSION),
			parts.map(([name]) => entry(name, TYPES[name.split('.').at(-1) ?? ''] ?? ''))
		)
	);
}
