import type { Server } from 'node:http';
import { expect } from 'chai';
import supertest from 'supertest';
import type { ImportRow, ImportView } from '@konzeptstand/contract/import.ts';
import { ProjectModel } from '../../backend/concept/project.model.ts';
import type { ProjectItem } from '../../backend/concept/project.model.ts';
import { prepareDatabase } from '../../backend/database-preparation.ts';
import { closeImports } from '../../backend/exchange/exchange.service.ts';
import { createLog } from '../../backend/foundation/log.ts';
import { buildMember, signIn } from './accounts.ts';
import { useApplication } from './application.ts';
import { buildEdition, buildRegion, REGION_ID, REGION_KEY } from './concept.ts';
import { useTestDatabase } from './database.ts';
import { eventually } from './eventually.ts';

export const HEAD = ['Nr.', 'Handlungsfeld', 'Projekt', 'Träger', 'Kosten', 'Zeitraum', 'Status', 'Stand vom'];
export const ROWS = [
	['1', 'Wirtschaft', 'Gewerbegebiet Ost', 'Stadt Saalfeld', '1.234,50 €', '2014/15', 'in Umsetzung', '09.01.2024'],
	['2', 'Wirtschaft', 'Gründerzentrum', 'Stadtwerke GmbH', 'ca. 2 Mio.', '2016 - 2018', 'fertig', '09.01.2024'],
	['3', 'Verkehr', 'Bahnhofsumfeld', 'Stadt Saalfeld', 'k. A.', 'Frühjahr 2016', 'geplant', '09.01.2024']
];
export const EMPTY_WORDS = { statuses: [], priorities: [], parties: [], municipalities: [] };

/** A planner at work with lists, over HTTP, in a region with one draft. */
export class ListPlanner {
	#application: { readonly server: Server } | null = null;
	#cookie = '';
	/** Id of the draft. */
	edition = '';

	use(): this {
		useTestDatabase();
		const application = useApplication();
		this.#application = application;
		beforeEach(async () => {
			await prepareDatabase(createLog('silent'));
			await buildRegion();
			this.edition = (await buildEdition())._id;
			await buildMember('planerin@example.org', ['planner'], { region: REGION_ID });
			this.#cookie = await signIn(application.server, 'planerin@example.org');
		});
		after(closeImports);
		return this;
	}

	ask(method: 'get' | 'post' | 'patch' | 'delete', path: string, version?: number) {
		if (!this.#application) throw new Error('Only within a suite that uses it.');
		const asked = supertest(this.#application.server)[method](`/api/v1/regions/${REGION_KEY}${path}`);
		if (version !== undefined) void asked.set('If-Match', `"${String(version)}"`);
		return asked.set('Cookie', this.#cookie);
	}

	async send(bytes: Buffer, name = 'liste.xlsx'): Promise<ImportView> {
		const answer = await this.ask('post', `/imports?name=${encodeURIComponent(name)}`)
			.set('Content-Type', 'application/octet-stream')
			.send(bytes);
		expect(answer.status, JSON.stringify(answer.body)).to.equal(201);
		return answer.body as ImportView;
	}

	async read(id: string): Promise<ImportView> {
		return (await this.ask('get', `/imports/${id}`).expect(200)).body as ImportView;
	}

	async rows(list: ImportView, query = ''): Promise<ImportRow[]> {
		const { body } = await this.ask('get', `/imports/${list.id}/rows?limit=500${query}`).expect(200);
		return (body as { rows: ImportRow[] }).rows;
	}

	async change(list: ImportView, body: object): Promise<ImportView> {
		const answer = await this.ask('patch', `/imports/${list.id}`, list.version).send(body);
		expect(answer.status, JSON.stringify(answer.body)).to.equal(200);
		return answer.body as ImportView;
	}

	/** Sends a list and accepts every proposal. */
	async sendAccepted(bytes: Buffer): Promise<ImportView> {
		const list = await this.send(bytes);
		const open = list.summary.doubts.filter((doubt) => doubt.open > 0);
		if (open.length === 0) return list;
		return this.change(list, { decisions: open.map(({ code }) => ({ doubt: code, choice: 'proposal' })) });
	}

	/** Takes a list, and waits until it is taken. */
	async take(list: ImportView, withoutDoubtful = false): Promise<ImportView> {
		const answer = await this.ask('post', `/imports/${list.id}/taking`, list.version).send({
			digest: list.digest,
			withoutDoubtful
		});
		expect(answer.status, JSON.stringify(answer.body)).to.equal(202);
		let now = answer.body as ImportView;
		await eventually(async () => {
			now = await this.read(list.id);
			expect(now.job?.failure ?? null).to.equal(null);
			return now.state === 'taken';
		});
		return now;
	}
}

/** Projects that stand, by their number. */
export const standingProjects = (): Promise<ProjectItem[]> =>
	ProjectModel.find({ region: REGION_ID, withdrawn: null }).sort({ code: 1 }).lean<ProjectItem[]>();
