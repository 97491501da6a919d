import type { Express } from 'express';
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
export function useApplication(environment: Record<string, string> = {}): { readonly handler: Express } {
	let application: Application | null = null;
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
	});
	afterEach(async () => {
		await application?.close();
		application = null;
	});
	return {
		get handler() {
			if (!application) throw new Error('The application exists within a test only.');
			return application.handler;
		}
	};
}
