import { betterAuth } from 'better-auth';
import { mongodbAdapter } from 'better-auth/adapters/mongodb';
import { twoFactor } from 'better-auth/plugins/two-factor';
import mongoose from 'mongoose';
import { uuidv7 } from 'uuidv7';
import type { Configuration } from '../configuration.ts';
import { hashPassword, isPassword } from './password.ts';

/**
 * Identity only: who somebody is, by password and second factor, and for how long. What they may do is ours
 * (permission.ts) and recorded. Its collections are named `identity_*` and stand outside the record.
 */
export interface Identity {
	/** Hands a request to better-auth. Which paths are open is decided before (identity-paths.ts). */
	answer: (request: Request) => Promise<Response>;
	/** Reads the session that a cookie names; two reads of the database. */
	findSession: (headers: Headers) => Promise<FoundSession | null>;
	findIdentityByEmail: (email: string) => Promise<string | null>;
	/** Makes a sign-in with its password. @returns its id, which is also the person's */
	createIdentity: (email: string, password: string) => Promise<string>;
	setPassword: (id: string, password: string) => Promise<void>;
	/** With its password, second factor and sessions. Safe to repeat. */
	deleteIdentity: (id: string) => Promise<void>;
	revokeSessions: (id: string) => Promise<void>;
	/** Keeps the hash of a one-time token until it expires; several may be open at once. */
	keepToken: (purpose: string, hash: string, expiresAt: Date) => Promise<void>;
	findToken: (purpose: string, hash: string) => Promise<{ expiresAt: Date } | null>;
	deleteToken: (purpose: string, hash: string) => Promise<void>;
}

export interface FoundSession {
	identityId: string;
	token: string;
	expiresAt: Date;
}

export const MINIMUM_PASSWORD = 12;
export const MAXIMUM_PASSWORD = 200;

/** Opens identity on the database that Mongoose is connected to, at first use and again after a reconnect. */
export function createIdentity({ configuration }: { configuration: Configuration }): Identity {
	let opened: { client: unknown; auth: Auth } | null = null;
	const auth = (): Auth => {
		const client = mongoose.connection.getClient();
		if (opened?.client !== client) opened = { client, auth: openAuth(configuration) };
		return opened.auth;
	};
	const context = () => auth().$context;

	return {
		answer: (request) => auth().handler(request),
		findSession: async (headers) => {
			const found = await auth()
				.api.getSession({ headers })
				.catch((error: unknown) => {
					// better-auth wraps what the database said; what is away must not look like a fault.
					throw error instanceof Error && error.cause !== undefined ? error.cause : error;
				});
			if (!found) return null;
			const { token, userId, expiresAt } = found.session;
			return { identityId: userId, token, expiresAt };
		},
		findIdentityByEmail: async (email) => {
			const found = await (await context()).internalAdapter.findUserByEmail(email.toLowerCase());
			return found?.user.id ?? null;
		},
		createIdentity: async (email, password) => {
			const { internalAdapter } = await context();
			const hash = await hashPassword(password);
			// The name is the person's, in the record; identity does not need to know it.
			const user = await internalAdapter.createUser(
				{ email: email.toLowerCase(), name: '', emailVerified: true },
				{ method: 'email-password' }
			);
			await internalAdapter.linkAccount({
				userId: user.id,
				providerId: 'credential',
				accountId: user.id,
				password: hash
			});
			return user.id;
		},
		setPassword: async (id, password) => {
			const { internalAdapter } = await context();
			const hash = await hashPassword(password);
			if (await internalAdapter.findCredentialAccount(id)) await internalAdapter.updatePassword(id, hash);
			else
				await internalAdapter.linkAccount({
					userId: id,
					providerId: 'credential',
					accountId: id,
					password: hash
				});
		},
		deleteIdentity: async (id) => {
			const { internalAdapter, adapter } = await context();
			await internalAdapter.deleteUserSessions(id);
			await adapter.deleteMany({ model: 'twoFactor', where: [{ field: 'userId', value: id }] });
			await internalAdapter.deleteAccounts(id);
			await internalAdapter.deleteUser(id);
		},
		revokeSessions: async (id) => (await context()).internalAdapter.deleteUserSessions(id),
		keepToken: async (purpose, hash, expiresAt) => {
			const { internalAdapter } = await context();
			await internalAdapter.createVerificationValue({ identifier: `${purpose}:${hash}`, value: purpose, expiresAt });
		},
		findToken: async (purpose, hash) =>
			(await (await context()).internalAdapter.findVerificationValue(`${purpose}:${hash}`)) ?? null,
		deleteToken: async (purpose, hash) =>
			(await context()).internalAdapter.deleteVerificationByIdentifier(`${purpose}:${hash}`)
	};
}

let current: Identity | null = null;

/** Opens the identity that all services of this process use. */
export function openIdentity(configuration: Configuration): Identity {
	current = createIdentity({ configuration });
	return current;
}

/** @throws Error before `openIdentity` */
export function identity(): Identity {
	if (!current) throw new Error('Identity is not open: createAccounts comes first.');
	return current;
}

function openAuth(configuration: Configuration) {
	const client = mongoose.connection.getClient();
	const { db } = mongoose.connection;
	if (!db) throw new mongoose.mongo.MongoNotConnectedError('Not connected.');
	return betterAuth({
		appName: 'Konzeptstand',
		secret: secretOf(configuration),
		baseURL: configuration.origin ?? `http://${configuration.host}:${String(configuration.port)}`,
		basePath: '/api/auth',
		database: mongodbAdapter(db, { client }),
		user: { modelName: 'identity_users' },
		session: {
			modelName: 'identity_sessions',
			// A session has a fixed end: prolonging it would make reads write.
			expiresIn: configuration.signIn.sessionDays * 86_400,
			disableSessionRefresh: true
		},
		account: { modelName: 'identity_accounts' },
		verification: { modelName: 'identity_verifications' },
		emailAndPassword: {
			enabled: true,
			disableSignUp: true,
			minPasswordLength: MINIMUM_PASSWORD,
			maxPasswordLength: MAXIMUM_PASSWORD,
			password: { hash: hashPassword, verify: ({ hash, password }) => isPassword(hash, password) }
		},
		plugins: [
			twoFactor({
				issuer: 'Konzeptstand',
				schema: { twoFactor: { modelName: 'identity_second_factors' } }
			})
		],
		databaseHooks: {
			// Which browser somebody uses is nobody's business.
			session: {
				create: { before: (session) => Promise.resolve({ data: { ...session, userAgent: null, ipAddress: null } }) }
			}
		},
		advanced: {
			cookiePrefix: 'konzeptstand',
			useSecureCookies: configuration.origin?.startsWith('https:') ?? false,
			defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
			database: { generateId: () => uuidv7() },
			ipAddress: { disableIpTracking: true },
			// Our own check of the origin (foundation/http/security.ts) stands before every write of /api.
			disableCSRFCheck: true,
			disableOriginCheck: true
		},
		// Limits are ours too (identity-handler.ts): one form of refusal, one place to set them.
		rateLimit: { enabled: false },
		telemetry: { enabled: false },
		logger: { disabled: true },
		onAPIError: { throw: true }
	});
}

type Auth = ReturnType<typeof openAuth>;

/** Where none was configured, start-server.ts has generated one and keeps it in the data folder. */
function secretOf({ signIn }: Configuration): string {
	if (signIn.secret === null) throw new Error('signIn.secret is not set.');
	return signIn.secret;
}
