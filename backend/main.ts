import { createApplication } from './application.ts';
import { prepareDatabase } from './database-preparation.ts';
import { announceFirstStart, firstStart } from './first-start.ts';
import { loadPages } from './pages.ts';
import { run } from './run.ts';

/** `npm run dev`: Vite serves the pages and passes what is under /api on to this process. */
const hasPages = !process.argv.includes('--without-pages');

await run(async (parts) => {
	await prepareDatabase(parts.log);
	const application = createApplication({ ...parts, pages: hasPages ? await loadPages(parts.configuration) : null });
	const first = await firstStart(parts.database.isEmbedded);
	return { ...application, notice: (url) => announceFirstStart(first, url) };
});
