import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import supertest from 'supertest';
import type { Test } from 'supertest';
import type { AdoptedDocuments } from '@konzeptstand/contract/document.ts';
import { closeRenderer, renderWith } from '../../backend/documents/renderers.ts';
import { eventually } from '../helpers/eventually.ts';
import { useFurnishedRegion } from '../helpers/furnished-suite.ts';

const SLOW = fileURLToPath(new URL('../helpers/slow-child.ts', import.meta.url));

describe('The documents of an adoption', function () {
	this.timeout(60_000);
	const region = useFurnishedRegion();

	afterEach(async () => {
		renderWith({});
		await closeRenderer();
	});

	const ask = (method: 'get' | 'post', path: string, who = region.cookie): Test =>
		supertest(region.server)[method](`/api/v1/regions/${region.key}${path}`).set('Cookie', who);
	const documentsOf = (edition: string) => `/editions/${edition}/documents`;
	const stand = async (edition: string): Promise<AdoptedDocuments> =>
		(await ask('get', documentsOf(edition)).expect(200)).body;
	async function adopt(): Promise<number> {
		const effects = [{ type: 'edition.adopt', subject: region.of.editions }];
		const manager = await region.join('manager');
		// The region's own body keeps its meetings here, and votes in them.
		const council = { name: 'Zweckverband', kind: 'deciding' };
		const { body: elsewhere } = await ask('post', '/bodies', manager).send(council).expect(201);
		const written = { title: 'Konzept beschließen', proposal: 'Das Konzept gilt.', body: elsewhere.id, effects };
		const { body: paper } = await ask('post', '/papers', manager).send(written).expect(201);
		const result = { body: elsewhere.id, date: '2026-06-01', result: 'accepted' };
		const answer = await ask('post', `/papers/${paper.id}/results`, manager).send(result);
		expect(answer.body.state, answer.text).to.equal('in-force');
		const { body: edition } = await ask('get', `/editions/${region.of.editions}`, manager).expect(200);
		return edition.adoption.sequence;
	}

	it('are given with everything that a page needs to offer their files', async () => {
		const sequence = await adopt();
		await eventually(async () => (await stand(region.of.editions)).state === 'done');
		const { documents, ...answer } = await stand(region.of.editions);
		expect(answer).to.deep.include({ sequence, failure: null, step: null });
		expect(documents.map(({ format }) => format)).to.deep.equal(['md', 'html', 'pdf', 'pdfa', 'docx', 'odt']);
		for (const document of documents) {
			expect(document.state.sequence).to.equal(sequence);
			await ask('get', `/documents/${document.id}/file`).expect(200);
		}
		expect((await ask('get', '/document-jobs').expect(200)).body.adoptions).to.deep.equal([]);
	});

	it('say that they failed and why, and are made when somebody asks once more', async () => {
		renderWith({ program: SLOW, milliseconds: 300 });
		const sequence = await adopt();
		await eventually(async () => (await stand(region.of.editions)).state === 'failed');
		const failed = await stand(region.of.editions);
		expect(failed.failure?.code).to.equal('document_limit');
		expect(failed.documents).to.deep.equal([]);
		expect((await ask('get', '/document-jobs').expect(200)).body.adoptions).to.deep.equal([failed]);

		await closeRenderer();
		renderWith({});
		await ask('post', documentsOf(region.of.editions)).expect(202);
		await eventually(async () => (await stand(region.of.editions)).state === 'done');
		expect(new Set((await stand(region.of.editions)).documents.map(({ state }) => state.sequence))).to.deep.equal(
			new Set([sequence])
		);
		const again = await ask('post', documentsOf(region.of.editions)).expect(202);
		expect(again.body.state).to.equal('done');
	});

	it('are asked for by planners and managers, and only where the edition was adopted here', async () => {
		expect(await stand(region.of.frozenEdition)).to.deep.include({ sequence: null, state: null, documents: [] });
		const { body } = await ask('post', documentsOf(region.of.frozenEdition)).expect(409);
		expect(body.errors[0].code).to.equal('not_adopted');
		const reader = await region.join('reader');
		await ask('post', documentsOf(region.of.adoptedEditions), reader).expect(403);
		await ask('get', documentsOf(region.of.adoptedEditions), reader).expect(200);
	});
});
