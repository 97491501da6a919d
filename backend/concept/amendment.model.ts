import type { z } from 'zod';
import { amendmentType, lineageKind } from '@konzeptstand/contract/edition.ts';
import type { newAmendment } from '@konzeptstand/contract/edition.ts';
import { recordedModel } from '../record/record.service.ts';
import type { ItemBase } from '../record/record.service.ts';
import { edtfType, idType, textType, titleType, valueSchema } from '../region/value.model.ts';

/** What stands beside the adopted text: decided amendments and errata. Followed by the next, never edited. */
export type AmendmentItem = ItemBase & z.output<typeof newAmendment> & { number: number };

export const AmendmentModel = recordedModel<AmendmentItem>({
	kind: 'amendment',
	collection: 'amendments',
	schemaVersion: 1,
	definition: {
		edition: { type: String, required: true },
		type: { type: String, enum: amendmentType.options, required: true },
		/** Within edition and type; a number that was withdrawn is not given again. */
		number: { type: Number, required: true, min: 1 },
		of: {
			type: valueSchema({
				kind: { type: String, enum: lineageKind.options, required: true },
				id: { type: String, required: true }
			}),
			default: null
		},
		title: titleType,
		text: { ...textType, required: true },
		decision: idType,
		date: edtfType
	},
	indexes: [[{ region: 1, edition: 1, type: 1, number: 1 }, { unique: true }], [{ region: 1, 'of.id': 1 }]],
	code: (amendment) => String(amendment.number)
});
