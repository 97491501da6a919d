import type { QueryFilter } from 'mongoose';
import { INSTALLATION, recordedModel } from '../record/record.service.ts';
import type { ItemBase } from '../record/record.service.ts';

/** Somebody with an account. The id is also that of the identity (password, sessions), which stands outside the record. */
export interface Person extends ItemBase {
	/** Personal; null once erased. */
	name: string | null;
	/** Personal, lower case; null once erased. */
	email: string | null;
	isAdministrator: boolean;
	isActive: boolean;
}

export const PersonModel = recordedModel<Person>({
	kind: 'person',
	collection: 'people',
	schemaVersion: 1,
	definition: {
		name: { type: String, default: null, maxlength: 200 },
		email: { type: String, default: null, maxlength: 200, lowercase: true },
		isAdministrator: { type: Boolean, default: false },
		isActive: { type: Boolean, default: true }
	},
	personal: ['name', 'email'],
	indexes: [
		[
			{ region: 1, email: 1 },
			{ unique: true, partialFilterExpression: { email: { $type: 'string' } } }
		],
		[{ region: 1, isAdministrator: 1 }]
	],
	title: (person) => person.name ?? ''
});

/** People by id, in no order. */
export function findPeopleById(ids: readonly string[]): Promise<Person[]> {
	return PersonModel.find({ _id: { $in: ids }, region: INSTALLATION }).lean<Person[]>();
}

/** The person, where they may sign in at all. */
export function findActivePerson(id: string): Promise<Person | null> {
	return PersonModel.findOne({ _id: id, region: INSTALLATION, isActive: true, withdrawn: null }).lean<Person>();
}

/** Who manages the installation and can sign in. */
export const ACTIVE_ADMINISTRATORS = {
	region: INSTALLATION,
	isAdministrator: true,
	isActive: true
} satisfies QueryFilter<Person>;
