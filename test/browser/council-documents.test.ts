import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { BrowserContext } from 'playwright-core';
import type { Meeting } from '@konzeptstand/contract/meeting.ts';
import type { Region } from '@konzeptstand/contract/region.ts';
import { REGION } from '../helpers/page-addresses.ts';
import { findingsOn } from '../helpers/page-findings.ts';
import { useServedProduct, whenAlive } from '../helpers/served-product.ts';

const API = `/api/v1/regions${REGION}`;
const CLOSED = 'Grundstücksangebot am Bahnhof';

/** A meeting with one item for everybody and one for the council. */
async function planMeeting({ request }: BrowserContext): Promise<Meeting> {
	const send = async <T>(path: string, data: object): Promise<T> => {
		const headers = { 'Idempotency-Key': randomUUID() };
		const answer = await request.post(API + path, { data, headers });
		expect(answer.ok(), await answer.text()).to.equal(true);
		return (await answer.json()) as T;
	};
	const region = (await (await request.get(API)).json()) as Region;
	const body = region.bodies.find(({ kind }) => kind === 'deciding')?.id;
	const { id } = await send<Meeting>('/meetings', { body, day: '2031-03-05', startsAt: '17:30', place: 'Rathaus' });
	await send(`/meetings/${id}/agenda`, { title: 'Bericht des Regionalmanagements' });
	return send<Meeting>(`/meetings/${id}/agenda`, { title: CLOSED, isPublic: false });
}

describe('A document of the council on its page', function () {
	this.timeout(60_000);
	const { open } = useServedProduct({ isOwn: true });

	for (const javaScriptEnabled of [true, false])
		it(`is chosen by its meeting and shown without what is closed, until the reader asks for it, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async () => {
			const context = await open('planner', { javaScriptEnabled });
			const meeting = await planMeeting(context);
			const page = await context.newPage();
			await page.goto(`${REGION}/documents?meeting=${meeting.id}`);
			if (javaScriptEnabled) await whenAlive(page);
			const card = page
				.getByRole('listitem')
				.filter({ has: page.getByRole('heading', { name: 'Einladung', exact: true }) });
			expect(await card.getByLabel('Sitzung').inputValue()).to.equal(meeting.id);
			expect(await card.getByLabel('Für wen').inputValue()).to.equal('public');
			if (javaScriptEnabled) expect(await findingsOn(page)).to.deep.equal([]);
			await card.getByRole('button', { name: 'Dokument zeigen', exact: true }).click();
			const shown = page.frameLocator('iframe').getByRole('main');
			await shown.getByText('Bericht des Regionalmanagements').first().waitFor();
			expect(await shown.innerText())
				.to.include('nichtöffentlich')
				.and.not.include(CLOSED);
			if (javaScriptEnabled) expect(await findingsOn(page)).to.deep.equal([]);

			await page.getByLabel('Für wen').selectOption('council');
			await page.getByRole('button', { name: 'Zeigen', exact: true }).click();
			await shown.getByText(CLOSED).first().waitFor();
			await page.getByText('Herunterladen').waitFor();
			await page.getByRole('navigation').getByRole('link', { name: 'Sitzung', exact: true }).click();
			await page.waitForURL(`**/meetings/${meeting.id}`);
		});

	it('offers a reader only what is public', async () => {
		const meeting = await planMeeting(await open('planner'));
		const page = await (await open('reader')).newPage();
		await page.goto(`${REGION}/documents/einladung?meeting=${meeting.id}`);
		await page.frameLocator('iframe').getByText('nichtöffentlich').first().waitFor();
		expect(await page.getByLabel('Für wen').count()).to.equal(0);
		const asked = await page.goto(`${REGION}/documents/einladung?meeting=${meeting.id}&audience=council`);
		expect(asked?.status()).to.equal(403);
		expect(await page.content()).to.not.include(CLOSED);
	});
});
