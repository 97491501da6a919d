import { expect } from 'chai';
import type { Express } from 'express';
import supertest from 'supertest';
import { MembershipModel } from '../../backend/accounts/membership.model.ts';
import { PersonModel } from '../../backend/accounts/person.model.ts';
import { INSTALLATION, record, SYSTEM } from '../../backend/record/record.service.ts';
import { RegionModel } from '../../backend/region/region.model.ts';
import {
	ABROAD,
	addMembership,
	buildAccountsApplication,
	buildMember,
	HOME,
	PASSWORD,
	signIn
} from '../helpers/accounts.ts';
import { useTestDatabase } from '../helpers/database.ts';

describe('Members of a region', () => {
	useTestDatabase();
	let application: Express;
	let manager: { person: string; membership: string; email: string };
	let cookie: string;

	beforeEach(async () => {
		record.forgetHeads();
		({ application } = buildAccountsApplication());
		manager = await buildMember('leitung@example.org', ['manager', 'planner']);
		cookie = await signIn(application, manager.email);
	});

	const members = (region = HOME.key) => `/api/v1/regions/${region}/members`;
	const post = (body: object, path = members(), as = cookie) =>
		supertest(application).post(path).set('Cookie', as).send(body);
	const patch = (id: string, version: number, body: object, as = cookie) =>
		supertest(application)
			.patch(`${members()}/${id}`)
			.set({ Cookie: as, 'If-Match': `"${String(version)}"` })
			.send(body);
	const withdraw = (id: string, version = 1, as = cookie) =>
		supertest(application)
			.delete(`${members()}/${id}`)
			.set({ Cookie: as, 'If-Match': `"${String(version)}"` })
			.send({ reason: 'Aus dem Amt geschieden' });

	it('gives somebody new an account and a role, and shows the generated password once', async () => {
		const { body } = await post({ name: 'Neu Hier', email: 'Neu@example.org', roles: ['contributor'] }).expect(201);
		expect(body.member.person.email).to.equal('neu@example.org');
		const theirs = await signIn(application, 'neu@example.org', body.password);
		const session = await supertest(application).get('/api/v1/session').set('Cookie', theirs).expect(200);
		expect(session.body.person.name).to.equal('Neu Hier');
		const list = await supertest(application).get(members()).set('Cookie', cookie).expect(200);
		expect(JSON.stringify(list.body)).not.to.include(body.password);
		expect(list.body.rows.map((row: { roles: string[] }) => row.roles)).to.deep.equal([
			['manager', 'planner'],
			['contributor']
		]);
	});

	it('keeps nothing of a password that was shown, even with an Idempotency-Key', async () => {
		const { body } = await post({ name: 'Neu', email: 'neu@example.org', roles: ['reader'] })
			.set('Idempotency-Key', 'a-key-of-mine')
			.expect(201);
		const { db } = RegionModel.db;
		for (const { name } of (await db?.listCollections().toArray()) ?? []) {
			const rows = JSON.stringify(await db?.collection(name).find().toArray());
			expect(rows, name).not.to.include(body.password);
		}
		await post({ name: 'Neu', email: 'neu@example.org', roles: ['reader'] })
			.set('Idempotency-Key', 'a-key-of-mine')
			.expect(409);
	});

	it('gives a person who has an account elsewhere a role here, and leaves their password alone', async () => {
		await buildMember('anderswo@example.org', ['reader'], { region: ABROAD.id });
		const input = { name: 'Anders', email: 'anderswo@example.org', roles: ['planner'] };
		await post({ ...input, password: 'ein-neues-kennwort' }).expect(422);
		const { body } = await post(input).expect(201);
		expect(body.password).to.equal(null);
		await signIn(application, 'anderswo@example.org', PASSWORD);
	});

	it('takes effect at once for who is signed in', async () => {
		const { membership, email } = await buildMember('lesen@example.org', ['reader']);
		const theirs = await signIn(application, email);
		await supertest(application).get(members()).set('Cookie', theirs).expect(403);
		await patch(membership, 1, { roles: ['planner'] }).expect(200);
		await supertest(application).get(members()).set('Cookie', theirs).expect(200);
		await withdraw(membership, 2).expect(200);
		await supertest(application).get(members()).set('Cookie', theirs).expect(404);
	});

	it('shows in the session what may be done where', async () => {
		await record.change(SYSTEM, { region: HOME.id, action: 'region.create' }, (work) =>
			work.create(RegionModel, { _id: HOME.id, key: HOME.key, name: 'Daheim', timeZone: 'Europe/Berlin' })
		);
		const theirs = await signIn(application, manager.email);
		const { body } = await supertest(application).get('/api/v1/session').set('Cookie', theirs).expect(200);
		expect(body.memberships).to.have.length(1);
		expect(body.memberships[0].region).to.deep.equal({ id: HOME.id, key: HOME.key, name: 'Daheim' });
		expect(body.memberships[0].may).to.include.members(['concept.edit', 'account.manage']);
		expect(body.memberships[0].may).not.to.include('installation.manage');
	});

	it('has each person once', async () => {
		const { email } = await buildMember('lesen@example.org', ['reader']);
		const { body } = await post({ name: 'Noch einmal', email, roles: ['planner'] }).expect(409);
		expect(body.errors[0]).to.include({ field: 'email', code: 'duplicate' });
	});

	it('lets nobody review and edit the same region', async () => {
		const input = { name: 'Beides', email: 'beides@example.org' };
		const { body } = await post({ ...input, roles: ['auditor', 'planner'] }).expect(422);
		expect(body.errors[0]).to.include({ field: 'roles', code: 'auditor_edits' });
		const { body: made } = await post({ ...input, roles: ['auditor'] }).expect(201);
		await patch(made.member.id, 1, { roles: ['auditor', 'manager'] }).expect(422);
	});

	it('refuses a town or organisation of no such region', async () => {
		const nowhere = '01890000-0000-7000-8000-00000000dead';
		const input = { name: 'Neu', email: 'neu@example.org', roles: ['reader'], municipality: nowhere };
		const { body } = await post(input).expect(422);
		expect(body.errors[0]).to.include({ field: 'municipality', code: 'not_found' });
	});

	it('lets nobody raise themselves', async () => {
		const { membership, email } = await buildMember('zwei@example.org', ['manager']);
		const theirs = await signIn(application, email);
		await patch(membership, 1, { roles: ['manager', 'planner'] }, theirs).expect(403);
		await patch(membership, 1, { roles: ['manager', 'planner'] }).expect(200);
		await patch(membership, 2, { roles: ['manager'] }, theirs).expect(200);
	});

	it('lets an administrator give roles to others but not to themselves', async () => {
		const { email } = await buildMember('admin@example.org', [], { isAdministrator: true });
		const admin = await signIn(application, email);
		await post({ name: 'Ich', email, roles: ['manager'] }, members(), admin).expect(403);
		await post({ name: 'Du', email: 'du@example.org', roles: ['manager'] }, members(ABROAD.key), admin).expect(201);
	});

	it('keeps a last manager, however they would go', async () => {
		await patch(manager.membership, 1, { roles: ['planner'] })
			.expect(409)
			.expect(({ body }) => expect(body.errors[0].code).to.equal('last_manager'));
		await withdraw(manager.membership).expect(409);
		const admin = await signIn(
			application,
			(await buildMember('admin@example.org', [], { isAdministrator: true })).email
		);
		const close = (body: object) =>
			supertest(application)
				.patch(`/api/v1/people/${manager.person}`)
				.set({ Cookie: admin, 'If-Match': '"1"' })
				.send(body);
		await close({ isActive: false }).expect(409);
		await supertest(application).delete(`/api/v1/people/${manager.person}`).set('Cookie', admin).expect(409);
		const second = await buildMember('zwei@example.org', ['manager']);
		await supertest(application)
			.patch(`/api/v1/people/${second.person}`)
			.set({ Cookie: admin, 'If-Match': '"1"' })
			.send({ isActive: false })
			.expect(200);
		// A second manager who cannot sign in is none.
		await withdraw(manager.membership).expect(409);
		await buildMember('drei@example.org', ['manager']);
		await withdraw(manager.membership).expect(200);
	});

	it('keeps a last manager when two leave at the same moment', async () => {
		const second = await buildMember('zwei@example.org', ['manager']);
		const answers = await Promise.all([withdraw(manager.membership), withdraw(second.membership)]);
		expect(answers.map((answer) => answer.status).sort()).to.deep.equal([200, 409]);
	});

	it('gives a member a new password and ends their sessions', async () => {
		const { membership, email } = await buildMember('lesen@example.org', ['reader']);
		const theirs = await signIn(application, email);
		const { body } = await post({}, `${members()}/${membership}/password`).expect(200);
		const session = await supertest(application).get('/api/v1/session').set('Cookie', theirs).expect(200);
		expect(session.body.person).to.equal(null);
		await signIn(application, email, body.password);
		await supertest(application).post('/api/auth/sign-in/email').send({ email, password: PASSWORD }).expect(401);
	});

	it('lets a manager reset no password of an account that reaches beyond their region', async () => {
		const reset = (id: string) => post({}, `${members()}/${id}/password`);
		const admin = await buildMember('admin@example.org', ['reader'], { isAdministrator: true });
		await reset(admin.membership).expect(403);
		const both = await buildMember('beide@example.org', ['reader']);
		await addMembership(both.person, ['manager'], ABROAD.id);
		await reset(both.membership).expect(403);
		await reset(manager.membership).expect(403);
		const asAdmin = await signIn(application, admin.email);
		await post({}, `${members()}/${both.membership}/password`, asAdmin).expect(200);
	});

	it('needs the version that was read, and tells when it is old', async () => {
		const { membership } = await buildMember('lesen@example.org', ['reader']);
		const url = `${members()}/${membership}`;
		await supertest(application)
			.patch(url)
			.set('Cookie', cookie)
			.send({ roles: ['planner'] })
			.expect(428);
		await patch(membership, 1, { roles: ['planner'] }).expect(200);
		await patch(membership, 1, { roles: ['council'] }).expect(412);
	});

	it('is not reachable from another region', async () => {
		const { membership } = await buildMember('fremd@example.org', ['reader'], { region: ABROAD.id });
		await patch(membership, 1, { roles: ['planner'] }).expect(404);
		await supertest(application).get(members(ABROAD.key)).set('Cookie', cookie).expect(404);
		expect(await MembershipModel.findOne({ _id: membership }).lean()).to.deep.include({
			roles: ['reader'],
			version: 1
		});
	});
});

