import { createApplication } from './application.ts';
import { loadPages } from './pages.ts';
import { run } from './run.ts';

await run(async (parts) => createApplication({ ...parts, pages: await loadPages(parts.configuration) }));
