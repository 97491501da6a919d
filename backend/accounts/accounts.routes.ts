import { z } from 'zod';
import {
	createdMember,
	member,
	memberChange,
	memberList,
	newMember,
	newPassword,
	person,
	personChange,
	personList,
	session,
	setup
} from '@konzeptstand/contract/account.ts';
import { itemParameters, regionParameters } from '@konzeptstand/contract/region.ts';
import { id, withdrawalInput } from '@konzeptstand/contract/values.ts';
import { defineRoute } from '../foundation/http/route.ts';
import type { Route } from '../foundation/http/route.ts';
import { changeMember, createMember, findMembers, resetPassword, withdrawMember } from './membership.service.ts';
import { changePerson, erasePerson, findPeople, presentPerson } from './person.service.ts';
import { findSignedIn } from './sessions.ts';
import { completeSetup, needsSetup } from './setup.service.ts';

const personParameters = z.strictObject({ id });

export const accountRoutes: readonly Route[] = [
	defineRoute({
		method: 'get',
		path: '/session',
		permission: 'session.read',
		summary: 'Who is signed in, and what they might do in each of their regions',
		response: session,
		handle: async ({ headers }) =>
			(await findSignedIn(headers))?.session ?? { person: null, memberships: [], needsSetup: await needsSetup() }
	}),
	defineRoute({
		method: 'post',
		path: '/setup',
		permission: 'nobody-signed-in',
		summary: 'Makes the first administrator of an installation, with the one-time token that its first start printed',
		body: setup,
		response: person,
		status: 201,
		isSecret: true,
		handle: async ({ body }) => presentPerson(await completeSetup(body))
	}),
	defineRoute({
		method: 'get',
		path: '/regions/:region/members',
		permission: 'account.read',
		summary: 'Who has which role in the region',
		params: regionParameters,
		response: memberList,
		handle: async ({ region }) => ({ rows: await findMembers(region.id) })
	}),
	defineRoute({
		method: 'post',
		path: '/regions/:region/members',
		permission: 'account.manage',
		summary: 'Gives somebody a role, and an account where the address has none; a generated password is shown once',
		params: regionParameters,
		body: newMember,
		response: createdMember,
		status: 201,
		isSecret: true,
		handle: ({ actor, region, body }) => createMember(actor, region.id, body)
	}),
	defineRoute({
		method: 'patch',
		path: '/regions/:region/members/:id',
		permission: 'account.manage',
		summary: 'Changes roles, town or organisation of a member',
		params: itemParameters,
		body: memberChange,
		response: member,
		ifMatch: true,
		handle: ({ actor, region, params, version, body }) => changeMember(actor, region.id, params.id, version, body)
	}),
	defineRoute({
		method: 'delete',
		path: '/regions/:region/members/:id',
		permission: 'account.manage',
		summary: 'Ends a member’s part in the region, with a reason; the account stays',
		params: itemParameters,
		body: withdrawalInput,
		response: member,
		ifMatch: true,
		handle: ({ actor, region, params, version, body }) =>
			withdrawMember(actor, region.id, params.id, version, body.reason)
	}),
	defineRoute({
		method: 'post',
		path: '/regions/:region/members/:id/password',
		permission: 'account.manage',
		summary: 'Gives a member a new password, shown once, and ends their sessions',
		params: itemParameters,
		response: newPassword,
		isSecret: true,
		handle: async ({ actor, region, params }) => ({ password: await resetPassword(actor, region.id, params.id) })
	}),
	defineRoute({
		method: 'get',
		path: '/people',
		permission: 'installation.manage',
		summary: 'Everybody with an account in this installation',
		response: personList,
		handle: async () => ({ rows: (await findPeople()).map(presentPerson) })
	}),
	defineRoute({
		method: 'patch',
		path: '/people/:id',
		permission: 'installation.manage',
		summary: 'Changes a person’s name, makes them administrator, or closes their account',
		params: personParameters,
		body: personChange,
		response: person,
		ifMatch: true,
		handle: async ({ actor, params, version, body }) =>
			presentPerson(await changePerson(actor, params.id, version, body))
	}),
	defineRoute({
		method: 'delete',
		path: '/people/:id',
		permission: 'installation.manage',
		summary: 'Erases a person’s name, address, password and sessions; what they did stays in the record without them',
		params: personParameters,
		response: null,
		handle: async ({ actor, params }) => {
			await erasePerson(actor, params.id);
			return null;
		}
	})
];
