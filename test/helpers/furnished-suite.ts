import type { Server } from 'node:http';
import type { Role } from '@konzeptstand/contract/account.ts';
import { prepareDatabase } from '../../backend/database-preparation.ts';
import { createLog } from '../../backend/foundation/log.ts';
import { buildMember, HOME, signIn } from './accounts.ts';
import { useApplication } from './application.ts';
import { useTestDatabase } from './database.ts';
import { furnishRegion } from './furnished-region.ts';
import type { FurnishedRegion } from './furnished-region.ts';

/**
 * For a suite that asks the API of a region with one of everything, which is made anew before each test.
 * @param role of whom `cookie` belongs to
 * @param environment of the application
 */
export function useFurnishedRegion(
	role: Role = 'planner',
	environment: Record<string, string> = {}
): FurnishedRegion & {
	readonly server: Server;
	/** The session of somebody who is there from the start. */
	readonly cookie: string;
	/** Somebody else comes, with this role. @returns the session's cookie */
	join: (role: Role) => Promise<string>;
} {
	useTestDatabase();
	const application = useApplication(environment);
	let furnished: FurnishedRegion | null = null;
	let cookie = '';
	let people = 0;

	before(() => prepareDatabase(createLog('silent')));
	beforeEach(async () => {
		furnished = await furnishRegion(HOME.id, HOME.key);
		people = 0;
		cookie = await join(role);
	});
	const region = (): FurnishedRegion => {
		if (!furnished) throw new Error('The region exists within a test only.');
		return furnished;
	};
	async function join(as: Role): Promise<string> {
		people += 1;
		const email = `${as}-${String(people)}@example.org`;
		await buildMember(email, [as], { region: region().id });
		return signIn(application.server, email);
	}
	return {
		get id() {
			return region().id;
		},
		get key() {
			return region().key;
		},
		get of() {
			return region().of;
		},
		get link() {
			return region().link;
		},
		get server() {
			return application.server;
		},
		get cookie() {
			return cookie;
		},
		join
	};
}
