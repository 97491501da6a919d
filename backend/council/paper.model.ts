import type { z } from 'zod';
import { effect } from '@konzeptstand/contract/decision.ts';
import { paperRule, paperState } from '@konzeptstand/contract/paper.ts';
import type { newPaper } from '@konzeptstand/contract/paper.ts';
import { recordedModel } from '../record/record.service.ts';
import type { ItemBase } from '../record/record.service.ts';
import { edtfType, idType, lineType, textType, titleType, valueSchema } from '../region/value.model.ts';
import { subjectsType } from './meeting.model.ts';

/** What is put to the vote, in one body or in several. What each decided stands in the decisions that name it. */
export type PaperItem = ItemBase & z.output<typeof newPaper> & { number: string; state: z.output<typeof paperState> };

const required = { type: String, required: true };

export const PaperModel = recordedModel<PaperItem>({
	kind: 'paper',
	collection: 'papers',
	schemaVersion: 1,
	definition: {
		number: required,
		state: { ...required, enum: paperState.options },
		title: titleType,
		proposal: { ...textType, required: true },
		reason: textType,
		isPublic: { type: Boolean, default: true },
		rule: { ...required, enum: paperRule.options },
		body: idType,
		costs: {
			type: [
				valueSchema({
					municipality: required,
					year: { type: Number, default: null },
					cents: { type: Number, required: true, min: 0 },
					note: lineType
				})
			],
			default: []
		},
		subjects: subjectsType,
		effects: {
			type: [
				valueSchema({
					type: { ...required, enum: effect.shape.type.options },
					subject: required,
					planned: edtfType
				})
			],
			default: []
		}
	},
	indexes: [
		[
			{ region: 1, number: 1 },
			{ unique: true, partialFilterExpression: { withdrawn: { $type: 'null' } } }
		],
		[{ region: 1, state: 1 }],
		[{ region: 1, 'subjects.id': 1 }]
	],
	closed: { isClosed: ({ isPublic }) => !isPublic },
	code: (paper) => paper.number
});
