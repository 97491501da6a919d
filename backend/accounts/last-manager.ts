import type { ClientSession } from 'mongoose';
import { ApplicationError } from '../foundation/errors.ts';
import { INSTALLATION } from '../record/record.service.ts';
import { MembershipModel } from './membership.model.ts';
import { PersonModel } from './person.model.ts';

/**
 * A region that has a manager keeps one: otherwise nobody there could give anybody a role any more.
 * @param region null: every region that the person manages
 * @throws ApplicationError conflict
 */
export async function refuseLastManager(person: string, region: string | null, session: ClientSession): Promise<void> {
	const own = { person, roles: 'manager', withdrawn: null, ...(region === null ? {} : { region }) } as const;
	for (const membership of await MembershipModel.find(own).session(session).lean()) {
		const others = await MembershipModel.find({
			region: membership.region,
			roles: 'manager',
			withdrawn: null,
			person: { $ne: person }
		})
			.session(session)
			.lean();
		const ids = others.map((one) => one.person);
		const active = { _id: { $in: ids }, region: INSTALLATION, isActive: true };
		if (!(await PersonModel.exists(active).session(session)))
			throw new ApplicationError('conflict', { field: 'roles', problem: 'last_manager' });
	}
}
