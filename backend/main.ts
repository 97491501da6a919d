import { createApplication } from './application.ts';
import { prepareDatabase } from './database-preparation.ts';
import { loadPages } from './pages.ts';
import { run } from './run.ts';

await run(async (parts) => {
	await prepareDatabase(parts.log);
	return createApplication({ ...parts, pages: await loadPages(parts.configuration) });
});
