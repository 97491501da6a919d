import { createHash, randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import mongoose from 'mongoose';
import supertest from 'supertest';
import type { Test } from 'supertest';
import type { DocumentJob, KeptDocument } from '@konzeptstand/contract/document.ts';
import { prepareDatabase } from '../../backend/database-preparation.ts';
import { documentJobs } from '../../backend/documents/document-jobs.ts';
import { DocumentModel } from '../../backend/documents/document.model.ts';
import { closeRenderer, renderWith } from '../../backend/documents/documents.service.ts';
import { JobRunner } from '../../backend/foundation/jobs/jobs.ts';
import type { Job, JobHandler } from '../../backend/foundation/jobs/jobs.ts';
import { createLog } from '../../backend/foundation/log.ts';
import { record } from '../../backend/record/record.service.ts';
import { buildMember, HOME, signIn } from '../helpers/accounts.ts';
import { useApplication } from '../helpers/application.ts';
import { useTestDatabase } from '../helpers/database.ts';
import { eventually } from '../helpers/eventually.ts';
import { furnishRegion } from '../helpers/furnished-region.ts';
import type { FurnishedRegion } from '../helpers/furnished-region.ts';

const SLOW = fileURLToPath(new URL('../helpers/slow-child.ts', import.meta.url));
const ORDER = { template: 'entwicklungskonzept', edition: 'rek-2026', format: 'md' };
const outbox = () => mongoose.connection.collection<Job>('record_outbox');

describe('An ordered document', function () {
	this.timeout(60_000);
	useTestDatabase();
	const api = useApplication();
	let region: FurnishedRegion;
	let cookie: string;

	before(() => prepareDatabase(createLog('silent')));
	beforeEach(async () => {
		region = await furnishRegion(HOME.id, HOME.key);
		await buildMember('planerin@example.org', ['planner'], { region: region.id });
		cookie = await signIn(api.server, 'planerin@example.org');
	});
	afterEach(async () => {
		renderWith({});
		await closeRenderer();
	});

	const ask = (method: 'get' | 'post' | 'delete', path: string, who = cookie): Test =>
		supertest(api.server)[method](`/api/v1/regions/${region.key}${path}`).set('Cookie', who);
	async function order(fields: object = {}): Promise<DocumentJob> {
		const once = { 'Idempotency-Key': randomUUID() };
		const answer = await ask('post', '/documents')
			.set(once)
			.send({ ...ORDER, ...fields });
		expect(answer.status, answer.text).to.equal(202);
		return answer.body as DocumentJob;
	}
	const stand = async (id: string): Promise<DocumentJob> => (await ask('get', `/document-jobs/${id}`).expect(200)).body;
	async function stands(id: string, ...states: DocumentJob['state'][]): Promise<DocumentJob> {
		await eventually(async () => states.includes((await stand(id)).state));
		return stand(id);
	}
	async function kept(): Promise<KeptDocument[]> {
		const { body } = await ask('get', '/documents').expect(200);
		return (body.rows as KeptDocument[]).filter(({ id }) => id !== region.of.documents);
	}

	it('is made beside everything else and kept with its state, its hash and who ordered it', async () => {
		const { id, state } = await order();
		expect(state).to.be.oneOf(['waiting', 'running', 'done']);
		const { document } = await stands(id, 'done');
		const [row, ...others] = await kept();
		expect(others).to.deep.equal([]);
		expect(row).to.deep.equal(document).and.to.deep.include({ id, format: 'md', template: 'entwicklungskonzept' });
		expect(row?.by.name).to.equal('Name of planerin@example.org');
		expect(row?.edition?.id).to.equal(region.of.editions);
		const file = await ask('get', `/documents/${id}/file`).buffer(true).expect(200);
		expect(file.headers['content-type']).to.equal('text/markdown; charset=utf-8');
		expect(file.headers['content-disposition']?.replaceAll('"', '')).to.equal(
			`attachment; filename=${row?.name ?? ''}`
		);
		expect(createHash('sha256').update(file.text).digest('hex')).to.equal(row?.sha256);
		expect(file.text).to.include(`Protokolleintrag ${String(row?.state.sequence)}`);
		expect(Buffer.byteLength(file.text)).to.equal(row?.size);
		expect(await record.verify(region.id)).to.include({ isIntact: true });
		expect(await outbox().countDocuments()).to.equal(0);
	});

	it('is listed by its template, page by page', async () => {
		const { id } = await order();
		await stands(id, 'done');
		const report = await order({ template: 'umsetzungsbericht', format: 'html' });
		await stands(report.id, 'done');
		const { body } = await ask('get', '/documents?template=umsetzungsbericht').expect(200);
		expect(body.rows.map((row: KeptDocument) => row.id)).to.deep.equal([report.id]);
		const page = await ask('get', '/documents?limit=1&offset=1').expect(200);
		expect({ total: page.body.total, id: page.body.rows[0].id }).to.deep.equal({ total: 3, id });
	});

	it('is refused at once where it could never be made: no such template, edition or project, no subject', async () => {
		const wrong: [object, string][] = [
			[{ template: 'nirgends' }, 'template'],
			[{ edition: 'rek-1800' }, 'edition'],
			[{ template: 'projektsteckbrief' }, 'project'],
			[{ template: 'projektsteckbrief', project: region.of.measures }, 'project']
		];
		for (const [fields, field] of wrong) {
			const { body } = await ask('post', '/documents')
				.send({ ...ORDER, ...fields })
				.expect(422);
			expect(body.errors[0].field).to.equal(field);
		}
		expect(await kept()).to.deep.equal([]);
	});

	it('says that it failed, and why, when its limits are reached; nothing of it is kept', async () => {
		renderWith({ program: SLOW, milliseconds: 300 });
		const { id } = await order();
		const { failure, document } = await stands(id, 'failed');
		expect(failure?.code).to.equal('document_limit');
		expect(failure?.title).to.include('Grenzen');
		expect(document).to.equal(null);
		expect(await kept()).to.deep.equal([]);
	});

	it('is lost whole when its child dies, and the next one is made', async () => {
		renderWith({ program: SLOW });
		const { id } = await order();
		await eventually(async () => (await stand(id)).step === 'markdown');
		for (const child of renderWith({ program: SLOW }).processIds) process.kill(child, 'SIGKILL');
		await stands(id, 'failed');
		expect(await kept()).to.deep.equal([]);
		renderWith({});
		await closeRenderer();
		await stands((await order()).id, 'done');
	});

	it('shows its steps and its place; two are made at a time, the rest wait', async () => {
		renderWith({ program: SLOW });
		const jobs = [await order(), await order(), await order(), await order()];
		const states = async () => Promise.all(jobs.map(({ id }) => stand(id)));
		await eventually(async () => (await states()).filter(({ step }) => step === 'markdown').length === 2);
		const all = await states();
		expect(all.map(({ state }) => state)).to.deep.equal(['running', 'running', 'waiting', 'waiting']);
		expect(all.map(({ place }) => place)).to.deep.equal([null, null, 1, 2]);
		const { body } = await ask('get', '/document-jobs').expect(200);
		expect(body.rows.map(({ id }: DocumentJob) => id)).to.deep.equal(jobs.map(({ id }) => id));
		for (const { id } of jobs) await ask('delete', `/document-jobs/${id}`).expect(200);
	});

	it('is called off while it is made: its child ends, nothing of it is kept, and the next begins', async () => {
		renderWith({ program: SLOW });
		const [first, second, third] = [await order(), await order(), await order()];
		await eventually(async () => (await stand(second.id)).step === 'markdown');
		const children = renderWith({ program: SLOW }).processIds;
		const { body } = await ask('delete', `/document-jobs/${first.id}`).expect(200);
		expect(body.state).to.equal('cancelled');
		await eventually(async () => (await stand(third.id)).state === 'running');
		await eventually(() => children.some((child) => !isAlive(child)));
		await ask('delete', `/document-jobs/${second.id}`).expect(200);
		await ask('delete', `/document-jobs/${third.id}`).expect(200);
		expect(await kept()).to.deep.equal([]);
		expect((await stand(first.id)).state).to.equal('cancelled');
	});

	it('stays done where it is called off too late', async () => {
		const { id } = await order();
		await stands(id, 'done');
		const { body } = await ask('delete', `/document-jobs/${id}`).expect(200);
		expect(body.state).to.equal('done');
		await ask('get', `/documents/${id}/file`).expect(200);
	});

	it('cannot be one of too many that wait', async () => {
		await outbox().insertMany(
			Array.from({ length: 20 }, (_, index) => ({
				_id: `01890000-0000-7000-8000-0000000000${String(index + 10)}`,
				region: region.id,
				type: 'documents.keep',
				payload: {},
				createdAt: '2026-01-01T00:00:00Z',
				runAt: new Date(Date.now() + 3_600_000)
			}))
		);
		const { body } = await ask('post', '/documents').send(ORDER).expect(409);
		expect(body.errors[0].code).to.equal('queue_full');
	});

	it('is for planners and managers to order, for every member to see', async () => {
		await buildMember('leserin@example.org', ['reader'], { region: region.id });
		const reader = await signIn(api.server, 'leserin@example.org');
		await ask('post', '/documents', reader).send(ORDER).expect(403);
		await ask('get', '/documents', reader).expect(200);
		await ask('get', `/documents/${region.of.documents}/file`, reader).expect(200);
		await ask('delete', `/document-jobs/${region.of.documents}`, reader).expect(403);
	});
});

describe('The queue of ordered documents', function () {
	this.timeout(60_000);
	useTestDatabase();
	let region: FurnishedRegion;
	before(() => prepareDatabase(createLog('silent')));
	beforeEach(async () => {
		record.forgetHeads();
		region = await furnishRegion(HOME.id, HOME.key);
	});
	afterEach(async () => {
		renderWith({});
		await closeRenderer();
	});

	const actor = { kind: 'system', id: 'system' } as const;
	const enqueue = () =>
		record.change(actor, { region: region.id, action: 'document.order' }, (work) =>
			Promise.resolve(work.enqueue({ type: 'documents.keep', payload: { order: ORDER, actor } }))
		);
	const runner = (handlers: readonly (readonly [string, JobHandler])[] = documentJobs) =>
		new JobRunner(new Map(handlers), createLog('silent'), { lanes: 2, attempts: 3, endsAtClose: true });
	const documents = () => DocumentModel.find({ region: region.id, _id: { $ne: region.of.documents } }).lean();

	it('goes on after a stop in the middle: what was being made is made anew, and each once', async () => {
		renderWith({ program: SLOW });
		const ids = [await enqueue(), await enqueue(), await enqueue()];
		const first = runner();
		first.wake();
		await eventually(async () => (await outbox().countDocuments({ step: 'markdown' })) === 2);
		await first.close();
		await closeRenderer();
		expect(await documents()).to.deep.equal([]);
		expect(await outbox().countDocuments({ attempts: 0, lockedUntil: null })).to.equal(2);

		renderWith({});
		const second = runner();
		second.wake();
		await second.settled();
		await second.close();
		expect((await documents()).map(({ _id }) => _id)).to.have.members(ids);
		expect(await outbox().countDocuments()).to.equal(0);
	});

	it('goes on after a crash in the middle, once the crashed one is silent for long enough', async () => {
		const id = await enqueue();
		const crashed = { attempts: 1, step: 'file', lockedUntil: new Date(Date.now() - 1) };
		await outbox().updateOne({ _id: id }, { $set: crashed });
		const next = runner();
		next.wake();
		await next.settled();
		await next.close();
		expect((await documents()).map(({ _id }) => _id)).to.deep.equal([id]);
	});

	it('makes no document twice when the crash came between document and queue', async () => {
		const id = await enqueue();
		const first = runner();
		first.wake();
		await first.settled();
		const head = await record.head(region.id);
		await outbox().insertOne({
			_id: id,
			region: region.id,
			type: 'documents.keep',
			payload: { order: ORDER, actor },
			createdAt: '2026-01-01T00:00:00Z'
		});
		first.wake();
		await first.settled();
		await first.close();
		expect(await documents()).to.have.length(1);
		expect(await record.head(region.id)).to.deep.equal(head);
	});

	it('does not begin for ever what ends its process each time', async () => {
		const id = await enqueue();
		await outbox().updateOne({ _id: id }, { $set: { attempts: 3, lockedUntil: new Date(Date.now() - 1) } });
		const next = runner();
		next.wake();
		await next.settled();
		await next.close();
		expect(await documents()).to.deep.equal([]);
		expect(await outbox().findOne({ _id: id })).to.include({ isGivenUp: true });
	});
});

describe('Whether a file is what the product made', function () {
	this.timeout(60_000);
	useTestDatabase();
	const api = useApplication();
	let region: FurnishedRegion;
	let cookie: string;
	beforeEach(async () => {
		region = await furnishRegion(HOME.id, HOME.key);
		await buildMember('leserin@example.org', ['reader'], { region: region.id });
		cookie = await signIn(api.server, 'leserin@example.org');
	});
	const check = (): Test =>
		supertest(api.server).post(`/api/v1/regions/${region.key}/documents/check`).set('Cookie', cookie);
	const raw = (bytes: Buffer): Test =>
		check()
			.set('Content-Type', 'application/octet-stream')
			.serialize((body: unknown) => body as string)
			.send(bytes as never);

	it('is told by its hash or by the file itself, with the state it was made from', async () => {
		const bytes = Buffer.from(`# Konzept ${region.key}`);
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		for (const asked of [check().send({ sha256 }), raw(bytes)]) {
			const { body } = await asked.expect(200);
			expect(body.sha256).to.equal(sha256);
			expect(body.rows.map(({ id }: KeptDocument) => id)).to.deep.equal([region.of.documents]);
			expect(body.rows[0].state).to.deep.equal({ day: '2026-11-24', sequence: 1 });
		}
	});

	it('is not known of a file with one byte more, which is not kept', async () => {
		const files = () => mongoose.connection.collection('files.files').countDocuments();
		const before = await files();
		const large = Buffer.alloc(12_000_000, 'x');
		for (const bytes of [Buffer.from(`# Konzept ${region.key}!`), large, Buffer.alloc(0)]) {
			const { body, status } = await raw(bytes);
			expect({ status, rows: body.rows }).to.deep.equal({ status: 200, rows: [] });
		}
		expect(await files()).to.equal(before);
	});

	it('takes a file nowhere else', async () => {
		const address = `/api/v1/regions/${region.key}/documents/check/x`;
		for (const [method, path] of [
			['post', address],
			['post', `/api/v1/regions/${region.key}/parties`]
		] as const)
			await supertest(api.server)
				[method](path)
				.set('Cookie', cookie)
				.set('Content-Type', 'application/octet-stream')
				.send(Buffer.from('x') as never)
				.expect(415);
	});
});

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}
