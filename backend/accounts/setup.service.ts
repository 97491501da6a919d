import { createHash, randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { setup } from '@konzeptstand/contract/account.ts';
import { clock } from '../foundation/clock.ts';
import { ApplicationError } from '../foundation/errors.ts';
import { SYSTEM } from '../record/record.service.ts';
import { identity } from './identity.ts';
import { ACTIVE_ADMINISTRATORS, PersonModel } from './person.model.ts';
import type { Person } from './person.model.ts';
import { createPerson } from './person.service.ts';

/** The first administrator of an installation comes in by a one-time link that only its operator sees. */

const PURPOSE = 'setup';
const VALID_MS = 24 * 60 * 60_000;

/** Nobody can undo the first administrator, so this is asked of the database only until there is one. */
let isDone = false;

/** Whether the installation still waits for its first administrator. */
export async function needsSetup(): Promise<boolean> {
	isDone ||= (await PersonModel.exists(ACTIVE_ADMINISTRATORS)) !== null;
	return !isDone;
}

/** Asks the database again (tests that empty it). */
export function forgetSetup(): void {
	isDone = false;
}

/**
 * A new one-time token, valid for a day, for the address `/setup?token=…`. Only its hash is kept.
 * @returns null when there is an administrator already
 */
export async function prepareSetup(): Promise<string | null> {
	if (!(await needsSetup())) return null;
	const token = randomBytes(32).toString('base64url');
	await identity().keepToken(PURPOSE, hashOf(token), new Date(clock.now().getTime() + VALID_MS));
	return token;
}

/**
 * Makes the first administrator.
 * @throws ApplicationError setup_done, not_permitted (unknown or expired token)
 */
export async function completeSetup({ token, name, email, password }: z.output<typeof setup>): Promise<Person> {
	if (!(await needsSetup())) throw new ApplicationError('setup_done');
	// Found by the hash of 256 random bits: how long the search takes tells nothing about the token.
	const known = await identity().findToken(PURPOSE, hashOf(token));
	if (!known || known.expiresAt <= clock.now())
		throw new ApplicationError('not_permitted', { field: 'token', problem: 'token_invalid' });
	const { person } = await createPerson(SYSTEM, { name, email, password, isAdministrator: true }, async (session) => {
		if (await PersonModel.exists(ACTIVE_ADMINISTRATORS).session(session)) throw new ApplicationError('setup_done');
	});
	await identity().deleteToken(PURPOSE, hashOf(token));
	return person;
}

function hashOf(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}
