import type { z } from 'zod';
import type { Member, memberChange, newMember, Role } from '@konzeptstand/contract/account.ts';
import { ApplicationError } from '../foundation/errors.ts';
import type { ActorContext } from '../foundation/http/route.ts';
import { record } from '../record/record.service.ts';
import type { Work } from '../record/record.service.ts';
import { identity } from './identity.ts';
import { refuseLastManager } from './last-manager.ts';
import { findMembershipsOf, MembershipModel } from './membership.model.ts';
import type { Membership } from './membership.model.ts';
import { generatePassword } from './password.ts';
import { may, refuseRoleMix } from './permission.ts';
import { findPeopleById } from './person.model.ts';
import type { Person } from './person.model.ts';
import { requirePlaces } from './places.ts';
import { createPerson, findPersonByEmail, presentPerson } from './person.service.ts';
import { forgetSessions } from './sessions.ts';
import { noteSecurityEvent } from './security-event.service.ts';

type NewMember = z.output<typeof newMember>;
type MemberChange = z.output<typeof memberChange>;

/** Everybody with a role in the region, by name. */
export async function findMembers(region: string): Promise<Member[]> {
	const memberships = await MembershipModel.find({ region, withdrawn: null }).lean<Membership[]>();
	const people = new Map(
		(await findPeopleById(memberships.map((one) => one.person))).map((person) => [person._id, person])
	);
	return memberships
		.flatMap((membership) => {
			const person = people.get(membership.person);
			return person ? [presentMember(membership, person)] : [];
		})
		.sort((a, b) => (a.person.name ?? '').localeCompare(b.person.name ?? '', 'de'));
}

/**
 * Gives somebody a role in the region, and an account where the address has none yet.
 * @returns the member, and the password if one was generated for a new account
 * @throws ApplicationError duplicate, invalid_input, not_permitted (nobody raises themselves)
 */
export async function createMember(
	actor: ActorContext,
	region: string,
	input: NewMember
): Promise<{ member: Member; password: string | null }> {
	refuseRoleMix(input.roles);
	const known = await findPersonByEmail(input.email);
	if (known && input.password !== undefined)
		throw new ApplicationError('invalid_input', { field: 'password', problem: 'person_exists' });
	if (known && known._id === actor.id) throw new ApplicationError('not_permitted');
	if (known && (await MembershipModel.exists({ region, person: known._id, withdrawn: null })))
		throw new ApplicationError('duplicate', { field: 'email' });

	const { name, email, password = null, roles, municipality, party } = input;
	// Seen before the account is made, which is a change of its own: a refused request leaves none behind.
	await record.change(actor, { region, action: 'membership.create' }, (work) =>
		requirePlaces(work, { municipality, party })
	);
	const { person, password: generated } = known
		? { person: known, password: null }
		: await createPerson(actor, { name, email, password });
	const membership = await record.change(actor, { region, action: 'membership.create' }, async (work) => {
		await requirePlaces(work, { municipality, party });
		return work.create(MembershipModel, { person: person._id, roles: inOrder(roles), municipality, party });
	});
	forgetSessions();
	return { member: presentMember(membership, person), password: generated };
}

/** @throws ApplicationError not_found, version_conflict, invalid_input, not_permitted, conflict (last manager) */
export async function changeMember(
	actor: ActorContext,
	region: string,
	id: string,
	version: number,
	patch: MemberChange
): Promise<Member> {
	const changed = await record.change(actor, { region, action: 'membership.change' }, async (work) => {
		const before = await requireMembership(work, id);
		const { roles } = patch;
		if (roles) {
			refuseRoleMix(roles);
			const isRaise = roles.some((role) => !before.roles.includes(role));
			if (before.person === actor.id && isRaise) throw new ApplicationError('not_permitted');
			if (!roles.includes('manager')) await refuseLastManager(before.person, region, work.session);
		}
		await requirePlaces(work, patch);
		return work.update(MembershipModel, id, version, { ...patch, ...(roles ? { roles: inOrder(roles) } : {}) });
	});
	forgetSessions();
	return present(changed);
}

