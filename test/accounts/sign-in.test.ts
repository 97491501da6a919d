import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import mongoose from 'mongoose';
import supertest from 'supertest';
import { createIdentity } from '../../backend/accounts/identity.ts';
import { hashPassword, isPassword, generatePassword } from '../../backend/accounts/password.ts';
import { SecurityEventModel } from '../../backend/accounts/security-event.model.ts';
import { securityEventsSettled } from '../../backend/accounts/security-event.service.ts';
import { forgetSessions } from '../../backend/accounts/sessions.ts';
import { setClock } from '../../backend/foundation/clock.ts';
import { INSTALLATION, record } from '../../backend/record/record.service.ts';
import {
	buildAccountsApplication,
	buildConfiguration,
	buildMember,
	cookieOf,
	HOME,
	PASSWORD,
	signIn
} from '../helpers/accounts.ts';
import { useTestDatabase } from '../helpers/database.ts';

const EMAIL = 'planung@example.org';

describe('Signing in', () => {
	useTestDatabase();
	beforeEach(() => record.forgetHeads());
	afterEach(() => setClock());

	const attempt = (application: ReturnType<typeof buildAccountsApplication>['application'], body: object) =>
		supertest(application).post('/api/auth/sign-in/email').send(body);

	it('opens a session that the API knows', async () => {
		const { application } = buildAccountsApplication();
		const { person } = await buildMember(EMAIL, ['planner']);
		const cookie = await signIn(application, EMAIL);
		const { body } = await supertest(application).get('/api/v1/session').set('Cookie', cookie).expect(200);
		expect(body.person).to.deep.equal({
			id: person,
			name: `Name of ${EMAIL}`,
			email: EMAIL,
			isAdministrator: false,
			// what everyone may
			may: ['meeting.public']
		});
	});

	it('tells administrators what they may do where they have no role', async () => {
		const { application } = buildAccountsApplication();
		await buildMember('admin@example.org', [], { isAdministrator: true });
		const cookie = await signIn(application, 'admin@example.org');
		const { body } = await supertest(application).get('/api/v1/session').set('Cookie', cookie).expect(200);
		expect(body.memberships).to.deep.equal([]);
		expect(body.person.may).to.include.members(['record.verify', 'account.manage']).and.not.include('concept.edit');
	});

	it('takes the address in any case', async () => {
		const { application } = buildAccountsApplication();
		await buildMember('Planung@Example.org', ['planner']);
		await signIn(application, 'PLANUNG@example.org');
	});

	it('sets a cookie that scripts cannot read and other sites cannot send, and keeps the token out of the answer', async () => {
		const { application } = buildAccountsApplication();
		await buildMember(EMAIL);
		const response = await attempt(application, { email: EMAIL, password: PASSWORD }).expect(200);
		const [cookie = ''] = response.headers['set-cookie'] as unknown as string[];
		expect(cookie).to.match(/^konzeptstand\.session_token=.*; HttpOnly; SameSite=Lax$/);
		const token = decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[0] ?? '';
		expect(token).to.have.length.above(20);
		expect(response.text).not.to.include(token);
	});

	it('sets it for https only where the public comes by https', async () => {
		const { application } = buildAccountsApplication({ KONZEPTSTAND_ORIGIN: 'https://konzept.example.org' });
		await buildMember(EMAIL);
		const response = await attempt(application, { email: EMAIL, password: PASSWORD }).expect(200);
		expect(response.headers['set-cookie']?.[0]).to.match(/^__Secure-konzeptstand\.session_token=.*; Secure/);
		await supertest(application)
			.get('/api/v1/session')
			.set('Cookie', cookieOf(response))
			.expect(({ body }) => expect(body.person.email).to.equal(EMAIL));
	});

	it('answers a wrong password and an unknown address in the same words', async () => {
		const { application } = buildAccountsApplication();
		await buildMember(EMAIL);
		const wrong = await attempt(application, { email: EMAIL, password: 'something else' }).expect(401);
		const unknown = await attempt(application, { email: 'nobody@example.org', password: 'something else' }).expect(401);
		expect(wrong.body.code).to.equal('wrong_credentials');
		expect(unknown.body).to.deep.equal(wrong.body);
		expect(wrong.headers['content-type']).to.include('application/problem+json');
		expect(Object.keys(unknown.headers).sort()).to.deep.equal(Object.keys(wrong.headers).sort());
	});

	it('spends as much on an unknown address as on a wrong password', async () => {
		const { application } = buildAccountsApplication();
		await buildMember(EMAIL);
		const cost = async (email: string): Promise<number> => {
			const times: number[] = [];
			for (let round = 0; round < 7; round += 1) {
				const start = performance.now();
				await attempt(application, { email, password: 'something else' });
				times.push(performance.now() - start);
			}
			return times.sort((a, b) => a - b)[3] ?? 0;
		};
		await cost(EMAIL);
		const [known, unknown] = [await cost(EMAIL), await cost('nobody@example.org')];
		expect(unknown / known).to.be.within(0.4, 2.5);
	});

	it('refuses what is no address or password as such', async () => {
		const { application } = buildAccountsApplication();
		for (const body of [{}, { email: { $ne: null }, password: { $ne: null } }, { email: EMAIL, password: ['x'] }]) {
			await attempt(application, body)
				.expect(422)
				.expect(({ body: problem }) => expect(problem.code).to.equal('invalid_input'));
		}
	});

	it('offers no sign-up, and nothing else of the identity that is not named', async () => {
		const { application } = buildAccountsApplication();
		const closed = ['/sign-up/email', '/update-user', '/delete-user', '/change-email', '/request-password-reset'];
		for (const path of [...closed, '/reset-password', '/sign-in/social', '/list-sessions', '/ok']) {
			const body = { email: 'new@example.org', password: PASSWORD, name: 'New' };
			const { body: problem } = await supertest(application).post(`/api/auth${path}`).send(body).expect(404);
			expect(problem.code).to.equal('not_found');
		}
		expect(await mongoose.connection.collection('identity_users').countDocuments()).to.equal(0);
	});

	it('lets nobody in whose account is closed', async () => {
		const { application } = buildAccountsApplication();
		await buildMember('admin@example.org', [], { isAdministrator: true });
		const { person } = await buildMember(EMAIL, ['reader']);
		const open = await signIn(application, EMAIL);
		const admin = await signIn(application, 'admin@example.org');
		await supertest(application)
			.patch(`/api/v1/people/${person}`)
			.set({ Cookie: admin, 'If-Match': '"1"' })
			.send({ isActive: false })
			.expect(200);
		const { body } = await attempt(application, { email: EMAIL, password: PASSWORD }).expect(401);
		expect(body.code).to.equal('wrong_credentials');
		await supertest(application).get(`/api/v1/regions/${HOME.key}/members`).set('Cookie', open).expect(401);
	});

	it('limits the attempts of one address and says so as a problem', async () => {
		const { application } = buildAccountsApplication({ KONZEPTSTAND_SIGN_IN_ATTEMPTS: '3' });
		for (let round = 0; round < 3; round += 1) await attempt(application, { email: EMAIL, password: 'x' }).expect(401);
		const refused = await attempt(application, { email: EMAIL, password: 'x' }).expect(429);
		expect(refused.body.code).to.equal('too_many_requests');
		expect(refused.headers).to.have.property('retry-after');
		await attempt(application, { email: EMAIL, password: 'x' }).set('X-Forwarded-For', '192.0.2.7').expect(401);
	});

	it('limits the attempts on one account from many addresses, and notes that once', async () => {
		const { application } = buildAccountsApplication({ KONZEPTSTAND_SIGN_IN_ATTEMPTS: '1' });
		const { person } = await buildMember('blocked@example.org');
		for (let address = 1; address <= 8; address += 1) {
			await attempt(application, { email: 'blocked@example.org', password: 'x' })
				.set('X-Forwarded-For', `192.0.2.${String(address)}`)
				.expect(address <= 5 ? 401 : 429);
		}
		await securityEventsSettled();
		const events = await SecurityEventModel.find({ region: INSTALLATION, person }).lean();
		expect(events.map((one) => one.event).sort()).to.deep.equal(['sign-in-blocked', 'sign-in-failed']);
	});

	it('records who signed in, and who failed to, by id and without personal data', async () => {
		const { application } = buildAccountsApplication();
		const { person } = await buildMember(EMAIL, [], { name: 'Erika Beispiel' });
		await signIn(application, EMAIL);
		await attempt(application, { email: EMAIL, password: 'wrong' });
		await attempt(application, { email: 'nobody@example.org', password: 'wrong' });
		await securityEventsSettled();
		const events = await SecurityEventModel.find({ region: INSTALLATION }).lean();
		expect(events.map((one) => [one.event, one.person])).to.have.deep.members([
			['sign-in', person],
			['sign-in-failed', person]
		]);
		const chain = JSON.stringify([
			await mongoose.connection.collection('record_entries').find().toArray(),
			await mongoose.connection.collection('record_versions').find().toArray()
		]);
		expect(chain).not.to.match(/erika|example\.org/i);
		expect((await record.verify(INSTALLATION)).broken).to.equal(null);
	});

	it('logs no address, name, password or token', async () => {
		const { application, lines } = buildAccountsApplication();
		await buildMember(EMAIL, ['planner'], { name: 'Erika Beispiel' });
		const cookie = await signIn(application, EMAIL);
		await attempt(application, { email: EMAIL, password: 'falsches-kennwort' });
		await supertest(application).post('/api/auth/sign-out').set('Cookie', cookie).send({}).expect(200);
		await securityEventsSettled();
		expect(lines.join('')).not.to.match(/erika|example\.org|kennwort|pferd|session_token/i);
	});
});

