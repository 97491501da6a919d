import type { z } from 'zod';
import { newDecision } from '@konzeptstand/contract/decision.ts';
import { recordedModel } from '../record/record.service.ts';
import type { ItemBase } from '../record/record.service.ts';
import { edtfType, idType, lineType, textType, titleType, valueSchema } from '../region/value.model.ts';

export type DecisionItem = ItemBase & z.output<typeof newDecision>;

/** What a decision can be about; the kinds stand below this room and are known here by name only. */
const SUBJECTS = ['edition', 'goal', 'measure', 'project', 'step', 'milestone'];

export const DecisionModel = recordedModel<DecisionItem>({
	kind: 'decision',
	collection: 'decisions',
	schemaVersion: 1,
	definition: {
		body: idType,
		authority: lineType,
		date: edtfType,
		number: lineType,
		title: titleType,
		text: textType,
		result: { type: String, enum: newDecision.shape.result.unwrap().options, default: 'unknown' },
		subjects: {
			type: [
				valueSchema({ kind: { type: String, enum: SUBJECTS, required: true }, id: { type: String, required: true } })
			],
			default: []
		}
	},
	indexes: [[{ region: 1, date: 1 }], [{ region: 1, 'subjects.id': 1 }]],
	code: (decision) => decision.number
});
