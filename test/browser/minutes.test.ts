import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import type { Meeting } from '@konzeptstand/contract/meeting.ts';
import type { Region } from '@konzeptstand/contract/region.ts';
import { countEntries, planMeeting, readMeeting } from '../helpers/meetings.ts';
import { askApi, REGION } from '../helpers/page-addresses.ts';
import { findingsOn } from '../helpers/page-findings.ts';
import { useServedProduct, whenAlive } from '../helpers/served-product.ts';

const SAVED = 'Alles gespeichert';
const WAITING = /Wartet auf Verbindung/;
const pageOf = (meeting: Pick<Meeting, 'id'>, below = ''): string => `${REGION}/meetings/${meeting.id}${below}`;

describe('The minute taker’s page', function () {
	this.timeout(90_000);
	const served = useServedProduct({ isOwn: true });

	async function opened(context: BrowserContext, day: string): Promise<{ page: Page; meeting: Meeting }> {
		const meeting = await planMeeting(context, day, [
			{ title: 'Bericht' },
			{ title: 'Radweg', type: 'decision' },
			{ title: 'Grundstück', isPublic: false }
		]);
		const page = await context.newPage();
		await page.goto(pageOf(meeting, '/take'));
		await whenAlive(page);
		await page.getByRole('button', { name: 'Alle anwesend' }).click();
		await page.getByRole('main').getByRole('button', { name: 'Sitzung eröffnen' }).click();
		await page.getByRole('button', { name: 'Trotzdem eröffnen' }).click();
		await page.getByText('Beschlussfähig: 3 von 3 Sitzen besetzt').waitFor();
		await page.getByRole('button', { name: 'Alle anwesend' }).waitFor({ state: 'detached' });
		await page.getByText(SAVED).waitFor();
		return { page, meeting: await readMeeting(context, meeting.id) };
	}
	const go = (page: Page, title: RegExp) =>
		page.getByRole('navigation', { name: 'Tagesordnung' }).getByRole('button', { name: title }).click();
	const minutes = (page: Page) => page.getByRole('textbox', { name: 'Was gesagt wurde' });

	it('loses and doubles nothing when the line drops, whether the request or only its answer is lost', async () => {
		const context = await served.open('manager');
		const { page, meeting } = await opened(context, '2030-04-10');
		const [report, path] = meeting.agenda;
		expect(meeting.openedAt).not.to.equal(null);

		// the first drop: nothing goes out, and the page is left and opened again before the line is back
		await go(page, /Bericht/);
		await context.setOffline(true);
		await minutes(page).fill('Das Regionalmanagement berichtet.');
		await page.getByText(WAITING).waitFor();
		await page.getByRole('button', { name: 'Zur Kenntnis genommen' }).click();
		await page.getByText('Noch nicht gesendet: zur Kenntnis genommen').waitFor();
		await context.setOffline(false);
		await page.reload();
		await whenAlive(page);
		await page.getByText(SAVED).waitFor();
		await go(page, /Bericht/);
		expect(await minutes(page).inputValue()).to.equal('Das Regionalmanagement berichtet.');
		expect(await countEntries(context, report?.id ?? '', 'agenda-item.noted')).to.equal(1);

		// the second: the server has done it, and its answer never arrives
		const lost = new Set<string>();
		await page.route(/agenda-items\/.*\/(minutes|vote)$/, async (route) => {
			const name = new URL(route.request().url()).pathname.split('/').at(-1) ?? '';
			if (lost.has(name)) return route.continue();
			lost.add(name);
			const answer = await route.fetch();
			expect(answer.ok(), name).to.equal(true);
			await route.abort('connectionreset');
		});
		await go(page, /Radweg/);
		await minutes(page).fill('Aussprache.');
		await page.getByText(WAITING).waitFor();
		await minutes(page).fill('Aussprache. Keine Einwände.');
		await page.getByText(SAVED).waitFor();
		await page.getByRole('button', { name: 'Alle Ja' }).click();
		await page.getByLabel('Beschlossener Wortlaut').fill('Der Radweg wird gebaut.');
		await page.getByRole('button', { name: 'Abstimmung festhalten' }).click();
		await page.getByText(WAITING).waitFor();
		await page.getByText(SAVED).waitFor();
		expect([...lost]).to.deep.equal(['minutes', 'vote']);
		const held = await readMeeting(context, meeting.id);
		expect(held.agenda[1]?.minutes).to.equal('Aussprache. Keine Einwände.');
		expect(held.agenda[1]?.decision).to.include({ result: 'accepted', text: 'Der Radweg wird gebaut.' });
		const decided = await askApi<{ rows: { agendaItem: string | null }[] }>(context, `/regions${REGION}/decisions`);
		expect(decided.rows.filter(({ agendaItem }) => agendaItem === path?.id)).to.have.length(1);
		expect(await page.evaluate(() => Object.keys(localStorage))).to.deep.equal([]);
	});

	it('shows both texts where two write at the same item, and overwrites neither', async () => {
		const first = await served.open('manager');
		const { page, meeting } = await opened(first, '2030-05-15');
		const second = await served.open('planner');
		const other = await second.newPage();
		await other.goto(pageOf(meeting, '/take'));
		await whenAlive(other);
		await go(page, /Bericht/);
		await go(other, /Bericht/);
		await first.setOffline(true);
		await minutes(page).fill('Meine Fassung.');
		await page.getByText(WAITING).waitFor();
		await minutes(other).fill('Andere Fassung.');
		await other.getByText(SAVED).waitFor();
		await first.setOffline(false);
		await page.getByText('Hier hat inzwischen noch jemand geschrieben.').waitFor();
		expect((await readMeeting(first, meeting.id)).agenda[0]?.minutes).to.equal('Andere Fassung.');
		expect(await minutes(page).inputValue()).to.equal('Meine Fassung.');
		expect(await findingsOn(page)).to.deep.equal([]);
		await page.getByRole('button', { name: 'Beide hintereinander' }).click();
		await page.getByText(SAVED).waitFor();
		expect((await readMeeting(first, meeting.id)).agenda[0]?.minutes).to.equal('Andere Fassung.\n\nMeine Fassung.');
	});

	it('has another beside it that needs no JavaScript: minutes are written, closed, drafted and taken back', async () => {
		const { meeting } = await opened(await served.open('manager'), '2030-10-09');
		const context = await served.open('manager', { javaScriptEnabled: false });
		const page = await context.newPage();
		await page.goto(pageOf(meeting));
		await page.getByRole('link', { name: 'Sitzung schließen' }).click();
		await page.getByRole('heading', { name: 'Sitzung schließen?' }).waitFor();
		expect(await page.getByRole('main').innerText())
			.to.include('Noch ohne Ergebnis: Punkt 1, 2 und 3.')
			.and.include('Wer die Niederschrift führt, ist nicht eingetragen.');
		await page.getByRole('button', { name: 'Sitzung schließen' }).click();
		await page.getByRole('link', { name: 'Niederschrift schreiben' }).click();
		await page.getByLabel('Eröffnet um').fill('17:32');
		await page.getByLabel('Geschlossen um').fill('17:00');
		await page.getByLabel('Zum Schluss').fill('Vielen Dank.');
		const reportText = page.locator(`[id="${meeting.agenda[0]?.id ?? ''}"] textarea`);
		await reportText.fill('Der Bericht lag vor.');
		await page.getByRole('button', { name: 'Speichern', exact: true }).click();
		await page.getByText('Das Ende liegt nicht nach dem Beginn.').first().waitFor();
		expect(await page.getByLabel('Zum Schluss').inputValue(), 'kept as typed').to.equal('Vielen Dank.');
		expect(await reportText.inputValue()).to.equal('Der Bericht lag vor.');
		await page.getByLabel('Geschlossen um').fill('19:05');
		await page.locator(`[id="${meeting.agenda[1]?.id ?? ''}"] textarea`).fill('Aussprache.');
		await page.getByRole('button', { name: 'Speichern: Bericht' }).click();
		await page.getByRole('region', { name: '1 Bericht' }).getByText('Niederschrift gespeichert.').waitFor();
		const written = await readMeeting(context, meeting.id);
		expect(written.minutes).to.include({ from: '17:32', until: '19:05', closing: 'Vielen Dank.' });
		expect(written.agenda[1]?.minutes, 'saved with the others').to.equal('Aussprache.');
		await page.goto(pageOf(meeting));
		await page.getByRole('paragraph').filter({ hasText: 'Vielen Dank.' }).waitFor();
		await page.getByRole('button', { name: 'Entwurf fertig' }).click();
		await page.getByText('Zu 1 Beschlusspunkten steht noch kein Ergebnis fest.').waitFor();
		await context.request.post(`/api/v1/regions${REGION}/agenda-items/${meeting.agenda[1]?.id ?? ''}/postponement`, {
			data: {}
		});
		await page.getByRole('button', { name: 'Entwurf fertig' }).click();
		await page.getByRole('button', { name: 'Noch einmal bearbeiten' }).click();
		await page.getByText('Die Niederschrift kann wieder bearbeitet werden.').waitFor();
		expect((await readMeeting(context, meeting.id)).agenda[0]?.minutes).to.equal('Der Bericht lag vor.');
	});

	it('keeps whoever stands in by the office that is proposed, unless another name is typed', async () => {
		const context = await served.open('manager');
		const { bodies } = await askApi<Region>(context, `/regions${REGION}`);
		const body = bodies.find(({ kind }) => kind === 'deciding') ?? expect.fail('no body');
		const seats = body.seats.map((seat) => ({ ...seat, deputy: 'Erste Beigeordnete' }));
		const changed = await context.request.patch(`/api/v1/regions${REGION}/bodies/${body.id}`, {
			headers: { 'if-match': `"${body.version}"` },
			data: { seats }
		});
		expect(changed.ok(), await changed.text()).to.equal(true);
		const { page, meeting } = await opened(context, '2030-12-11');
		await go(page, /Anwesenheit/);
		await page.getByRole('radio', { name: 'vertreten' }).first().check();
		expect(await page.getByRole('textbox', { name: 'Wer sitzt dort?' }).inputValue()).to.equal('Erste Beigeordnete');
		await page.getByText(SAVED).waitFor();
		const nameOf = async () => (await readMeeting(context, meeting.id)).attendance[0]?.name;
		expect(await nameOf()).to.equal('Erste Beigeordnete');
		await page.getByRole('radio', { name: 'anwesend', exact: true }).first().check();
		await page.getByText(SAVED).waitFor();
		expect(await nameOf()).to.equal(null);
	});

	it('asks before somebody leaves minutes that are not saved', async () => {
		const { page, meeting } = await opened(await served.open('manager'), '2031-01-15');
		await page.goto(pageOf(meeting, '/minutes'));
		await whenAlive(page);
		await page.getByLabel('Zum Schluss').fill('Vielen Dank.');
		const asked = page.waitForEvent('dialog');
		const leaving = page.getByRole('link', { name: 'Sitzungen' }).first().click();
		await (await asked).dismiss();
		await leaving;
		expect(await page.getByLabel('Zum Schluss').inputValue()).to.equal('Vielen Dank.');
		await page.getByRole('button', { name: 'Speichern', exact: true }).click();
		await page.getByText('Niederschrift gespeichert.').waitFor();
		expect(await findingsOn(page)).to.deep.equal([]);
		await page.getByRole('link', { name: 'Sitzungen' }).first().click();
		await page.getByRole('heading', { level: 1, name: 'Sitzungen' }).waitFor();
	});

	it('takes no votes from a planner', async () => {
		const { meeting } = await opened(await served.open('manager'), '2030-11-13');
		const page = await (await served.open('planner')).newPage();
		await page.goto(pageOf(meeting, `/take#${meeting.agenda[1]?.id ?? ''}`));
		await page.getByText('Die Abstimmung hält das Regionalmanagement oder der Rat fest.').waitFor();
		expect(await page.getByRole('button', { name: 'Abstimmung festhalten' }).count()).to.equal(0);
	});

	it('goes on in one window only, where the same person has two', async () => {
		const context = await served.open('manager');
		const { page, meeting } = await opened(context, '2030-06-12');
		const again = await context.newPage();
		await again.goto(pageOf(meeting, '/take'));
		await again.getByText('Sie schreiben schon in einem anderen Fenster mit.').waitFor();
		await page.close();
		await again.getByText('Sie schreiben schon in einem anderen Fenster mit.').waitFor({ state: 'detached' });
	});

	it('shows on the beamer what is talked about, and nothing closed', async () => {
		const context = await served.open('manager');
		const { page, meeting } = await opened(context, '2030-07-10');
		const screen = await context.newPage();
		await screen.goto(pageOf(meeting, '/screen'));
		await whenAlive(screen);
		await screen.getByRole('heading', { name: /Bericht/ }).waitFor();
		await go(page, /Radweg/);
		await screen.getByRole('heading', { name: /Radweg/ }).waitFor();
		await screen.keyboard.press('ArrowRight');
		expect(await screen.content()).not.to.include('Grundstück');
		expect(await findingsOn(screen)).to.deep.equal([]);
		await screen.goto(pageOf(meeting, '/screen?closed&item=3'));
		await screen.getByRole('heading', { name: /Grundstück/ }).waitFor();
		const reader = await (await served.open('reader')).newPage();
		await reader.goto(pageOf(meeting, '/screen?closed&item=3'));
		expect(await reader.content()).not.to.include('Grundstück');
	});
});
