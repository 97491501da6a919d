import { createApplication } from './application.ts';
import { prepareDatabase } from './database-preparation.ts';
import { announceFirstStart, firstStart } from './first-start.ts';
import { loadPages } from './pages.ts';
import { run } from './run.ts';

await run(async (parts) => {
	await prepareDatabase(parts.log);
	const application = createApplication({ ...parts, pages: await loadPages(parts.configuration) });
	const first = await firstStart(parts.database.isEmbedded);
	return { ...application, notice: (url) => announceFirstStart(first, url) };
});