describe('A session', () => {
	useTestDatabase();
	beforeEach(() => record.forgetHeads());
	afterEach(() => setClock());

	const session = async (application: ReturnType<typeof buildAccountsApplication>['application'], cookie: string) =>
		(await supertest(application).get('/api/v1/session').set('Cookie', cookie).expect(200)).body;

	it('ends at sign-out, at once', async () => {
		const { application } = buildAccountsApplication();
		await buildMember(EMAIL);
		const cookie = await signIn(application, EMAIL);
		expect((await session(application, cookie)).person).not.to.equal(null);
		await supertest(application).post('/api/auth/sign-out').set('Cookie', cookie).send({}).expect(200);
		expect((await session(application, cookie)).person).to.equal(null);
	});

	it('costs no read of the database in the steady state, and at most every ten seconds one', async () => {
		const { application } = buildAccountsApplication();
		await buildMember(EMAIL);
		const cookie = await signIn(application, EMAIL);
		let now = Date.now();
		setClock(() => new Date(now));
		await session(application, cookie);
		const sessions = mongoose.connection.collection('identity_sessions');
		// Taken away beneath the product, as another process would do it.
		await sessions.deleteMany({});
		now += 9_000;
		expect((await session(application, cookie)).person).not.to.equal(null);
		now += 1_001;
		expect((await session(application, cookie)).person).to.equal(null);
	});

	it('ends for everybody who knew the old password when it is changed', async () => {
		const { application } = buildAccountsApplication();
		const { person } = await buildMember(EMAIL);
		const [here, there] = [await signIn(application, EMAIL), await signIn(application, EMAIL)];
		const change = (currentPassword: string) =>
			supertest(application)
				.post('/api/auth/change-password')
				.set('Cookie', here)
				.send({ currentPassword, newPassword: 'ein-ganz-neues-kennwort' });
		await change('wrong').expect(401);
		const changed = await change(PASSWORD).expect(200);
		expect((await session(application, there)).person).to.equal(null);
		expect((await session(application, cookieOf(changed))).person.id).to.equal(person);
		await signIn(application, EMAIL, 'ein-ganz-neues-kennwort');
		const events = await SecurityEventModel.find({ region: INSTALLATION, person, event: 'password-changed' }).lean();
		expect(events).to.have.length(1);
	});

	it('cannot be made up', async () => {
		const { application } = buildAccountsApplication();
		await buildMember(EMAIL);
		const cookie = await signIn(application, EMAIL);
		const [name, value = ''] = cookie.split('=');
		const [token, signature = ''] = decodeURIComponent(value).split('.');
		const forged = [
			`${String(name)}=${String(token)}`,
			`${String(name)}=${encodeURIComponent(`${String(token)}.${signature.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))}`)}`,
			`${String(name)}=${'x'.repeat(5_000)}`
		];
		forgetSessions();
		for (const one of forged) expect((await session(application, one)).person).to.equal(null);
	});

	it('needs the second factor where one is set up', async () => {
		const { application } = buildAccountsApplication();
		await buildMember(EMAIL);
		const cookie = await signIn(application, EMAIL);
		const post = (path: string, headers: string, body: object) =>
			supertest(application).post(`/api/auth/two-factor/${path}`).set('Cookie', headers).send(body);
		const enabled = await post('enable', cookie, { password: PASSWORD }).expect(200);
		const secret = new URL(enabled.body.totpURI).searchParams.get('secret') ?? '';
		const confirmed = await post('verify-totp', cookie, { code: totp(secret) }).expect(200);
		expect((await session(application, cookieOf(confirmed))).person.email).to.equal(EMAIL);

		const first = await supertest(application)
			.post('/api/auth/sign-in/email')
			.send({ email: EMAIL, password: PASSWORD })
			.expect(200);
		expect((await session(application, cookieOf(first))).person).to.equal(null);
		await post('verify-totp', cookieOf(first), { code: 'abcdef' }).expect(401);
		const second = await post('verify-totp', cookieOf(first), { code: totp(secret) }).expect(200);
		expect((await session(application, cookieOf(second))).person.email).to.equal(EMAIL);
		const events = await SecurityEventModel.find({ region: INSTALLATION }).lean();
		expect(events.map((one) => one.event)).to.have.members(['sign-in', 'second-factor-changed', 'sign-in']);
	});
});

