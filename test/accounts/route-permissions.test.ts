import { expect } from 'chai';
import supertest from 'supertest';
import type { Permission, Role } from '@konzeptstand/contract/account.ts';
import { permission, role } from '@konzeptstand/contract/account.ts';
import { isOfInstallation, mightMay, PUBLIC } from '../../backend/accounts/permission.ts';
import type { ActorContext, Route } from '../../backend/foundation/http/route.ts';
import { record, SYSTEM } from '../../backend/record/record.service.ts';
import { RegionModel } from '../../backend/region/region.model.ts';
import { routes } from '../../backend/rooms.ts';
import { ABROAD, buildMember, HOME, signIn } from '../helpers/accounts.ts';
import { useApplication } from '../helpers/application.ts';
import { useTestDatabase } from '../helpers/database.ts';

const NOBODY = '01890000-0000-7000-8000-00000000dead';
const ACTORS = [...role.options, 'administrator', 'public'] as const;
type ActorName = (typeof ACTORS)[number];

/** Everybody may ask these; of a region they show only what it publishes. */
const OPEN = ['get /session', 'post /setup', 'get /regions/:region/public-meetings'];

const nameOf = (route: Route): string => `${route.method} ${route.path}`;
const isOfRegion = (route: Route): boolean => route.path.includes(':region');

function addressOf(route: Route, region: string): string {
	const path = route.path
		.replace(':region', region)
		.replace(/:(\w+)/g, (_whole, name: string) => (/sequence|number|year/i.test(name) ? '999999' : NOBODY));
	return `/api/v1${path}`;
}

function contextOf(actor: ActorName): ActorContext {
	if (actor === 'public') return PUBLIC;
	const isAdministrator = actor === 'administrator';
	const roles: Role[] = isAdministrator ? [] : [actor];
	const memberships = [{ region: HOME.id, roles, municipality: null, party: null }];
	return { kind: 'person', id: 'someone', name: null, isAdministrator, memberships };
}

describe('What every route asks for', () => {
	it('is one of the permissions, of a region exactly where the address names one', () => {
		for (const route of routes) {
			expect(permission.options, nameOf(route)).to.include(route.permission);
			expect(isOfInstallation(route.permission), nameOf(route)).to.equal(!isOfRegion(route));
		}
	});

	it('is more than a read where the route writes', () => {
		const readers: Permission[] = ['region.list', 'region.read', 'concept.read', 'record.read', 'account.read'];
		const writes = routes.filter(
			(route) => route.method !== 'get' && !route.isQuestion && !OPEN.includes(nameOf(route))
		);
		expect(writes).to.have.length.above(20);
		for (const route of writes) expect(readers, nameOf(route)).not.to.include(route.permission);
	});

	it('is nothing only where that is named here', () => {
		const open = routes.filter((route) => mightMay(PUBLIC, route.permission, HOME.id));
		expect(open.map(nameOf)).to.have.members(OPEN);
	});

	it('stands once for each method and address', () => {
		expect(new Set(routes.map(nameOf))).to.have.length(routes.length);
	});
});

describe('Every role on every route', () => {
	useTestDatabase();
	const application = useApplication();

	beforeEach(async () => {
		for (const { id, key, timeZone } of [HOME, ABROAD]) {
			await record.change(SYSTEM, { region: id, action: 'region.create' }, (work) =>
				work.create(RegionModel, { _id: id, key, name: key, timeZone })
			);
		}
	});

	async function cookieFor(actor: ActorName): Promise<string> {
		if (actor === 'public') return '';
		const email = `${actor}@example.org`;
		const isAdministrator = actor === 'administrator';
		await buildMember(email, isAdministrator ? [] : [actor], { isAdministrator });
		return signIn(application.server, email);
	}

	async function statusOf(route: Route, region: string, cookie: string): Promise<number> {
		const request = supertest(application.server)[route.method](addressOf(route, region)).set('If-Match', '"1"');
		if (cookie !== '') void request.set('Cookie', cookie);
		const answer = route.method === 'get' ? await request : await request.send({});
		return answer.status;
	}

	/** What the answer may be: the refusal that the table says, or anything but a refusal and a fault. */
	function expected(actor: ActorName, route: Route, region: typeof HOME): (status: number) => boolean {
		const asked = route.permission;
		const context = contextOf(actor);
		if (mightMay(context, asked, isOfRegion(route) ? region.id : undefined))
			return (status) => status !== 401 && status !== 403 && status < 500;
		if (actor === 'public') return (status) => status === 401;
		const isKnown = !isOfRegion(route) || mightMay(context, 'region.read', region.id);
		return (status) => status === (isKnown ? 403 : 404);
	}

	for (const actor of ACTORS) {
		it(`${actor}: gets what the table says, in the own region and in a foreign one`, async function () {
			this.timeout(60_000);
			const cookie = await cookieFor(actor);
			const wrong: string[] = [];
			for (const route of routes) {
				for (const region of isOfRegion(route) ? [HOME, ABROAD] : [HOME]) {
					const status = await statusOf(route, region.key, cookie);
					if (!expected(actor, route, region)(status))
						wrong.push(`${nameOf(route)} in ${region.key}: ${String(status)}`);
				}
			}
			expect(wrong).to.deep.equal([]);
		});
	}

	it('answers in an unknown region as in a foreign one', async () => {
		const cookie = await cookieFor('manager');
		for (const route of routes.filter(isOfRegion)) {
			expect(await statusOf(route, 'nirgends', cookie), nameOf(route)).to.equal(404);
			expect(await statusOf(route, 'nirgends', ''), nameOf(route)).to.equal(OPEN.includes(nameOf(route)) ? 404 : 401);
		}
	}).timeout(60_000);

	it('knows nobody by an invented cookie', async () => {
		for (const route of routes.filter(isOfRegion)) {
			const status = await statusOf(route, HOME.key, 'konzeptstand.session_token=invented.signature');
			expect(status, nameOf(route)).to.equal(OPEN.includes(nameOf(route)) ? 404 : 401);
		}
	}).timeout(60_000);

	it('lets a contributor report on the project they are named responsible for, and on no other', async () => {
		const planner = await cookieFor('planner');
		const { person, email } = await buildMember('rathaus@example.org', ['contributor']);
		const contributor = await signIn(application.server, email);
		const projects = `/api/v1/regions/${HOME.key}/projects`;
		const project = async (responsiblePeople: string[]): Promise<string> => {
			const input = { title: 'Ein Projekt', responsiblePeople };
			const { body } = await supertest(application.server)
				.post(projects)
				.set('Cookie', planner)
				.send(input)
				.expect(201);
			return body.id;
		};
		const report = (id: string) =>
			supertest(application.server)
				.post(`${projects}/${id}/reports`)
				.set('Cookie', contributor)
				.send({ status: 'running', progress: 60 });
		await report(await project([person])).expect(201);
		const other = await project([]);
		const before = await record.head(HOME.id);
		const { body } = await report(other).expect(403);
		expect(body.code).to.equal('not_permitted');
		expect(await record.head(HOME.id)).to.deep.equal(before);
	});

	it('lets nobody be named responsible who has no part in the region', async () => {
		const planner = await cookieFor('planner');
		const { person } = await buildMember('fremd@example.org', ['contributor'], { region: ABROAD.id });
		const { body } = await supertest(application.server)
			.post(`/api/v1/regions/${HOME.key}/projects`)
			.set('Cookie', planner)
			.send({ title: 'Ein Projekt', responsiblePeople: [person] })
			.expect(422);
		expect(body.errors[0]).to.include({ field: 'responsiblePeople.0', code: 'not_found' });
	});
});
