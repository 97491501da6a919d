import mongoose from 'mongoose';
import type { SchemaDefinition } from 'mongoose';
import { isEdtf, partyRole, relation } from '@konzeptstand/contract/values.ts';
import { sourceSchema } from '../record/record.service.ts';

/** Mongoose shapes of the values that all rooms below share: inexact dates, amounts, quantities, roles. */

/** An embedded value: exact, without an id of its own. */
export function valueSchema(definition: SchemaDefinition): mongoose.Schema {
	return new mongoose.Schema(definition, { _id: false, strict: 'throw' });
}

export const edtfType = {
	type: String,
	default: null,
	validate: { validator: (value: string | null) => value === null || isEdtf(value), message: 'invalid_date' }
};
export const textType = { type: String, default: null, maxlength: 20_000 };
export const lineType = { type: String, default: null, maxlength: 500 };
export const titleType = { type: String, required: true, maxlength: 500 };
export const idType = { type: String, default: null };
export const idList = { type: [String], default: [] };
export const flagType = { type: Boolean, default: false };
export const positionType = { type: Number, default: 0, min: 0 };
const relationType = { type: String, enum: relation.options, default: 'exact' };
export const sourcesType = { type: [sourceSchema], default: [] };

export const quantitySchema = valueSchema({
	value: { type: Number, required: true },
	maximum: { type: Number, default: null },
	relation: relationType
});

const wholeCents = {
	validator: (value: number | null) => value === null || Number.isSafeInteger(value),
	message: 'not_whole'
};
export const amountSchema = valueSchema({
	cents: { type: Number, required: true, min: 0, validate: wholeCents },
	maximumCents: { type: Number, default: null, validate: wholeCents },
	relation: relationType,
	kind: { type: String, enum: ['planned', 'actual', 'unknown'], default: 'unknown' },
	tax: { type: String, enum: ['net', 'gross', 'unknown'], default: 'unknown' },
	scope: lineType,
	sources: sourcesType
});

/** By which decision an item holds, and since when. */
export const approvalType = {
	type: valueSchema({ decision: { type: String, required: true }, at: { type: String, required: true } }),
	default: null
};

export const periodsType = {
	type: valueSchema({ planned: edtfType, actual: edtfType }),
	default: () => ({ planned: null, actual: null })
};

export const characteristicSchema = valueSchema({
	label: { type: String, required: true },
	quantity: { type: quantitySchema, required: true },
	unit: lineType,
	asOf: edtfType
});

export const populationSchema = valueSchema({
	asOf: edtfType,
	quantity: { type: quantitySchema, required: true },
	sources: sourcesType
});

export const roleSchema = valueSchema({
	role: { type: String, enum: partyRole.options, required: true },
	party: { type: String, required: true },
	part: lineType,
	isInferred: flagType
});
