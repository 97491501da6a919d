/** What a document cannot show, said so that its author can find it: a code with a text (documents.service.ts) and its gap. */
export class RefusedContent extends Error {
	readonly code: RefusalCode;
	readonly values: { word: string };

	constructor(code: RefusalCode, values: { word: string }) {
		super(`${code}: ${values.word}`);
		this.name = 'RefusedContent';
		this.code = code;
		this.values = values;
	}
}

export type RefusalCode =
	| 'document_image_missing'
	| 'document_image_alt'
	| 'document_character'
	| 'document_heading'
	| 'document_heading_empty'
	| 'document_title'
	| 'document_nesting';
