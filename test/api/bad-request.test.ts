import { expect } from 'chai';
import type { Test } from 'supertest';
import { routes } from '../../backend/rooms.ts';
import { addressOf, nameOf } from '../helpers/furnished-region.ts';
import { expectProblem } from '../helpers/problems.ts';
import { refused, UntouchedApplication, writingRoutes } from '../helpers/untouched-application.ts';

const conditional = routes.filter((route) => route.ifMatch);

describe('A write', function () {
	this.timeout(60_000);
	const api = new UntouchedApplication().use();

	describe('to a version', () => {
		it('is refused where it names none', async () => {
			const missing = { status: 428, code: 'precondition_required' };
			for (const route of conditional) {
				const asked = (): Test => api.valid(route).unset('If-Match');
				await expectProblem(asked, missing, nameOf(route));
			}
		});

		it('is refused where what it names is none', async () => {
			for (const route of conditional) {
				for (const version of ['*', '1', '"1", "2"']) {
					const asked = (): Test => api.valid(route).set('If-Match', version);
					await expectProblem(asked, refused('If-Match'), `${nameOf(route)} ${version}`);
				}
			}
		});

		it('is refused, with what there is now, where it names an older one', async () => {
			for (const route of conditional) {
				const asked = (): Test => api.valid(route).set('If-Match', '"7"');
				const now = await expectProblem(asked, { status: 412, code: 'version_conflict' }, nameOf(route));
				expect(now.currentVersion, nameOf(route)).to.equal(1);
				expect(now.current, nameOf(route)).to.include({ version: 1 });
			}
		});
	});

	it('that shall happen once is refused where its key is none', async () => {
		for (const route of writingRoutes.filter(({ method, isSecret }) => method === 'post' && !isSecret)) {
			for (const key of ['kurz', 'mit leerzeichen darin']) {
				const asked = (): Test => api.valid(route).set('Idempotency-Key', key);
				await expectProblem(asked, refused('Idempotency-Key'), nameOf(route));
			}
		}
	});

	describe('or a read, of somebody', () => {
		const open = ['get /session', 'post /setup', 'get /regions/:region/public-meetings'];
		const closed = routes.filter((route) => !open.includes(nameOf(route)));

		it('who is not signed in, or whose session was invented, is refused', async () => {
			for (const [index, route] of closed.entries()) {
				const invented = ['', 'konzeptstand.session_token=erfunden.unterschrift', `${api.people.planner}x`];
				const cookie = invented[index % invented.length]!;
				const asked = (): Test => api.valid(route, addressOf(route, api.home), cookie);
				await expectProblem(asked, { status: 401, code: 'not_signed_in' }, nameOf(route));
			}
		});

		it('who may only read, or only report on the own projects, is refused every other write', async () => {
			// Calendars are made by everybody for themselves.
			const ofOthers = closed.filter(({ path }) => !path.includes('/calendar-feeds'));
			for (const route of writingRoutes.filter((one) => ofOthers.includes(one))) {
				for (const role of ['reader', 'council', 'auditor', 'contributor'] as const) {
					// The council votes, and follows up what it decided.
					const ofCouncil = ['council.vote', 'council.follow-up', 'task.progress'];
					if (role === 'council' && ofCouncil.includes(route.permission)) continue;
					const asked = (): Test => api.valid(route, addressOf(route, api.home), api.people[role]);
					await expectProblem(asked, { status: 403, code: 'not_permitted' }, `${nameOf(route)} as ${role}`);
				}
			}
		});

		it('who has no part in the region finds nothing of it', async () => {
			for (const route of routes.filter(({ path }) => path.includes(':region'))) {
				for (const [region, cookie] of [
					[api.abroad, api.people.manager],
					[api.home, api.people.stranger]
				] as const) {
					const asked = (): Test => api.valid(route, addressOf(route, region), cookie);
					// A link of one region is none in another.
					const code = route.permission === 'round.answer' && region !== api.home ? 'link_invalid' : 'not_found';
					await expectProblem(asked, { status: 404, code }, nameOf(route));
				}
			}
		});

		it('whose page is another site’s is refused every write', async () => {
			for (const route of writingRoutes) {
				const ask = (): Test => api.valid(route).set('Origin', 'https://anderswo.example');
				await expectProblem(ask, { status: 403, code: 'wrong_origin' }, nameOf(route));
			}
		});
	});
});
