import { expect } from 'chai';
import express from 'express';
import mongoose from 'mongoose';
import supertest from 'supertest';
import { z } from 'zod';
import { listFormat } from '@konzeptstand/contract/values.ts';
import { ApplicationError } from '../../../backend/foundation/errors.ts';
import { readBody } from '../../../backend/foundation/http/body.ts';
import { prepareIdempotency } from '../../../backend/foundation/http/idempotency.ts';
import { errorHandler, mountRoutes } from '../../../backend/foundation/http/mount.ts';
import { defineRoute } from '../../../backend/foundation/http/route.ts';
import type { ActorContext } from '../../../backend/foundation/http/route.ts';
import { sameOrigin } from '../../../backend/foundation/http/security.ts';
import { createLog } from '../../../backend/foundation/log.ts';
import { describeTable } from '../../../backend/foundation/table/table.ts';
import { record } from '../../../backend/record/record.service.ts';
import { prepareStore } from '../../../backend/record/store.ts';
import { useTestDatabase } from '../../helpers/database.ts';
import { SAMPLE_PERSON, SAMPLE_REGION, SampleModel } from '../../helpers/sample-kind.ts';
import type { Sample } from '../../helpers/sample-kind.ts';

const REGION = { id: SAMPLE_REGION, key: 'probe', timeZone: 'Europe/Berlin' };
const actor: ActorContext = { ...SAMPLE_PERSON, name: 'Probe', isAdministrator: false, memberships: [] };
const output = z.strictObject({ id: z.string(), version: z.int(), title: z.string(), amount: z.number().nullable() });
const present = (item: Sample) => ({ id: item._id, version: item.version, title: item.title, amount: item.amount });
const input = z.strictObject({ title: z.string().min(1).max(20), amount: z.number().nullable().default(null) });
const params = z.strictObject({ region: z.string(), id: z.string() });
let reads = 0;

const routes = [
	defineRoute({
		method: 'get',
		path: '/regions/:region/samples',
		permission: 'concept.read',
		summary: 'All',
		query: z.strictObject({
			format: listFormat.optional(),
			limit: z.coerce.number().default(2),
			offset: z.coerce.number().default(0)
		}),
		response: z.strictObject({ rows: z.array(output) }),
		cached: true,
		handle: async ({ region, snapshot, query }) => {
			reads += 1;
			const rows = await SampleModel.find({ region: region.id })
				.sort({ _id: 1 })
				.limit(query.limit)
				.session(snapshot.session)
				.lean<Sample[]>();
			return { rows: rows.map(present) };
		},
		table: describeTable<z.output<typeof output>>({ de: 'Proben', en: 'Samples' }, [
			['title', 'title', 'text', (row) => row.title],
			['amount', 'amount', 'number', (row) => row.amount]
		])
	}),
	defineRoute({
		method: 'post',
		path: '/regions/:region/samples',
		permission: 'concept.edit',
		summary: 'Add',
		body: input,
		response: output,
		status: 201,
		handle: async ({ region, body }) =>
			present(
				await record.change(SAMPLE_PERSON, { region: region.id, action: 'x' }, (work) => work.create(SampleModel, body))
			)
	}),
	defineRoute({
		method: 'patch',
		path: '/regions/:region/samples/:id',
		permission: 'concept.edit',
		summary: 'Change',
		params,
		body: input.partial(),
		response: output,
		ifMatch: true,
		handle: async ({ region, params: { id }, body, version }) =>
			present(
				await record.change(SAMPLE_PERSON, { region: region.id, action: 'x' }, (work) =>
					work.update(SampleModel, id, version, body)
				)
			)
	}),
	defineRoute({
		method: 'get',
		path: '/broken',
		permission: 'session.read',
		summary: 'Breaks its contract',
		response: output,
		handle: () => Promise.resolve({ id: 'x', version: 1, title: 'x', amount: null, secret: 'y' } as never)
	})
];

