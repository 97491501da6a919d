import type { ItemKind } from '@konzeptstand/contract/values.ts';
import { recordedModel } from '../../backend/record/record.service.ts';
import type { ItemBase } from '../../backend/record/record.service.ts';
import { valueSchema } from '../../backend/region/value.model.ts';

/** A recorded kind of the tests' own, so that the record can be tried without any other room. */
export interface Sample extends ItemBase {
	title: string;
	code: string | null;
	amount: number | null;
	/** Personal: enters the record only as a commitment. */
	email: string | null;
	/** Their names are personal. */
	seats: { office: string; name: string | null }[];
}

export const SampleModel = recordedModel<Sample>({
	// No kind of the product: all models of a run stand side by side.
	kind: 'sample' as ItemKind,
	collection: 'sample_items',
	schemaVersion: 1,
	definition: {
		title: { type: String, required: true, maxlength: 100 },
		code: { type: String, default: null },
		amount: { type: Number, default: null },
		email: { type: String, default: null },
		seats: { type: [valueSchema({ office: String, name: { type: String, default: null } })], default: [] }
	},
	personal: ['email', 'seats.name'],
	indexes: [
		[
			{ region: 1, code: 1 },
			{ unique: true, partialFilterExpression: { code: { $type: 'string' } } }
		]
	]
});

export const SAMPLE_REGION = '01890000-0000-7000-8000-000000000001';
export const SAMPLE_PERSON = { kind: 'person', id: '01890000-0000-7000-8000-0000000000aa' } as const;
