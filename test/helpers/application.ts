import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { createApplication } from '../../backend/application.ts';
import type { Application } from '../../backend/application.ts';
import { forgetSessions } from '../../backend/accounts/sessions.ts';
import { forgetSetup } from '../../backend/accounts/setup.service.ts';
import { createLog } from '../../backend/foundation/log.ts';
import { record } from '../../backend/record/record.service.ts';
import { forgetRegions } from '../../backend/region/region.service.ts';
import { buildConfiguration } from './accounts.ts';

/**
 * The whole API on the test database, for a suite that has called `useTestDatabase`; every answer is checked against its
 * contract. A fresh one for each test, and nothing remembered of the test before.
 */
export function useApplication(environment: Record<string, string> = {}): { readonly server: Server } {
	let application: Application | null = null;
	let server: Server | null = null;
	beforeEach(() => {
		record.forgetHeads();
		forgetRegions();
		forgetSessions();
		forgetSetup();
		application = createApplication({
			configuration: buildConfiguration(environment),
			database: { isReady: () => true },
			log: createLog('silent'),
			pages: null,
			checksResponses: true
		});
		// Listens once: supertest would otherwise open and close a port for every request.
		server = createServer(application.handler).listen(0, '127.0.0.1');
	});
	afterEach(async () => {
		server?.closeAllConnections();
		server?.close();
		await application?.close();
		server = null;
		application = null;
	});
	return {
		get server() {
			if (!server) throw new Error('The application exists within a test only.');
			return server;
		}
	};
}
