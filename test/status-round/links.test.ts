import { expect } from 'chai';
import supertest from 'supertest';
import type { Test } from 'supertest';
import type { Round } from '@konzeptstand/contract/round.ts';
import { setClock } from '../../backend/foundation/clock.ts';
import { openMail } from '../../backend/foundation/mail/settings.ts';
import { useApplication } from '../helpers/application.ts';
import { buildConfiguration } from '../helpers/accounts.ts';
import { inRegion, REGION_KEY } from '../helpers/concept.ts';
import { useTestDatabase } from '../helpers/database.ts';
import { invitationOf, RoundRegion } from '../helpers/rounds.ts';
import { everythingWritten } from '../helpers/written.ts';
import { PersonModel } from '../../backend/accounts/person.model.ts';
import { ProjectModel } from '../../backend/concept/project.model.ts';
import { INSTALLATION, record, SYSTEM } from '../../backend/record/record.service.ts';
import { PNG } from '../helpers/pictures.ts';

describe('A link that is', function () {
	this.timeout(20_000);
	useTestDatabase();
	const application = useApplication();
	const region = new RoundRegion(() => application.server);
	let round: Round;
	let link: string;
	beforeEach(async () => {
		openMail(buildConfiguration());
		await region.build();
		round = await region.start();
		link = await region.linkOf(round, region.anna.person);
	});
	afterEach(() => {
		setClock();
	});

	const photo = (token: string, project: string): Test =>
		region
			.byLink(token, 'post', `/photo?project=${project}&name=b.png&alt=Bau&credit=Stadt&hasRights=true`)
			.set('Content-Type', 'image/png')
			.send(PNG);

	/** Everything that a link opens, tried with one that must not. */
	async function expectNothing(token: string): Promise<void> {
		const before = await everythingWritten();
		const { anna } = region.projects;
		for (const asked of [
			region.byLink(token),
			region.answer(token, anna, { status: 'stopped' }),
			region.answer(token, anna, { isNothingNew: true }),
			photo(token, anna),
			region.byLink(token, 'post', '/quiet')
		]) {
			const { status, body, text } = await asked;
			expect(status).to.equal(404);
			expect(body.code).to.equal('link_invalid');
			expect(text).not.to.include('Anna').and.not.include('Herbst');
		}
		expect(await everythingWritten()).to.deep.equal(before);
	}

	it('guessed shows nothing and writes nothing', async () => {
		for (const token of ['x'.repeat(43), 'a'.repeat(20), 'kurz', "'; --", '%00', '{"$ne":null}'.repeat(3)])
			await expectNothing(token);
	});

	it('altered by one letter shows nothing and writes nothing', async () => {
		for (const place of [0, 20, 41]) {
			const letter = link[place] === 'A' ? 'B' : 'A';
			await expectNothing(link.slice(0, place) + letter + link.slice(place + 1));
		}
		await expectNothing(`${link}A`);
		await expectNothing(link.slice(0, -1));
	});

	it('expired shows nothing and writes nothing', async () => {
		await region.own(link);
		setClock(() => new Date(Date.now() + 22 * 86_400_000));
		await expectNothing(link);
	});

	it('revoked shows nothing and writes nothing; a new one takes its place', async () => {
		const { id } = invitationOf(round, region.anna.person);
		await region.ask('post', `/round-invitations/${id}/revocation`).expect(200);
		await expectNothing(link);
		await region.ask('post', `/round-invitations/${id}/link`).expect(409);
		await region.ask('post', `/round-invitations/${id}/renewal`).expect(200);
		await expectNothing(link);
		const fresh = await region.linkOf(round, region.anna.person);
		expect(fresh).not.to.equal(link);
		await region.own(fresh);
	});

	it('of a closed round shows nothing and writes nothing', async () => {
		const { version } = await region.read(round.id);
		await region.ask('post', `/rounds/${round.id}/closing`, version).expect(200);
		await expectNothing(link);
	});

	it('of somebody whose account was closed shows nothing and writes nothing', async () => {
		await record.change(SYSTEM, { region: INSTALLATION, action: 'person.change' }, (work) =>
			work.update(PersonModel, region.anna.person, null, { isActive: false })
		);
		await expectNothing(link);
	});

	it('shown in another region shows nothing', async () => {
		const { body } = await supertest(application.server)
			.get('/api/v1/regions/anderswo/own-round')
			.set('Authorization', `Link ${link}`)
			.expect(404);
		expect(body.code).to.equal('link_invalid');
	});

	it('forwarded, or used by its owner, opens no other person’s project', async () => {
		expect(JSON.stringify(await region.own(link))).not.to.include('Berts Projekt');
		const before = await everythingWritten();
		for (const project of [region.projects.bert, region.projects.nobody]) {
			const { body } = await region.answer(link, project, { status: 'stopped' }).expect(422);
			expect(body.errors[0]).to.include({ field: 'project', code: 'not_found' });
			await photo(link, project).expect(422);
		}
		expect(await everythingWritten()).to.deep.equal(before);
	});

	it('of somebody who is no longer responsible shows the project no more', async () => {
		await inRegion((work) =>
			work.update(ProjectModel, region.projects.anna, null, { responsiblePeople: [region.bert.person] })
		);
		expect((await region.own(link)).projects).to.deep.equal([]);
		await region.answer(link, region.projects.anna, { status: 'stopped' }).expect(422);
	});

	it('valid may nothing else, whoever is signed in beside it', async () => {
		for (const path of ['/projects', '/rounds', `/rounds/${round.id}`, '/members', '/record']) {
			for (const cookie of ['', region.manager]) {
				await supertest(application.server)
					.get(`/api/v1/regions/${REGION_KEY}${path}`)
					.set('Authorization', `Link ${link}`)
					.set('Cookie', cookie)
					.expect(401);
			}
		}
		await region.ask('get', '/own-round').expect(403);
	});
});

describe('Guesses at links', () => {
	useTestDatabase();
	const application = useApplication({ KONZEPTSTAND_SIGN_IN_ATTEMPTS: '3' });
	const region = new RoundRegion(() => application.server);

	it('are few a minute, and valid links count for nothing', async () => {
		await region.build();
		const link = await region.linkOf(await region.start(), region.anna.person);
		for (let time = 0; time < 5; time += 1) await region.own(link);
		for (let time = 0; time < 3; time += 1) await region.byLink('x'.repeat(43)).expect(404);
		const { body } = await region.byLink('y'.repeat(43)).expect(429);
		expect(body.code).to.equal('too_many_requests');
	}).timeout(20_000);
});
