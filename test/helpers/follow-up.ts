import type { Server } from 'node:http';
import supertest from 'supertest';
import type { Test } from 'supertest';
import type { z } from 'zod';
import type { Role } from '@konzeptstand/contract/account.ts';
import type { Task } from '@konzeptstand/contract/follow-up.ts';
import { newBody } from '@konzeptstand/contract/region.ts';
import { newAgendaItem, newMeeting } from '@konzeptstand/contract/meeting.ts';
import { newPaper } from '@konzeptstand/contract/paper.ts';
import { newTask } from '@konzeptstand/contract/follow-up.ts';
import { MembershipModel } from '../../backend/accounts/membership.model.ts';
import { AgendaItemModel, MeetingModel } from '../../backend/council/meeting.model.ts';
import type { AgendaItem, MeetingItem } from '../../backend/council/meeting.model.ts';
import { PaperModel } from '../../backend/council/paper.model.ts';
import type { PaperItem } from '../../backend/council/paper.model.ts';
import { createTask } from '../../backend/council/task.service.ts';
import { DecisionModel, TYPED } from '../../backend/decision/decision.model.ts';
import type { DecisionItem } from '../../backend/decision/decision.model.ts';
import { createBody } from '../../backend/region/party.service.ts';
import { buildMember, signIn } from './accounts.ts';
import { useApplication } from './application.ts';
import { buildRegion, inRegion, REGION_ID, REGION_KEY } from './concept.ts';
import { useTestDatabase } from './database.ts';

/** Builders of a council's past and future, as it stands in the database, whichever way it came there. */

export function buildBody(fields: Partial<z.input<typeof newBody>> = {}) {
	return inRegion((work) =>
		createBody(work, newBody.parse({ name: 'Rat der Bürgermeister', kind: 'deciding', ...fields }))
	);
}

export function buildMeeting(body: string, day: string, fields: Partial<MeetingItem> = {}): Promise<MeetingItem> {
	return inRegion((work) =>
		work.create(MeetingModel, {
			...newMeeting.parse({ body, day }),
			number: `${day.slice(0, 7)}`,
			state: 'planned',
			...fields
		})
	);
}

export function buildItem(meeting: string, fields: Partial<AgendaItem> = {}): Promise<AgendaItem> {
	return inRegion((work) =>
		work.create(AgendaItemModel, {
			...newAgendaItem.parse({ title: 'Bericht' }),
			meeting,
			position: 1,
			outcome: 'open',
			...fields
		})
	);
}

export function buildPaper(fields: Partial<PaperItem> = {}): Promise<PaperItem> {
	return inRegion((work) =>
		work.create(PaperModel, {
			...newPaper.parse({ title: 'Gewerbegebiet', proposal: 'Der Rat stimmt zu.' }),
			number: '2026/01',
			state: 'open',
			...fields
		})
	);
}

export function buildDecision(fields: Partial<DecisionItem> = {}): Promise<DecisionItem> {
	return inRegion((work) =>
		work.create(DecisionModel, {
			...TYPED,
			title: 'Beschluss über den Radweg',
			result: 'accepted',
			date: '2026-01-09',
			...fields
		})
	);
}

export function buildTask(fields: Partial<z.input<typeof newTask>>) {
	return inRegion((work) => createTask(work, newTask.parse({ title: 'Vertrag vorlegen', ...fields })));
}

/** Somebody of the test region who asks its API. */
export class CouncilMember {
	readonly #server: Server;
	readonly person: string;
	readonly #cookie: string;

	private constructor(server: Server, person: string, cookie: string) {
		this.#server = server;
		this.person = person;
		this.#cookie = cookie;
	}

	static async join(
		server: Server,
		role: Role,
		{ name = `Name von ${role}`, municipality = null as string | null } = {}
	): Promise<CouncilMember> {
		const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.org`;
		const { person, membership } = await buildMember(email, [role], { region: REGION_ID, name });
		if (municipality !== null)
			await inRegion((work) => work.update(MembershipModel, membership, null, { municipality }));
		return new CouncilMember(server, person, await signIn(server, email));
	}

	ask(method: 'get' | 'post' | 'patch', path: string, version?: number): Test {
		const asked = supertest(this.#server)[method](`/api/v1/regions/${REGION_KEY}${path}`).set('Cookie', this.#cookie);
		return version === undefined ? asked : asked.set('If-Match', `"${version}"`);
	}

	async read<T>(path: string): Promise<T> {
		return (await this.ask('get', path).expect(200)).body as T;
	}

	async addTask(fields: Partial<z.input<typeof newTask>>): Promise<Task> {
		return (
			await this.ask('post', '/tasks')
				.send({ title: 'Vertrag vorlegen', ...fields })
				.expect(201)
		).body as Task;
	}
}

/**
 * For a suite that asks the API of a region with a council: both are made anew before each test.
 * @param fields of the body that decides
 */
export function useCouncilRegion(fields: Partial<z.input<typeof newBody>> = {}): {
	/** Id of the body that decides. */
	readonly body: string;
	/** Somebody with this role in the region. */
	join: (role: Role, options?: Parameters<typeof CouncilMember.join>[2]) => Promise<CouncilMember>;
} {
	useTestDatabase();
	const application = useApplication();
	let body = '';
	beforeEach(async () => {
		await buildRegion();
		body = (await buildBody(fields))._id;
	});
	return {
		get body() {
			return body;
		},
		join: (role, options) => CouncilMember.join(application.server, role, options)
	};
}
