import { expect } from 'chai';
import type { Express } from 'express';
import mongoose from 'mongoose';
import supertest from 'supertest';
import { role } from '@konzeptstand/contract/account.ts';
import { createExamplePeople, prepareSetup } from '../../backend/accounts/accounts.service.ts';
import { findPeople } from '../../backend/accounts/person.service.ts';
import { setClock } from '../../backend/foundation/clock.ts';
import { INSTALLATION, record } from '../../backend/record/record.service.ts';
import { buildAccountsApplication, HOME, PASSWORD, signIn } from '../helpers/accounts.ts';
import { useTestDatabase } from '../helpers/database.ts';

describe('Setting up an installation', () => {
	useTestDatabase();
	let application: Express;

	beforeEach(() => {
		record.forgetHeads();
		({ application } = buildAccountsApplication());
	});
	afterEach(() => setClock());

	const complete = (token: string, email = 'erste@example.org') =>
		supertest(application).post('/api/v1/setup').send({ token, name: 'Erste', email, password: PASSWORD });
	const needsSetup = async (): Promise<boolean> =>
		(await supertest(application).get('/api/v1/session').expect(200)).body.needsSetup;

	it('makes the first administrator by the one-time token, and only once', async () => {
		expect(await needsSetup()).to.equal(true);
		const token = (await prepareSetup()) ?? '';
		const { body } = await complete(token).expect(201);
		expect(body.isAdministrator).to.equal(true);
		expect(await needsSetup()).to.equal(false);
		const again = await complete(token, 'zweite@example.org').expect(409);
		expect(again.body.code).to.equal('setup_done');
		const cookie = await signIn(application, 'erste@example.org');
		await supertest(application).get('/api/v1/people').set('Cookie', cookie).expect(200);
		expect((await record.verify(INSTALLATION)).broken).to.equal(null);
	});

	it('gives no token once there is an administrator', async () => {
		await complete((await prepareSetup()) ?? '').expect(201);
		expect(await prepareSetup()).to.equal(null);
	});

	it('refuses a wrong and an expired token, and makes nobody', async () => {
		const token = (await prepareSetup()) ?? '';
		const wrong = await complete(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`).expect(403);
		expect(wrong.body.errors[0].code).to.equal('token_invalid');
		setClock(() => new Date(Date.now() + 25 * 3_600_000));
		await complete(token).expect(403);
		expect(await findPeople()).to.deep.equal([]);
		setClock();
		await complete(token).expect(201);
	});

	it('lets one of two through who come at the same moment', async () => {
		const token = (await prepareSetup()) ?? '';
		const answers = await Promise.all([complete(token, 'a@example.org'), complete(token, 'b@example.org')]);
		expect(answers.map((answer) => answer.status).sort()).to.deep.equal([201, 409]);
		expect(await findPeople()).to.have.length(1);
		expect(await mongoose.connection.collection('identity_users').countDocuments()).to.equal(1);
	});

	it('keeps no token in clear', async () => {
		const token = (await prepareSetup()) ?? '';
		const kept = JSON.stringify(await mongoose.connection.collection('identity_verifications').find().toArray());
		expect(kept).to.include('setup:').and.not.to.include(token);
	});
});

describe('The people of the example', () => {
	useTestDatabase();
	beforeEach(() => record.forgetHeads());

	it('are one for each role and an administrator, each with a password of their own', async () => {
		const { application } = buildAccountsApplication();
		const people = (await createExamplePeople(HOME.id)) ?? [];
		expect(people.map((one) => one.role)).to.have.members([...role.options, null]);
		expect(new Set(people.map((one) => one.password))).to.have.length(people.length);
		for (const { email, password, name } of people) {
			expect(email).to.match(/@example\.org$/);
			expect(name).to.match(/^Beispiel /);
			await signIn(application, email, password);
		}
		expect(await prepareSetup()).to.equal(null);
	});

	it('are made once, and their passwords are kept nowhere', async () => {
		buildAccountsApplication();
		const people = (await createExamplePeople(HOME.id)) ?? [];
		expect(await createExamplePeople(HOME.id)).to.equal(null);
		const { db } = mongoose.connection;
		for (const { name } of (await db?.listCollections().toArray()) ?? []) {
			const rows = JSON.stringify(await db?.collection(name).find().toArray());
			for (const { password } of people) expect(rows, name).not.to.include(password);
		}
	});
});
