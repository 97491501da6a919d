import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import type { Task } from '@konzeptstand/contract/follow-up.ts';
import type { Region } from '@konzeptstand/contract/region.ts';
import { askApi, REGION } from '../helpers/page-addresses.ts';
import { findingsOn } from '../helpers/page-findings.ts';
import { dayFromNow } from '../helpers/rounds.ts';
import { useServedProduct, whenAlive } from '../helpers/served-product.ts';

const API = `/api/v1/regions${REGION}`;
const TITLE = 'Ausbau des Radwegs an der Saale';

describe('Between two meetings', function () {
	this.timeout(120_000);
	const { open } = useServedProduct({ isOwn: true });
	let context: BrowserContext;
	let page: Page;
	let meeting = '';
	let decision = '';
	let task = '';
	beforeEach(async () => {
		context = await open('manager');
		page = await context.newPage();
	});

	async function send(path: string, data: Record<string, unknown>): Promise<{ id: string }> {
		const answer = await context.request.post(`${API}${path}`, { data });
		expect(answer.ok(), `${path}: ${await answer.text()}`).to.equal(true);
		return (await answer.json()) as { id: string };
	}
	const goTo = async (path: string): Promise<void> => {
		await page.goto(`${REGION}${path}`);
		await whenAlive(page);
	};
	const agenda = () => page.locator('section[aria-labelledby="next"]').getByRole('listitem');
	const proposals = (reason: string) => page.getByRole('region', { name: reason, exact: true }).getByRole('listitem');

	it('the manager sees what stands against having no meeting yet', async () => {
		await goTo('/preparation');
		await page.getByText('Keine Sitzung geplant').waitFor();
		expect(await page.getByRole('link', { name: 'Sitzung anlegen' }).count()).to.equal(1);
	});

	it('puts a proposal on the agenda with one click, and takes it off with another', async () => {
		const { bodies } = await askApi<Region>(context, `/regions${REGION}`);
		const body = bodies.find(({ kind }) => kind === 'deciding')?.id;
		meeting = (await send('/meetings', { body, day: dayFromNow(20), startsAt: '17:00' })).id;
		decision = (await send('/decisions', { body, title: TITLE, date: '2026-01-09', result: 'accepted' })).id;
		task = (await send('/tasks', { decision, title: 'Vertrag vorlegen', due: dayFromNow(-21) })).id;
		await goTo('/preparation');
		expect(await agenda().count()).to.equal(0);
		await page.getByRole('button', { name: 'Auf die Tagesordnung: Beschlusskontrolle' }).click();
		await page.getByText('Auf der Tagesordnung: Beschlusskontrolle').waitFor();
		expect(await agenda().allInnerTexts()).to.have.length(1);
		expect(await page.locator('#reason-control').count()).to.equal(0);
		expect(await proposals('Überfällige Aufgaben').first().innerText()).to.include('3 Wochen überfällig');
		await page.getByRole('button', { name: 'Absetzen: Beschlusskontrolle' }).click();
		await page.getByText('Von der Tagesordnung genommen: Beschlusskontrolle').waitFor();
		expect(await agenda().count()).to.equal(0);
	});

	it('does the same without JavaScript', async () => {
		const plain = await open('manager', { javaScriptEnabled: false });
		const still = await plain.newPage();
		await still.goto(`${REGION}/preparation`);
		await still.getByRole('button', { name: 'Auf die Tagesordnung: Aufgabe: Vertrag vorlegen' }).click();
		await still.getByText('Auf der Tagesordnung: Aufgabe: Vertrag vorlegen').waitFor();
	});

	it('adds a task to a decision, and says in place how far it is', async () => {
		await goTo('/control?state=overdue');
		await page.getByRole('link', { name: `Aufgabe hinzufügen: ${TITLE}` }).click();
		await page.getByRole('heading', { level: 1, name: 'Neue Aufgabe' }).waitFor();
		await whenAlive(page);
		await page.getByLabel(/^Was ist zu tun\?/).fill('Förderantrag stellen');
		await page.getByLabel('Fällig am').fill(dayFromNow(40));
		await page.getByRole('button', { name: 'Anlegen' }).last().click();
		await page.getByText('Förderantrag stellen').first().waitFor();
		const { rows } = await askApi<{ rows: Task[] }>(context, `/regions${REGION}/tasks?decision=${decision}`);
		expect(rows.map(({ title }) => title)).to.deep.equal(['Vertrag vorlegen', 'Förderantrag stellen']);

		await goTo('/control');
		const card = page.getByRole('listitem').filter({ hasText: 'Vertrag vorlegen' }).last();
		await card.getByText('Stand ändern: Vertrag vorlegen').click();
		await card.getByLabel('Grund der Verzögerung').fill('Das Gutachten fehlt noch.');
		await card.getByRole('button', { name: 'Speichern' }).click();
		await page.getByText('Aufgabe gespeichert: Vertrag vorlegen').waitFor();
		await page.getByText('Grund: Das Gutachten fehlt noch.').waitFor();
		await goTo(`/tasks/${task}`);
		await page.getByLabel('Stand', { exact: true }).selectOption('done');
		await page.getByRole('button', { name: 'Speichern' }).click();
		await page.getByText('Aufgabe gespeichert: Vertrag vorlegen').waitFor();
		await goTo('/control');
		const row = page.getByRole('listitem').filter({ hasText: TITLE }).first();
		expect(await row.innerText()).to.include('offen');
	});

	it('leads a council member from the start page to what is to be decided', async () => {
		await send(`/meetings/${meeting}/agenda`, { title: 'Radweg', type: 'decision' });
		const council = await open('council');
		const start = await council.newPage();
		await start.goto(REGION);
		await start.getByRole('link', { name: 'Ihre Seite für den Rat' }).click();
		await start.getByRole('heading', { level: 2, name: 'Was als Nächstes entschieden wird' }).waitFor();
		expect(await start.getByRole('region', { name: 'Was als Nächstes entschieden wird' }).innerText()).to.include(
			'Radweg'
		);
		expect(await start.getByRole('region', { name: 'Was aus Beschlüssen wurde' }).innerText()).to.include(TITLE);
	});

	for (const [colorScheme, width, locale] of [
		['light', 320, 'de-DE'],
		['dark', 320, 'en-GB'],
		['light', 1280, 'en-GB'],
		['dark', 1280, 'de-DE']
	] as const) {
		it(`reads well: ${colorScheme}, ${String(width)} px, ${locale}`, async () => {
			const window = { viewport: { width, height: 900 }, locale, colorScheme, reducedMotion: 'reduce' } as const;
			const look = await (await open('manager', window)).newPage();
			for (const path of ['/preparation', '/council', '/control', '/tasks', `/tasks/${task}`, '/mine']) {
				await look.goto(`${REGION}${path}`);
				expect(await findingsOn(look), path).to.deep.equal([]);
			}
			await look.goto(`${REGION}/tasks/new?decision=${decision}`);
			expect(await findingsOn(look), 'new task').to.deep.equal([]);
		});
	}
});
