import { expect } from 'chai';
import type { Express } from 'express';
import mongoose from 'mongoose';
import supertest from 'supertest';
import { MembershipModel } from '../../backend/accounts/membership.model.ts';
import { PersonModel } from '../../backend/accounts/person.model.ts';
import { accountJobs } from '../../backend/accounts/accounts.service.ts';
import { JobRunner } from '../../backend/foundation/jobs/jobs.ts';
import { createLog } from '../../backend/foundation/log.ts';
import { INSTALLATION, record, SYSTEM } from '../../backend/record/record.service.ts';
import { buildAccountsApplication, buildMember, HOME, PASSWORD, signIn } from '../helpers/accounts.ts';
import { useTestDatabase } from '../helpers/database.ts';

describe('Erasing a person', () => {
	useTestDatabase();
	let application: Express;
	let admin: string;
	let erased: { person: string; membership: string; email: string };

	beforeEach(async () => {
		record.forgetHeads();
		({ application } = buildAccountsApplication());
		const { email } = await buildMember('admin@example.org', [], { isAdministrator: true });
		erased = await buildMember('erika@example.org', ['planner'], { name: 'Erika Beispiel' });
		admin = await signIn(application, email);
	});

	const erase = () => supertest(application).delete(`/api/v1/people/${erased.person}`).set('Cookie', admin);

	async function everything(): Promise<string> {
		const rows: unknown[] = [];
		for (const collection of (await mongoose.connection.db?.collections()) ?? [])
			rows.push(await collection.find().toArray());
		return JSON.stringify(rows);
	}

	it('leaves their name and address nowhere in the database', async () => {
		expect(await everything())
			.to.match(/Erika Beispiel/)
			.and.match(/erika@example\.org/);
		await erase().expect(204);
		expect(await everything()).not.to.match(/erika/i);
	});

	it('leaves both chains whole', async () => {
		await erase().expect(204);
		for (const region of [INSTALLATION, HOME.id]) expect((await record.verify(region)).broken).to.equal(null);
	});

	it('ends their sessions and their roles, and their sign-in', async () => {
		const theirs = await signIn(application, erased.email);
		await erase().expect(204);
		await supertest(application).get(`/api/v1/regions/${HOME.key}/members`).set('Cookie', theirs).expect(401);
		const body = { email: erased.email, password: PASSWORD };
		await supertest(application).post('/api/auth/sign-in/email').send(body).expect(401);
		expect((await MembershipModel.findOne({ _id: erased.membership }).lean())?.withdrawn).not.to.equal(null);
		const { body: list } = await supertest(application).get('/api/v1/people').set('Cookie', admin).expect(200);
		expect(list.rows).to.have.length(1);
	});

	it('keeps under their id what they did', async () => {
		await erase().expect(204);
		const person = await PersonModel.findOne({ _id: erased.person }).lean();
		expect(person).to.deep.include({ name: null, email: null, isActive: false, isAdministrator: false });
		const entries = await mongoose.connection.collection('record_entries').countDocuments({ region: HOME.id });
		expect(entries).to.equal(2);
	});

	it('is completed by the outbox after a crash in its middle', async () => {
		await erase().expect(204);
		// As if the process had ended right after the change: the disclosures are still there.
		const values = [erased.email, 'Erika Beispiel'];
		const rows = await mongoose.connection.collection('record_versions').find({ item: erased.person }).toArray();
		const first = rows[0]?.['body'] as Record<string, { commitment: string }>;
		const left = ['email', 'name'].map((field, index) => ({
			_id: first[field]?.commitment ?? '',
			region: INSTALLATION,
			salt: 'x',
			value: values[index]
		}));
		await mongoose.connection.collection<{ _id: string }>('record_disclosures').insertMany(left);
		const jobs = new JobRunner(new Map(accountJobs), createLog('silent'));
		jobs.wake();
		await jobs.settled();
		expect(await everything()).not.to.match(/erika/i);
		await jobs.close();
	});

	it('moves the head of every region they ever had a part in, so that no kept answer names them', async () => {
		await record.change(SYSTEM, { region: HOME.id, action: 'membership.withdraw' }, (work) =>
			work.withdraw(MembershipModel, erased.membership, 1, 'Ausgeschieden')
		);
		const before = await record.head(HOME.id);
		await erase().expect(204);
		expect((await record.head(HOME.id))?.sequence).to.equal((before?.sequence ?? 0) + 1);
	});

	it('frees the address for somebody new', async () => {
		await erase().expect(204);
		const fresh = await buildMember(erased.email, ['reader']);
		expect(fresh.person).not.to.equal(erased.person);
	});

	it('can be asked for again, and not for somebody unknown', async () => {
		await erase().expect(204);
		await erase().expect(204);
		const nobody = '/api/v1/people/01890000-0000-7000-8000-00000000dead';
		await supertest(application).delete(nobody).set('Cookie', admin).expect(404);
	});
});
