import type { Configuration } from '../../backend/configuration.ts';
import type { JobHandler } from '../../backend/foundation/jobs/jobs.ts';
import { deliver } from '../../backend/foundation/mail/deliveries.ts';
import { openMail } from '../../backend/foundation/mail/settings.ts';
import { buildConfiguration } from './accounts.ts';
import { mailEnvironment, startMailServer } from './mail-server.ts';
import type { MailServer } from './mail-server.ts';

export const ADDRESS = 'muster@example.org';

export function mailConfiguration(url: string): Configuration {
	return buildConfiguration({
		...mailEnvironment({ url }),
		KONZEPTSTAND_ORIGIN: 'https://konzept.example.org'
	});
}

/** For a suite that sends mails: a mail server for each test, to which the mails of this process go. */
export function useMailServer(): MailServer {
	let server: MailServer | null = null;
	beforeEach(async () => {
		server = await startMailServer();
		openMail(mailConfiguration(server.url));
	});
	afterEach(() => running().close());
	const running = (): MailServer => {
		if (!server) throw new Error('The mail server exists within a test only.');
		return server;
	};
	return {
		get url() {
			return running().url;
		},
		get mails() {
			return running().mails;
		},
		get toRecipients() {
			return running().toRecipients;
		},
		get toMessages() {
			return running().toMessages;
		},
		get handedOver() {
			return running().handedOver;
		},
		get asked() {
			return running().asked;
		},
		close: () => running().close()
	};
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
