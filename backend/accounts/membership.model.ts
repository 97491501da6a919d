import type { Role } from '@konzeptstand/contract/account.ts';
import { role } from '@konzeptstand/contract/account.ts';
import { recordedModel } from '../record/record.service.ts';
import type { ItemBase } from '../record/record.service.ts';

/** What a person is in one region. At most one per person and region that is not withdrawn. */
export interface Membership extends ItemBase {
	person: string;
	roles: Role[];
	/** The town or organisation that the person stands for. */
	municipality: string | null;
	party: string | null;
}

export const MembershipModel = recordedModel<Membership>({
	kind: 'membership',
	collection: 'memberships',
	schemaVersion: 1,
	definition: {
		person: { type: String, required: true },
		roles: { type: [{ type: String, enum: role.options }], required: true },
		municipality: { type: String, default: null },
		party: { type: String, default: null }
	},
	indexes: [
		[
			{ region: 1, person: 1 },
			{ unique: true, partialFilterExpression: { withdrawn: { $type: 'null' } } }
		],
		[{ region: 1, roles: 1 }]
	],
	title: () => ''
});

/** A person's memberships in all regions: the one question that does not begin with a region. */
export function findMembershipsOf(person: string): Promise<Membership[]> {
	return MembershipModel.find({ person, withdrawn: null }).lean<Membership[]>();
}
