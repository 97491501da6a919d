import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import type { Hierarchy } from '@konzeptstand/contract/hierarchy.ts';
import type { Round } from '@konzeptstand/contract/round.ts';
import { askApi, EDITION, REGION } from '../helpers/page-addresses.ts';
import { findingsOn } from '../helpers/page-findings.ts';
import { dayFromNow } from '../helpers/rounds.ts';
import { useMailingProduct, whenAlive } from '../helpers/served-product.ts';

/** The contributor of the example is responsible for this one, and for no other. */
const PROJECT = 'Gewerbe- und Industriegebiet "Geraer Bahnbogen" Saalfeld';
const PHONE = { viewport: { width: 390, height: 844 } };
const TEXT = 'Der erste Abschnitt ist erschlossen.';

describe('A status round', function () {
	this.timeout(120_000);
	const served = useMailingProduct();

	const addressIn = (text = ''): string => /^http\S+\/s\/\S+?(?=\s)(?<!stop)/m.exec(text)?.[0] ?? '';

	async function linkOfMail(number: number): Promise<string> {
		const mail = await served.mail(number);
		expect(mail.to?.[0]?.address).to.equal(served.product.people.contributor.email);
		return addressIn(mail.text);
	}

	/** By the API, where the pages of starting one are not what is looked at. */
	async function startRound(context: BrowserContext): Promise<Round> {
		const { rows } = await askApi<{ rows: { id: string; title: string }[] }>(
			context,
			`/regions${REGION}/projects?limit=500`
		);
		const answer = await context.request.post(`/api/v1/regions${REGION}/rounds`, {
			data: {
				title: 'Zweite Abfrage',
				projects: rows.filter(({ title }) => title === PROJECT).map(({ id }) => id),
				until: dayFromNow(10),
				asks: ['status', 'text']
			}
		});
		expect(answer.status(), await answer.text()).to.equal(201);
		return (await answer.json()) as Round;
	}

	async function expectNothing(page: Page, address: string): Promise<void> {
		const answer = await page.goto(address);
		expect(answer?.status()).to.equal(404);
		await page.getByRole('heading', { level: 1, name: 'Dieser Link gilt nicht' }).waitFor();
		expect(await page.getByRole('main').innerText()).not.to.include('Bahnbogen');
	}

	it('goes out by mail, is answered on a phone, released by the manager, and seen in concept and document', async () => {
		const desk = await served.open('manager');
		const manager = await desk.newPage();
		await manager.goto(REGION);
		await manager.getByRole('link', { name: 'Zuständige fragen' }).click();
		await manager.getByRole('heading', { level: 1, name: 'Neue Abfrage' }).waitFor();
		await whenAlive(manager);
		await manager.getByRole('button', { name: 'Keines auswählen' }).click();
		await manager.getByRole('checkbox', { name: PROJECT, exact: true }).check();
		await manager.getByRole('textbox', { name: 'Ein paar Worte dazu' }).fill('Für den Rat am 5. Dezember.');
		await manager.getByRole('checkbox', { name: 'Foto mit Rechten' }).check();
		await manager.getByRole('button', { name: 'Vorschau' }).click();
		await manager.getByRole('heading', { name: 'Vorschau: wer gefragt wird (1)' }).waitFor();
		expect(served.mails).to.have.length(0);
		await manager.getByRole('button', { name: 'Jetzt starten und E-Mails senden (1)' }).click();
		await manager.getByText('noch keine Antwort').waitFor();

		const address = await linkOfMail(1);
		const phone = await (await served.open(null, PHONE)).newPage();
		const answer = await phone.goto(address);
		expect(answer?.headers()).to.include({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow' });
		await whenAlive(phone);
		await phone.getByText('Für den Rat am 5. Dezember.').waitFor();
		expect(await findingsOn(phone)).to.deep.equal([]);
		await phone.getByRole('radio', { name: 'in Umsetzung' }).check();
		await phone.getByRole('textbox', { name: 'Fortschritt' }).fill('45');
		await phone.getByRole('textbox', { name: 'Was ist geschehen?' }).fill(TEXT);

		// the phone is put away and opened again: what was typed is still there
		await phone.reload();
		await phone.getByText('Ihre Eingaben von vorhin sind wieder da.').waitFor();
		expect(await phone.getByRole('textbox', { name: 'Was ist geschehen?' }).inputValue()).to.equal(TEXT);
		expect(await phone.getByRole('radio', { name: 'in Umsetzung' }).isChecked()).to.equal(true);
		await phone.context().setOffline(true);
		await phone.getByRole('button', { name: 'Senden' }).click();
		await phone.getByText('Nicht gesendet: keine Verbindung.').waitFor();
		await phone.context().setOffline(false);
		await phone.getByRole('button', { name: 'Senden' }).click();
		await phone.getByText('Gesendet, wartet auf das Regionalmanagement').waitFor();
		await phone.getByText('Alles beantwortet. Vielen Dank!').waitFor();
		expect(await phone.evaluate(() => Object.keys(localStorage))).to.deep.equal([]);
		expect(await findingsOn(phone)).to.deep.equal([]);

		await manager.reload();
		const waiting = manager.getByRole('article').filter({ hasText: TEXT });
		await waiting.getByText('Neu gemeldet').waitFor();
		expect(await findingsOn(manager)).to.deep.equal([]);
		await waiting.getByRole('button', { name: `Übernehmen: ${PROJECT}` }).click();
		await manager.getByText('Nichts wartet.').waitFor();

		const { fields } = await askApi<Hierarchy>(desk, `/regions${REGION}/hierarchy?edition=${EDITION}`);
		const listed = fields.flatMap((field) => field.measures).flatMap(({ projects }) => projects);
		expect(listed.find(({ title }) => title === PROJECT)?.current).to.include({ status: 'running', progress: 45 });
		await manager.goto(`${REGION}/concept?edition=${EDITION}&text=Bahnbogen`);
		const row = manager.getByRole('row').filter({ has: manager.getByRole('link', { name: PROJECT, exact: true }) });
		expect(await row.innerText())
			.to.include('in Umsetzung')
			.and.match(/45\s%/);
		const document = await desk.request.get(
			`/api/v1/regions${REGION}/documents/entwicklungskonzept?format=md&edition=${EDITION}`
		);
		const text = await document.text();
		const from = text.indexOf('Geraer Bahnbogen" Saalfeld');
		expect(text.slice(from, from + 2_000))
			.to.include('in Umsetzung')
			.and.match(/45.%/);

		await manager.goto(`${REGION}/record`);
		const record = await manager.getByRole('main').innerText();
		expect(record)
			.to.include('Antworten übernommen')
			.and.include('Auf eine Statusabfrage geantwortet')
			.and.include('Beispiel Rathaus (über einen Link)');
	});

	it('takes “nothing new” without JavaScript, and shows nothing by a link that was altered or revoked', async () => {
		const desk = await served.open('manager');
		const before = served.mails.length;
		const round = await startRound(desk);
		const address = await linkOfMail(before + 1);
		const page = await (await served.open(null, { ...PHONE, javaScriptEnabled: false })).newPage();
		await page.goto(address);
		await page.getByRole('button', { name: 'Nichts Neues' }).click();
		await page.getByText('Gesendet, wartet auf das Regionalmanagement').waitFor();

		await expectNothing(page, `${address.slice(0, -1)}${address.endsWith('A') ? 'B' : 'A'}`);
		const manager = await desk.newPage();
		await manager.goto(`${REGION}/rounds/${round.id}`);
		await whenAlive(manager);
		await manager.getByText('Link widerrufen', { exact: true }).click();
		await manager.getByRole('button', { name: 'Ja, widerrufen' }).click();
		await manager.getByText('Der Link ist widerrufen.').first().waitFor();
		await expectNothing(page, address);
		await expectNothing(page, `${address}/stop`);
	});

	it('can be called off: no more reminders', async () => {
		const before = served.mails.length;
		await startRound(await served.open('manager'));
		const address = await linkOfMail(before + 1);
		const page = await (await served.open(null, PHONE)).newPage();
		await page.goto(`${address}/stop`);
		await page.getByRole('button', { name: 'Keine Erinnerungen mehr senden' }).click();
		await page.getByRole('heading', { level: 1, name: 'Keine Erinnerungen mehr', exact: true }).waitFor();
	});
});
