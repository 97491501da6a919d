import type { DocumentTree } from '../../document-tree.ts';
import { LOCALE } from '../page.ts';
import { stateLine } from '../../state-line.ts';
import { xml, xmlPart, xmlText } from '../../../../foundation/xml.ts';
import { Relations } from './relations.ts';

/** The parts of a DOCX that say what it is. */

const WORD_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const PACKAGE_TYPE = 'application/vnd.openxmlformats-package';

export function contentTypes(): string {
	const ending = (extension: string, type: string) => xml('Default', { Extension: extension, ContentType: type });
	const part = (name: string, type: string) => xml('Override', { PartName: name, ContentType: type });
	return xmlPart(
		xml(
			'Types',
			{ xmlns: 'http://schemas.openxmlformats.org/package/2006/content-types' },
			ending('rels', `${PACKAGE_TYPE}.relationships+xml`),
			ending('xml', 'application/xml'),
			ending('png', 'image/png'),
			ending('jpeg', 'image/jpeg'),
			ending('svg', 'image/svg+xml'),
			part('/word/document.xml', `${WORD_TYPE}.document.main+xml`),
			['styles', 'numbering', 'settings', 'footnotes'].map((name) =>
				part(`/word/${name}.xml`, `${WORD_TYPE}.${name}+xml`)
			),
			part('/word/footer1.xml', `${WORD_TYPE}.footer+xml`),
			part('/docProps/core.xml', `${PACKAGE_TYPE}.core-properties+xml`),
			part('/docProps/app.xml', 'application/vnd.openxmlformats-officedocument.extended-properties+xml'),
			part('/docProps/custom.xml', 'application/vnd.openxmlformats-officedocument.custom-properties+xml')
		)
	);
}

export function packageRelations(): string {
	const relations = new Relations();
	relations.add('officeDocument', 'word/document.xml');
	relations.add(
		'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties',
		'docProps/core.xml'
	);
	relations.add('extended-properties', 'docProps/app.xml');
	relations.add('custom-properties', 'docProps/custom.xml');
	return relations.part();
}

export function coreProperties(tree: DocumentTree): string {
	const time = (name: string) =>
		xml(`dcterms:${name}`, { 'xsi:type': 'dcterms:W3CDTF' }, xmlText(`${tree.state.day}T12:00:00Z`));
	return xmlPart(
		xml(
			'cp:coreProperties',
			{
				'xmlns:cp': 'http://schemas.openxmlformats.org/package/2006/metadata/core-properties',
				'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
				'xmlns:dcterms': 'http://purl.org/dc/terms/',
				'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance'
			},
			xml('dc:title', {}, xmlText(tree.title)),
			xml('dc:subject', {}, xmlText(stateLine(tree))),
			xml('dc:creator', {}, xmlText('Konzeptstand')),
			xml('dc:language', {}, xmlText(LOCALE[tree.language].join('-'))),
			time('created'),
			time('modified')
		)
	);
}

export function appProperties(): string {
	return xmlPart(
		xml('Properties', { xmlns: `${OFFICE}/extended-properties` }, xml('Application', {}, xmlText('Konzeptstand')))
	);
}

/** The state, for programs. */
export function customProperties({ state }: DocumentTree): string {
	return xmlPart(
		xml(
			'Properties',
			{ xmlns: `${OFFICE}/custom-properties`, 'xmlns:vt': `${OFFICE}/docPropsVTypes` },
			Object.entries(state).map(([name, value], index) =>
				xml(
					'property',
					{ fmtid: '{D5CDD505-2E9C-101B-9397-08002B2CF9AE}', pid: index + 2, name: `konzeptstand-${name}` },
					xml('vt:lpwstr', {}, xmlText(value))
				)
			)
		)
	);
}
