import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'chai';
import mongoose from 'mongoose';
import { JobRunner } from '../../../backend/foundation/jobs/jobs.ts';
import type { Job } from '../../../backend/foundation/jobs/jobs.ts';
import { findDeliveries, MAIL_ATTEMPTS, mailBackoff } from '../../../backend/foundation/mail/deliveries.ts';
import type { Delivery } from '../../../backend/foundation/mail/deliveries.ts';
import { mailSettings, openMail } from '../../../backend/foundation/mail/settings.ts';
import { createLog } from '../../../backend/foundation/log.ts';
import { buildConfiguration } from '../../helpers/accounts.ts';
import { testDatabaseUri, useTestDatabase } from '../../helpers/database.ts';
import { eventually } from '../../helpers/eventually.ts';
import { ADDRESS, mailConfiguration, mailHandlers, useMailServer } from '../../helpers/mailing.ts';

const ID = '01890000-0000-7000-8000-0000000000e1';
const jobs = () => mongoose.connection.collection<Job>('record_outbox');
const order = (fields: Partial<Job> = {}) =>
	jobs().insertOne({ _id: ID, region: 'r', type: 'greet', payload: {}, createdAt: '2026-01-01T00:00:00Z', ...fields });

describe('A mail', function () {
	this.timeout(20_000);
	useTestDatabase();
	const server = useMailServer();
	let lines: string[];
	beforeEach(async () => {
		lines = [];
	});

	/** Everything that is due, and what is due again at once. */
	async function run(backoff: (attempts: number) => number = () => 0): Promise<void> {
		const log = createLog('trace', { write: (line: string) => void lines.push(line) });
		const runner = new JobRunner(mailHandlers, log, { attempts: MAIL_ATTEMPTS + 1, backoff });
		runner.wake();
		await runner.settled();
		await runner.close();
	}

	async function delivery(): Promise<Delivery | undefined> {
		return (await findDeliveries('r', [ID])).get(ID);
	}

	it('arrives once, as text and as HTML, with a way to call such mail off', async () => {
		await order();
		await run();
		await run();
		expect(server.mails).to.have.length(1);
		const [mail] = server.mails;
		expect(mail?.subject).to.equal('Grüße an Sie');
		expect(mail?.to).to.deep.equal([{ name: 'Käthe Muster', address: ADDRESS }]);
		expect(mail?.from).to.include({ address: 'konzept@region.example.org' });
		expect(mail?.text?.replaceAll('\r\n', '\n').trim()).to.equal('Schöne Grüße.\n.\nAuch nach einem Punkt.');
		expect(mail?.html).to.include('<p>Schöne Grüße.</p>');
		const header = (key: string): string | undefined => mail?.headers.find((one) => one.key === key)?.value;
		expect(header('list-unsubscribe')).to.equal('<https://konzept.example.org/s/x/stop>');
		expect(header('list-unsubscribe-post')).to.equal('List-Unsubscribe=One-Click');
		expect(header('auto-submitted')).to.equal('auto-generated');
		expect(mail?.messageId).to.equal(`<${ID}@region.example.org>`);
		expect(await delivery()).to.include({ state: 'sent', attempts: 1 });
		expect(await jobs().countDocuments()).to.equal(0);
	});

	it('is tried again when the server puts it off, and is the same mail then', async () => {
		server.toRecipients.push(451);
		server.toMessages.push(452);
		await order();
		await run();
		expect(server.mails.map((mail) => mail.messageId)).to.deep.equal([`<${ID}@region.example.org>`]);
		expect(server.handedOver).to.equal(2);
		expect(await delivery()).to.include({ state: 'sent', attempts: 3, code: null });
	});

	it('waits longer after each attempt, and shows why meanwhile', async () => {
		server.toRecipients.push(451);
		await order();
		await run(mailBackoff);
		expect(await delivery()).to.include({ state: 'waiting', reason: 'busy', code: 451, attempts: 1 });
		expect([1, 2, 3, 9].map(mailBackoff)).to.deep.equal([60_000, 120_000, 240_000, 3_600_000]);
		expect((await jobs().findOne({ _id: ID }))?.runAt?.getTime()).to.be.greaterThan(Date.now() + 50_000);
	});

	it('is given up at once where there is no such mailbox, or the server refuses it for good', async () => {
		server.toRecipients.push(550);
		await order();
		await run();
		expect(await delivery()).to.include({ state: 'failed', reason: 'mailbox', code: 550, attempts: 1 });
		expect(server.asked).to.equal(1);
		expect(await jobs().countDocuments()).to.equal(0);
	});

	it('is given up when the server has put it off for a day', async () => {
		server.toRecipients.push(451);
		await order({ attempts: MAIL_ATTEMPTS - 1 });
		await run();
		expect(await delivery()).to.include({ state: 'failed', reason: 'busy', attempts: MAIL_ATTEMPTS });
	});

	it('waits where the server cannot be reached', async () => {
		await order();
		openMail(mailConfiguration('smtp://127.0.0.1:1'));
		await run(mailBackoff);
		expect(await delivery()).to.include({ state: 'waiting', reason: 'unreachable', code: null });
		openMail(mailConfiguration(server.url));
		await jobs().updateOne({ _id: ID }, { $set: { runAt: new Date() } });
		await run();
		expect(server.mails).to.have.length(1);
	});

	it('leaves no address and none of its words in the log or the outbox', async () => {
		server.toRecipients.push(451, 550);
		await order();
		await run();
		expect(lines).to.have.length.above(0);
		const kept = JSON.stringify([lines, await jobs().find().toArray(), await delivery()]);
		for (const secret of [ADDRESS, 'Käthe', 'Grüße', 'Not now']) expect(kept).not.to.include(secret);
	});

	describe('whose process is killed', () => {
		async function killWhen(isThere: () => boolean): Promise<void> {
			const file = new URL('../../helpers/mailing-process.ts', import.meta.url).pathname;
			const child = spawn(process.execPath, [file, testDatabaseUri(), server.url]);
			const ended = once(child, 'close');
			await eventually(isThere);
			child.kill('SIGKILL');
			await ended;
			// As if its hold had run out.
			await jobs().updateMany({}, { $set: { lockedUntil: new Date(0) } });
		}

		it('before the message went out is sent by the next one, once', async () => {
			server.toRecipients.push('silence');
			await order();
			await killWhen(() => server.asked === 1);
			await run();
			expect(server.mails).to.have.length(1);
			expect(await delivery()).to.include({ state: 'sent', attempts: 2 });
		});

		it('after it went out and before the answer is shown as doubtful, and not sent again', async () => {
			server.toMessages.push('silence');
			await order();
			await killWhen(() => server.handedOver === 1);
			await run();
			expect(server.handedOver).to.equal(1);
			expect(await delivery()).to.include({ state: 'doubtful' });
			expect(await jobs().countDocuments()).to.equal(0);
		});
	});

	it('that is already on its way by another process is not handed over a second time', async () => {
		server.toMessages.push('silence');
		await order();
		const first = new JobRunner(mailHandlers, createLog('silent'), { lockMilliseconds: 60_000 });
		first.wake();
		await eventually(() => server.handedOver === 1);
		await jobs().updateMany({}, { $set: { lockedUntil: new Date(0) } });
		await run();
		expect(server.handedOver).to.equal(1);
		expect(await delivery()).to.include({ state: 'doubtful' });
		await server.close();
		await first.close();
	});
});

describe('Outgoing mail', () => {
	it('is there only with a server, a sender and the address of the product', () => {
		openMail(buildConfiguration());
		expect(mailSettings()).to.equal(null);
		openMail(buildConfiguration({ KONZEPTSTAND_MAIL_URL: 'smtp://x', KONZEPTSTAND_MAIL_FROM: 'a@example.org' }));
		expect(mailSettings()).to.equal(null);
	});

	it('sends a password over a network only with TLS', () => {
		const of = (url: string) => {
			openMail(mailConfiguration(url));
			return mailSettings();
		};
		expect(of('smtp://user:p%40ss@mail.example.org')).to.include({
			port: 587,
			mustUpgrade: true,
			user: 'user',
			password: 'p@ss'
		});
		expect(of('smtps://user:pass@mail.example.org')).to.include({ port: 465, isSecure: true });
		expect(of('smtp://user:pass@127.0.0.1:2525')).to.include({ port: 2525, mustUpgrade: false });
		expect(of('smtp://mail.example.org')).to.include({ mustUpgrade: false, user: null });
	});
});
