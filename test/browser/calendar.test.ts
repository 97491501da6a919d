import { expect } from 'chai';
import ICAL from 'ical.js';
import type { BrowserContext } from 'playwright-core';
import { askApi, REGION } from '../helpers/page-addresses.ts';
import { findingsOn } from '../helpers/page-findings.ts';
import { useServedProduct, whenAlive } from '../helpers/served-product.ts';

/** The day that a calendar in this zone shows, or so many days later. */
const dayIn = (timeZone: string, later = 0) =>
	new Intl.DateTimeFormat('sv-SE', { timeZone }).format(Date.now() + later * 86_400_000);
const PHONE = { viewport: { width: 390, height: 844 } };

describe('Meetings outside of the product, in a browser', function () {
	this.timeout(120_000);
	const served = useServedProduct({ isOwn: true });

	/** A meeting that was invited to, with a public item and a closed one. @returns its number */
	async function invite(context: BrowserContext, day = dayIn('Europe/Berlin', 30)): Promise<string> {
		const { bodies } = await askApi<{ bodies: { id: string; kind: string }[] }>(context, `/regions${REGION}`);
		const api = `/api/v1/regions${REGION}`;
		const post = async (path: string, data: object) => {
			const answer = await context.request.post(api + path, { data });
			expect(answer.ok(), `${path}: ${await answer.text()}`).to.equal(true);
			return (await answer.json()) as { id: string; number: string };
		};
		const body = bodies.find(({ kind }) => kind === 'deciding')?.id;
		const made = await post('/meetings', { body, day, startsAt: '17:30', endsAt: '19:00', place: 'Rathaus Saalfeld' });
		await post(`/meetings/${made.id}/agenda`, { title: 'Stand der Radwege', type: 'discussion' });
		await post(`/meetings/${made.id}/agenda`, { title: 'Kaufpreis', isPublic: false });
		await post(`/meetings/${made.id}/invitation`, {});
		return made.number;
	}

	it('are subscribed to by an address that is copied, works without an account, and can be ended', async () => {
		const context = await served.open('council');
		await invite(await served.open('manager'));
		const page = await context.newPage();
		await page.goto(`${REGION}/calendars`);
		await page.getByLabel('Welche Sitzungen?').selectOption({ label: 'Rat der Bürgermeister' });
		await page.getByRole('button', { name: 'Kalender anlegen' }).click();
		const address = await page.getByLabel('Adresse des Kalenders „Rat der Bürgermeister“').inputValue();
		expect(address).to.match(/\/c\/saalebogen\/[\w-]{43}\.ics$/);
		expect(await findingsOn(page)).to.deep.equal([]);

		const outside = await fetch(address);
		expect(outside.headers.get('content-type')).to.equal('text/calendar; charset=utf-8');
		const calendar = new ICAL.Component(ICAL.parse(await outside.text()) as unknown[]);
		const summaries = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one).summary);
		expect(summaries.join()).to.include('Rat der Bürgermeister: Sitzung');
		const known = { 'if-none-match': outside.headers.get('etag') ?? '' };
		expect((await fetch(address, { headers: known })).status).to.equal(304);
		expect((await fetch(address.replace('.ics', ''))).status, 'without its ending').to.equal(200);

		await page.reload();
		expect(await page.getByRole('main').innerText(), 'shown once').not.to.include('/c/saalebogen/');
		await page.getByText('Beenden', { exact: true }).click();
		await page.getByRole('button', { name: 'Kalender beenden' }).click();
		await page.getByText('Kalender beendet. Die Adresse zeigt nichts mehr.').waitFor();
		expect((await fetch(address)).status).to.equal(404);
		await context.close();
	});

	it('are subscribed to without a script as well', async () => {
		const context = await served.open('reader', { javaScriptEnabled: false });
		const page = await context.newPage();
		await page.goto(`${REGION}/calendars`);
		await page.getByLabel('Welche Sitzungen?').selectOption({ label: 'Gemeinsamer Ausschuss' });
		await page.getByRole('button', { name: 'Kalender anlegen' }).click();
		const address = await page.getByLabel('Adresse des Kalenders „Gemeinsamer Ausschuss“').inputValue();
		expect((await fetch(address)).status).to.equal(200);
		await context.close();
	});

	it('are to come as long as the region’s own day lasts, whatever day it is elsewhere', async () => {
		const desk = await served.open('manager');
		const before = await askApi<{ version: number; timeZone: string }>(desk, `/regions${REGION}`);
		const liveIn = async (timeZone: string) => {
			const { version } = await askApi<{ version: number }>(desk, `/regions${REGION}`);
			const headers = { 'if-match': `"${String(version)}"` };
			const answer = await desk.request.patch(`/api/v1/regions${REGION}`, { data: { timeZone }, headers });
			expect(answer.ok(), await answer.text()).to.equal(true);
		};
		// Between these two there is always a midnight: what is today in the west is over in the east.
		await liveIn('Pacific/Pago_Pago');
		const number = await invite(desk, dayIn('Pacific/Pago_Pago'));
		const page = await (await served.open(null, PHONE)).newPage();
		const meeting = (part: string) =>
			page.getByRole('region', { name: part }).getByRole('heading', { level: 3, name: `Sitzung ${number}` });
		await page.goto(`/p${REGION}/meetings`);
		await meeting('Kommende Sitzungen').waitFor();
		await liveIn('Pacific/Kiritimati');
		await page.goto(`/p${REGION}/meetings`);
		await meeting('Vergangene Sitzungen').waitFor();
		await liveIn(before.timeZone);
		await page.context().close();
		await desk.close();
	});

	it('are seen by everyone on a phone, public items only, until the manager takes the page back', async () => {
		const desk = await served.open('manager');
		const number = await invite(desk);
		const anyone = await served.open(null, PHONE);
		const page = await anyone.newPage();
		await page.goto(`/p${REGION}/meetings`);
		await page.getByRole('heading', { level: 3, name: `Sitzung ${number}` }).waitFor();
		const text = await page.getByRole('main').innerText();
		expect(text).to.include('Stand der Radwege').and.include('17:30–19:00 Uhr').and.not.include('Kaufpreis');
		expect(await findingsOn(page)).to.deep.equal([]);

		// what is ticked before the page's script arrives holds
		const manager = await desk.newPage();
		const ticked = Promise.withResolvers<undefined>();
		await manager.route(/_app\/immutable\/.*\.js/, async (route) => {
			await ticked.promise;
			await route.continue();
		});
		await manager.goto(`${REGION}/calendars`, { waitUntil: 'commit' });
		await manager.getByLabel('Sitzungen öffentlich zeigen').uncheck();
		ticked.resolve(undefined);
		await whenAlive(manager);
		await manager.getByRole('button', { name: 'Speichern' }).click();
		await manager.getByText('Die Sitzungen sind nicht mehr öffentlich zu sehen.').waitFor();
		expect((await page.goto(`/p${REGION}/meetings`))?.status()).to.equal(404);
		await desk.close();
		await anyone.close();
	});
});
