import { expect } from 'chai';
import type { Page } from 'playwright-core';
import type { Meeting, MeetingRow } from '@konzeptstand/contract/meeting.ts';
import { planMeeting } from '../helpers/meetings.ts';
import { askApi, REGION } from '../helpers/page-addresses.ts';
import { findingsOn } from '../helpers/page-findings.ts';
import { useMailingProduct, whenAlive } from '../helpers/served-product.ts';

const pageOf = (meeting: Pick<Meeting, 'id'>, below = ''): string => `${REGION}/meetings/${meeting.id}${below}`;

describe('Meetings', function () {
	this.timeout(90_000);
	const served = useMailingProduct();

	const titles = (page: Page): Promise<string[]> =>
		page
			.getByRole('main')
			.locator('h3')
			.evaluateAll((headings) => headings.map((heading) => heading.lastChild?.textContent?.trim() ?? ''));

	describe('of a year', () => {
		for (const [javaScriptEnabled, year] of [
			[true, 2031],
			[false, 2033]
		] as const) {
			it(`are proposed, changed, left out and made in one go, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async () => {
				const context = await served.open('manager', { javaScriptEnabled });
				const page = await context.newPage();
				await page.goto(`${REGION}/meetings/year?year=${year}&weeks=12&weekday=3`);
				await page.getByRole('heading', { name: `Vorschlag für ${year}` }).waitFor();
				if (javaScriptEnabled) await whenAlive(page);
				const days = page.getByRole('listitem').filter({ has: page.locator('input[type=date]') });
				const proposed = await days.count();
				await days.nth(0).locator('input[type=date]').fill(`${year}-01-17`);
				await days.nth(1).getByRole('checkbox').uncheck();
				await page.getByLabel('Ort').fill('Rathaus Saalfeld');
				await page.getByRole('button', { name: /Sitzungen anlegen/ }).click();
				await page.getByText(`Sitzungen angelegt: ${proposed - 1}`).waitFor();
				const { rows } = await askApi<{ rows: MeetingRow[] }>(context, `/regions${REGION}/meetings?year=${year}`);
				expect(rows).to.have.length(proposed - 1);
				expect(rows.map(({ day }) => day)).to.include(`${year}-01-17`);
			});
		}

		it('say which public holiday moved a day', async () => {
			const page = await (await served.open('manager')).newPage();
			await page.goto(`${REGION}/meetings/year?year=2035&weeks=1&weekday=4&from=2035-05-01`);
			await page.getByText('(Christi Himmelfahrt)').waitFor();
			await whenAlive(page);
			const first = page
				.getByRole('listitem')
				.filter({ has: page.locator('input[type=date]') })
				.first();
			const day = first.locator('input[type=date]');
			const isSaid = (text: string) => first.getByText(text).waitFor();
			await day.fill('2035-05-14');
			await isSaid('Das ist ein Feiertag (Pfingstmontag).');
			await isSaid('Montag, 14. Mai 2035');
			expect(await first.innerText(), 'of the day that is no longer meant').not.to.include('Verschoben');
			await day.fill('2035-06-03');
			await isSaid('Das ist ein Wochenende.');
			const make = page.getByRole('button', { name: /Sitzungen anlegen/ });
			const before = await make.innerText();
			await first.getByRole('checkbox').uncheck();
			expect(await make.innerText(), 'counts what is chosen').not.to.equal(before);
		});
	});

	describe('with their agenda', () => {
		it('are put in order by keyboard and by mouse, and stay so', async () => {
			const context = await served.open('manager');
			const meeting = await planMeeting(context, '2030-02-06', [
				{ title: 'Eins' },
				{ title: 'Zwei' },
				{ title: 'Drei' }
			]);
			const page = await context.newPage();
			await page.goto(pageOf(meeting));
			await whenAlive(page);
			const down = page.getByRole('button', { name: 'Eins eine Stelle hinunter' });
			await down.focus();
			await page.keyboard.press('Enter');
			await page.getByText('Steht jetzt an Stelle 2.').waitFor();
			expect(await titles(page)).to.deep.equal(['Zwei', 'Eins', 'Drei']);
			expect(await down.evaluate((button) => button === document.activeElement)).to.equal(true);
			await page.keyboard.press('Alt+ArrowDown');
			await page.getByText('Steht jetzt an Stelle 3.').waitFor();
			expect(await titles(page)).to.deep.equal(['Zwei', 'Drei', 'Eins']);

			const row = (title: string) =>
				page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title }) });
			await row('Eins')
				.getByTitle('Mit der Maus ziehen')
				.dragTo(row('Zwei'), { targetPosition: { x: 60, y: 4 } });
			await page.getByText('Steht jetzt an Stelle 1.').waitFor();
			await page.reload();
			expect(await titles(page)).to.deep.equal(['Eins', 'Zwei', 'Drei']);
		});

		it('get, change and lose items without JavaScript', async () => {
			const context = await served.open('manager', { javaScriptEnabled: false });
			const meeting = await planMeeting(context, '2030-03-06', []);
			const page = await context.newPage();
			await page.goto(pageOf(meeting));
			await page.getByRole('link', { name: 'Neuer Punkt' }).click();
			await page.getByLabel('Bezeichnung').fill('Haushalt 2031');
			await page.getByLabel('nicht öffentlich', { exact: true }).check();
			await page.getByRole('button', { name: 'Auf die Tagesordnung setzen' }).last().click();
			await page.getByRole('heading', { name: 'Haushalt 2031' }).waitFor();
			await page.getByRole('main').getByText('nicht öffentlich', { exact: true }).waitFor();
			await page.getByRole('link', { name: /Haushalt 2031/ }).click();
			await page.getByLabel('Bezeichnung').fill('Haushalt 2032');
			await page.getByRole('button', { name: 'Speichern' }).last().click();
			await page.getByRole('heading', { name: 'Haushalt 2032' }).waitFor();
			await page.getByText('Absetzen', { exact: true }).click();
			await page.getByRole('button', { name: 'Ja, absetzen' }).click();
			await page.getByText('Noch keine Tagesordnung').waitFor();
		});
	});

	it('are told to whoever has an account in the body, and told again once they have changed', async () => {
		const context = await served.open('manager');
		const meeting = await planMeeting(context, '2030-09-04', [{ title: 'Bericht' }]);
		const page = await context.newPage();
		await page.goto(pageOf(meeting, '/invite'));
		await page.getByText('Zu keinem Sitz dieses Gremiums ist ein Konto eingetragen').waitFor();
		await page.getByRole('link', { name: 'Sitze bearbeiten' }).click();
		await whenAlive(page);
		await page.getByLabel('Konto der Person im Amt').first().selectOption({ label: 'Beispiel Rat' });
		await page.getByRole('button', { name: 'Speichern' }).last().click();
		await page.getByText('Gespeichert').first().waitFor();
		await page.goto(pageOf(meeting));
		await page.getByRole('link', { name: 'Einladen' }).click();
		await page.getByText('Empfänger: 1.').waitFor();
		await page.getByRole('button', { name: 'Jetzt einladen (1)' }).click();
		await page.getByText('Eingeladen; seither hat sich nichts geändert.').waitFor();
		await page.getByText('E-Mails (1)').waitFor();
		await served.mail(1);
		await page.getByRole('link', { name: 'Bearbeiten', exact: true }).click();
		await page.getByLabel('Ort').fill('Stadthaus');
		await page.getByRole('button', { name: 'Speichern' }).last().click();
		await page.getByText('Seit der Einladung hat sich etwas geändert.').waitFor();
		await page.getByRole('link', { name: 'Änderung mitteilen' }).click();
		await page.getByRole('button', { name: 'Jetzt mitteilen (1)' }).click();
		await page.getByText('E-Mails (2)').waitFor();
		await served.mail(2);
	});

	it('are cancelled with a reason, after a question', async () => {
		const context = await served.open('manager');
		const meeting = await planMeeting(context, '2030-08-07', []);
		const page = await context.newPage();
		await page.goto(pageOf(meeting));
		await page.getByRole('link', { name: 'Absagen' }).click();
		await page.getByLabel('Grund').fill('Sommerpause');
		await page.getByRole('button', { name: 'Absagen' }).click();
		await page.getByText('Diese Sitzung ist abgesagt: Sommerpause').waitFor();
	});

	for (const [theme, width, language] of [
		['light', 320, 'de'],
		['dark', 1280, 'de'],
		['dark', 320, 'en'],
		['light', 1280, 'en']
	] as const) {
		it(`have pages without barriers: ${theme}, ${width} px, ${language}`, async () => {
			const context = await served.open('manager', {
				colorScheme: theme,
				viewport: { width, height: 900 },
				locale: language === 'de' ? 'de-DE' : 'en-GB'
			});
			const meeting = await planMeeting(context, `2029-0${width === 320 ? 4 : 5}-${theme === 'light' ? 11 : 18}`, [
				{ title: 'Bericht' },
				{ title: 'Radweg', type: 'decision', isPublic: false }
			]);
			const item = meeting.agenda[1]?.id ?? '';
			const page = await context.newPage();
			for (const below of [
				'',
				'/edit',
				'/cancel',
				'/invite',
				'/minutes',
				'/take',
				`/take#${item}`,
				'/screen',
				`/items/${item}`
			]) {
				const answer = await page.goto(pageOf(meeting, below));
				// the same page at another place in it is not asked for again
				expect(answer?.status() ?? 200, below).to.equal(200);
				await whenAlive(page);
				expect(await findingsOn(page), below).to.deep.equal([]);
			}
		});
	}
});
