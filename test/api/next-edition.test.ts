import { expect } from 'chai';
import supertest from 'supertest';
import type { Response } from 'supertest';
import type { Comparison } from '@konzeptstand/contract/edition.ts';
import { endOfDay, setClock } from '../../backend/foundation/clock.ts';
import { record } from '../../backend/record/record.service.ts';
import { PNG } from '../helpers/pictures.ts';
import { RealRegion } from '../helpers/real-region.ts';

interface Row {
	id: string;
	version: number;
	code: string | null;
	title: string;
}

/** So many days from today, in the region. */
const dayAfter = (days: number): string =>
	new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short' }).format(
		Date.now() + days * 86_400_000
	);

describe('The real region', function () {
	this.timeout(60_000);
	const region = new RealRegion().use();
	let manager: string;
	beforeEach(async () => {
		manager ??= (await region.addMember('managerin@example.org', 'manager')).cookie;
	});
	afterEach(() => setClock());

	async function send(
		method: 'post' | 'patch' | 'put',
		path: string,
		body: object,
		version?: number
	): Promise<Response> {
		const asked = supertest(region.server)[method](`/api/v1/regions/${region.key}${path}`).set('Cookie', manager);
		if (version !== undefined) void asked.set('If-Match', `"${version}"`);
		const answer = await asked.send(body);
		expect(answer.status, `${method} ${path}: ${answer.text}`).to.be.oneOf([200, 201]);
		return answer;
	}
	const list = async (path: string): Promise<Row[]> => (await region.read<{ rows: Row[] }>(path)).rows;
	const compare = (query: string): Promise<Comparison> => region.read<Comparison>(`/comparison?${query}`);

	it('shows its editions of 2002 and 2022 side by side, says that nothing ties them, and proposes likely pairs', async () => {
		const compared = await compare('before=rek-2002&after=rek-2022');
		expect(compared.isLineageKnown).to.equal(false);
		expect(compared.counts).to.include({ kept: 0, changed: 0, merged: 0 });
		expect(compared.counts.dropped + compared.counts.new).to.equal(compared.total);
		const measures = await list('/measures?edition=rek-2002&limit=500');
		expect(compared.measures.map(({ measure }) => measure.id)).to.have.members(measures.map(({ id }) => id));
		for (const { similarity } of compared.proposals) expect(similarity).to.be.within(0.5, 1);
		const same = await compare('before=rek-2002&after=rek-2002');
		expect(same.counts.kept).to.equal(same.total);
	});

	it('proposes a pair no more once somebody has said that it is none, until that is taken back', async () => {
		const query = 'before=rek-2002&after=rek-2022';
		const isOf = (pair: Comparison['proposals'][number]) => (one: Pick<typeof pair, 'before' | 'after'>) =>
			one.before.id === pair.before.id && one.after.id === pair.after.id;
		const [pair] = (await compare(query)).proposals;
		const said = { kind: pair!.kind, before: pair!.before.id, after: pair!.after.id };
		await send('post', '/separations', said);
		const without = await compare(query);
		expect(without.proposals.some(isOf(pair!))).to.equal(false);
		expect(without.separations.map(isOf(pair!))).to.deep.equal([true]);
		const [{ id, version } = { id: '', version: 0 }] = without.separations;
		await send('post', `/separations/${id}/withdrawal`, { reason: 'Doch ähnlich' }, version);
		const again = await compare(query);
		expect(again.proposals.some(isOf(pair!))).to.equal(true);
		expect(again.separations).to.deep.equal([]);
		await send('post', '/separations', said);
	});

	it('refuses to part what is not there, or an item from itself', async () => {
		const [one, other] = await list('/measures?edition=rek-2002&limit=500');
		for (const [before, after, field] of [
			[one!.id, one!.id, 'before'],
			['01890000-0000-7000-8000-00000000dead', other!.id, 'before']
		] as const) {
			const answer = await supertest(region.server)
				.post(`/api/v1/regions/${region.key}/separations`)
				.set('Cookie', manager)
				.send({ kind: 'measure', before, after });
			expect(answer.status).to.equal(422);
			expect(answer.body.errors[0].field).to.equal(field);
		}
	});

	it('refuses a comparison of one state only', async () => {
		for (const query of ['', 'before=rek-2002', 'edition=rek-2002', 'edition=rek-2002&before=rek-2022&after=rek-2002'])
			expect((await region.get(`/comparison?${query}`)).status, query).to.equal(422);
		expect((await region.get('/comparison?before=rek-2002&after=nirgends')).status).to.equal(404);
		expect((await region.get('/comparison?edition=rek-2002&beforeDate=1990-01-01')).status).to.equal(422);
	});

	it('goes from the adopted edition of 2002 to the next: begun, changed, checked, compared and adopted', async () => {
		const [former] = (await region.read<{ rows: (Row & { key: string })[] }>('/editions')).rows.filter(
			({ key }) => key === 'rek-2002'
		);
		const before = await region.read(`/hierarchy?edition=rek-2002`);
		const made = await send('post', `/editions/${former!.id}/next`, { key: 'rek-2027', year: 2027, title: 'REK 2027' });
		const draft = made.body as Row;
		const goals = await list('/goals?edition=rek-2027&limit=500');
		const [goal] = goals;
		await send('patch', `/goals/${goal!.id}`, { description: 'Neu beschrieben.' }, goal!.version);
		const measures = await list('/measures?edition=rek-2027&limit=500');
		const projects = await region.read<{ rows: { counted: { id: string } | null; now: Row[] }[] }>(
			`/editions/${draft.id}/open-projects`
		);
		expect(projects.rows).to.have.length.above(0);
		for (const { counted, now } of projects.rows) expect(now).to.have.length(counted ? 1 : 0);
		const [measure] = measures;
		await send('post', `/measures/${measure!.id}/drop`, { reason: 'Ist umgesetzt.' }, measure!.version);
		await send('post', '/measures', { edition: draft.id, code: 'N 1', title: 'Wärmeplanung' });
		const { body: chapter } = await send('post', '/chapters', { edition: draft.id, title: 'Lage' });
		const picture = await supertest(region.server)
			.post(`/api/v1/regions/${region.key}/attachments`)
			.query({ kind: 'chapter', id: chapter.id, name: 'lage.png', alt: 'Die Saale' })
			.set({ Cookie: manager, 'Content-Type': 'image/png' })
			.send(PNG);
		expect(picture.status, picture.text).to.equal(201);
		const lacking = await region.read<{ rows: { problem: string; item: Row }[] }>(`/editions/${draft.id}/checklist`);
		expect(lacking.rows.find(({ problem }) => problem === 'chapter_empty')?.item.id).to.equal(chapter.id);
		expect(lacking.rows.map(({ problem }) => problem)).not.to.include('former_item_open');
		await send('patch', `/chapters/${chapter.id}`, { text: 'Am Fluss. ![Die Saale](lage.png)' }, 1);

		const compared = await compare('before=rek-2002&after=rek-2027');
		const of = (change: string) => compared.rows.filter((row) => row.change === change && row.kind !== 'indicator');
		expect(of('changed').map((row) => row.after?.id)).to.deep.equal([goal!.id]);
		expect(of('changed')[0]?.fields.map(({ name }) => name)).to.deep.equal(['description']);
		expect(of('dropped').map((row) => [row.before[0]?.title, row.reason])).to.deep.equal([
			[measure!.title, 'Ist umgesetzt.']
		]);
		expect(of('new').map((row) => row.after?.title)).to.deep.equal(['Lage', 'Wärmeplanung']);
		expect(compared.proposals).to.deep.equal([]);
		const back = await compare('before=rek-2027&after=rek-2002');
		expect([back.counts.new, back.counts.dropped]).to.deep.equal([compared.counts.dropped, compared.counts.new]);

		const typed = await supertest(region.server)
			.post(`/api/v1/regions/${region.key}/editions/${draft.id}/adopt`)
			.set({ Cookie: manager, 'If-Match': '"1"' })
			.send({ isPast: true, sources: [{ title: 'Amtsblatt' }] });
		expect(typed.body.errors[0].code).to.equal('adopt_by_paper');
		const { bodies } = await region.read<{ bodies: { id: string; kind: string }[] }>('');
		const council = bodies.find(({ kind }) => kind === 'deciding')!.id;
		const { body: paper } = await send('post', '/papers', {
			title: 'Beschluss des Konzepts',
			proposal: 'Das Konzept gilt.',
			body: council,
			effects: [{ type: 'edition.adopt', subject: draft.id }]
		});
		const result = { body: council, date: '2026-03-01', number: '12', result: 'accepted' };
		const planner = await supertest(region.server)
			.post(`/api/v1/regions/${region.key}/papers/${paper.id}/results`)
			.set('Cookie', region.planner.cookie)
			.send(result);
		expect(planner.status).to.equal(403);
		await send('post', `/papers/${paper.id}/results`, result);
		const head = await record.head(region.id);
		const adopted = await region.read<{ adoption: object }>(`/editions/${draft.id}`);
		expect(adopted).to.deep.include({ state: 'adopted' });
		expect(adopted.adoption).to.include({ sequence: head?.sequence, date: '2026-03-01' });
		const after = await region.read<typeof before & { edition: object }>(`/hierarchy?edition=rek-2002`);
		expect(after['fields']).to.deep.equal(before['fields']);
		expect(after.edition).to.include({ state: 'superseded' });
		const late = await supertest(region.server)
			.patch(`/api/v1/regions/${region.key}/goals/${goal!.id}`)
			.set({ Cookie: manager, 'If-Match': '"2"' })
			.send({ title: 'Zu spät' });
		expect(late.body.code).to.equal('frozen');
		expect(await record.verify(region.id)).to.include({ isIntact: true });
	});

	it('shows one edition at two dates: what it was by the end of a day in the region, and what it is', async () => {
		const { body: draft } = await send('post', '/editions', { key: 'rek-2040', year: 2040, title: 'Entwurf' });
		const halfAnHour = 1_800_000;
		const midnight = Date.parse(endOfDay(dayAfter(1), 'Europe/Berlin'));
		setClock(() => new Date(midnight - halfAnHour));
		const { body: kept } = await send('post', '/measures', { edition: draft.id, code: 'D 1', title: 'Radwege' });
		const { body: gone } = await send('post', '/measures', { edition: draft.id, code: 'D 2', title: 'Freibad' });
		setClock(() => new Date(midnight + halfAnHour));
		await send('patch', `/measures/${kept.id}`, { title: 'Radwege bauen' }, 1);
		await send('post', `/measures/${gone.id}/withdrawal`, { reason: 'Kein Geld' }, 1);
		await send('post', '/measures', { edition: draft.id, code: 'D 3', title: 'Bücherei' });
		const shown = async (query: string) =>
			(await compare(`edition=rek-2040&${query}`)).rows.map((row) => [
				row.change,
				row.after?.title ?? row.before[0]?.title,
				row.reason
			]);
		expect(await shown(`beforeDate=${dayAfter(1)}`)).to.deep.equal([
			['changed', 'Radwege bauen', null],
			['new', 'Bücherei', null],
			['dropped', 'Freibad', 'Kein Geld']
		]);
		expect(await shown(`beforeDate=${dayAfter(2)}`)).to.deep.equal([
			['kept', 'Radwege bauen', null],
			['kept', 'Bücherei', null]
		]);
		expect(await shown(`beforeDate=${dayAfter(0)}&afterDate=${dayAfter(1)}`)).to.deep.equal([
			['new', 'Radwege', null],
			['new', 'Freibad', null]
		]);
	});
});
