import { expect } from 'chai';
import supertest from 'supertest';
import type { Response } from 'supertest';
import { prepareDatabase } from '../../backend/database-preparation.ts';
import { createLog } from '../../backend/foundation/log.ts';
import type { Route } from '../../backend/foundation/http/route.ts';
import { record } from '../../backend/record/record.service.ts';
import { routes } from '../../backend/rooms.ts';
import { HOME } from '../helpers/accounts.ts';
import { useApplication } from '../helpers/application.ts';
import { furnishClosed, SECRET } from '../helpers/closed-items.ts';
import { useTestDatabase } from '../helpers/database.ts';
import { addressOf, furnishRegion, nameOf, signInEverybody } from '../helpers/furnished-region.ts';
import type { Cookies, FurnishedRegion } from '../helpers/furnished-region.ts';
import { placesOf } from '../helpers/input-places.ts';

const reads = routes.filter((route) => route.method === 'get' && route.path.includes(':region'));

describe('What is closed', function () {
	this.timeout(180_000);
	useTestDatabase();
	const application = useApplication();
	let region: FurnishedRegion;
	let closed: { ids: string[]; meeting: string };
	let cookies: Cookies;
	let templates: string[];

	before(() => prepareDatabase(createLog('silent')));
	beforeEach(async () => {
		region = await furnishRegion(HOME.id, HOME.key);
		closed = await furnishClosed(region);
		cookies = await signInEverybody(application.server, region);
		const { body } = await get('/templates', cookies.manager);
		templates = body.rows.map(({ key }: { key: string }) => key);
	});

	function get(path: string, cookie: string): Promise<Response> {
		const whole = path.startsWith('/api/') ? path : `/api/v1/regions/${region.key}${path}`;
		const asked = supertest(application.server).get(whole).buffer(true);
		return (cookie === '' ? asked : asked.set('Cookie', cookie)).then((answer) => answer);
	}

	/** Every address of a route that could lead to something closed. */
	async function addressesOf(route: Route): Promise<string[]> {
		const head = await record.head(region.id);
		const plain = [addressOf(route, region)];
		if (route.path.includes(':id')) plain.push(...closed.ids.map((id) => addressOf(route, region, id)));
		if (route.path.includes(':sequence'))
			for (let sequence = 2; sequence <= (head?.sequence ?? 0); sequence += 1)
				plain.push(plain[0]!.replace(/1$/, String(sequence)));
		if (route.path.includes(':template'))
			plain.push(...templates.map((name) => plain[0]!.replace('entwicklungskonzept', name)));
		const names = new Set(route.query ? placesOf(route.query).map(({ path }) => path) : []);
		const needed = neededOf(route);
		const asked = plain.map((path) => path + needed);
		const and = needed === '' ? '?' : '&';
		const about = ['item', 'of', 'meeting', 'paper', 'decision', 'agendaItem'].filter((name) => names.has(name));
		for (const name of about) asked.push(...closed.ids.map((id) => `${plain[0]!}${needed}${and}${name}=${id}`));
		if (names.has('subject')) asked.push(`${plain[0]!}${needed}${and}subject=${region.of.projects}`);
		if (names.has('withdrawn')) asked.push(`${plain[0]!}${needed}${and}withdrawn=true`);
		if (names.has('year')) asked.push(`${plain[0]!}${needed}${and}year=2026`);
		if (route.table) asked.push(`${plain[0]!}${needed}${and}format=csv`, `${plain[0]!}${needed}${and}format=json`);
		return asked;
	}

	/** Query without which a route cannot be asked. */
	function neededOf(route: Route): string {
		const { of } = region;
		if (route.path.endsWith('/roll-up')) return '?kind=region';
		if (route.path.endsWith('/comparison')) return '?before=rek-2002&after=rek-2026';
		if (route.path.endsWith('/council-preparation')) return `?body=${of.bodies}`;
		if (route.path.endsWith('/documents/:template')) return '?format=md&edition=rek-2026';
		return '';
	}

	/** Addresses whose answer says something closed. */
	async function leaks(cookie: string): Promise<string[]> {
		const found: string[] = [];
		for (const route of reads) {
			let isAsked = false;
			for (const address of await addressesOf(route)) {
				const { status, text = '', body, headers } = await get(address, cookie);
				const said = [text, Buffer.isBuffer(body) ? body.toString('latin1') : '', JSON.stringify(headers)];
				if (said.some((one) => one.includes(SECRET))) found.push(address);
				isAsked ||= status !== 422;
			}
			expect(isAsked, `${nameOf(route)} was never asked rightly: add its query above`).to.equal(true);
		}
		return found;
	}

	for (const asker of ['reader', 'contributor', 'administrator', 'nobody'] as const) {
		it(`is told to ${asker} by no address: no list, table, file, document, page or entry`, async () => {
			expect(await leaks(asker === 'nobody' ? '' : cookies[asker])).to.deep.equal([]);
		});
	}

	it('is found by no search of those who may not see it, not even as a count', async () => {
		for (const route of reads.filter(({ query }) => query && placesOf(query).some(({ path }) => path === 'text'))) {
			const { status, body } = await get(`${addressOf(route, region)}?text=${SECRET}`, cookies.reader);
			expect(status, nameOf(route)).to.be.oneOf([200, 403]);
			if (status === 200 && 'total' in body) expect(body.total, nameOf(route)).to.equal(0);
		}
	});

	it('is there for those who may see it, and the entry says to all others that something was changed', async () => {
		for (const cookie of [cookies.council, cookies.auditor, cookies.planner]) {
			const { body } = await get(`/decisions?text=${SECRET}`, cookie);
			expect(body.rows.map(({ title }: { title: string }) => title)).to.deep.equal([SECRET]);
			const { body: whole } = await get('/record?limit=10', cookie);
			expect(JSON.stringify(whole)).to.include(SECRET);
		}
		const { body } = await get('/record?kind=paper', cookies.reader);
		const [dropped, hidden, opened] = body.rows;
		for (const entry of [dropped, hidden, opened]) {
			expect(entry.changes, entry.action).to.have.length(1);
			expect(entry.changes[0]).to.deep.include({ isClosed: true, fields: [] });
			expect(entry.changes[0].item).to.include({ kind: 'paper', code: null, title: '' });
		}
		expect(dropped.reason).to.equal(null);
	});

	it('is found by this walk where it may be seen', async () => {
		const found = (await leaks(cookies.council)).join(' ');
		for (const path of ['/decisions/', '/decisions?format=csv', '/record/', '/attachments/', '/content'])
			expect(found).to.include(path);
	});

	it('is another answer for each asker, also where answers are kept', async () => {
		const first = await get('/decisions', cookies.council);
		const second = await get('/decisions', cookies.reader);
		expect(first.body.total).to.equal(second.body.total + 1);
		expect(first.headers['etag']).not.to.equal(second.headers['etag']);
		expect((await get('/decisions', cookies.council)).body.total).to.equal(first.body.total);
	});
});
