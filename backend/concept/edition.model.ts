import type { z } from 'zod';
import { newField, priority } from '@konzeptstand/contract/concept.ts';
import { townResult } from '@konzeptstand/contract/adoption.ts';
import type { Edition, newEdition, newGoal, newMeasure } from '@konzeptstand/contract/concept.ts';
import type { Approval } from '@konzeptstand/contract/values.ts';
import { editionState } from '@konzeptstand/contract/region.ts';
import { recordedModel, sourceSchema } from '../record/record.service.ts';
import type { ItemBase } from '../record/record.service.ts';
import {
	amountSchema,
	approvalType,
	edtfType,
	flagType,
	idList,
	idType,
	lineType,
	periodsType,
	positionType,
	quantitySchema,
	roleSchema,
	sourcesType,
	textType,
	titleType,
	valueSchema
} from '../region/value.model.ts';

/** The concept as it was written: editions, fields, goals, measures. */

/** Ties an item to what it was in the former edition. */
interface Lineage {
	lineage: string;
}
export type EditionItem = ItemBase &
	Omit<z.output<typeof newEdition>, 'key' | 'adoption'> & { key: string; adoption: Edition['adoption'] };
export type FieldItem = ItemBase & Lineage & z.output<typeof newField>;
export type GoalItem = ItemBase & Lineage & z.output<typeof newGoal> & { approval: Approval };
export type MeasureItem = ItemBase & Lineage & z.output<typeof newMeasure> & { approval: Approval };

const living = { withdrawn: { $type: 'null' }, code: { $type: 'string' } };
const coded = { code: lineType, isCodeInferred: flagType };
const described = { title: titleType, titleEn: lineType, description: textType, descriptionEn: textType };
const inEdition = {
	edition: { type: String, required: true },
	lineage: { type: String, required: true },
	origins: idList,
	position: positionType
};
/** Schema 2 knows from which items of the former edition an item comes. */
const withOrigins = { schemaVersion: 2, upcast: (body: Record<string, unknown>) => ({ origins: [], ...body }) };
/** Schema 3 knows by which decision it holds. */
const withApproval = {
	schemaVersion: 3,
	upcast: (body: Record<string, unknown>) => ({ origins: [], approval: null, ...body })
};

export const EditionModel = recordedModel<EditionItem>({
	kind: 'edition',
	collection: 'editions',
	// 2: the former edition, results of the towns, and what an adoption here leaves behind.
	schemaVersion: 2,
	upcast: (body) => ({
		former: null,
		...body,
		adoption: body['adoption'] && { results: [], sequence: null, documents: [], ...body['adoption'] }
	}),
	definition: {
		year: { type: Number, required: true, min: 1900, max: 2200 },
		title: titleType,
		titleEn: lineType,
		state: { type: String, enum: editionState.options, required: true },
		levels: {
			type: valueSchema({ field: lineType, goal: lineType, measure: lineType, project: lineType }),
			default: () => ({ field: null, goal: null, measure: null, project: null })
		},
		preparedBy: lineType,
		commissionedBy: lineType,
		workPeriod: edtfType,
		horizon: edtfType,
		adoption: {
			type: valueSchema({
				date: edtfType,
				text: textType,
				decision: idType,
				results: {
					type: [
						valueSchema({
							municipality: { type: String, required: true },
							body: idType,
							date: edtfType,
							number: lineType,
							result: { type: String, enum: townResult.shape.result.unwrap().options, default: 'unknown' }
						})
					],
					default: []
				},
				sources: sourcesType,
				sequence: { type: Number, default: null },
				documents: {
					type: [
						valueSchema({
							format: { type: String, required: true },
							file: { type: String, required: true },
							sha256: { type: String, required: true },
							template: { type: String, required: true }
						})
					],
					default: []
				}
			}),
			default: null
		},
		former: idType,
		vision: { type: valueSchema({ text: { ...textType, required: true }, sources: [sourceSchema] }), default: null },
		measureTotal: {
			type: valueSchema({ quantity: { type: quantitySchema, required: true }, sources: sourcesType }),
			default: null
		}
	},
	indexes: [
		[{ region: 1, year: 1 }],
		// At most one adopted edition a region, whatever two people do at once.
		[
			{ region: 1, state: 1 },
			{ unique: true, partialFilterExpression: { state: 'adopted' } }
		]
	],
	code: (edition) => String(edition.year)
});

export const FieldModel = recordedModel<FieldItem>({
	kind: 'field',
	collection: 'fields',
	...withOrigins,
	definition: {
		...inEdition,
		...coded,
		...described,
		isTitleInferred: flagType,
		kind: { type: String, enum: newField.shape.kind.unwrap().options, default: 'field' }
	},
	indexes: [
		[{ region: 1, edition: 1, position: 1 }],
		[
			{ region: 1, edition: 1, code: 1 },
			{ unique: true, partialFilterExpression: living }
		]
	]
});

export const GoalModel = recordedModel<GoalItem>({
	kind: 'goal',
	collection: 'goals',
	...withApproval,
	definition: { ...inEdition, ...coded, ...described, approval: approvalType, field: idType, parent: idType },
	indexes: [
		[{ region: 1, edition: 1, position: 1 }],
		[
			{ region: 1, edition: 1, code: 1 },
			{ unique: true, partialFilterExpression: living }
		]
	]
});

export const MeasureModel = recordedModel<MeasureItem>({
	kind: 'measure',
	collection: 'measures',
	...withApproval,
	definition: {
		...inEdition,
		...coded,
		...described,
		approval: approvalType,
		field: idType,
		goal: idType,
		isTitleTruncated: flagType,
		isKeyMeasure: flagType,
		priority: { type: String, enum: [...priority.options, null], default: null },
		periods: periodsType,
		costs: { type: [amountSchema], default: [] },
		municipalities: idList,
		roles: { type: [roleSchema], default: [] },
		responsiblePeople: idList
	},
	indexes: [
		[{ region: 1, edition: 1, position: 1 }],
		[
			{ region: 1, edition: 1, code: 1 },
			{ unique: true, partialFilterExpression: living }
		],
		[{ region: 1, 'roles.party': 1 }]
	]
});
