import { DOMParser } from '@xmldom/xmldom';
import type { Document, Element } from '@xmldom/xmldom';
import { strFromU8, unzipSync } from 'fflate';

/** An office file as an office reads it: unpacked, its parts read as strict XML. */
export class OfficeFile {
	readonly bytes: Uint8Array;
	readonly parts: Readonly<Record<string, Uint8Array>>;

	constructor(bytes: Uint8Array) {
		this.bytes = bytes;
		this.parts = unzipSync(bytes);
	}

	text(name: string): string {
		const part = this.parts[name];
		if (!part) throw new Error(`no part ${name}`);
		return strFromU8(part);
	}

	/** @throws when the part is not well-formed */
	xml(name: string): Document {
		const refuse = (level: string, message: string): void => {
			// a character that stands for one that XML cannot hold is no mistake of the file
			if (level !== 'warning' || !message.includes('replacement character'))
				throw new Error(`${name}: ${level}: ${message}`);
		};
		return new DOMParser({ onError: refuse }).parseFromString(this.text(name), 'text/xml');
	}

	/** All elements of that name, in their order. */
	all(part: string, name: string): Element[] {
		return [...this.xml(part).getElementsByTagName(name)];
	}
}

/** Elements within an element, in their order. */
export const within = (element: Element, name: string): Element[] => [...element.getElementsByTagName(name)];

/** Names of all elements of a document's body in their order: the structure without any text. */
export function structureOf(document: Document): string[] {
	const [body] = ['w:body', 'office:body'].flatMap((name) => [...document.getElementsByTagName(name)]);
	return body ? within(body, '*').map((element) => element.tagName) : [];
}

/** Style of a paragraph of a DOCX. */
export const docxStyle = (paragraph: Element): string =>
	within(paragraph, 'w:pStyle')[0]?.getAttribute('w:val') ?? 'Normal';

/** What is to be read of an element of a DOCX: its text, without fields' instructions and numbers of notes. */
export function docxText(element: Element): string {
	return within(element, 'w:r')
		.filter((run) => within(run, 'w:vertAlign').length === 0 && !/FootnoteReference/.test(styleOfRun(run)))
		.flatMap((run) => within(run, 'w:t').map((text) => text.textContent))
		.join('');
}
const styleOfRun = (run: Element): string => within(run, 'w:rStyle')[0]?.getAttribute('w:val') ?? '';

const NO_TEXT = new Set(['text:note', 'svg:desc', 'svg:title', 'table:title']);
/** What is to be read of an element of an ODT, without its notes. */
export function odtText(element: Element): string {
	return [...element.childNodes]
		.map((node) => {
			if (node.nodeType === 3) return node.nodeValue ?? '';
			const inner = node as Element;
			if (NO_TEXT.has(inner.tagName)) return '';
			if (inner.getAttribute('text:style-name') === 'Footnote_20_anchor') return '';
			if (inner.tagName === 'text:s') return ' '.repeat(Number(inner.getAttribute('text:c') ?? '1'));
			return inner.tagName === 'text:tab' ? '\t' : odtText(inner);
		})
		.join('');
}
