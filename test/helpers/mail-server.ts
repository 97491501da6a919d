import PostalMime from 'postal-mime';
import type { Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** What the server says to the next recipient or message: a code such as 451, or nothing for ever. */
type Reply = number | 'silence';

export interface MailServer {
	/** As KONZEPTSTAND_MAIL_URL takes it. */
	url: string;
	/** What it has taken, in order. */
	mails: Email[];
	/** Each is used once; without any left, everything is taken. */
	toRecipients: Reply[];
	toMessages: Reply[];
	/** How many messages were handed over whole, taken or not. */
	readonly handedOver: number;
	/** How often somebody named a recipient. */
	readonly asked: number;
	close: () => Promise<void>;
}

/** What makes a product send its mails to this server, by the names of its environment. */
export const mailEnvironment = ({ url }: Pick<MailServer, 'url'>) => ({
	KONZEPTSTAND_MAIL_URL: url,
	KONZEPTSTAND_MAIL_FROM: 'Konzeptstand <konzept@region.example.org>'
});

/** A real mail server on loopback, which keeps what it is given. */
export async function startMailServer(): Promise<MailServer> {
	const state = { mails: [] as Email[], toRecipients: [] as Reply[], toMessages: [] as Reply[] };
	const counts = { handedOver: 0, asked: 0 };
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['AUTH', 'STARTTLS'],
		disableReverseLookup: true,
		closeTimeout: 100,
		onRcptTo(_address, _session, callback) {
			counts.asked += 1;
			answer(state.toRecipients.shift(), callback);
		},
		onData(stream, _session, callback) {
			const parts: Buffer[] = [];
			stream.on('data', (part: Buffer) => parts.push(part));
			stream.on('end', () => {
				const reply = state.toMessages.shift();
				void PostalMime.parse(Buffer.concat(parts)).then((mail) => {
					if (reply === undefined) state.mails.push(mail);
					counts.handedOver += 1;
					answer(reply, callback);
				});
			});
		}
	});
	// Clients that are killed in the middle are what some tests are about.
	server.on('error', () => undefined);
	await new Promise<void>((resolve) => {
		server.listen(0, '127.0.0.1', resolve);
	});
	const address = server.server.address();
	if (typeof address !== 'object' || address === null) throw new Error('no port');
	return {
		...state,
		url: `smtp://127.0.0.1:${address.port}`,
		get handedOver() {
			return counts.handedOver;
		},
		get asked() {
			return counts.asked;
		},
		close: () =>
			new Promise<void>((resolve) => {
				server.close(() => resolve());
			})
	};
}

function answer(reply: Reply | undefined, callback: (error?: Error | null) => void): void {
	if (reply === undefined) callback();
	else if (reply !== 'silence') callback(Object.assign(new Error('Not now, not you.'), { responseCode: reply }));
}
