import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SmtpConnection from 'nodemailer/lib/smtp-connection';
import type { MailReason } from '@konzeptstand/contract/mail.ts';
import { senderOf } from './settings.ts';
import type { MailSettings } from './settings.ts';

/** Hands one message to the mail server, and says what became of it. */

export interface Mail {
	to: { name: string; address: string };
	/** Who gets what is replied; null: the sender. */
	replyTo: { name: string; address: string } | null;
	subject: string;
	text: string;
	html: string;
	/** Address of a page on which such mail is called off (RFC 2369); a POST to it does so without the page (RFC 8058). */
	unsubscribe: string | null;
	/** What calendar programs take from it; RFC 6047. */
	calendar?: { method: 'REQUEST' | 'CANCEL'; content: string };
}

/**
 * `doubtful`: the line broke after the whole message had gone out and before the server's answer; nobody can say whether
 * it was taken. `put-off`: it was not, and may be next time. `code`: the server's, such as 550; never its words, which
 * may hold the address.
 */
export type Outcome =
	{ state: 'sent' } | { state: 'doubtful' } | { state: 'failed' | 'put-off'; reason: MailReason; code: number | null };

export interface HandOver {
	/** Becomes the message's id: the same job is the same mail. */
	id: string;
	/** Ends the attempt, unless the message is already on its way. */
	signal: AbortSignal;
	/** Called when the server is ready for the message, before the first byte of it. Throwing ends the attempt. */
	onBegin: () => Promise<void>;
}

const CALENDAR_FILE = 'termin.ics';
const CONNECT_MS = 20_000;
const SILENCE_MS = 60_000;
/** Sign-in failed: a setting is wrong, which the operator can mend while the mail waits. */
const SIGN_IN_CODES = new Set([454, 530, 534, 535, 538]);
const NO_MAILBOX_CODES = new Set([550, 551, 553]);

/** @throws whatever `onBegin` throws; the signal's reason when it was aborted before the message went out */
export async function handOver(settings: MailSettings, mail: Mail, options: HandOver): Promise<Outcome> {
	const { signal, onBegin } = options;
	const bytes = await composed(settings, mail, options.id);
	const connection = new SmtpConnection({
		host: settings.host,
		port: settings.port,
		secure: settings.isSecure,
		requireTLS: settings.mustUpgrade,
		name: settings.domain,
		connectionTimeout: CONNECT_MS,
		greetingTimeout: CONNECT_MS,
		socketTimeout: SILENCE_MS
	});
	const stage: { hasBegun: boolean; fault: Error | null } = { hasBegun: false, fault: null };
	const abort = (): void => {
		if (!stage.hasBegun) connection.close();
	};
	signal.addEventListener('abort', abort);
	// Read only when the server has said that it wants the message.
	const message = Readable.from(
		(async function* () {
			try {
				await onBegin();
			} catch (error) {
				stage.fault = error as Error;
				throw error;
			}
			stage.hasBegun = true;
			yield bytes;
		})()
	);
	try {
		signal.throwIfAborted();
		await step(connection, (done) => {
			connection.connect(done);
		});
		const { user, password } = settings;
		if (user !== null)
			await step(connection, (done) => {
				connection.login({ user, pass: password ?? '' }, done);
			});
		const envelope = { from: senderOf(settings).address, to: [mail.to.address] };
		await step(connection, (done) => {
			connection.send(envelope, message, done);
		});
		connection.quit();
		return { state: 'sent' };
	} catch (error) {
		connection.close();
		if (stage.fault !== null) throw stage.fault;
		if (!stage.hasBegun) signal.throwIfAborted();
		return outcomeOf(error as SmtpError, stage.hasBegun);
	} finally {
		signal.removeEventListener('abort', abort);
	}
}

async function composed(settings: MailSettings, mail: Mail, id: string): Promise<Buffer> {
	const { to, replyTo, subject, text, html, unsubscribe, calendar } = mail;
	const composer = new MailComposer({
		from: settings.from,
		to,
		...(replyTo === null ? {} : { replyTo }),
		subject,
		text,
		html,
		// As another form of the text, and as a file for programs that look for one.
		...(calendar === undefined ? {} : { icalEvent: { ...calendar, filename: CALENDAR_FILE } }),
		messageId: `<${id}@${settings.domain}>`,
		// Out-of-office replies to a machine help nobody; RFC 3834.
		headers: {
			'Auto-Submitted': 'auto-generated',
			...(unsubscribe === null ? {} : callOff(unsubscribe))
		}
	});
	return composer.compile().build();
}

/** One click is only offered where the line is safe: RFC 8058, section 3.1. */
function callOff(address: string): Record<string, string> {
	const oneClick = { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
	return { 'List-Unsubscribe': `<${address}>`, ...(address.startsWith('https:') ? oneClick : {}) };
}

interface SmtpError extends Error {
	code?: string;
	responseCode?: number;
}

/** One exchange with the server; a line that breaks ends it too. */
function step(connection: SmtpConnection, run: (done: (error?: Error | null) => void) => void): Promise<void> {
	return new Promise((resolve, reject) => {
		const fail = (error?: Error): void => {
			reject(error ?? new Error('The connection has ended.'));
		};
		connection.once('error', fail);
		connection.once('end', fail);
		run((error) => {
			connection.off('error', fail);
			connection.off('end', fail);
			if (error) reject(error);
			else resolve();
		});
	});
}

function outcomeOf(error: SmtpError, hasBegun: boolean): Outcome {
	const code = error.responseCode ?? null;
	if (code === null) return hasBegun ? { state: 'doubtful' } : { state: 'put-off', reason: 'unreachable', code };
	if (error.code === 'EAUTH' || SIGN_IN_CODES.has(code)) return { state: 'put-off', reason: 'sign-in', code };
	if (code < 500) return { state: 'put-off', reason: 'busy', code };
	return { state: 'failed', reason: NO_MAILBOX_CODES.has(code) ? 'mailbox' : 'refused', code };
}
