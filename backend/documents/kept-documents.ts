import type { DocumentFormat, DocumentState, TemplateManifest } from '@konzeptstand/contract/document.ts';
import type { DocumentAbout } from './prepare-document.ts';

export interface GeneratedDocument {
	bytes: Buffer;
	state: DocumentState;
	/** The same as long as region, template, order and day are. */
	etag: string;
	format: DocumentFormat;
	filename: string;
	manifest: TemplateManifest;
	about: DocumentAbout;
}

/** Documents by their ETag, the least used thrown out first: an unchanged head means that a document is still true. */
export class KeptDocuments {
	readonly #documents = new Map<string, GeneratedDocument>();
	readonly #limit: number;
	#size = 0;

	/** @param limit bytes that all of them may have together */
	constructor(limit: number) {
		this.#limit = limit;
	}

	find(etag: string): GeneratedDocument | undefined {
		const found = this.#documents.get(etag);
		if (found) {
			this.#documents.delete(etag);
			this.#documents.set(etag, found);
		}
		return found;
	}

	keep(document: GeneratedDocument): void {
		if (document.bytes.length > this.#limit / 2 || this.#documents.has(document.etag)) return;
		this.#documents.set(document.etag, document);
		this.#size += document.bytes.length;
		for (const [etag, { bytes }] of this.#documents) {
			if (this.#size <= this.#limit) break;
			this.#documents.delete(etag);
			this.#size -= bytes.length;
		}
	}
}
