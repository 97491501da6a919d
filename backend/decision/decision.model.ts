import type { z } from 'zod';
import { effectState, newDecision, subject, voteCast } from '@konzeptstand/contract/decision.ts';
import type { Decision } from '@konzeptstand/contract/decision.ts';
import { recordedModel } from '../record/record.service.ts';
import type { ItemBase } from '../record/record.service.ts';
import { edtfType, idType, lineType, textType, titleType, valueSchema } from '../region/value.model.ts';

/** What a decision holds of where and how it was taken; the rooms of that stand below this one. */
type Taken = Pick<Decision, 'paper' | 'meeting' | 'agendaItem' | 'votes' | 'effect'>;
export type DecisionItem = ItemBase & z.output<typeof newDecision> & Taken;

/** A decision of which nothing more is known than what people typed: it sets nothing in motion. */
export const TYPED: Taken = {
	paper: null,
	meeting: null,
	agendaItem: null,
	votes: null,
	effect: { state: 'none', at: null, reason: null }
};
const count = { type: Number, required: true };

export const DecisionModel = recordedModel<DecisionItem>({
	kind: 'decision',
	collection: 'decisions',
	// 2: where it was taken, by which votes, what follows from it, and whether everyone may see it.
	schemaVersion: 2,
	upcast: (body) => ({ isPublic: true, ...TYPED, ...body }),
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
				valueSchema({
					kind: { type: String, enum: subject.shape.kind.options, required: true },
					id: { type: String, required: true }
				})
			],
			default: []
		},
		isPublic: { type: Boolean, default: true },
		paper: idType,
		meeting: idType,
		agendaItem: idType,
		votes: {
			type: valueSchema({
				cast: {
					type: [
						valueSchema({
							seat: { type: String, required: true },
							vote: { type: String, enum: voteCast.shape.vote.options, required: true }
						})
					],
					default: []
				},
				counts: { type: valueSchema({ yes: count, no: count, abstained: count }), required: true },
				unmet: {
					type: [
						valueSchema({
							municipality: { type: String, required: true },
							name: titleType,
							vote: { type: String, enum: voteCast.shape.vote.options, required: true }
						})
					],
					default: []
				}
			}),
			default: null
		},
		effect: {
			type: valueSchema({
				state: { type: String, enum: effectState.options, required: true },
				at: idType,
				reason: textType
			}),
			default: () => TYPED.effect
		}
	},
	indexes: [
		[{ region: 1, date: 1 }],
		[{ region: 1, meeting: 1 }],
		[{ region: 1, paper: 1 }],
		[{ region: 1, 'subjects.id': 1 }]
	],
	closed: { isClosed: ({ isPublic }) => !isPublic },
	code: (decision) => decision.number
});
