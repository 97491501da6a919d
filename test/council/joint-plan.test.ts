import { expect } from 'chai';
import supertest from 'supertest';
import type { Response } from 'supertest';
import type { Body, Region } from '@konzeptstand/contract/region.ts';
import type { Paper } from '@konzeptstand/contract/paper.ts';
import type { Decision } from '@konzeptstand/contract/decision.ts';
import type { Project } from '@konzeptstand/contract/project.ts';
import { record } from '../../backend/record/record.service.ts';
import { RealRegion } from '../helpers/real-region.ts';

/**
 * The joint land-use plan of 2012/13, as its sources tell: recommended in November 2012, decided by the three town
 * councils apart from each other early in 2013, signed on 12 March 2013.
 */
describe('The joint land-use plan of the real region', function () {
	this.timeout(60_000);
	const region = new RealRegion().use();
	let manager: string;
	beforeEach(async () => {
		manager ??= (await region.addMember('managerin@example.org', 'manager')).cookie;
	});

	async function post(path: string, body: object): Promise<Response> {
		const asked = supertest(region.server).post(`/api/v1/regions/${region.key}${path}`).set('Cookie', manager);
		const answer = await asked.send(body);
		expect(answer.status, `${path}: ${answer.text}`).to.be.oneOf([200, 201]);
		return answer;
	}

	it('is recommended, decided by one council after the other, and in force with the third, before it is signed', async () => {
		const { bodies } = await region.read<Region>('');
		const bodyOf = (key: string): Body => bodies.find((one) => one.key === key)!;
		const { rows: told } = await region.read<{ rows: Decision[] }>('/decisions?text=Zweckvereinbarung&limit=500');
		const toldAs = (key: string): Decision => told.find((one) => one.key === key)!;
		const { rows } = await region.read<{ rows: { id: string; key: string }[] }>('/projects?limit=500');
		const plan = rows.find(({ key }) => key === 'fnp')!.id;
		const { body: made } = await post('/papers', {
			title: 'Zweckvereinbarung gemeinsamer Flächennutzungsplan',
			proposal: 'Der Zweckvereinbarung über einen gemeinsamen Flächennutzungsplan wird zugestimmt.',
			rule: 'joint',
			body: bodyOf('gemeinsamer-ausschuss').id,
			subjects: [{ kind: 'project', id: plan }],
			effects: [{ type: 'project.approve', subject: plan }]
		});
		const read = () => region.read<Paper>(`/papers/${String(made.id)}`);
		const before = await region.read<Project>(`/projects/${plan}`);
		expect(await read()).to.include({ state: 'open', missing: 3 });

		const enter = async (key: string, body: string): Promise<Paper> => {
			const { date, result } = toldAs(key);
			return (await post(`/papers/${String(made.id)}/results`, { body: bodyOf(body).id, date, result })).body as Paper;
		};
		const recommended = await enter('fnp-empfehlung', 'gemeinsamer-ausschuss');
		expect(recommended.results[0]?.decision).to.deep.include({ date: '2012-11', result: 'recommended' });
		expect(recommended).to.include({ state: 'open', missing: 3, isChangeable: false });
		expect(await enter('fnp-beschluss-saalfeld', 'stadtrat-saalfeld')).to.include({ state: 'open', missing: 2 });
		const second = await enter('fnp-beschluss-rudolstadt', 'stadtrat-rudolstadt');
		expect(second).to.include({ state: 'open', missing: 1 });
		expect(second.results.map(({ decision }) => decision?.effect.state ?? null)).to.deep.equal([
			'none',
			null,
			'waiting',
			'waiting'
		]);
		expect((await region.read<Project>(`/projects/${plan}`)).approval).to.equal(null);

		const third = await enter('fnp-beschluss-bad-blankenburg', 'stadtrat-bad-blankenburg');
		expect(third).to.include({ state: 'in-force', missing: 0 });
		const last = third.results.find(({ municipality }) => municipality?.title === 'Bad Blankenburg')!.decision!;
		expect(third.results.slice(1).map(({ decision }) => decision?.effect.state)).to.deep.equal(
			Array(3).fill('in-force')
		);
		const after = await region.read<Project>(`/projects/${plan}`);
		expect(after.approval).to.deep.equal({ decision: last.id, at: last.effect.at });
		// What was under way or done long since is not reported as decided once more.
		expect(after.current).to.deep.equal(before.current);
		const { rows: entries } = await region.read<{ rows: { decision: string; changeCount: number }[] }>(
			'/record?limit=1'
		);
		// Its own decision, those of the two others, the paper and the project: all of it in the one entry.
		expect(entries[0]).to.include({ decision: last.id, changeCount: 5 });

		// The mayors' signature carries out what was decided; it is no result that the rule asks for.
		expect(toldAs('fnp-unterschrift')).to.include({ date: '2013-03-12', body: null });
		expect(toldAs('fnp-unterschrift').effect.state).to.equal('none');
		for (const result of third.results) expect(result.decision!.date! < '2013-03-12').to.equal(true);
		for (const { decision } of third.results.slice(1)) {
			const uses = await region.read<{ approved: { id: string }[] }>(`/decisions/${decision!.id}/uses`);
			expect(uses.approved.map(({ id }) => id)).to.deep.equal([plan]);
		}
		expect(await record.verify(region.id)).to.include({ isIntact: true });
	});
});
