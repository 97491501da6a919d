import compression from 'compression';
import express from 'express';
import type { Express, RequestHandler } from 'express';
import type { Configuration } from './configuration.ts';
import { clock } from './foundation/clock.ts';
import { ApplicationError } from './foundation/errors.ts';
import { sweepUnnamedFiles } from './foundation/files/files.ts';
import { renderApiPage } from './foundation/http/api-page.ts';
import { readBody } from './foundation/http/body.ts';
import { readFileHash } from './foundation/http/file-hash.ts';
import { errorHandler, languageOf, mountRoutes } from './foundation/http/mount.ts';
import type { Route } from './foundation/http/route.ts';
import { describeApi } from './foundation/http/openapi.ts';
import { inertContent, sameOrigin, securityHeaders } from './foundation/http/security.ts';
import type { Database } from './foundation/database/database.ts';
import type { Log } from './foundation/log.ts';
import { JobRunner } from './foundation/jobs/jobs.ts';
import { MAIL_ATTEMPTS, mailBackoff } from './foundation/mail/deliveries.ts';
import { openMail } from './foundation/mail/settings.ts';
import { record } from './record/record.service.ts';
import { authorize, createAccounts, may, openLinks } from './accounts/accounts.service.ts';
import { limitDocuments } from './documents/renderers.ts';
import { findRegionByKey } from './region/region.service.ts';
import { jobHandlers, longJobHandlers, mailHandlers, routes, closeRooms } from './rooms.ts';
import { STOP_PAGE, stopByOneClick } from './status-round/one-click.ts';
import { BUILD, VERSION } from './version.ts';

export interface ApplicationOptions {
	configuration: Configuration;
	database: Pick<Database, 'isReady'>;
	log: Log;
	/** SvelteKit's handler; null where only the API is wanted (tests). */
	pages: RequestHandler | null;
	/** Tests check every answer against its contract. */
	checksResponses?: boolean;
}

export interface Application {
	handler: Express;
	/** Ends children and finishes the job at hand. */
	close: () => Promise<void>;
}

/** Kept answers take at most this much memory. */
const CACHE_LIMIT = 64_000_000;
/** Bytes of a file that is asked about. */
const LARGEST_FILE = 200_000_000;
/** A mail server that is slow or away keeps nothing else waiting. */
const MAIL_JOBS = { attempts: MAIL_ATTEMPTS + 1, backoff: mailBackoff, endsAtClose: true };
/** Work that takes long goes beside the rest: two at a time, and a stop does not wait for it. */
const LONG_JOBS = { lanes: 2, attempts: 3, endsAtClose: true };
/** Files that no room names are looked for every six hours. */
const SWEEP_INTERVAL = 6 * 3_600_000;

/** Puts the rooms together. It never listens and never opens the database. */
export function createApplication(options: ApplicationOptions): Application {
	const { configuration, database, log } = options;
	limitDocuments(configuration.limits.documentSeconds);
	const accounts = createAccounts({ configuration, log });
	openMail(configuration);
	openLinks(configuration);
	const runners = [
		new JobRunner(jobHandlers, log),
		new JobRunner(longJobHandlers, log, LONG_JOBS),
		new JobRunner(mailHandlers, log, MAIL_JOBS)
	];
	const stopListening = record.onCommit((_region, count) => {
		if (count > 0) for (const runner of runners) runner.wake();
	});
	for (const runner of runners) runner.start();
	const sweeping = setInterval(() => {
		sweepUnnamedFiles(clock.now()).catch((error: unknown) => {
			log.warn({ error: (error as Error).name }, 'files not swept');
		});
	}, SWEEP_INTERVAL);
	sweeping.unref();

	const handler = express();
	handler.disable('x-powered-by');
	handler.disable('etag');
	handler.set(
		'trust proxy',
		(address: string, hop: number) => isLoopback(address) || hop < configuration.trustedProxies
	);
	handler.use(securityHeaders(configuration.origin?.startsWith('https:') ?? false));
	handler.use(compression({ threshold: 1_000 }));

	handler.post(STOP_PAGE, stopByOneClick);

	const api = express.Router();
	api.use(inertContent);
	api.get('/health', (_request, response) => {
		const isReady = database.isReady();
		response
			.status(isReady ? 200 : 503)
			.setHeader('Cache-Control', 'no-store')
			.json({ status: isReady ? 'ready' : 'database_away', version: VERSION });
	});
	api.use(accounts.limitRequests);
	api.use(accounts.limitLinks);
	api.use(sameOrigin(configuration.origin));
	api.use('/auth', accounts.handler);
	api.use('/v1', readFileHash(routes, LARGEST_FILE), readBody(configuration.limits.bodyBytes, takesFile));
	api.get('/v1/openapi.json', (_request, response) => {
		response.json(describeApi(routes, VERSION));
	});
	api.get('/v1/docs', (request, response) => {
		response.type('html').send(renderApiPage(describeApi(routes, VERSION), languageOf(request)));
	});
	api.use(
		'/v1',
		mountRoutes(routes, {
			identify: accounts.identify,
			authorize,
			may: (actor, permission, region) => may(actor, permission, { region }),
			findRegion: findRegionByKey,
			head: (region) => record.head(region),
			read: (region, action) => record.read(region, action),
			isDatabaseReady: database.isReady,
			log,
			build: BUILD,
			checksResponses: options.checksResponses ?? false,
			fileLimit: configuration.limits.fileBytes,
			cacheLimit: CACHE_LIMIT
		})
	);
	api.use((request) => {
		throw new ApplicationError(isKnownPath(request.path) ? 'method_not_allowed' : 'not_found');
	});
	api.use(errorHandler(log));
	handler.use('/api', api);
	if (options.pages) handler.use(forPages(options.pages));

	return {
		handler,
		close: async () => {
			stopListening();
			clearInterval(sweeping);
			await Promise.all(runners.map((runner) => runner.close()));
			await closeRooms();
		}
	};
}

/** SvelteKit takes the protocol from a header: it is set here from what Express trusts, never from the visitor. */
function forPages(pages: RequestHandler): RequestHandler {
	return (request, response, next) => {
		request.headers['x-forwarded-proto'] = request.protocol;
		return pages(request, response, next);
	};
}

function isLoopback(address: string): boolean {
	return address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.');
}

const isAt = (route: Route, path: string): boolean =>
	new RegExp(`^${route.path.replace(/:\w+/g, '[^/]+')}$`).test(path);

function isKnownPath(path: string): boolean {
	return path.startsWith('/v1') && routes.some((route) => isAt(route, path.slice('/v1'.length)));
}

const fileRoutes = routes.filter((route) => route.takesFile);
/** Below /v1. */
function takesFile({ method, path }: express.Request): boolean {
	return fileRoutes.some((route) => route.method === method.toLowerCase() && isAt(route, path));
}
