import { expect } from 'chai';
import ICAL from 'ical.js';
import type { BrowserContext, Page } from 'playwright-core';
import type { Decision } from '@konzeptstand/contract/decision.ts';
import type { Meeting, MeetingRow } from '@konzeptstand/contract/meeting.ts';
import type { Paper } from '@konzeptstand/contract/paper.ts';
import type { Project, Step } from '@konzeptstand/contract/project.ts';
import type { Body, Region } from '@konzeptstand/contract/region.ts';
import { eventually } from '../helpers/eventually.ts';
import { readMeeting } from '../helpers/meetings.ts';
import { askApi, REGION } from '../helpers/page-addresses.ts';
import { findingsOn } from '../helpers/page-findings.ts';
import { useMailingProduct, whenAlive } from '../helpers/served-product.ts';

const API = `/api/v1/regions${REGION}`;
const YEAR = 2029;
const SAVED = 'Alles gespeichert';
const CLOSED = 'Grundstück am Bahnhof';

describe('The council, over one whole cycle', function () {
	this.timeout(240_000);
	const served = useMailingProduct();

	async function send<T>(
		context: BrowserContext,
		path: string,
		data: Record<string, unknown>,
		{ method = 'post', version }: { method?: string; version?: number } = {}
	): Promise<T> {
		const headers: Record<string, string> = version === undefined ? {} : { 'if-match': `"${String(version)}"` };
		const answer = await context.request.fetch(`${API}${path}`, { method, data, headers });
		expect(answer.ok(), `${path}: ${await answer.text()}`).to.equal(true);
		return (await answer.json()) as T;
	}
	const goTo = async (page: Page, path: string): Promise<void> => {
		await page.goto(`${REGION}${path}`);
		await whenAlive(page);
	};
	const go = (page: Page, title: string | RegExp) =>
		page.getByRole('navigation', { name: 'Tagesordnung' }).getByRole('button', { name: title }).click();
	const regionOf = (context: BrowserContext) => askApi<Region>(context, `/regions${REGION}`);

	/** The council's member holds the first seat, so that there is somebody to write to. */
	async function furnish(context: BrowserContext): Promise<Body> {
		const { bodies } = await regionOf(context);
		const body = bodies.find(({ kind }) => kind === 'deciding') ?? expect.fail('no body');
		const { rows } = await askApi<{ rows: { person: { id: string; email: string } }[] }>(
			context,
			`/regions${REGION}/members`
		);
		const mayor = rows.find(({ person }) => person.email === served.product.people.council.email)?.person.id ?? '';
		const seats = body.seats.map((seat, index) => (index === 0 ? { ...seat, person: mayor } : seat));
		const rules = { votingRule: 'unanimity-of-towns', quorum: 'all-towns', seats };
		return send<Body>(context, `/bodies/${body.id}`, rules, { method: 'patch', version: body.version });
	}

	/** Everyone is there, and the meeting is open. */
	async function openMeeting(page: Page, id: string): Promise<void> {
		await goTo(page, `/meetings/${id}/take`);
		await page.getByRole('button', { name: 'Alle anwesend' }).click();
		await page.getByRole('main').getByRole('button', { name: 'Sitzung eröffnen' }).click();
		await page.getByRole('button', { name: 'Trotzdem eröffnen' }).click();
		await page.getByText('Beschlussfähig: 3 von 3 Sitzen besetzt').waitFor();
		await page.getByText(SAVED).waitFor();
	}
	async function voteYes(page: Page, title: string | RegExp): Promise<void> {
		await go(page, title);
		await page.getByRole('button', { name: 'Alle Ja' }).click();
		const confirmed = page.getByRole('checkbox', { name: 'Ja, so beschlossen' });
		if ((await confirmed.count()) > 0) await confirmed.check();
		await page.getByRole('button', { name: 'Abstimmung festhalten' }).click();
		await page.getByText(SAVED).waitFor();
	}
	async function close(page: Page): Promise<void> {
		await go(page, /^Schluss/);
		await page.getByRole('button', { name: 'Sitzung schließen' }).click();
		await page.getByText('Wer die Niederschrift führt, ist nicht eingetragen.').waitFor();
		await page.getByRole('button', { name: 'Trotzdem schließen' }).click();
		await page.getByText(SAVED).waitFor();
	}

	it('proposes, prepares, invites, votes, adopts, minutes, approves and controls', async () => {
		const desk = await served.open('manager');
		const page = await desk.newPage();
		const body = await furnish(desk);

		// the year
		await goTo(page, `/meetings/year?body=${body.id}&year=${String(YEAR)}&weeks=6&weekday=3`);
		await page.getByLabel('Ort').fill('Rathaus Saalfeld');
		await page.getByRole('button', { name: /Sitzungen anlegen/ }).click();
		await page.getByText(/Sitzungen angelegt: \d/).waitFor();
		const { rows: meetings } = await askApi<{ rows: MeetingRow[] }>(
			desk,
			`/regions${REGION}/meetings?year=${String(YEAR)}`
		);
		const [first, second] = [...meetings].sort((a, b) => a.day.localeCompare(b.day));
		if (!first || !second) return expect.fail('no meetings');

		// what is to be decided: a draft to adopt, and a step to fix and then to move
		const draft = await send<{ id: string }>(desk, '/editions', {
			key: 'rek-2030',
			year: 2030,
			title: 'Konzept 2030'
		});
		const { rows: projects } = await askApi<{ rows: Project[] }>(desk, `/regions${REGION}/projects?limit=1`);
		const project = projects[0] ?? expect.fail('no project');
		const step = await send<Step>(desk, `/projects/${project.id}/steps`, { title: 'Spatenstich', planned: '2029-05' });
		const fixing = await send<Paper>(desk, '/papers', {
			title: 'Spatenstich im Herbst',
			proposal: 'Der Spatenstich wird auf Oktober 2029 verlegt.',
			body: body.id,
			effects: [{ type: 'step.fix', subject: step.id, planned: '2029-10' }]
		});
		await goTo(page, `/editions/${draft.id}/adopt`);
		await page.getByRole('link', { name: 'Ein Gremium beschließt' }).click();
		await page.getByRole('heading', { level: 1, name: 'Neue Vorlage' }).waitFor();
		await whenAlive(page);
		await page.getByRole('textbox', { name: 'Beschlussvorschlag' }).fill('Das Konzept 2030 wird beschlossen.');
		await page.getByRole('combobox', { name: 'Gremium' }).selectOption({ label: body.name });
		await page.getByRole('button', { name: 'Anlegen' }).last().click();
		await page.getByText(/Vorlage angelegt/).waitFor();

		// the preparation offers both, and one click puts each on the agenda of the next meeting
		await goTo(page, `/preparation?body=${body.id}`);
		for (const title of ['Spatenstich im Herbst', /Konzept 2030/]) {
			const before = (await readMeeting(desk, first.id)).agenda.length;
			await page
				.locator('section[aria-labelledby="papers"]')
				.getByRole('listitem')
				.filter({ hasText: title })
				.getByRole('button')
				.click();
			await page.getByText('Auf der Tagesordnung:').waitFor();
			await eventually(async () => (await readMeeting(desk, first.id)).agenda.length === before + 1);
		}
		await send(desk, `/meetings/${first.id}/agenda`, { title: CLOSED, isPublic: false });
		await send(desk, `/meetings/${first.id}/agenda`, { title: 'Bericht des Regionalmanagements' });

		// the invitation, once
		await goTo(page, `/meetings/${first.id}/invite`);
		await page.getByRole('button', { name: /^Jetzt einladen/ }).click();
		const mail = await served.mail(1);
		expect(served.mails).to.have.length(1);
		expect(mail.to?.[0]?.address).to.equal(served.product.people.council.email);
		expect(mail.text).to.include('Spatenstich im Herbst');
		const entry = mail.attachments.find(({ mimeType }) => mimeType === 'text/calendar');
		const content = entry?.content;
		const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
		const event = new ICAL.Event(
			new ICAL.Component(ICAL.parse(text) as unknown[]).getFirstSubcomponent('vevent') ?? undefined
		);
		expect(event.startDate.toString()).to.match(new RegExp(`^${first.day}`));
		expect(event.location).to.equal('Rathaus Saalfeld');

		// the meeting; the line drops twice while the minutes are written
		await openMeeting(page, first.id);
		await go(page, /Bericht des Regionalmanagements/);
		const minutes = page.getByRole('textbox', { name: 'Was gesagt wurde' });
		for (const words of ['Der Stand wird vorgetragen.', 'Der Stand wird vorgetragen. Keine Fragen.']) {
			await desk.setOffline(true);
			await minutes.fill(words);
			await page.getByText(/Wartet auf Verbindung/).waitFor();
			await desk.setOffline(false);
			await page.getByText(SAVED).waitFor();
		}
		await page.getByRole('button', { name: 'Zur Kenntnis genommen' }).click();
		await voteYes(page, /Spatenstich im Herbst/);
		await voteYes(page, /Konzept 2030/);
		await go(page, CLOSED);
		await page.getByRole('button', { name: 'Zur Kenntnis genommen' }).click();
		await page.getByText(SAVED).waitFor();
		expect(await findingsOn(page)).to.deep.equal([]);
		await close(page);
		const held = await readMeeting(desk, first.id);
		expect(held.state).to.equal('held');
		const report = held.agenda.find(({ title }) => title === 'Bericht des Regionalmanagements');
		expect(report?.minutes).to.equal('Der Stand wird vorgetragen. Keine Fragen.');

		// what was decided has happened, and names its decision
		const edition = await askApi<{ state: string; adoption: { decision: string } | null }>(
			desk,
			`/regions${REGION}/editions/${draft.id}`
		);
		const decisionOf = (title: RegExp): Decision | null | undefined =>
			held.agenda.find((item) => title.test(item.title))?.decision;
		const adopting = decisionOf(/Konzept 2030/);
		const moving = decisionOf(/Spatenstich/);
		expect(edition.state).to.equal('adopted');
		expect(edition.adoption?.decision).to.equal(adopting?.id);
		expect(adopting?.number).to.match(new RegExp(`^${held.number}/\\d$`));
		const moved = await askApi<Step>(desk, `/regions${REGION}/steps/${step.id}`);
		expect(moved).to.include({ isCouncilStep: true, planned: '2029-10', decision: moving?.id });
		expect((await askApi<Paper>(desk, `/regions${REGION}/papers/${fixing.id}`)).state).to.equal('in-force');

		// minutes drafted, and approved in the next meeting
		await goTo(page, `/meetings/${first.id}`);
		await page.getByRole('button', { name: 'Entwurf fertig' }).click();
		await eventually(async () => (await readMeeting(desk, first.id)).state === 'minutes-drafted');
		await goTo(page, `/preparation?body=${body.id}`);
		await page.getByRole('button', { name: /^Auf die Tagesordnung: .*Niederschrift/ }).click();
		await page.getByText('Auf der Tagesordnung:').waitFor();
		await openMeeting(page, second.id);
		await voteYes(page, /Niederschrift/);
		expect((await readMeeting(desk, first.id)).state).to.equal('minutes-approved');
		await close(page);

		// what follows: a task that has its time, and one of an older decision that nobody did in time
		await send(desk, '/tasks', { decision: moving?.id, title: 'Einladung zum Spatenstich', due: '2099-01-10' });
		const older = await send<Decision>(desk, '/decisions', {
			title: 'Radweg an der Saale',
			body: body.id,
			date: '2025-03-05',
			result: 'accepted'
		});
		await send(desk, '/tasks', { decision: older.id, title: 'Planung beauftragen', due: '2026-01-10' });
		await goTo(page, '/control?state=overdue');
		const row = page.getByRole('listitem').filter({ hasText: 'Radweg an der Saale' }).first();
		expect(await row.innerText())
			.to.include('Planung beauftragen')
			.and.include('überfällig');
		expect(await page.getByRole('main').innerText()).not.to.include('Spatenstich im Herbst');
		expect(await findingsOn(page)).to.deep.equal([]);
	});

	it('lets each see and do what is theirs', async () => {
		const desk = await served.open('manager');
		const { rows } = await askApi<{ rows: MeetingRow[] }>(desk, `/regions${REGION}/meetings?year=${String(YEAR)}`);
		const [first, , third] = [...rows].sort((a, b) => a.day.localeCompare(b.day));
		if (!first || !third) return expect.fail('no meetings');
		const planned = await send<Meeting>(desk, `/meetings/${third.id}/agenda`, { title: 'Messe', type: 'decision' });
		const seats = [1, 2, 3].map((seat) => ({ seat: String(seat), state: 'present' }));
		const opened = await send<Meeting>(
			desk,
			`/meetings/${third.id}/attendance`,
			{ rows: seats },
			{ version: planned.version }
		);
		const item = opened.agenda[0]?.id ?? '';
		const cast = seats.map(({ seat }) => ({ seat, vote: 'yes' }));

		// a planner takes minutes, and cannot say how the council voted
		const planner = await served.open('planner');
		const refused = await planner.request.post(`${API}/agenda-items/${item}/vote`, { data: { cast, text: 'Ja.' } });
		expect(refused.status()).to.equal(403);
		const taking = await planner.newPage();
		await goTo(taking, `/meetings/${third.id}/take`);
		await go(taking, /Messe/);
		await taking.getByRole('heading', { level: 2, name: /Messe/ }).waitFor();
		expect(await taking.getByRole('button', { name: 'Abstimmung festhalten' }).count()).to.equal(0);

		// the council votes and reads
		const council = await served.open('council');
		await send(council, `/agenda-items/${item}/vote`, { cast, text: 'Die Städte treten gemeinsam auf.' });
		const member = await council.newPage();
		await goTo(member, '/council');
		expect(await member.getByRole('main').innerText()).to.include('Spatenstich im Herbst');
		await goTo(member, `/meetings/${first.id}`);
		expect(await member.getByRole('main').innerText()).to.include(CLOSED);

		// the auditor reads all, and a reader what is public
		const auditor = await (await served.open('auditor')).newPage();
		await goTo(auditor, `/meetings/${first.id}`);
		expect(await auditor.getByRole('main').innerText()).to.include(CLOSED);
		const reader = await (await served.open('reader')).newPage();
		await goTo(reader, `/meetings/${first.id}`);
		expect(await reader.getByRole('main').innerText())
			.to.include('Spatenstich im Herbst')
			.and.not.include(CLOSED);

		// the public sees nothing where the region does not publish its meetings, else what is public of them
		const outside = await (await served.open(null)).newPage();
		const publish = async (publishesMeetings: boolean): Promise<void> => {
			const { version } = await regionOf(desk);
			await send(desk, '', { publishesMeetings }, { method: 'patch', version });
		};
		await publish(false);
		expect((await outside.goto(`/p${REGION}/meetings`))?.status()).to.equal(404);
		await publish(true);
		expect((await outside.goto(`/p${REGION}/meetings`))?.status()).to.equal(200);
		expect(await outside.content())
			.to.include('Spatenstich im Herbst')
			.and.not.include(CLOSED);
		expect(await findingsOn(outside)).to.deep.equal([]);
	});
});
