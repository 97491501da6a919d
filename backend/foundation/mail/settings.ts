import type { Configuration } from '../../configuration.ts';

/** Where mail is handed over, and as whose. */
export interface MailSettings {
	host: string;
	port: number;
	/** TLS from the first byte (`smtps:`). */
	isSecure: boolean;
	/** No mail without TLS: wherever a password is sent over a network. */
	mustUpgrade: boolean;
	user: string | null;
	password: string | null;
	from: string;
	/** Behind the @ of a message's id. */
	domain: string;
	/** Where the public reaches the product, for the links in a mail. */
	origin: string;
}

const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

let current: MailSettings | null = null;

/** Opens outgoing mail for this process. Without all three settings there is none. */
export function openMail(configuration: Configuration): void {
	current = settingsOf(configuration);
}

/** Null where no mail can be sent: then links are passed on by hand. */
export function mailSettings(): MailSettings | null {
	return current;
}

/** The sender's name and address, which the settings hold as one text. */
export function senderOf({ from }: MailSettings): { name: string; address: string } {
	const [, name = '', address = from] = /^(.*)<([^<>]+)>$/.exec(from.trim()) ?? [];
	return { name: name.replace(/^[\s"]+|[\s"]+$/g, ''), address: address.trim() };
}

function settingsOf({ mail, origin }: Configuration): MailSettings | null {
	if (mail.url === null || mail.from === null || origin === null) return null;
	const url = new URL(mail.url);
	const isSecure = url.protocol === 'smtps:';
	const user = url.username === '' ? null : decodeURIComponent(url.username);
	return {
		host: url.hostname.replace(/^\[|\]$/g, ''),
		port: url.port === '' ? (isSecure ? 465 : 587) : Number(url.port),
		isSecure,
		mustUpgrade: !isSecure && user !== null && !LOOPBACK.test(url.hostname),
		user,
		password: user === null ? null : decodeURIComponent(url.password),
		from: mail.from,
		domain: (mail.from.split('@').at(-1) ?? '').replace(/>$/, ''),
		origin
	};
}
