import { escapeInside } from './escape.ts';

/** Pictures of a document. A text names one as `![alt](<name>)`; nothing is ever loaded from an address. */

export interface DocumentImage {
	type: 'image/svg+xml' | 'image/png' | 'image/jpeg';
	bytes: Uint8Array;
	/** CSS pixels. */
	width: number;
	height: number;
}
/** By the name that texts give as the address of the picture. */
export type DocumentImages = ReadonlyMap<string, DocumentImage>;

/** A picture as Markdown. @param alt plain text */
export function imageMark(alt: string, name: string): string {
	return `![${escapeInside(alt.replace(/\s+/g, ' ').trim()).replace(/!$/, '\\!')}](<${name}>)`;
}

/** The picture as an address that carries it whole. */
export function dataAddress({ type, bytes }: DocumentImage): string {
	return `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
}

/** Markdown that stands alone: names of pictures become the pictures. Users' links never look like a name. */
export function withDataAddresses(markdown: string, images: DocumentImages): string {
	if (images.size === 0) return markdown;
	return markdown.replace(/\]\(<([^<>\n]+)>\)/g, (mark, name: string) => {
		const image = images.get(name);
		return image ? `](<${dataAddress(image)}>)` : mark;
	});
}