/** Ends somebody's part in the region; the account stays. @throws ApplicationError not_found, version_conflict, conflict */
export async function withdrawMember(
	actor: ActorContext,
	region: string,
	id: string,
	version: number,
	reason: string
): Promise<Member> {
	const withdrawn = await record.change(actor, { region, action: 'membership.withdraw', reason }, async (work) => {
		const { person } = await requireMembership(work, id);
		await refuseLastManager(person, region, work.session);
		return work.withdraw(MembershipModel, id, version, reason);
	});
	forgetSessions();
	return present(withdrawn);
}

/**
 * Gives a member a new password and ends their sessions. A manager may not thereby get hold of an account that reaches
 * further than their own regions.
 * @returns the password, to be shown once
 * @throws ApplicationError not_found, not_permitted
 */
export async function resetPassword(actor: ActorContext, region: string, id: string): Promise<string> {
	const membership = await MembershipModel.findOne({ _id: id, region, withdrawn: null }).lean<Membership>();
	const person = membership && (await findPeopleById([membership.person]))[0];
	if (!person) throw new ApplicationError('not_found');
	const memberships = await findMembershipsOf(person._id);
	const isWithinReach =
		!person.isAdministrator && memberships.every((one) => may(actor, 'account.manage', { region: one.region }));
	if (person._id === actor.id || !(isWithinReach || may(actor, 'installation.manage')))
		throw new ApplicationError('not_permitted');
	const password = generatePassword();
	await noteSecurityEvent('password-reset', person._id, actor);
	await identity().setPassword(person._id, password);
	await identity().revokeSessions(person._id);
	forgetSessions();
	return password;
}

/**
 * Whoever is newly named has a part in the region; whoever was named before may stay named. Null names nobody.
 * @param place where the ids stand in the input, for the error
 * @throws ApplicationError invalid_input
 */
export async function requireMembers(
	work: Work,
	named: readonly (string | null)[],
	before: readonly (string | null)[],
	place: (index: number) => string = (index) => `responsiblePeople.${String(index)}`
): Promise<void> {
	const fresh = named.filter((person) => person !== null && !before.includes(person));
	if (fresh.length === 0) return;
	const members = await MembershipModel.find({ region: work.region, person: { $in: fresh }, withdrawn: null })
		.session(work.session)
		.lean<Membership[]>();
	const errors = named.flatMap((person, index) =>
		fresh.includes(person) && !members.some((member) => member.person === person)
			? [{ field: place(index), code: 'not_found' }]
			: []
	);
	if (errors.length > 0) throw new ApplicationError('invalid_input', { errors });
}

/** A person as who reports in a region: what decides whether it is a carrier's report on its own project. */
export async function findReporter(
	person: string,
	region: string
): Promise<Pick<ActorContext, 'kind' | 'id' | 'memberships'>> {
	const memberships = await MembershipModel.find({ region, person, withdrawn: null }).lean<Membership[]>();
	return { kind: 'person', id: person, memberships };
}

async function requireMembership(work: Work, id: string): Promise<Membership> {
	const found = await work.require(MembershipModel, id);
	if (found.withdrawn !== null) throw new ApplicationError('not_found');
	return found;
}

/** Each role once. */
function inOrder(roles: readonly Role[]): Role[] {
	return [...new Set(roles)].sort();
}

async function present(membership: Membership): Promise<Member> {
	const [person] = await findPeopleById([membership.person]);
	if (!person) throw new ApplicationError('not_found');
	return presentMember(membership, person);
}

function presentMember(membership: Membership, person: Person): Member {
	const { _id, version, roles, municipality, party } = membership;
	return { id: _id, version, roles, municipality, party, person: presentPerson(person) };
}
