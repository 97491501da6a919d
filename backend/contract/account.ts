import { z } from 'zod';
import { id, key, line } from './values.ts';

/** People, their memberships and roles; identity (password, session) is better-auth's. */

export const role = z.enum(['reader', 'contributor', 'planner', 'manager', 'council', 'auditor']);
export type Role = z.infer<typeof role>;

/** Everything that a route can ask for. The table of who may is accounts/permission.ts. */
export const permission = z.enum([
	'nobody-signed-in',
	'session.read',
	'region.list',
	'region.read',
	'region.edit',
	'region.package',
	'concept.read',
	'concept.edit',
	'concept.adopt',
	'project.report',
	'record.read',
	'record.verify',
	'account.read',
	'account.manage',
	'installation.manage',
	'decision.edit',
	'document.generate',
	'document.keep',
	'template.edit',
	'round.read',
	'round.manage',
	'round.answer',
	'import.write',
	'council.read',
	'council.closed',
	'council.prepare',
	'council.minutes',
	'council.vote',
	'council.result',
	'council.follow-up',
	'task.progress',
	'calendar.keep',
	'calendar.read',
	'meeting.public'
]);
export type Permission = z.infer<typeof permission>;

export const email = z.email().max(200);
export const password = z.string().min(12).max(200);

export const membership = z.strictObject({
	id,
	version: z.int(),
	person: id,
	region: z.strictObject({ id, key, name: z.string() }),
	roles: z.array(role).min(1),
	municipality: id.nullable(),
	party: id.nullable()
});
export type Membership = z.infer<typeof membership>;

export const session = z.strictObject({
	person: z
		.strictObject({
			id,
			name: z.string(),
			email: z.string(),
			isAdministrator: z.boolean(),
			/** In every region, also where they have no role: an administrator's rights. */
			may: z.array(permission)
		})
		.nullable(),
	memberships: z.array(z.strictObject({ ...membership.shape, may: z.array(permission) })),
	/** An installation without its first administrator waits for the one-time link. */
	needsSetup: z.boolean()
});
export type Session = z.infer<typeof session>;

export const person = z.strictObject({
	id,
	version: z.int(),
	name: z.string().nullable(),
	email: z.string().nullable(),
	isAdministrator: z.boolean(),
	isActive: z.boolean()
});
export type Person = z.infer<typeof person>;

export const newMember = z.strictObject({
	name: line(200),
	email,
	password: password.optional(),
	roles: z.array(role).min(1).max(6),
	municipality: id.nullable().default(null),
	party: id.nullable().default(null)
});
export const member = z.strictObject({ ...membership.omit({ person: true, region: true }).shape, person });
export type Member = z.infer<typeof member>;
export const memberList = z.strictObject({ rows: z.array(member) });
/** The password is shown once to the one who made the account, when none was given. */
export const createdMember = z.strictObject({ member, password: z.string().nullable() });
export const memberChange = z.strictObject({
	roles: z.array(role).min(1).max(6).optional(),
	municipality: id.nullable().optional(),
	party: id.nullable().optional()
});

/** A new password of a member, shown once. */
export const newPassword = z.strictObject({ password: z.string() });

export const personList = z.strictObject({ rows: z.array(person) });
export const personChange = z.strictObject({
	name: line(200).optional(),
	isAdministrator: z.boolean().optional(),
	isActive: z.boolean().optional()
});

export const setup = z.strictObject({ token: z.string().min(20).max(200), name: line(200), email, password });