describe('A password', () => {
	useTestDatabase();

	it('is kept as an argon2id hash only', async () => {
		const identity = createIdentity({ configuration: buildConfiguration() });
		await identity.createIdentity(EMAIL, PASSWORD);
		const account = await mongoose.connection.collection('identity_accounts').findOne();
		expect(account?.['password']).to.match(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
		expect(JSON.stringify(await mongoose.connection.collection('identity_users').find().toArray())).not.to.include(
			PASSWORD
		);
	});

	it('is checked against its hash, and a text that is no hash matches nothing', async () => {
		const hash = await hashPassword(PASSWORD);
		expect(await isPassword(hash, PASSWORD)).to.equal(true);
		expect(await isPassword(hash, `${PASSWORD} `)).to.equal(false);
		expect(await isPassword('no hash', 'no hash')).to.equal(false);
	});

	it('can be read from paper when it is generated', () => {
		const many = new Set(Array.from({ length: 200 }, generatePassword));
		expect(many).to.have.length(200);
		for (const one of many) expect(one).to.match(/^(?:[a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$/);
	});
});

/** The six digits of this half minute. Source: RFC 6238. */
function totp(base32: string): string {
	const bits = Array.from(base32)
		.map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
		.join('');
	const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
	const digest = createHmac('sha1', key).update(counter).digest();
	const number = digest.readUInt32BE((digest.at(-1) ?? 0) & 15) & 0x7fffffff;
	return String(number % 1_000_000).padStart(6, '0');
}
