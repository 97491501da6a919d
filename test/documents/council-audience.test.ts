import { createHash, randomUUID } from 'node:crypto';
import { expect } from 'chai';
import supertest from 'supertest';
import type { Test } from 'supertest';
import type { Role } from '@konzeptstand/contract/account.ts';
import type { DocumentJob, KeptDocument } from '@konzeptstand/contract/document.ts';
import { prepareDatabase } from '../../backend/database-preparation.ts';
import { closeRenderer } from '../../backend/documents/renderers.ts';
import { createLog } from '../../backend/foundation/log.ts';
import { buildMember, signIn } from '../helpers/accounts.ts';
import { useApplication } from '../helpers/application.ts';
import { REGION_ID, REGION_KEY } from '../helpers/concept.ts';
import { buildHeldMeeting, CLOSED } from '../helpers/council-papers.ts';
import { useTestDatabase } from '../helpers/database.ts';
import { eventually } from '../helpers/eventually.ts';

type Ask = (method: 'get' | 'post' | 'delete', path: string) => Test;

describe('A document that only the council may read', function () {
	this.timeout(120_000);
	useTestDatabase();
	const api = useApplication();
	let of: Awaited<ReturnType<typeof buildHeldMeeting>>;
	let planner: Ask;
	let reader: Ask;

	before(() => prepareDatabase(createLog('silent')));
	beforeEach(async () => {
		of = await buildHeldMeeting();
		planner = await as('planner');
		reader = await as('reader');
	});
	after(closeRenderer);

	async function as(role: Role): Promise<Ask> {
		await buildMember(`${role}@example.org`, [role], { region: REGION_ID });
		const cookie = await signIn(api.server, `${role}@example.org`);
		return (method, path) =>
			supertest(api.server)
				[method](`/api/v1/regions/${REGION_KEY}${path}`)
				.set({ Cookie: cookie, 'Idempotency-Key': randomUUID() });
	}
	async function keep(order: object): Promise<{ document: KeptDocument; bytes: Buffer }> {
		const answer = await planner('post', '/documents').send({ format: 'md', ...order });
		expect(answer.status, answer.text).to.equal(202);
		const path = `/document-jobs/${(answer.body as DocumentJob).id}`;
		await eventually(async () => (await planner('get', path).expect(200)).body.state === 'done');
		const { document, order: told } = (await planner('get', path)).body as DocumentJob;
		expect(told).to.deep.include(order);
		const file = await planner('get', `/documents/${document?.id ?? ''}/file`)
			.buffer(true)
			.expect(200);
		return { document: document!, bytes: Buffer.from(file.text) };
	}

	it('can be looked at by planner, council and auditor, and by nobody else', async () => {
		const path = `/documents/niederschrift?meeting=${of.meeting}&format=md`;
		for (const role of ['manager', 'council', 'auditor'] as const) {
			const { text } = await (await as(role))('get', `${path}&audience=council`).buffer(true).expect(200);
			expect(text, role).to.include(`${CLOSED} Gesagtes`);
		}
		for (const who of [reader, await as('contributor')]) {
			expect((await who('get', `${path}&audience=council`)).body).to.include({ code: 'not_permitted' });
			for (const audience of ['', '&audience=public']) {
				const { text } = await who('get', path + audience)
					.buffer(true)
					.expect(200);
				expect(text).to.include('# Niederschrift 2026-02').and.not.include(CLOSED);
			}
		}
	});

	it('is kept for those alone who may read it: nobody else finds it, its file, its order or its hash', async () => {
		const secret = await keep({ template: 'sitzungsmappe', meeting: of.meeting, audience: 'council' });
		const open = await keep({ template: 'sitzungsmappe', meeting: of.meeting });
		expect(secret.document).to.include({ audience: 'council' });
		expect(secret.document.subject).to.include({ kind: 'meeting', id: of.meeting });
		expect(String(secret.bytes)).to.include(CLOSED);
		expect(open.document).to.include({ audience: 'public' });
		expect(String(open.bytes)).to.not.include(CLOSED);

		const { id } = secret.document;
		const hash = { sha256: createHash('sha256').update(secret.bytes).digest('hex') };
		const council = await as('council');
		expect((await council('get', '/documents')).body.rows).to.have.length(2);
		expect((await council('post', '/documents/check').send(hash)).body.rows).to.have.length(1);
		const seen = (await reader('get', '/documents')).body;
		expect(seen).to.include({ total: 1 });
		expect(seen.rows.map((row: KeptDocument) => row.id)).to.deep.equal([open.document.id]);
		await reader('get', `/documents/${id}/file`).expect(404);
		await reader('get', `/document-jobs/${id}`).expect(404);
		expect((await reader('post', '/documents/check').send(hash)).body.rows).to.deep.equal([]);
		await reader('get', `/documents/${open.document.id}/file`).expect(200);
	});

	it('is named by no entry of the record to those who may not read it', async () => {
		const { document } = await keep({ template: 'niederschrift', meeting: of.meeting, audience: 'council' });
		const { body } = await planner('get', '/record?limit=1').expect(200);
		const path = `/record/${String(body.rows[0].sequence)}`;
		expect((await planner('get', path).expect(200)).text).to.include(document.name);
		const seen = await reader('get', path).expect(200);
		expect(seen.text).to.not.include(document.name).and.not.include(document.sha256);
	});

	it('is not ordered of a closed paper for the public, and that is said where it is ordered', async () => {
		const order = { template: 'beschlussvorlage', paper: of.closedPaper, format: 'md' };
		const refused = await planner('post', '/documents').send(order);
		expect(refused.body).to.deep.include({ code: 'invalid_input' });
		expect(refused.body.errors[0]).to.include({ field: 'paper', code: 'not_public' });
		await keep({ template: 'beschlussvorlage', paper: of.closedPaper, audience: 'council' });
	});

	it('is shown in the template workshop only where that was asked for', async () => {
		const trial = {
			name: 'niederschrift',
			text: '# Probe\n\n{% for item in meeting.items %}{{ item.title }} {% endfor %}'
		};
		const try_ = async (fields: object) =>
			(await planner('post', '/template-files/trial').send({ ...trial, meeting: of.meeting, ...fields })).body.html;
		expect(await try_({}))
			.to.include('Brücke')
			.and.not.include(CLOSED);
		expect(await try_({ audience: 'council' }))
			.to.include(CLOSED)
			.and.include('nur für den Rat');
	});
});
