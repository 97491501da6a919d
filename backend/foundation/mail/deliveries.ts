import mongoose from 'mongoose';
import type { MailReason } from '@konzeptstand/contract/mail.ts';
import { clock } from '../clock.ts';
import type { Job, JobControl } from '../jobs/jobs.ts';
import { handOver } from './hand-over.ts';
import type { Mail, Outcome } from './hand-over.ts';
import { mailSettings } from './settings.ts';

/**
 * Mail goes out through the outbox: never lost, since the job stays until its end is noted; never twice, since that it
 * is about to go out is noted before the server is given the message. Whoever finds that note without an end cannot say
 * whether the mail arrived: it is shown as doubtful, and sent again only by hand.
 */

export interface Delivery {
	/** Id of the job, and of the message. */
	_id: string;
	region: string;
	state: 'waiting' | 'sending' | 'sent' | 'failed' | 'doubtful' | 'dropped';
	reason: MailReason | null;
	/** The mail server's, such as 451. */
	code: number | null;
	attempts: number;
	/** ISO instant of the last change. */
	at: string;
}

/** So often a mail is tried, a day long: a server that puts strangers off takes it within an hour. */
export const MAIL_ATTEMPTS = 30;
const MINUTE = 60_000;
/** 1, 2, 4 … minutes, at most an hour. */
export const mailBackoff = (attempts: number): number => MINUTE * Math.min(2 ** (attempts - 1), 60);

const deliveries = () => mongoose.connection.collection<Delivery>('mail_deliveries');

/** Deliveries by id; a mail whose job has not begun has none. */
export async function findDeliveries(region: string, ids: readonly string[]): Promise<Map<string, Delivery>> {
	const rows = await deliveries()
		.find({ _id: { $in: [...ids] }, region })
		.toArray();
	return new Map(rows.map((row) => [row._id, row]));
}

/** It was not taken, and waits for another attempt. */
class MailPutOff extends Error {
	override name = 'MailPutOff';
}

/**
 * Sends the mail of a job, once. `compose` gives it, or null when it is not wanted any more.
 * @throws MailPutOff when it is to be tried again
 */
export async function deliver(job: Job, { signal }: JobControl, compose: () => Promise<Mail | null>): Promise<void> {
	const attempts = job.attempts ?? 1;
	const before = await begun(job);
	if (before.state === 'sending') return note(job, { state: 'doubtful', attempts }, ['sending']);
	if (before.state !== 'waiting') return;

	const settings = mailSettings();
	const mail = settings && (await compose());
	if (!mail) return note(job, { state: 'dropped', attempts }, ['waiting']);
	const outcome = await handOver(settings, mail, {
		id: job._id,
		signal,
		onBegin: async () => {
			const { matchedCount } = await deliveries().updateOne(
				{ _id: job._id, state: 'waiting' },
				{ $set: { state: 'sending', attempts, at: clock.now().toISOString() } }
			);
			if (matchedCount !== 1) throw new MailPutOff('Another process has taken it up.');
		}
	});
	// A process that had lost its hold of the job may have been taken for a crashed one: it knows better.
	await note(job, { ...endOf(outcome, attempts), attempts }, ['waiting', 'sending', 'doubtful']);
	if (outcome.state === 'put-off' && attempts < MAIL_ATTEMPTS) throw new MailPutOff(outcome.reason);
}

async function begun(job: Job): Promise<Delivery> {
	const fresh = { region: job.region, state: 'waiting', reason: null, code: null, attempts: 0 } as const;
	await deliveries().updateOne(
		{ _id: job._id },
		{ $setOnInsert: { ...fresh, at: clock.now().toISOString() } },
		{ upsert: true }
	);
	const row = await deliveries().findOne({ _id: job._id });
	if (!row) throw new MailPutOff('Its delivery cannot be noted.');
	return row;
}

type End = Partial<Pick<Delivery, 'state' | 'reason' | 'code' | 'attempts'>>;

function endOf(outcome: Outcome, attempts: number): End {
	if (!('reason' in outcome)) return { state: outcome.state, reason: null, code: null };
	const { state, reason, code } = outcome;
	const isLast = state === 'failed' || attempts >= MAIL_ATTEMPTS;
	return { state: isLast ? 'failed' : 'waiting', reason, code };
}

async function note(job: Job, end: End, from: readonly Delivery['state'][]): Promise<void> {
	await deliveries().updateOne(
		{ _id: job._id, state: { $in: [...from] } },
		{ $set: { ...end, at: clock.now().toISOString() } }
	);
}
