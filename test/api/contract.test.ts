import { expect } from 'chai';
import supertest from 'supertest';
import { newMeeting } from '@konzeptstand/contract/meeting.ts';
import { newPaper } from '@konzeptstand/contract/paper.ts';
import { createMeeting } from '../../backend/council/meeting.service.ts';
import { createPaper } from '../../backend/council/paper.service.ts';
import type { Route } from '../../backend/foundation/http/route.ts';
import { allKinds, record, SYSTEM } from '../../backend/record/record.service.ts';
import { routes } from '../../backend/rooms.ts';
import { placesOf } from '../helpers/input-places.ts';
import { RealRegion } from '../helpers/real-region.ts';
import { readCsv } from '../helpers/table-file.ts';

/** Names in addresses, and the kind that each stands for. */
const KINDS: Record<string, string> = {
	parties: 'party',
	bodies: 'body',
	milestones: 'milestone',
	decisions: 'decision',
	editions: 'edition',
	fields: 'field',
	goals: 'goal',
	measures: 'measure',
	projects: 'project',
	steps: 'step',
	indicators: 'indicator',
	readings: 'reading',
	assessments: 'assessment',
	// What is done stands under the id of its document.
	'document-jobs': 'document',
	chapters: 'chapter',
	omissions: 'omission',
	separations: 'separation',
	amendments: 'amendment',
	attachments: 'attachment',
	rounds: 'status-round',
	imports: 'import',
	'import-mappings': 'import-mapping',
	meetings: 'meeting',
	'agenda-items': 'agenda-item',
	papers: 'paper',
	tasks: 'task',
	'calendar-feeds': 'calendar-feed'
};

/** What a link opens is tested with links: test/status-round/, test/council/calendar.test.ts. */
const OF_LINKS = ['round.answer', 'calendar.read'];
const reads = routes.filter((route) => route.method === 'get' && !OF_LINKS.includes(route.permission));
const ofRegion = reads.filter((route) => route.path.includes(':region'));
const pages = ofRegion.filter((route) => route.path.endsWith('/:id'));
/** Everything of the region that needs no more than its key. */
const plain = ofRegion.filter((route) => !/:(?:id|sequence|template|name)/.test(route.path));
const lists = plain.filter((route) => route.query && placesOf(route.query).some(({ path }) => path === 'limit'));

const below = (route: Route): string => route.path.replace('/regions/:region', '');
const NEEDED: Record<string, string> = {
	'/roll-up': '?kind=region',
	'/comparison': '?before=rek-2002&after=rek-2022'
};
const needed = (route: Route): string => NEEDED[below(route)] ?? '';

