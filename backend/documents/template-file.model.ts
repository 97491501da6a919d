import { recordedModel } from '../record/record.service.ts';
import type { ItemBase } from '../record/record.service.ts';

/** A region's own text of a file that the product ships. Withdrawn: the shipped one is used again. */
export interface TemplateFileItem extends ItemBase {
	/** `entwicklungskonzept` or `partials.massnahme`. */
	name: string;
	/** Markdown with Liquid. */
	text: string;
	/** The shipped text from which it was made: says later whether the product has moved on. */
	basis: string;
}

const text = { type: String, required: true, maxlength: 200_000 };

export const TemplateFileModel = recordedModel<TemplateFileItem>({
	kind: 'template-file',
	collection: 'template_files',
	schemaVersion: 1,
	definition: { name: { type: String, required: true, maxlength: 100 }, text, basis: text },
	// One item for each name, for ever: its versions are numbered through, and name the text that made a document.
	indexes: [[{ region: 1, name: 1 }, { unique: true }]]
});
