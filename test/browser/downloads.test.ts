import { expect } from 'chai';
import type { BrowserContext } from 'playwright-core';
import { findingsOn } from '../helpers/page-findings.ts';
import { useServedProduct, whenAlive } from '../helpers/served-product.ts';
import { readXlsx } from '../helpers/table-file.ts';

const REGION = '/saalebogen';

describe('Files of the lists', function () {
	this.timeout(120_000);
	const served = useServedProduct();

	/** Where there are some, by page. */
	async function pagesWith(context: BrowserContext): Promise<string[]> {
		const answer = await context.request.get(`/api/v1/regions${REGION}/editions`);
		const { rows } = (await answer.json()) as { rows: { id: string }[] };
		return [
			`${REGION}/projects?status=completed`,
			`${REGION}/concept?edition=rek-2002&status=completed&keyMeasure=true`,
			`${REGION}/parties?text=stadt`,
			`${REGION}/milestones`,
			`${REGION}/record?kind=project`,
			`${REGION}/editions/${rows[0]?.id ?? ''}`
		];
	}

	it('can all be fetched from their pages, without JavaScript too', async () => {
		const context = await served.open('manager', { javaScriptEnabled: false });
		const page = await context.newPage();
		for (const path of await pagesWith(context)) {
			await page.goto(path);
			await page.locator('details.download summary').click();
			const addresses = await page
				.locator('details.download a')
				.evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
			expect(addresses, path).to.have.length.above(3);
			for (const address of addresses) {
				const answer = await context.request.get(address);
				expect(answer.status(), address).to.equal(200);
			}
		}
	});

	it('hold what the page shows, with its filters', async () => {
		const context = await served.open('reader');
		const page = await context.newPage();
		await page.goto(`${REGION}/projects?status=completed`);
		await page.getByText('Herunterladen').click();
		const download = page.waitForEvent('download');
		await page.getByRole('link', { name: 'Excel (XLSX)' }).click();
		const chunks: Buffer[] = [];
		for await (const chunk of await (await download).createReadStream()) chunks.push(chunk as Buffer);
		const [sheet] = await readXlsx(Buffer.concat(chunks));
		const [head = [], ...rows] = sheet?.rows ?? [];
		const lead = (await page.locator('.lead').textContent()) ?? '';
		expect(lead.trim()).to.equal(`${rows.length} Projekte`);
		expect(new Set(rows.map((row) => row[head.indexOf('Status')]))).to.deep.equal(new Set(['abgeschlossen']));
	});

	it('stand in a menu that closes with Escape, and offer the package to managers only', async () => {
		const page = await (await served.open('manager')).newPage();
		await page.goto(`${REGION}/record`);
		await whenAlive(page);
		await page.getByText('Herunterladen').click();
		expect(await page.getByRole('link', { name: 'Ganzer Kooperationsraum' }).count()).to.equal(1);
		await page.keyboard.press('Escape');
		expect(await page.locator('details.download').getAttribute('open')).to.equal(null);
		const reading = await (await served.open('planner')).newPage();
		await reading.goto(`${REGION}/record`);
		await reading.getByText('Herunterladen').click();
		expect(await reading.getByRole('link', { name: 'Ganzer Kooperationsraum' }).count()).to.equal(0);
	});

	for (const width of [1280, 390])
		it(`leave nothing to find for axe when the menu is open, at ${width} px`, async () => {
			const context = await served.open('manager', { viewport: { width, height: 800 } });
			const page = await context.newPage();
			for (const path of await pagesWith(context)) {
				await page.goto(path);
				await page.locator('details.download summary').click();
				expect(await findingsOn(page), path).to.deep.equal([]);
			}
		});
});
