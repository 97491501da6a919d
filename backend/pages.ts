import { existsSync } from 'node:fs';
import type { RequestHandler } from 'express';
import { configurePages, type Configuration } from './configuration.ts';
import { StartError } from './foundation/start-error.ts';

/**
 * SvelteKit's handler of the built pages.
 * @throws StartError where they were not built
 */
export async function loadPages(configuration: Configuration): Promise<RequestHandler> {
	const built = new URL('../frontend/build/handler.js', import.meta.url);
	if (!existsSync(built)) {
		throw new StartError(
			'Die Oberfläche ist nicht gebaut: npm start baut sie, oder npm run build -w frontend.',
			'The pages are not built: npm start builds them, or npm run build -w frontend.'
		);
	}
	configurePages(configuration);
	const { handler } = (await import(built.href)) as { handler: RequestHandler };
	return handler;
}
