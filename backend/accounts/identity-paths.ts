import { z } from 'zod';
import { email, password } from '@konzeptstand/contract/account.ts';
import { MAXIMUM_PASSWORD } from './identity.ts';
import type { SecurityEventName } from './security-event.model.ts';

/** A path of better-auth that is open. All others, sign-up among them, do not exist. */
export interface OpenPath {
	method: 'get' | 'post';
	path: string;
	body: z.ZodType;
	/** Sent along, whatever the client says. */
	fixed: Record<string, unknown>;
	/** What its success is in the record. */
	event: SecurityEventName | null;
}

const nothing = z.strictObject({});
/** A password as it is typed: of any length that could be one. */
const typed = z.string().min(1).max(MAXIMUM_PASSWORD);
const code = z.string().min(1).max(40);

function open(
	method: OpenPath['method'],
	path: string,
	body: z.ZodType = nothing,
	event: SecurityEventName | null = null,
	fixed: Record<string, unknown> = {}
): OpenPath {
	return { method, path, body, event, fixed };
}

export const OPEN_PATHS: readonly OpenPath[] = [
	open(
		'post',
		'/sign-in/email',
		z.strictObject({ email, password: typed, rememberMe: z.boolean().optional() }),
		'sign-in'
	),
	open('post', '/sign-out'),
	open('get', '/get-session'),
	open(
		'post',
		'/change-password',
		z.strictObject({ currentPassword: typed, newPassword: password }),
		'password-changed',
		// Whoever knew the old password must not stay signed in.
		{ revokeOtherSessions: true }
	),
	open('post', '/two-factor/enable', z.strictObject({ password: typed })),
	open('post', '/two-factor/disable', z.strictObject({ password: typed }), 'second-factor-changed'),
	open('post', '/two-factor/get-totp-uri', z.strictObject({ password: typed })),
	open('post', '/two-factor/generate-backup-codes', z.strictObject({ password: typed })),
	open('post', '/two-factor/verify-totp', z.strictObject({ code, trustDevice: z.boolean().optional() }), 'sign-in'),
	open('post', '/two-factor/verify-backup-code', z.strictObject({ code }), 'sign-in')
];
