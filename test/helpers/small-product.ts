import { setTimeout as wait } from 'node:timers/promises';
import { run } from '../../backend/run.ts';

// A product with nothing in it but what starts and stops it: answers with its database's process id, slowly when asked
// for /slow, and has an application of its own to end.
await run(({ database }) =>
	Promise.resolve({
		handler: (request, response) => {
			void wait(request.url === '/slow' ? 1_500 : 0).then(() => response.end(String(database.processId())));
		},
		close: () => {
			process.stdout.write('application ended\n');
			return Promise.resolve();
		}
	})
);
