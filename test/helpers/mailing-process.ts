import { createLog } from '../../backend/foundation/log.ts';
import { connect } from '../../backend/foundation/database/connection.ts';
import { JobRunner } from '../../backend/foundation/jobs/jobs.ts';
import { openMail } from '../../backend/foundation/mail/settings.ts';
import { mailConfiguration, mailHandlers } from './mailing.ts';

// A process that does nothing but send what waits, so that a test can end it in the middle.
const [uri = '', url = ''] = process.argv.slice(2);
await connect(uri);
openMail(mailConfiguration(url));
const runner = new JobRunner(mailHandlers, createLog('silent'), { lockMilliseconds: 300 });
runner.start();
