import type { z } from 'zod';
import { lineageKind } from '@konzeptstand/contract/edition.ts';
import type { newOmission } from '@konzeptstand/contract/edition.ts';
import { recordedModel } from '../record/record.service.ts';
import type { ItemBase } from '../record/record.service.ts';

/** What an edition has dropped of the former one, and why: text of the concept, printed in the comparison. */
export type OmissionItem = ItemBase & z.output<typeof newOmission>;

export const OmissionModel = recordedModel<OmissionItem>({
	kind: 'omission',
	collection: 'omissions',
	schemaVersion: 1,
	definition: {
		edition: { type: String, required: true },
		kind: { type: String, enum: lineageKind.options, required: true },
		item: { type: String, required: true },
		reason: { type: String, required: true, maxlength: 2_000 }
	},
	indexes: [
		// Something is dropped once, whatever two people do at once.
		[
			{ region: 1, edition: 1, item: 1 },
			{ unique: true, partialFilterExpression: { withdrawn: { $type: 'null' } } }
		]
	],
	title: (omission) => omission.reason.slice(0, 80)
});
