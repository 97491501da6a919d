import { expect } from 'chai';
import supertest from 'supertest';
import type { Test } from 'supertest';
import type { Route } from '../../backend/foundation/http/route.ts';
import { routes } from '../../backend/rooms.ts';
import { bodyFor } from '../helpers/furnished-bodies.ts';
import { addressOf, idFor, nameOf } from '../helpers/furnished-region.ts';
import type { FurnishedRegion } from '../helpers/furnished-region.ts';
import { placesOf, withValues } from '../helpers/input-places.ts';
import { expectProblem } from '../helpers/problems.ts';
import {
	askingRoutes,
	refused,
	routeNamed,
	takingRoutes,
	UNKNOWN,
	UntouchedApplication
} from '../helpers/untouched-application.ts';

describe('Bad addresses and ids', function () {
	this.timeout(60_000);
	const api = new UntouchedApplication().use();

	describe('An address', () => {
		const ask = (route: Route, query: string) => (): Test =>
			api.request(route, `${addressOf(route, api.home)}?${query}`);

		it('is named and refused where a filter is none: operators, repetitions, nonsense, too long', async () => {
			let asked = 0;
			for (const route of askingRoutes) {
				const places = placesOf(route.query);
				asked += places.length;
				const names = places.map(({ path }) => path);
				const exact = places.filter(({ kind }) => kind !== 'text').map(({ path }) => path);
				const queries: [query: string[], named: string[]][] = [
					[names.map((name) => `${name}[$ne]=`), names.map((name) => `${name}[$ne]`)],
					[names.map((name) => `${name}=a&${name}=b`), names],
					[names.map((name) => `${name}=${'x'.repeat(500)}`), names],
					[exact.map((name) => `${name}=$ne`), exact]
				];
				for (const [query, named] of queries.filter(([one]) => one.length > 0))
					await expectProblem(ask(route, query.join('&')), refused(...named), nameOf(route));
			}
			expect(asked).to.be.above(60);
		});

		it('is refused or means nothing where it would reach the prototype of everything', async () => {
			for (const route of askingRoutes) {
				const required = route.path.endsWith('/roll-up') ? '&kind=region' : '&';
				for (const query of ['__proto__[text]=x', '__proto__=x', 'constructor[prototype][text]=x', 'constructor=x']) {
					const answer = await ask(route, `${query}${required}`)();
					expect(answer.status, `${nameOf(route)}?${query}`).to.be.oneOf([422, 200]);
				}
			}
			expect({}).not.to.have.property('text');
		});

		it('is refused where a page lies outside what there can be', async () => {
			const paged = askingRoutes.filter((route) => placesOf(route.query).some(({ path }) => path === 'limit'));
			expect(paged).to.have.length.above(6);
			for (const route of paged) {
				for (const limit of ['0', '501', '1.5', '-1', 'NaN'])
					await expectProblem(ask(route, `limit=${limit}`), refused('limit'), `${nameOf(route)} ${limit}`);
				for (const offset of ['-1', '1e9', '0.5'])
					await expectProblem(ask(route, `offset=${offset}`), refused('offset'), `${nameOf(route)} ${offset}`);
			}
		});

		it('is not found where it names nothing, or something of another region', async () => {
			for (const route of routes.filter(({ path }) => path.includes(':id'))) {
				const ids = [UNKNOWN, '%7B%22$ne%22:null%7D'];
				if (route.path.includes(':region')) ids.push(idFor(route, api.abroad));
				for (const id of ids) {
					const asked = (): Test => api.valid(route, addressOf(route, api.home, id));
					await expectProblem(asked, { status: 404, code: 'not_found' }, `${nameOf(route)} ${id}`);
				}
			}
		});

		it('is said to be no address, or not to take this method', async () => {
			const asked = (method: 'get' | 'delete', path: string) => (): Test =>
				supertest(api.server)[method](`/api/v1${path}`).set('Cookie', api.people.planner);
			const nothing = { status: 404, code: 'not_found' };
			await expectProblem(asked('get', '/nothing'), nothing, 'unknown address');
			await expectProblem(asked('get', `/regions/${api.home.key}/nothing`), nothing, 'unknown address');
			const wrongMethod = { status: 405, code: 'method_not_allowed' };
			await expectProblem(asked('delete', `/regions/${api.home.key}/projects`), wrongMethod, 'wrong method');
		});

		it('is not found: an address that is no text', async () => {
			for (const path of ['/regions/%E0%A4%A/projects', `/regions/${api.home.key}/projects/%ff`, '/regions/%c3%28']) {
				const ask = (): Test => supertest(api.server).get(`/api/v1${path}`).set('Cookie', api.people.planner);
				await expectProblem(ask, { status: 404, code: 'not_found' }, path);
			}
		});
	});

	describe('A body that names what is elsewhere', () => {
		/** Every place of a valid body at which an id stands, with that id. */
		function idsIn(value: unknown, path: readonly string[] = []): [path: string, id: string][] {
			if (typeof value === 'string') return /^[0-9a-f-]{36}$/.test(value) ? [[path.join('.'), value]] : [];
			if (typeof value !== 'object' || value === null) return [];
			return Object.entries(value).flatMap(([name, held]) => idsIn(held, [...path, name]));
		}

		it('is refused with the place named: an id that nothing has, and one of another region', async () => {
			let spoilt = 0;
			for (const route of takingRoutes) {
				const body = bodyFor(route, api.home);
				for (const [path, id] of idsIn(body)) {
					for (const wrong of [UNKNOWN, api.abroad.of[kindOf(id)]]) {
						const asked = (): Test => api.send(route, withValues(body, [[path, wrong]]));
						await expectProblem(asked, refused(path), `${nameOf(route)} ${path}`);
						spoilt += 1;
					}
				}
			}
			expect(spoilt).to.be.above(70);
		});

		it('is refused with the place named: an id of something else, even of what the same request names', async () => {
			let spoilt = 0;
			for (const route of takingRoutes) {
				const body = bodyFor(route, api.home);
				const named = [...new Set([...idsIn(body).map(([, id]) => id), idFor(route, api.home)])].filter(
					(id) => id !== ''
				);
				for (const [path, id] of idsIn(body)) {
					for (const wrong of named.filter((one) => kindOf(one) !== kindOf(id))) {
						const asked = (): Test => api.send(route, withValues(body, [[path, wrong]]));
						await expectProblem(asked, refused(path), `${nameOf(route)} ${path}: ${kindOf(wrong)}`);
						spoilt += 1;
					}
				}
			}
			expect(spoilt).to.be.above(70);
		});

		function kindOf(id: string): keyof FurnishedRegion['of'] {
			return Object.entries(api.home.of).find(([, own]) => own === id)![0] as keyof FurnishedRegion['of'];
		}

		it('is refused with the place named: what stands in another edition', async () => {
			const { of } = api.home;
			const measure = { edition: of.editions, code: 'W 9', title: 'Maßnahme' };
			const goal = { edition: of.editions, title: 'Ziel' };
			const project = (target: object) => ({ title: 'Projekt', links: [{ edition: of.editions, target }] });
			const wrong: [route: string, body: object, field: string][] = [
				['post measures', { ...measure, goal: of.otherGoal }, 'goal'],
				['post measures', { ...measure, field: of.otherField }, 'field'],
				['post goals', { ...goal, field: of.otherField }, 'field'],
				['post goals', { ...goal, parent: of.otherGoal }, 'parent'],
				['post projects', project({ kind: 'measure', id: of.otherMeasure }), 'links.0.target.id'],
				['post projects', project({ kind: 'goal', id: of.otherGoal }), 'links.0.target.id'],
				['patch measures/:id', { goal: of.otherGoal }, 'goal'],
				['patch measures/:id', { field: of.otherField }, 'field'],
				['patch goals/:id', { field: of.otherField }, 'field']
			];
			for (const [name, body, field] of wrong) {
				const asked = (): Test => api.send(routeNamed(name.replace(' ', ' /regions/:region/')), body);
				const { errors } = await expectProblem(asked, refused(field), name);
				expect(errors?.[0]?.code, name).to.equal('other_edition');
			}
		});

		it('is refused with the place named: a project that would count twice', async () => {
			const { of } = api.home;
			const links = [{ target: { kind: 'measure', id: of.measures } }, { target: { kind: 'goal', id: of.goals } }];
			const twice = refused('links.1.counts');
			const change = { edition: of.editions, links };
			await expectProblem(
				() => api.send(routeNamed('put /regions/:region/projects/:id/links'), change),
				twice,
				'links'
			);
			const body = { title: 'Projekt', links: links.map((link) => ({ ...link, edition: of.editions })) };
			await expectProblem(() => api.send(routeNamed('post /regions/:region/projects'), body), twice, 'projects');
		});
	});
});
