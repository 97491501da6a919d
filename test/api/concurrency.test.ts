import { expect } from 'chai';
import supertest from 'supertest';
import type { Test } from 'supertest';
import { record } from '../../backend/record/record.service.ts';
import { routes } from '../../backend/rooms.ts';
import { bodyFor } from '../helpers/furnished-bodies.ts';
import { addressOf, nameOf } from '../helpers/furnished-region.ts';
import { useFurnishedRegion } from '../helpers/furnished-suite.ts';

describe('Many at once', function () {
	this.timeout(30_000);
	const region = useFurnishedRegion();
	let cookies: string[];

	beforeEach(async () => {
		cookies = [region.cookie, await region.join('planner')];
	});

	const at = (path: string): string => `/api/v1/regions/${region.key}${path}`;
	const ask = (method: 'get' | 'post' | 'patch', path: string, cookie = cookies[0]!): Test =>
		supertest(region.server)[method](at(path)).set('Cookie', cookie);

	it('twenty writers on one region lose nothing, and the record stays whole', async () => {
		const before = (await record.head(region.id))!.sequence;
		const writes = Array.from({ length: 20 }, (_, index) => {
			const cookie = cookies[index % 2]!;
			if (index % 4 === 0)
				return ask('post', `/projects/${region.of.projects}/reports`, cookie).send({
					status: 'running',
					progress: index
				});
			if (index % 4 === 1)
				return ask('post', '/readings', cookie).send({ indicator: region.of.indicators, quantity: { value: index } });
			return ask('post', '/projects', cookie).send({ title: `Projekt ${index}` });
		});
		const answers = await Promise.all(writes);
		expect(answers.map(({ status }) => status)).to.deep.equal(answers.map(() => 201));

		const { body: project } = await ask('get', `/projects/${region.of.projects}`);
		expect(project.reports.map((one: { progress: number }) => one.progress)).to.have.members([0, 4, 8, 12, 16]);
		const { body: indicator } = await ask('get', `/indicators/${region.of.indicators}`);
		expect(indicator.readings.map((one: { quantity: { value: number } }) => one.quantity.value)).to.have.members([
			3, 1, 5, 9, 13, 17
		]);
		const { body: projects } = await ask('get', '/projects?limit=500');
		const titles = projects.rows.map((row: { title: string }) => row.title);
		for (const index of [2, 3, 6, 7, 10, 11, 14, 15, 18, 19]) expect(titles).to.include(`Projekt ${index}`);
		expect((await record.head(region.id))!.sequence).to.equal(before + 20);
		expect(await record.verify(region.id)).to.include({ isIntact: true });
	});

	it('of twenty editors of one item, exactly one is heard; each other gets both versions', async () => {
		const path = `/projects/${region.of.projects}`;
		const answers = await Promise.all(
			Array.from({ length: 20 }, (_, index) =>
				ask('patch', path, cookies[index % 2])
					.set('If-Match', '"1"')
					.send({ title: `Von ${index}` })
			)
		);
		const heard = answers.filter(({ status }) => status === 200);
		expect(heard).to.have.length(1);
		const { title } = heard[0]!.body;
		for (const answer of answers.filter((one) => one !== heard[0])) {
			expect(answer.status).to.equal(412);
			const { code, currentVersion, current } = answer.body;
			expect({ code, currentVersion, title: current.title }).to.deep.equal({
				code: 'version_conflict',
				currentVersion: 2,
				title
			});
		}
		const { body } = await ask('get', path);
		expect({ version: body.version, title: body.title }).to.deep.equal({ version: 2, title });
		const mended = await ask('patch', path, cookies[1]).set('If-Match', '"2"').send({ title: 'Gemeinsam' });
		expect(mended.body).to.include({ version: 3, title: 'Gemeinsam' });
	});

	it('of twenty who give the same code, exactly one gets it', async () => {
		const answers = await Promise.all(
			Array.from({ length: 20 }, () =>
				ask('post', '/fields').send({ edition: region.of.editions, code: 'Q', title: 'Q' })
			)
		);
		expect(answers.filter(({ status }) => status === 201)).to.have.length(1);
		for (const { status, body } of answers.filter((one) => one.status !== 201)) {
			expect(status).to.equal(409);
			expect(body.code).to.equal('duplicate');
			expect(body.errors[0].field).to.equal('code');
		}
	});

	it('of links set twice at once, none makes a project count twice', async () => {
		const path = `/projects/${region.of.otherProject}/links`;
		const link = (kind: string, id: string) => ({ edition: region.of.editions, links: [{ target: { kind, id } }] });
		const answers = await Promise.all(
			[link('goal', region.of.goals), link('measure', region.of.measures)].map((body) =>
				supertest(region.server).put(at(path)).set('Cookie', cookies[0]!).set('If-Match', '"1"').send(body)
			)
		);
		// The report that was built with the project has made it version 2: both are too late, or one of them is.
		const { body } = await ask('get', `/projects/${region.of.otherProject}`);
		expect(body.links.filter((one: { counts: boolean }) => one.counts).length).to.be.at.most(1);
		expect(answers.filter(({ status }) => status === 200).length).to.be.at.most(1);
	});

	describe('and one who asks again with the same key', () => {
		const ORDER = [
			'attachments',
			'amendments',
			'omissions',
			'chapters',
			'readings',
			'assessments',
			'indicators',
			'steps',
			'projects',
			'measures',
			'goals',
			'fields'
		];
		const rank = (path: string): number => {
			const name = path.split('/')[3] ?? '';
			const place = ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length;
			if (path.endsWith('/documents')) return 400;
			if (path.endsWith('/withdrawal')) return place;
			return path.endsWith('/restoration') ? 200 - place : 300;
		};
		/** What hangs below goes first and comes back last; new things come at the end. */
		const once = routes
			.filter((route) => route.method === 'post' && !route.isSecret && !route.isQuestion)
			// A planner may not adopt; and nothing can be adopted twice, whoever asks.
			.filter((route) => route.permission !== 'concept.adopt')
			// Nor run a round: test/status-round/ asks those twice.
			.filter((route) => route.permission !== 'round.manage' && route.permission !== 'round.answer')
			// Nor end the calendar of somebody else.
			.filter((route) => route.permission !== 'calendar.keep')
			// Nor say how the council voted, or what was decided elsewhere.
			.filter((route) => route.permission !== 'council.vote' && route.permission !== 'council.result')
			// A list is taken only as it was seen, and taken back only then: test/exchange/spreadsheet shows both.
			.filter(({ path }) => !/\/imports\/:id\/(?:taking|undo)$/.test(path))
			.sort((a, b) => rank(a.path) - rank(b.path));

		it('gets the first answer again, for every request that makes something, and nothing happens twice', async () => {
			expect(once).to.have.length.above(25);
			for (const [index, route] of once.entries()) {
				const [, last = ''] = /\/(restoration|progress)$/.exec(route.path) ?? [];
				const version = { restoration: '"2"', progress: '"3"' }[last] ?? '"1"';
				const post = (body: string | object | undefined = bodyFor(route, region)): Test =>
					supertest(region.server)
						.post(addressOf(route, region))
						.set({ Cookie: cookies[0]!, 'Idempotency-Key': `schluessel-${index}`, 'If-Match': version })
						.type(route.takesFile ? 'text/plain' : 'application/json')
						.send(route.takesFile ? 'Ein Plan.' : body);
				const first = await post();
				expect(first.status, `${nameOf(route)}: ${first.text}`).to.be.oneOf([200, 201, 202]);
				const head = await record.head(region.id);
				const second = await post();
				expect({ status: second.status, text: second.text }, nameOf(route)).to.deep.equal({
					status: first.status,
					text: first.text
				});
				expect(first.headers, nameOf(route)).not.to.have.property('idempotency-replayed');
				expect(second.headers['idempotency-replayed'], nameOf(route)).to.equal('true');
				if (route.body) {
					const other = await post({ ...bodyFor(route, region), reason: 'Etwas ganz anderes', title: 'Anderes' });
					expect(other.status, `${nameOf(route)}: ${other.text}`).to.equal(422);
				}
				// What is ordered is made meanwhile, and that moves the head.
				if (first.status !== 202) expect(await record.head(region.id), nameOf(route)).to.deep.equal(head);
			}
			expect(await record.verify(region.id)).to.include({ isIntact: true });
		});

		it('is told that the key belongs to another request', async () => {
			const post = (title: string, cookie = cookies[0]!): Test =>
				ask('post', '/projects', cookie).set('Idempotency-Key', 'schluessel-eins').send({ title });
			await post('Eines').expect(201);
			const { body } = await post('Anderes').expect(422);
			expect(body.code).to.equal('idempotency_mismatch');
			// Somebody else's key of the same name is another one.
			await post('Anderes', cookies[1]).expect(201);
		});

		it('makes one thing only, even when all ask at the same moment', async () => {
			const answers = await Promise.all(
				Array.from({ length: 8 }, () =>
					ask('post', '/projects').set('Idempotency-Key', 'schluessel-alle').send({ title: 'Nur eines' })
				)
			);
			for (const { status, text } of answers) expect(status, text).to.be.oneOf([201, 503]);
			const { body } = await ask('get', '/projects?text=Nur%20eines');
			expect(body.total).to.equal(1);
		});
	});
});
