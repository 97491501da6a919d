import type { Route } from './foundation/http/route.ts';
import type { JobHandler } from './foundation/jobs/jobs.ts';
import { accountRoutes } from './accounts/accounts.routes.ts';
import { accountJobs } from './accounts/accounts.service.ts';
import { conceptRoutes } from './concept/concept.routes.ts';
import { decisionRoutes } from './decision/decision.routes.ts';
import { documentRoutes } from './documents/documents.routes.ts';
import { documentJobs } from './documents/document-jobs.ts';
import { closeRenderer } from './documents/documents.service.ts';
import { closeImports, importJobs } from './exchange/exchange.service.ts';
import { importRoutes } from './exchange/exchange.routes.ts';
import { recordRoutes } from './record/record.routes.ts';
import { regionRoutes } from './region/region.routes.ts';

/** Everything that the rooms give to the application: one list each. */

export const routes: readonly Route[] = [
	...accountRoutes,
	...regionRoutes,
	...decisionRoutes,
	...conceptRoutes,
	...documentRoutes,
	...importRoutes,
	...recordRoutes
];

/** What the outbox can hand work to, by job type. Rooms add theirs here. */
export const jobHandlers: ReadonlyMap<string, JobHandler> = new Map(accountJobs);

/** The same for what takes seconds or minutes: it runs beside the rest, so that nothing else waits for it. */
export const longJobHandlers: ReadonlyMap<string, JobHandler> = new Map([...documentJobs, ...importJobs]);

/** Ends what rooms keep running beside the server. */
export async function closeRooms(): Promise<void> {
	await Promise.all([closeRenderer(), closeImports()]);
}
