import type { IncomingHttpHeaders } from 'node:http';
import type { Session } from '@konzeptstand/contract/account.ts';
import { clock } from '../foundation/clock.ts';
import type { ActorContext } from '../foundation/http/route.ts';
import { identity } from './identity.ts';
import { findMembershipsOf } from './membership.model.ts';
import { findActivePerson } from './person.model.ts';
import { findRegionsById } from './places.ts';
import { permissionsOf } from './permission.ts';

/**
 * Who is behind a cookie, kept in this process for at most ten seconds: in the steady state a request costs no read of
 * the database. Whatever changes an account here forgets all of it at once; what another process changes shows after
 * those ten seconds at the latest.
 */
export interface SignedIn {
	actor: ActorContext;
	session: Session;
	/** The session ends then, whatever is kept. */
	expiresAt: Date;
}

const KEPT_MS = 10_000;
const MOST_KEPT = 10_000;
const LONGEST_COOKIE = 300;
const COOKIE = /(?:^|;\s*)((?:__Secure-)?konzeptstand\.session_token=([^;\s]+))/;

interface Kept {
	until: number;
	found: Promise<SignedIn | null>;
}

const kept = new Map<string, Kept>();

/** Who sends these headers; null for nobody. Reads nothing where there is no session cookie. */
export async function findSignedIn(headers: IncomingHttpHeaders): Promise<SignedIn | null> {
	const cookie = COOKIE.exec(headers.cookie ?? '')?.[1];
	if (cookie === undefined || cookie.length > LONGEST_COOKIE) return null;
	const now = clock.now().getTime();
	const known = kept.get(cookie);
	const found = known && known.until > now ? known.found : keep(cookie, now);
	const signedIn = await found;
	return signedIn && signedIn.expiresAt.getTime() > now ? signedIn : null;
}

/** Forgets everybody: after any change of an account, a sign-out or a revocation. */
export function forgetSessions(): void {
	kept.clear();
}

/** Requests that come together share one read. A failure and a nobody are not kept. */
function keep(cookie: string, now: number): Promise<SignedIn | null> {
	const found = read(cookie);
	const entry = { until: now + KEPT_MS, found };
	kept.delete(cookie);
	kept.set(cookie, entry);
	if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value ?? '');
	const drop = (): void => {
		if (kept.get(cookie) === entry) kept.delete(cookie);
	};
	found.then((signedIn) => {
		if (!signedIn) drop();
	}, drop);
	return found;
}

async function read(cookie: string): Promise<SignedIn | null> {
	const session = await identity().findSession(new Headers({ cookie }));
	if (!session) return null;
	const person = await findActivePerson(session.identityId);
	if (!person) return null;
	const memberships = await findMembershipsOf(person._id);
	const regions = new Map(
		(await findRegionsById(memberships.map((one) => one.region))).map((region) => [region.id, region])
	);
	const actor: ActorContext = {
		kind: 'person',
		id: person._id,
		name: person.name,
		isAdministrator: person.isAdministrator,
		memberships: memberships.map(({ region, roles, municipality, party }) => ({ region, roles, municipality, party }))
	};
	return {
		actor,
		expiresAt: session.expiresAt,
		session: {
			person: {
				id: person._id,
				name: person.name ?? '',
				email: person.email ?? '',
				isAdministrator: person.isAdministrator,
				may: permissionsOf({ ...actor, memberships: [] }, '')
			},
			memberships: memberships.flatMap((membership) => {
				const region = regions.get(membership.region);
				return region
					? [
							{
								id: membership._id,
								version: membership.version,
								person: person._id,
								region: { id: region.id, key: region.key, name: region.name },
								roles: membership.roles,
								municipality: membership.municipality,
								party: membership.party,
								may: permissionsOf(actor, membership.region)
							}
						]
					: [];
			}),
			needsSetup: false
		}
	};
}
