import type { z } from 'zod';
import { indicatorSubject, newAssessment } from '@konzeptstand/contract/concept.ts';
import type { newIndicator, newReading } from '@konzeptstand/contract/concept.ts';
import { recordedModel } from '../record/record.service.ts';
import type { ItemBase } from '../record/record.service.ts';
import {
	edtfType,
	idList,
	idType,
	lineType,
	positionType,
	quantitySchema,
	textType,
	titleType,
	valueSchema
} from '../region/value.model.ts';

export type IndicatorItem = ItemBase & z.output<typeof newIndicator> & { lineage: string };
export type ReadingItem = ItemBase & z.output<typeof newReading>;
export type AssessmentItem = ItemBase & z.output<typeof newAssessment> & { by: string | null };

const subjectType = (kinds: readonly string[]) => ({
	type: valueSchema({ kind: { type: String, enum: kinds, required: true }, id: { type: String, required: true } }),
	required: true
});
const datedQuantity = {
	type: valueSchema({ date: edtfType, quantity: { type: quantitySchema, required: true } }),
	default: null
};

export const IndicatorModel = recordedModel<IndicatorItem>({
	kind: 'indicator',
	collection: 'indicators',
	schemaVersion: 2,
	upcast: (body) => ({ origins: [], ...body }),
	definition: {
		subject: subjectType(indicatorSubject.shape.kind.options),
		title: titleType,
		titleEn: lineType,
		unit: { type: String, required: true },
		baseline: datedQuantity,
		target: datedQuantity,
		lineage: { type: String, required: true },
		origins: idList,
		position: positionType
	},
	indexes: [[{ region: 1, 'subject.id': 1 }]]
});

export const ReadingModel = recordedModel<ReadingItem>({
	kind: 'reading',
	collection: 'readings',
	schemaVersion: 1,
	definition: {
		indicator: { type: String, required: true },
		date: edtfType,
		quantity: { type: quantitySchema, required: true }
	},
	indexes: [[{ region: 1, indicator: 1, date: 1 }]],
	title: (reading) => reading.date ?? ''
});

export const AssessmentModel = recordedModel<AssessmentItem>({
	kind: 'assessment',
	collection: 'assessments',
	schemaVersion: 1,
	definition: {
		subject: subjectType(newAssessment.shape.subject.shape.kind.options),
		asOf: edtfType,
		kind: { type: String, enum: newAssessment.shape.kind.unwrap().options, default: 'outcome' },
		text: { ...textType, required: true },
		by: idType
	},
	indexes: [[{ region: 1, 'subject.id': 1 }]],
	title: (assessment) => assessment.text.slice(0, 80)
});