describe('Every read of the real region', function () {
	this.timeout(60_000);
	const region = new RealRegion().use();

	async function idsOf(route: Route): Promise<string[]> {
		const name = below(route).split('/')[1] ?? '';
		const kind = allKinds().find((one) => one.kind === KINDS[name]);
		if (!kind) throw new Error(`No kind for ${route.path}: add it to KINDS.`);
		return kind.model.distinct('_id', { region: region.id });
	}

	it('answers within its contract: what needs no more than the region', async () => {
		expect(plain).to.have.length.above(14);
		const manager = await region.addMember('managerin@example.org', 'manager');
		for (const route of plain) {
			const answer = await region.get(below(route) + needed(route), { Cookie: manager.cookie });
			expect(answer.status, `${route.path}: ${answer.text}`).to.equal(200);
		}
	});

	it('answers within its contract: the page of every single item, and the address of each', async () => {
		let asked = 0;
		for (const route of pages) {
			for (const id of await idsOf(route)) {
				const { body, status, text } = await region.get(below(route).replace(':id', id));
				expect(status, `${route.path} ${id}: ${text}`).to.equal(200);
				expect(body.id).to.equal(id);
				asked += 1;
			}
		}
		expect(asked).to.be.above(200);
	});

	it('answers within its contract: the record, each figure opened, and the outline of each edition', async () => {
		const entries = await region.read<{ rows: { sequence: number }[] }>('/record');
		for (const { sequence } of entries.rows) await region.read(`/record/${sequence}`);
		const { editions, municipalities } = await region.read<{
			editions: { key: string }[];
			municipalities: { id: string }[];
		}>('');
		expect(editions).to.have.length(3);
		for (const { key } of editions) {
			await region.read(`/overview?edition=${key}`);
			const outline = await region.read<Record<'fields' | 'goals', { id: string; goals?: { id: string }[] }[]>>(
				`/hierarchy?edition=${key}`
			);
			await region.read(`/roll-up?kind=edition&edition=${key}`);
			for (const { id } of outline.fields) await region.read(`/roll-up?kind=field&edition=${key}&id=${id}`);
			for (const { id } of outline.goals) await region.read(`/roll-up?kind=goal&edition=${key}&id=${id}`);
		}
		for (const { id } of municipalities) await region.read(`/roll-up?kind=municipality&id=${id}`);
	});

	it('answers within its contract: documents of every template', async () => {
		const { rows } = await region.read<{ rows: { key: string; subject: string }[] }>('/templates');
		const { rows: projects } = await region.read<{ rows: { id: string }[] }>('/projects?limit=1');
		const { rows: measures } = await region.read<{ rows: { id: string }[] }>('/measures?limit=1');
		expect(rows).to.have.length.above(0);
		const { bodies } = await region.read<{ bodies: { id: string; kind: string }[] }>('');
		const body = bodies.find(({ kind }) => kind === 'deciding')!.id;
		const intent = { region: region.id, action: 'test.build' };
		const council = await record.change(SYSTEM, intent, async (work) => ({
			meeting: (await createMeeting(work, newMeeting.parse({ body, day: '2031-03-05' })))._id,
			paper: (await createPaper(work, newPaper.parse({ title: 'Probe', proposal: 'Der Rat stimmt zu.', body })))._id
		}));
		const subjects: Record<string, string> = { project: projects[0]!.id, measure: measures[0]!.id, body, ...council };
		for (const { key, subject } of rows) {
			const about = subject in subjects ? `${subject}=${subjects[subject]!}` : 'edition=rek-2002';
			const answer = await region.get(`/documents/${key}?format=md&${about}`);
			expect(answer.status, `${key}: ${answer.text}`).to.equal(200);
			const again = { 'If-None-Match': String(answer.headers['etag']) };
			expect((await region.get(`/documents/${key}?format=md&${about}`, again)).status, key).to.equal(304);
		}
	});

	it('answers within its contract: the text of every template and partial', async () => {
		const manager = await region.addMember('vorlagen@example.org', 'manager');
		const headers = { Cookie: manager.cookie };
		const { body: list } = await region.get('/template-files', headers);
		expect(list.rows).to.have.length.above(20);
		for (const { name } of list.rows as { name: string }[]) {
			for (const path of [`/template-files/${name}`, `/template-files/${name}/versions`]) {
				const answer = await region.get(path, headers);
				expect(answer.status, `${path}: ${answer.text}`).to.equal(200);
			}
		}
	});

	it('answers within its contract: what concerns the installation', async () => {
		for (const path of ['/session', '/regions', '/openapi.json']) {
			const answer = await region.get(`/api/v1${path}`);
			expect(answer.status, `${path}: ${answer.text}`).to.equal(200);
		}
		const page = await region.get('/api/v1/docs');
		expect(page.status).to.equal(200);
		for (const route of routes) expect(page.text).to.include(route.path.replace(/:(\w+)/g, '{$1}'));
	});

	it('gives every list as a table too, with as many rows and in both languages', async () => {
		const tables = ofRegion.filter((route) => route.table);
		expect(tables).to.have.length.above(7);
		for (const route of tables) {
			const { total, rows } = await region.read<{ total: number; rows: Record<string, unknown>[] }>(
				`${below(route)}?limit=500`
			);
			const lines = rows.flatMap((row) => (Array.isArray(row['readings']) ? row['readings'] : [row])).length;
			expect(rows.length, route.path).to.equal(total);
			const columns = await Promise.all(
				['de', 'en'].map(async (language) => {
					const answer = await region.get(`${below(route)}?format=csv`, { 'Accept-Language': language });
					expect(answer.status, route.path).to.equal(200);
					expect(answer.headers['content-type'], route.path).to.equal('text/csv; charset=utf-8');
					expect(answer.headers['content-disposition'], route.path).to.match(/^attachment; filename=[\w-]+\.csv$/);
					expect(answer.text, route.path).to.match(/^\uFEFF/);
					const table = readCsv(answer.text.slice(1));
					expect(table, route.path).to.have.length(lines + 1);
					expect(new Set(table.map((row) => row.length)), route.path).to.have.property('size', 1);
					return table[0]!.join(';');
				})
			);
			expect(columns[0], route.path).not.to.equal(columns[1]);
		}
	});

	describe('that is kept', () => {
		const kept = ofRegion.filter((route) => route.cached);

		async function addressesOf(route: Route): Promise<string[]> {
			if (!route.path.includes(':id'))
				return [below(route) + needed(route), ...(route.table ? [`${below(route)}?format=csv`] : [])];
			const ids = await idsOf(route);
			return ids.slice(0, 1).map((id) => below(route).replace(':id', id));
		}

		it('has the same ETag and the same answer as long as nothing is written, and then is not sent again', async () => {
			expect(kept).to.have.length.above(20);
			for (const route of kept) {
				for (const address of await addressesOf(route)) {
					const first = await region.get(address);
					const second = await region.get(address);
					const etag = String(first.headers['etag']);
					expect(etag, address).to.match(/^"[\w-]{43}"$/);
					expect(second.headers['etag'], address).to.equal(etag);
					expect(second.text, address).to.equal(first.text);
					expect(first.headers['cache-control'], address).to.equal('private, no-cache');
					for (const known of [etag, `W/${etag}`, `"x", ${etag}`]) {
						const unchanged = await region.get(address, { 'If-None-Match': known });
						expect({ status: unchanged.status, text: unchanged.text }, address).to.deep.equal({
							status: 304,
							text: ''
						});
						expect(unchanged.headers['etag'], address).to.equal(etag);
					}
					expect((await region.get(address, { 'If-None-Match': '"other"' })).status, address).to.equal(200);
				}
			}
		});

		it('has another for another language and another asker, and says so to whoever keeps it', async () => {
			const { cookie } = await region.addMember('andere@example.org', 'reader');
			for (const route of kept) {
				for (const address of await addressesOf(route)) {
					const mine = await region.get(address);
					const english = await region.get(address, { 'Accept-Language': 'en' });
					const other = await region.get(address, { Cookie: cookie });
					expect(new Set([mine, english, other].map((one) => one.headers['etag'])), address).to.have.property(
						'size',
						3
					);
					expect(mine.headers['vary'], address).to.include('Cookie').and.include('Accept-Language');
				}
			}
		});

		it('has another everywhere once anything in the region was written', async () => {
			const addresses = (await Promise.all(kept.map(addressesOf))).flat();
			const tags = async (): Promise<string[]> => {
				const found: string[] = [];
				for (const address of addresses) found.push(String((await region.get(address)).headers['etag']));
				return found;
			};
			const before = await tags();
			const { rows } = await region.read<{ rows: { id: string }[] }>('/projects?limit=1');
			const report = await supertest(region.server)
				.post(`/api/v1/regions/${region.key}/projects/${rows[0]!.id}/reports`)
				.set('Cookie', region.planner.cookie)
				.send({ status: 'running', progress: 60 });
			expect(report.status, report.text).to.equal(201);
			const after = await tags();
			for (const [index, address] of addresses.entries()) expect(after[index], address).not.to.equal(before[index]);
		});
	});

	describe('in pages', () => {
		it('shows every row exactly once, whatever the size of a page', async () => {
			expect(lists).to.have.length.above(7);
			for (const route of lists) {
				const whole = await region.read<Page>(`${below(route)}?limit=500`);
				for (const size of [1, 7].filter((one) => whole.total / one < 40)) {
					const rows: unknown[] = [];
					for (let offset = 0; offset < whole.total + size; offset += size) {
						const page = await region.read<Page>(`${below(route)}?limit=${size}&offset=${offset}`);
						expect({ total: page.total, limit: page.limit, offset: page.offset }).to.deep.equal({
							total: whole.total,
							limit: size,
							offset
						});
						rows.push(...page.rows);
					}
					expect(rows, route.path).to.deep.equal(whole.rows);
				}
				const names = whole.rows.map((row) => row['id'] ?? row['sequence'] ?? (row['decision'] as { id: string }).id);
				expect(new Set(names), route.path).to.have.property('size', whole.total);
			}
		});
	});
});

interface Page {
	total: number;
	limit: number;
	offset: number;
	rows: Record<string, unknown>[];
}
