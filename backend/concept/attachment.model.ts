import type { Attachment } from '@konzeptstand/contract/edition.ts';
import { attachmentSubjectKind } from '@konzeptstand/contract/edition.ts';
import { recordedModel } from '../record/record.service.ts';
import type { ItemBase } from '../record/record.service.ts';
import { lineType, valueSchema } from '../region/value.model.ts';

/** A file that belongs to an item; its content is kept by its hash. */
export type AttachmentItem = ItemBase &
	Pick<Attachment, 'of' | 'file' | 'name' | 'type' | 'size' | 'width' | 'height' | 'alt' | 'credit'>;

const pixels = { type: Number, default: null, min: 1 };

export const AttachmentModel = recordedModel<AttachmentItem>({
	kind: 'attachment',
	collection: 'attachments',
	schemaVersion: 1,
	definition: {
		of: {
			type: valueSchema({
				kind: { type: String, enum: attachmentSubjectKind.options, required: true },
				id: { type: String, required: true }
			}),
			required: true
		},
		file: { type: String, required: true },
		name: { type: String, required: true, maxlength: 150 },
		type: { type: String, required: true },
		size: { type: Number, required: true, min: 1 },
		width: pixels,
		height: pixels,
		alt: { type: String, default: null, maxlength: 1_000 },
		credit: lineType
	},
	indexes: [
		// Texts name a picture by its file: within an item a name means one thing.
		[
			{ region: 1, 'of.id': 1, name: 1 },
			{ unique: true, partialFilterExpression: { withdrawn: { $type: 'null' } } }
		],
		[{ region: 1, file: 1 }]
	],
	closed: { isClosed: () => false, hangsOn: ({ of }) => [of] },
	title: (attachment) => attachment.name
});
