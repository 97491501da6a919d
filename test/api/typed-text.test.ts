import { expect } from 'chai';
import supertest from 'supertest';
import type { Response } from 'supertest';
import { record } from '../../backend/record/record.service.ts';
import { useFurnishedRegion } from '../helpers/furnished-suite.ts';

const TITLE = '<script>alert(1)</script> {{ 7 | times: 191 }} & "so" \'oder\' **so**';
const TEXT = `<img src=x onerror=alert(1)>\n\n{% include 'x' %}{{ edition.title }}\n\n[da](javascript:alert(1)) Größe 🏰`;

describe('What somebody types', function () {
	this.timeout(30_000);
	const region = useFurnishedRegion();
	let project = '';

	beforeEach(async () => {
		const links = [{ edition: region.of.editions, target: { kind: 'measure', id: region.of.measures } }];
		project = (await post('/projects', { title: TITLE, description: TEXT, links })).body.id;
	});

	const at = (path: string): string => `/api/v1/regions/${region.key}${path}`;
	const get = (path: string): Promise<Response> =>
		supertest(region.server)
			.get(at(path))
			.set('Cookie', region.cookie)
			.then((answer) => answer);
	async function post(path: string, body: object): Promise<Response> {
		const answer = await supertest(region.server).post(at(path)).set('Cookie', region.cookie).send(body);
		expect(answer.status, answer.text).to.equal(201);
		return answer;
	}

	it('is kept and given back as it was typed: on its page, in lists, the outline and the record', async () => {
		await post(`/projects/${project}/reports`, { status: 'running', text: TEXT });
		const { body } = await get(`/projects/${project}`);
		expect(body).to.include({ title: TITLE, description: TEXT });
		expect(body.reports[0].text).to.equal(TEXT);
		const { body: list } = await get('/projects?limit=500');
		expect(list.rows.map((row: { title: string }) => row.title)).to.include(TITLE);
		expect(JSON.stringify((await get('/hierarchy')).body)).to.include(JSON.stringify(TITLE));
		expect(JSON.stringify((await get(`/record?item=${project}`)).body)).to.include(JSON.stringify(TEXT));
		expect(await record.verify(region.id)).to.include({ isIntact: true });
	});

	it('is answered as data, never as a page', async () => {
		const { headers } = await get(`/projects/${project}`);
		expect(headers['content-type']).to.match(/^application\/json/);
		expect(headers['x-content-type-options']).to.equal('nosniff');
		expect(headers['content-security-policy']).to.include("default-src 'none'");
	});

	it('is no markup and no template in a document', async () => {
		const { status, text } = await get('/documents/entwicklungskonzept?format=html&edition=rek-2026');
		expect(status, text).to.equal(200);
		expect(text).to.include('alert(1)').and.include('times: 191');
		expect(text).not.to.match(/<script|<img[^>]*onerror|href="javascript:|1337/i);
	});

	it('is no formula in a table', async () => {
		for (const title of ['=1+1', '+49', '-2', '@SUM(A1)']) await post('/projects', { title });
		const { text } = await get('/projects?format=csv');
		for (const title of ['=1+1', '+49', '-2', '@SUM(A1)']) {
			expect(text).to.include(`;'${title};`);
			expect(text).not.to.include(`;${title};`);
		}
	});
});
