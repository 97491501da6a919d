import type { z } from 'zod';
import { lineageKind } from '@konzeptstand/contract/edition.ts';
import type { newSeparation } from '@konzeptstand/contract/edition.ts';
import { recordedModel } from '../record/record.service.ts';
import type { ItemBase } from '../record/record.service.ts';

/** A likely pair of two editions of which somebody has said that it is none. */
export type SeparationItem = ItemBase & z.output<typeof newSeparation>;

export const SeparationModel = recordedModel<SeparationItem>({
	kind: 'separation',
	collection: 'separations',
	schemaVersion: 1,
	definition: {
		kind: { type: String, enum: lineageKind.options, required: true },
		before: { type: String, required: true },
		after: { type: String, required: true }
	},
	indexes: [
		// Said once, whatever two people do at once.
		[
			{ region: 1, before: 1, after: 1 },
			{ unique: true, partialFilterExpression: { withdrawn: { $type: 'null' } } }
		]
	]
});