let isReady = true;
let isMajorityLost = false;
const app = express();
const log = createLog('silent');
app.use(sameOrigin(null), readBody(5_000));
app.use(
	mountRoutes(routes, {
		identify: () => Promise.resolve(actor),
		authorize: (_actor, permission, region) => {
			if (region && permission === 'concept.edit' && region.key === 'fremd')
				throw new ApplicationError('not_permitted');
		},
		may: () => true,
		findRegion: (key) => Promise.resolve(key === 'probe' ? REGION : key === 'fremd' ? { ...REGION, key } : null),
		head: (region) => record.head(region),
		read: async (region, action) => {
			const result = await record.read(region, action);
			if (isMajorityLost) throw new Error('no majority holds what was read');
			return result;
		},
		isDatabaseReady: () => isReady,
		log,
		build: 'test',
		checksResponses: true,
		fileLimit: 1_000_000,
		cacheLimit: 1_000_000
	})
);
app.use(errorHandler(log));
const api = supertest(app);
const path = '/regions/probe/samples';

describe('A request', () => {
	useTestDatabase();
	before(async () => {
		await prepareStore();
		await prepareIdempotency();
	});
	beforeEach(() => {
		record.forgetHeads();
		reads = 0;
		isReady = true;
		isMajorityLost = false;
	});

	describe('with wrong input', () => {
		const refused = async (body: string | Buffer, type = 'application/json') =>
			api.post(path).set('Content-Type', type).send(body);

		it('is told which field is wrong and how to mend it, in German and in English', async () => {
			const german = await api.post(path).send({ title: 5, colour: 'red' });
			expect(german.status).to.equal(422);
			expect(german.headers['content-type']).to.match(/^application\/problem\+json/);
			expect(german.body.errors.map((one: { field: string; code: string }) => [one.field, one.code])).to.deep.equal([
				['title', 'not_text'],
				['colour', 'unknown_field']
			]);
			const english = await api.post(path).set('Accept-Language', 'en').send({});
			expect(english.body.errors[0]).to.deep.equal({ field: 'title', code: 'required', message: 'This is missing.' });
			expect(german.body.title).to.equal('Einige Angaben sind nicht gültig.');
		});

		it('is refused as unreadable: broken JSON, broken UTF-8, __proto__', async () => {
			for (const body of [
				'{"title":',
				Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
				'{"__proto__":{"isAdministrator":true},"title":"x"}'
			]) {
				const answer = await api
					.post(path)
					.set('Content-Type', 'application/json')
					.serialize((raw: unknown) => raw as string)
					.send(body as string);
				expect(answer.body.code).to.equal('malformed_request');
			}
		});

		it('is refused when an operator stands where a text belongs', async () => {
			expect((await refused('{"title":{"$ne":null}}')).body.errors[0].code).to.equal('not_text');
		});

		it('is refused when it is no JSON, too large, or too long', async () => {
			expect((await refused('title=x', 'application/x-www-form-urlencoded')).status).to.equal(415);
			expect((await refused(JSON.stringify({ title: 'x'.repeat(6_000) }))).status).to.equal(413);
			expect((await refused(JSON.stringify({ title: 'x'.repeat(21) }))).body.errors[0].code).to.equal('too_long');
		});

		it('has written nothing', async () => {
			await refused('{"title":5}');
			expect(await SampleModel.countDocuments()).to.equal(0);
		});
	});

	it('is answered with what fits its contract, or not at all', async () => {
		const answer = await api.get('/broken');
		expect(answer.status).to.equal(500);
		expect(answer.text).not.to.contain('secret');
	});

	it('from another site’s page is refused', async () => {
		expect((await api.post(path).set('Origin', 'https://boese.example').send({ title: 'x' })).body.code).to.equal(
			'wrong_origin'
		);
		expect((await api.post(path).set('Sec-Fetch-Site', 'cross-site').send({ title: 'x' })).status).to.equal(403);
	});

	it('for an unknown region finds nothing, and in a foreign one may not write', async () => {
		expect((await api.get('/regions/nirgendwo/samples')).status).to.equal(404);
		expect((await api.post('/regions/fremd/samples').send({ title: 'x' })).status).to.equal(403);
	});

	it('is told to come back while the database is away', async () => {
		isReady = false;
		const answer = await api.get(path);
		expect(answer.status).to.equal(503);
		expect(answer.headers['retry-after']).to.equal('5');
	});

	describe('that changes an item', () => {
		it('must name the version it has read', async () => {
			const { body } = await api.post(path).send({ title: 'eins' });
			expect((await api.patch(`${path}/${body.id}`).send({ title: 'zwei' })).status).to.equal(428);
			expect((await api.patch(`${path}/${body.id}`).set('If-Match', '1').send({ title: 'zwei' })).status).to.equal(422);
			const done = await api.patch(`${path}/${body.id}`).set('If-Match', '"1"').send({ title: 'zwei' });
			expect(done.body).to.include({ title: 'zwei', version: 2 });
		});

		it('gets both versions when somebody was faster', async () => {
			const { body } = await api.post(path).send({ title: 'eins' });
			await api.patch(`${path}/${body.id}`).set('If-Match', '"1"').send({ title: 'zwei' });
			const late = await api.patch(`${path}/${body.id}`).set('If-Match', '"1"').send({ title: 'drei' });
			expect(late.status).to.equal(412);
			expect(late.body.currentVersion).to.equal(2);
			expect(late.body.current.title).to.equal('zwei');
		});
	});

	describe('with an Idempotency-Key', () => {
		const send = (title: string, key = 'schluessel-1') => api.post(path).set('Idempotency-Key', key).send({ title });

		it('happens once, and its repetition gets the same answer', async () => {
			const first = await send('eins');
			const second = await send('eins');
			expect(second.status).to.equal(201);
			expect(second.body).to.deep.equal(first.body);
			expect(second.headers['idempotency-replayed']).to.equal('true');
			expect(await SampleModel.countDocuments()).to.equal(1);
		});

		it('happens once even when sent twice at the same moment', async () => {
			const answers = await Promise.all([send('eins'), send('eins')]);
			expect(answers.some((answer) => answer.status === 201)).to.equal(true);
			expect(await SampleModel.countDocuments()).to.equal(1);
		});

		it('is refused for anything else', async () => {
			await send('eins');
			expect((await send('zwei')).body.code).to.equal('idempotency_mismatch');
		});

		it('may be sent again after it was refused', async () => {
			expect((await send('x'.repeat(21))).status).to.equal(422);
			expect((await send('kurz')).status).to.equal(201);
		});

		it('never happens a second time when the answer was lost in a crash', async () => {
			await send('eins');
			await mongoose.connection
				.collection('idempotent_requests')
				.updateMany({}, { $set: { answer: null, createdAt: new Date(0) } });
			expect((await send('eins')).body.code).to.equal('conflict');
			expect(await SampleModel.countDocuments()).to.equal(1);
		});
	});

	describe('that reads', () => {
		it('is answered from what is kept as long as nothing was written', async () => {
			await api.post(path).send({ title: 'eins' });
			const first = await api.get(path);
			const second = await api.get(path);
			expect(second.body).to.deep.equal(first.body);
			expect(reads).to.equal(1);
			expect((await api.get(path).set('If-None-Match', first.headers['etag'] ?? '')).status).to.equal(304);
		});

		it('gets nothing of what no majority holds', async () => {
			isMajorityLost = true;
			expect((await api.get(path)).status).to.equal(500);
			isMajorityLost = false;
			expect((await api.get(path)).status).to.equal(200);
		});

		it('sees every write at once', async () => {
			const before = await api.get(path);
			await api.post(path).send({ title: 'eins' });
			const after = await api.get(path).set('If-None-Match', before.headers['etag'] ?? '');
			expect(after.status).to.equal(200);
			expect(after.body.rows).to.have.length(1);
		});

		it('gets the whole list as a table that German Excel opens, with formulas made harmless', async () => {
			for (const title of ['=1+1', 'Größe', '@x']) await api.post(path).send({ title, amount: 1.5 });
			const answer = await api.get(`${path}?format=csv`);
			expect(answer.headers['content-type']).to.equal('text/csv; charset=utf-8');
			expect(answer.text).to.equal("\uFEFFtitle;amount\r\n'=1+1;1,5\r\nGröße;1,5\r\n'@x;1,5\r\n");
		});
	});
});
