import { MongoServerError } from 'mongodb';
import type { ClientSession } from 'mongoose';
import type { Person as PersonContract } from '@konzeptstand/contract/account.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { ActorContext } from '../foundation/http/route.ts';
import { INSTALLATION, record } from '../record/record.service.ts';
import type { Actor } from '../record/record.service.ts';
import { identity } from './identity.ts';
import { refuseLastManager } from './last-manager.ts';
import { MembershipModel } from './membership.model.ts';
import type { Membership } from './membership.model.ts';
import { generatePassword } from './password.ts';
import { ACTIVE_ADMINISTRATORS, PersonModel } from './person.model.ts';
import type { Person } from './person.model.ts';
import { forgetSessions } from './sessions.ts';

export interface NewPerson {
	name: string;
	email: string;
	/** null: one is generated. */
	password: string | null;
	isAdministrator?: boolean;
}

/** Everybody with an account who is not erased, by name. */
export async function findPeople(): Promise<Person[]> {
	const people = await PersonModel.find({ region: INSTALLATION, email: { $type: 'string' } }).lean<Person[]>();
	return people.sort((a, b) => (a.name ?? '').localeCompare(b.name ?? '', 'de'));
}

export function findPersonByEmail(email: string): Promise<Person | null> {
	return PersonModel.findOne({ region: INSTALLATION, email: email.toLowerCase() }).lean<Person>();
}

/**
 * Makes an account: first the identity (outside the record), then the person. Run again after a crash between the two,
 * it takes up the identity that was left.
 * @param isAllowed asked inside the change; may throw
 * @returns the person and the password, if it was generated
 * @throws ApplicationError duplicate
 */
export async function createPerson(
	actor: Actor,
	input: NewPerson,
	isAllowed: (session: ClientSession) => Promise<void> = () => Promise.resolve()
): Promise<{ person: Person; password: string | null }> {
	if (await findPersonByEmail(input.email)) throw new ApplicationError('duplicate', { field: 'email' });
	const generated = input.password === null ? generatePassword() : null;
	const id = await openIdentityOf(input.email, input.password ?? generated ?? '');
	try {
		const person = await record.change(actor, { region: INSTALLATION, action: 'person.create' }, async (work) => {
			await isAllowed(work.session);
			const { name, isAdministrator = false } = input;
			return work.create(PersonModel, { _id: id, name, email: input.email.toLowerCase(), isAdministrator });
		});
		forgetSessions();
		return { person, password: generated };
	} catch (error) {
		if (!(await PersonModel.exists({ _id: id, region: INSTALLATION }))) await identity().deleteIdentity(id);
		throw error;
	}
}

async function openIdentityOf(email: string, password: string): Promise<string> {
	const left = await identity().findIdentityByEmail(email);
	if (left !== null) {
		await identity().setPassword(left, password);
		return left;
	}
	try {
		return await identity().createIdentity(email, password);
	} catch (error) {
		if (error instanceof MongoServerError && error.code === 11000)
			throw new ApplicationError('duplicate', { field: 'email', cause: error });
		throw error;
	}
}

/**
 * Changes name, administration or whether the person may sign in. A change of who may what ends open sessions.
 * @throws ApplicationError not_found, version_conflict, conflict (last administrator, last manager)
 */
export async function changePerson(
	actor: ActorContext,
	id: string,
	version: number,
	patch: { name?: string; isAdministrator?: boolean; isActive?: boolean }
): Promise<Person> {
	const changed = await record.change(actor, { region: INSTALLATION, action: 'person.change' }, async (work) => {
		const person = await work.require(PersonModel, id);
		if (person.email === null) throw new ApplicationError('not_found');
		const after = { ...person, ...patch };
		if (!after.isAdministrator || !after.isActive) await refuseLastAdministrator(person, work.session);
		if (!after.isActive) await refuseLastManager(id, null, work.session);
		return work.update(PersonModel, id, version, patch);
	});
	forgetSessions();
	if (patch.name !== undefined) await showInRegions(actor, id, 'person.change');
	if (!changed.isActive) await identity().revokeSessions(id);
	return changed;
}

/**
 * Erases a person's data: name, address, password, sessions. What they did stays in the record under an id that names
 * nobody any more, and every chain still verifies. Run again, it completes what a crash left undone.
 * @throws ApplicationError not_found, conflict (last administrator, last manager)
 */
export async function erasePerson(actor: ActorContext, id: string): Promise<void> {
	await record.change(actor, { region: INSTALLATION, action: 'person.erase' }, async (work) => {
		const person = await work.require(PersonModel, id);
		await refuseLastAdministrator(person, work.session);
		await refuseLastManager(id, null, work.session);
		if (person.email === null && !person.isActive) return;
		await work.update(PersonModel, id, null, { name: null, email: null, isAdministrator: false, isActive: false });
		work.enqueue({ type: ERASE_JOB, payload: { person: id } });
	});
	await finishErasure(id);
	await showInRegions(actor, id, 'person.erase');
}

/**
 * A region's kept answers hold while its head stands still, and some of them name people: wherever this person ever had
 * a part, the head moves. Whoever is erased loses every part.
 */
async function showInRegions(actor: ActorContext, person: string, action: string): Promise<void> {
	const isErased = action === 'person.erase';
	const regions = await MembershipModel.distinct('region', { person });
	for (const region of regions) {
		await record.change(actor, { region, action }, async (work) => {
			const memberships = await MembershipModel.find({ region, person }).session(work.session).lean<Membership[]>();
			for (const { _id, withdrawn } of memberships) {
				if (isErased && withdrawn === null) await work.withdraw(MembershipModel, _id, null, null);
				else await work.touch(MembershipModel, _id);
			}
		});
	}
	forgetSessions();
}

export const ERASE_JOB = 'person.erase';

/** What stands outside the chain. Also a job of the outbox, so that a crash cannot leave it behind; safe to repeat. */
export async function finishErasure(id: string): Promise<void> {
	forgetSessions();
	await record.eraseDisclosures(INSTALLATION, id);
	await identity().deleteIdentity(id);
	forgetSessions();
}

async function refuseLastAdministrator(person: Person, session: ClientSession): Promise<void> {
	if (!person.isAdministrator || !person.isActive) return;
	const others = { ...ACTIVE_ADMINISTRATORS, _id: { $ne: person._id } };
	if (await PersonModel.exists(others).session(session)) return;
	throw new ApplicationError('conflict', { field: 'isAdministrator', problem: 'last_administrator' });
}

export function presentPerson(person: Person): PersonContract {
	const { _id, version, name, email, isAdministrator, isActive } = person;
	return { id: _id, version, name, email, isAdministrator, isActive };
}
