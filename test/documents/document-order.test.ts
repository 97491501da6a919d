import { createHash, randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import mongoose from 'mongoose';
import supertest from 'supertest';
import type { Test } from 'supertest';
import type { DocumentJob, KeptDocument } from '@konzeptstand/contract/document.ts';
import { closeRenderer, renderWith } from '../../backend/documents/renderers.ts';
import { keepFile, readFile, sweepUnnamedFiles } from '../../backend/foundation/files/files.ts';
import type { Job } from '../../backend/foundation/jobs/jobs.ts';
import { record } from '../../backend/record/record.service.ts';
import { eventually } from '../helpers/eventually.ts';
import { useFurnishedRegion } from '../helpers/furnished-suite.ts';

const SLOW = fileURLToPath(new URL('../helpers/slow-child.ts', import.meta.url));
const ORDER = { template: 'entwicklungskonzept', edition: 'rek-2026', format: 'md' };
const outbox = () => mongoose.connection.collection<Job>('record_outbox');

describe('An ordered document', function () {
	this.timeout(60_000);
	const region = useFurnishedRegion();

	afterEach(async () => {
		renderWith({});
		await closeRenderer();
	});

	const ask = (method: 'get' | 'post' | 'delete', path: string, who = region.cookie): Test =>
		supertest(region.server)[method](`/api/v1/regions/${region.key}${path}`).set('Cookie', who);
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
		expect(row?.by.name).to.equal('Name of planner-1@example.org');
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
			[{ template: 'fortschreibung-vergleich', former: 'rek-1800' }, 'former'],
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

	it('keeps its file for as long as it is kept, whatever is swept', async () => {
		const { id } = await order();
		await stands(id, 'done');
		const lost = await keepFile(Buffer.from('von niemandem genannt'));
		await sweepUnnamedFiles(new Date(Date.now() + 2 * 86_400_000));
		expect(await readFile(lost)).to.equal(null);
		await ask('get', `/documents/${id}/file`).expect(200);
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
		const reader = await region.join('reader');
		await ask('post', '/documents', reader).send(ORDER).expect(403);
		await ask('get', '/documents', reader).expect(200);
		await ask('get', `/documents/${region.of.documents}/file`, reader).expect(200);
		await ask('delete', `/document-jobs/${region.of.documents}`, reader).expect(403);
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
