import type { Configuration } from '../../backend/configuration.ts';
import type { JobHandler } from '../../backend/foundation/jobs/jobs.ts';
import { deliver } from '../../backend/foundation/mail/deliveries.ts';
import { buildConfiguration } from './accounts.ts';
import { mailSettings } from './mail-server.ts';

export const ADDRESS = 'muster@example.org';

export function mailConfiguration(url: string): Configuration {
	return buildConfiguration({
		...mailSettings({ url }),
		KONZEPTSTAND_ORIGIN: 'https://konzept.example.org'
	});
}

/** A job that sends one mail. */
export const mailHandlers: ReadonlyMap<string, JobHandler> = new Map([
	[
		'greet',
		(job, control) =>
			deliver(job, control, () =>
				Promise.resolve({
					to: { name: 'Käthe Muster', address: ADDRESS },
					replyTo: null,
					subject: 'Grüße an Sie',
					text: 'Schöne Grüße.\n.\nAuch nach einem Punkt.',
					html: '<p>Schöne Grüße.</p>',
					unsubscribe: 'https://konzept.example.org/s/x/stop'
				})
			)
	]
]);
