import type { Role } from '@konzeptstand/contract/account.ts';
import { record, SYSTEM } from '../record/record.service.ts';
import { MembershipModel } from './membership.model.ts';
import { createPerson, findPeople } from './person.service.ts';

export interface ExamplePerson {
	id: string;
	/** null: administrator of the installation. */
	role: Role | null;
	name: string;
	email: string;
	/** To be printed once; it is kept nowhere but as a hash. */
	password: string;
}

/** Names that nobody could take for real, under a domain that belongs to nobody. Source: RFC 2606. */
const EXAMPLES: readonly Pick<ExamplePerson, 'role' | 'name' | 'email'>[] = [
	{ role: 'planner', name: 'Beispiel Planung', email: 'planung@example.org' },
	{ role: 'manager', name: 'Beispiel Regionalmanagement', email: 'regionalmanagement@example.org' },
	{ role: 'contributor', name: 'Beispiel Rathaus', email: 'rathaus@example.org' },
	{ role: 'reader', name: 'Beispiel Lesen', email: 'lesen@example.org' },
	{ role: 'council', name: 'Beispiel Rat', email: 'rat@example.org' },
	{ role: 'auditor', name: 'Beispiel Prüfung', email: 'pruefung@example.org' },
	{ role: null, name: 'Beispiel Administration', email: 'administration@example.org' }
];

/**
 * One person for each role, for the embedded example only. Whoever runs it opens no record.change around it.
 * @param region id
 * @returns null when there are people already: their passwords were shown then
 */
export async function createExamplePeople(region: string): Promise<ExamplePerson[] | null> {
	if ((await findPeople()).length > 0) return null;
	const made: ExamplePerson[] = [];
	for (const { role, name, email } of EXAMPLES) {
		const { person, password } = await createPerson(SYSTEM, {
			name,
			email,
			password: null,
			isAdministrator: role === null
		});
		made.push({ id: person._id, role, name, email, password: password ?? '' });
	}
	await record.change(SYSTEM, { region, action: 'membership.create' }, async (work) => {
		for (const { id, role } of made) {
			if (role !== null) await work.create(MembershipModel, { person: id, roles: [role] });
		}
	});
	return made;
}
