import type { RequestEvent } from '@sveltejs/kit';
import type { Session } from '@konzeptstand/contract/account.ts';

/** Who is signed in, with what they may do where; nobody when the API says 401. Other failures are thrown. */
export async function loadSession(event: RequestEvent): Promise<Session> {
	const response = await event.fetch('/api/v1/session');
	if (response.status === 401) return { person: null, memberships: [], needsSetup: false };
	if (!response.ok) throw new Error(`GET /api/v1/session answered ${response.status}`);
	return (await response.json()) as Session;
}
