import type { Server } from 'node:http';
import express from 'express';
import type { Express } from 'express';
import supertest from 'supertest';
import type { Role } from '@konzeptstand/contract/account.ts';
import { accountRoutes } from '../../backend/accounts/accounts.routes.ts';
import { authorize, createAccounts, createPerson, may } from '../../backend/accounts/accounts.service.ts';
import { MembershipModel } from '../../backend/accounts/membership.model.ts';
import { forgetSessions } from '../../backend/accounts/sessions.ts';
import { forgetSetup } from '../../backend/accounts/setup.service.ts';
import { readConfiguration } from '../../backend/configuration.ts';
import type { Configuration } from '../../backend/configuration.ts';
import { readBody } from '../../backend/foundation/http/body.ts';
import { errorHandler, mountRoutes } from '../../backend/foundation/http/mount.ts';
import { createLog } from '../../backend/foundation/log.ts';
import { record, SYSTEM } from '../../backend/record/record.service.ts';

/** A region of its own for tests of accounts, which need no more of it than its id. */
export const HOME = { id: '01890000-0000-7000-8000-0000000000b1', key: 'daheim', timeZone: 'Europe/Berlin' };
export const ABROAD = { id: '01890000-0000-7000-8000-0000000000b2', key: 'anderswo', timeZone: 'Europe/Berlin' };

export const PASSWORD = 'richtig-pferd-batterie';

/** A configuration that stands in the way of no test; `environment` overrides it. */
export function buildConfiguration(environment: Record<string, string> = {}): Configuration {
	return readConfiguration({
		KONZEPTSTAND_SECRET: 'a secret of the tests, which protects nothing at all',
		KONZEPTSTAND_SIGN_IN_ATTEMPTS: '1000',
		KONZEPTSTAND_REQUESTS_PER_MINUTE: '1000000',
		...environment
	});
}

/** The accounts room alone behind HTTP, with every line it logs. */
export function buildAccountsApplication(environment: Record<string, string> = {}): {
	application: Express;
	lines: string[];
} {
	const lines: string[] = [];
	const log = createLog('trace', { write: (line: string) => void lines.push(line) });
	const accounts = createAccounts({ configuration: buildConfiguration(environment), log });
	const regions = [HOME, ABROAD];
	const application = express();
	application.set('trust proxy', true);
	application.use('/api/auth', accounts.handler);
	application.use('/api/v1', readBody(10_000));
	application.use(
		'/api/v1',
		mountRoutes(accountRoutes, {
			identify: accounts.identify,
			authorize,
			may: (actor, permission, region) => may(actor, permission, { region }),
			findRegion: (key) => Promise.resolve(regions.find((region) => region.key === key) ?? null),
			head: (region) => record.head(region),
			read: (region, action) => record.read(region, action),
			isDatabaseReady: () => true,
			log,
			build: 'test',
			checksResponses: true,
			fileLimit: 1_000_000,
			cacheLimit: 1_000_000
		})
	);
	application.use(errorHandler(log));
	forgetSessions();
	forgetSetup();
	return { application, lines };
}

/** Somebody with these roles in a region, and an account whose password is PASSWORD. */
export async function buildMember(
	email: string,
	roles: Role[] = [],
	options: { region?: string; isAdministrator?: boolean; name?: string } = {}
): Promise<{ person: string; membership: string; email: string }> {
	const { region = HOME.id, isAdministrator = false, name = `Name of ${email}` } = options;
	const { person } = await createPerson(SYSTEM, { name, email, password: PASSWORD, isAdministrator });
	const membership = roles.length > 0 ? await addMembership(person._id, roles, region) : '';
	return { person: person._id, membership, email };
}

/** A further membership. @returns its id */
export async function addMembership(person: string, roles: Role[], region: string): Promise<string> {
	const made = await record.change(SYSTEM, { region, action: 'membership.create' }, (work) =>
		work.create(MembershipModel, { person, roles })
	);
	return made._id;
}

/** Signs in over HTTP. @returns the Cookie header */
export async function signIn(application: Express | Server, email: string, password = PASSWORD): Promise<string> {
	const response = await supertest(application).post('/api/auth/sign-in/email').send({ email, password }).expect(200);
	return cookieOf(response);
}

/** The Cookie header that a browser would send after this answer. */
export function cookieOf(response: { headers: Record<string, unknown> }): string {
	const set = (response.headers['set-cookie'] ?? []) as string[];
	return set.map((cookie) => cookie.split(';')[0]).join('; ');
}
