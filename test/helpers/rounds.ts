import type { Server } from 'node:http';
import supertest from 'supertest';
import type { Test } from 'supertest';
import type { NewRoundAnswer, OwnRound, Round } from '@konzeptstand/contract/round.ts';
import { clock } from '../../backend/foundation/clock.ts';
import { buildMember, signIn } from './accounts.ts';
import { buildProject, buildRegion, REGION_ID, REGION_KEY } from './concept.ts';

/** A region with a manager and two people who are each responsible for a project of their own. */
export class RoundRegion {
	readonly #server: () => Server;
	manager = '';
	anna = { person: '', email: 'anna@example.org' };
	bert = { person: '', email: 'bert@example.org' };
	/** Ids of the projects of each, and of one that is nobody's. */
	projects = { anna: '', bert: '', nobody: '' };

	constructor(server: () => Server) {
		this.#server = server;
	}

	async build(): Promise<void> {
		await buildRegion();
		await buildMember('manager@example.org', ['manager'], { region: REGION_ID });
		this.manager = await signIn(this.#server(), 'manager@example.org');
		this.anna = await buildMember(this.anna.email, ['contributor'], { region: REGION_ID, name: 'Anna' });
		this.bert = await buildMember(this.bert.email, ['reader'], { region: REGION_ID, name: 'Bert' });
		const project = async (title: string, people: string[]) =>
			(await buildProject({ title, responsiblePeople: people }))._id;
		this.projects = {
			anna: await project('Annas Projekt', [this.anna.person]),
			bert: await project('Berts Projekt', [this.bert.person]),
			nobody: await project('Niemands Projekt', [])
		};
	}

	/** As the manager. */
	ask(method: 'get' | 'post' | 'patch', path: string, version?: number): Test {
		const asked = supertest(this.#server())[method](this.#address(path)).set('Cookie', this.manager);
		return version === undefined ? asked : asked.set('If-Match', `"${version}"`);
	}

	/** By a link, and nothing else. */
	byLink(token: string, method: 'get' | 'post' = 'get', path = ''): Test {
		return supertest(this.#server())
			[method](this.#address(`/own-round${path}`))
			.set('Authorization', `Link ${token}`);
	}

	async start(fields: Record<string, unknown> = {}): Promise<Round> {
		const input = {
			title: 'Stand im Herbst',
			projects: Object.values(this.projects),
			until: dayFromNow(20),
			asks: ['status', 'progress', 'delay', 'text', 'step', 'photo'],
			...fields
		};
		const { body } = await this.ask('post', '/rounds').send(input).expect(201);
		return body as Round;
	}

	async read(id: string): Promise<Round> {
		return (await this.ask('get', `/rounds/${id}`).expect(200)).body as Round;
	}

	/** The secret of a person's link, taken out by hand. */
	async linkOf(round: Round, person: string): Promise<string> {
		const { id } = invitationOf(round, person);
		const { body } = await this.ask('post', `/round-invitations/${id}/link`).expect(200);
		return String(body.path).split('/').at(-1) ?? '';
	}

	async own(token: string): Promise<OwnRound> {
		return (await this.byLink(token).expect(200)).body as OwnRound;
	}

	answer(token: string, project: string, said: Partial<NewRoundAnswer>): Test {
		return this.byLink(token, 'post', '/answers').send({ project, ...said });
	}

	#address(path: string): string {
		return `/api/v1/regions/${REGION_KEY}${path}`;
	}
}

export function invitationOf(round: Round, person: string) {
	const found = round.invitations.find((one) => one.person.id === person);
	if (!found) throw new Error('Not invited.');
	return found;
}

/** So many days after today, as the calendar of the test region counts. */
export function dayFromNow(days: number): string {
	return new Date(Date.parse(clock.day('Europe/Berlin')) + days * 86_400_000).toISOString().slice(0, 10);
}