describe('People of an installation', () => {
	useTestDatabase();
	let application: Express;
	let admin: { person: string; email: string };
	let cookie: string;

	beforeEach(async () => {
		record.forgetHeads();
		({ application } = buildAccountsApplication());
		admin = await buildMember('admin@example.org', [], { isAdministrator: true });
		cookie = await signIn(application, admin.email);
	});

	const change = (id: string, version: number, body: object, as = cookie) =>
		supertest(application)
			.patch(`/api/v1/people/${id}`)
			.set({ Cookie: as, 'If-Match': `"${String(version)}"` })
			.send(body);

	it('are seen and made administrators by administrators only', async () => {
		const { person, email } = await buildMember('leitung@example.org', ['manager']);
		const theirs = await signIn(application, email);
		await supertest(application).get('/api/v1/people').set('Cookie', theirs).expect(403);
		await change(person, 1, { isAdministrator: true }, theirs).expect(403);
		await change(person, 1, { isAdministrator: true }).expect(200);
		const { body } = await supertest(application).get('/api/v1/people').set('Cookie', theirs).expect(200);
		expect(body.rows).to.have.length(2);
	});

	it('keep a last administrator', async () => {
		for (const body of [{ isAdministrator: false }, { isActive: false }]) {
			const refused = await change(admin.person, 1, body).expect(409);
			expect(refused.body.errors[0].code).to.equal('last_administrator');
		}
		await supertest(application).delete(`/api/v1/people/${admin.person}`).set('Cookie', cookie).expect(409);
		expect((await PersonModel.findOne({ _id: admin.person, region: INSTALLATION }).lean())?.version).to.equal(1);
	});
});
