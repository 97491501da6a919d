import type { Route } from './foundation/http/route.ts';
import type { JobHandler } from './foundation/jobs/jobs.ts';
import { accountRoutes } from './accounts/accounts.routes.ts';
import { accountJobs } from './accounts/accounts.service.ts';
import { conceptRoutes } from './concept/concept.routes.ts';
import { councilMails } from './council/council-mails.ts';
import { councilRoutes } from './council/council.routes.ts';
import { decisionRoutes } from './decision/decision.routes.ts';
import { documentRoutes } from './documents/documents.routes.ts';
import { templateFileRoutes } from './documents/template-files.routes.ts';
import { documentJobs } from './documents/document-jobs.ts';
import { closeRenderer } from './documents/renderers.ts';
import { closeImports, importJobs } from './exchange/exchange.service.ts';
import { packageRoutes } from './exchange/package/package.routes.ts';
import { importRoutes } from './exchange/spreadsheet/import.routes.ts';
import { recordRoutes } from './record/record.routes.ts';
import { regionRoutes } from './region/region.routes.ts';
import { linkRoutes } from './status-round/link.routes.ts';
import { roundJobs, roundMails } from './status-round/round-jobs.ts';
import { roundRoutes } from './status-round/status-round.routes.ts';

/** Everything that the rooms give to the application: one list each. */

export const routes: readonly Route[] = [
	...accountRoutes,
	...regionRoutes,
	...decisionRoutes,
	...conceptRoutes,
	...councilRoutes,
	...roundRoutes,
	...linkRoutes,
	...documentRoutes,
	...templateFileRoutes,
	...importRoutes,
	...packageRoutes,
	...recordRoutes
];

/** What the outbox can hand work to, by job type. Rooms add theirs here. */
export const jobHandlers: ReadonlyMap<string, JobHandler> = new Map([...accountJobs, ...roundJobs]);

/** The same for what takes seconds or minutes: it runs beside the rest, so that nothing else waits for it. */
export const longJobHandlers: ReadonlyMap<string, JobHandler> = new Map([...documentJobs, ...importJobs]);

/** Mail, which waits for a server that is not ours. */
export const mailHandlers: ReadonlyMap<string, JobHandler> = new Map([...councilMails, ...roundMails]);

/** Ends what rooms keep running beside the server. */
export async function closeRooms(): Promise<void> {
	await Promise.all([closeRenderer(), closeImports()]);
}
