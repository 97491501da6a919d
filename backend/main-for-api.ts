import { createApplication } from './application.ts';
import { prepareDatabase } from './database-preparation.ts';
import { run } from './run.ts';

// `npm run dev`: Vite serves the pages and passes what is under /api on to this.
await run(async (parts) => {
	await prepareDatabase(parts.log);
	return createApplication({ ...parts, pages: null });
});
