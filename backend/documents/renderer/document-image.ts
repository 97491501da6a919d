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
