import { createApplication } from './application.ts';
import { run } from './run.ts';

// `npm run dev`: Vite serves the pages and passes what is under /api on to this.
await run((parts) => Promise.resolve(createApplication({ ...parts, pages: null })));
