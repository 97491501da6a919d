import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { REGION } from '../helpers/page-addresses.ts';
import { findingsOn } from '../helpers/page-findings.ts';
import { useServedProduct, whenAlive } from '../helpers/served-product.ts';

const CARD = 'Entwicklungskonzept';

/** Orders the concept as Markdown and waits until it is there. */
async function order(page: Page, hasScript: boolean): Promise<void> {
	await page.goto(`${REGION}/documents`);
	if (hasScript) await whenAlive(page);
	const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: CARD, exact: true }) });
	await card.getByLabel('Format zum Ablegen').selectOption({ label: 'Markdown' });
	await card.getByRole('button', { name: 'Erstellen und ablegen' }).click();
	await page.getByRole('heading', { level: 1, name: `${CARD} ist fertig` }).waitFor();
}

async function download(page: Page): Promise<string> {
	const [file] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: 'Herunterladen', exact: true }).click()
	]);
	return file.path();
}

describe('Ordering a document and checking a file', function () {
	this.timeout(60_000);
	const { open } = useServedProduct();

	for (const javaScriptEnabled of [true, false]) {
		it(`waits for it, downloads it, and recognises it again, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async () => {
			const page = await (await open('planner', { javaScriptEnabled })).newPage();
			await order(page, javaScriptEnabled);
			const file = await download(page);
			const text = await readFile(file, 'utf8');
			expect(text).to.match(/^# /);

			await page.goto(`${REGION}/documents/kept`);
			await page.getByRole('table').getByRole('rowheader', { name: CARD }).first().waitFor();

			const changed = path.join(tmpdir(), `konzeptstand-changed-${process.pid}.md`);
			await writeFile(changed, `${text} `);
			for (const [given, heading] of [
				[file, 'Diese Datei wurde hier erstellt'],
				[changed, 'Diese Datei ist hier nicht bekannt']
			] as const) {
				await page.goto(`${REGION}/documents/check`);
				if (javaScriptEnabled) await whenAlive(page);
				await page.getByLabel('Datei hierher ziehen oder auswählen').setInputFiles(given);
				if (!javaScriptEnabled) await page.getByRole('button', { name: 'Prüfen', exact: true }).click();
				await page.getByRole('heading', { level: 2, name: heading }).waitFor();
			}
		});
	}

	it('takes a file that is dropped', async () => {
		const page = await (await open('reader')).newPage();
		await page.goto(`${REGION}/documents/check`);
		await whenAlive(page);
		await page.locator('.drop').evaluate((zone) => {
			const files = new DataTransfer();
			files.items.add(new File(['gibt es nicht'], 'fremd.pdf'));
			zone.dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));
		});
		await page.getByText('„fremd.pdf“ wurde hier nicht so abgelegt.').waitFor();
	});

	for (const width of [320, 1280]) {
		it(`is free of barriers and fits the screen: ${width} px, light and dark, in both languages`, async () => {
			const viewport = { width, height: 900 };
			const page = await (await open('planner', { viewport })).newPage();
			await order(page, true);
			const done = page.url();
			const english = await (await open('planner', { viewport, locale: 'en-GB' })).newPage();
			const addresses = [done, `${done}/cancel`, ...['', '/kept', '/check'].map((one) => `${REGION}/documents${one}`)];
			for (const look of [page, english]) {
				for (const colorScheme of ['light', 'dark'] as const) {
					await look.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
					for (const address of addresses) {
						await look.goto(address);
						expect(await findingsOn(look), `${address} ${colorScheme}`).to.deep.equal([]);
					}
				}
			}
		});
	}

	it('is asked about by keyboard alone, and says its answer', async () => {
		const page = await (await open('reader')).newPage();
		await page.goto(`${REGION}/documents/check`);
		await whenAlive(page);
		await page.getByRole('button', { name: 'Prüfen', exact: true }).focus();
		await page.keyboard.press('Shift+Tab');
		expect(await page.evaluate(() => document.activeElement?.id)).to.equal('file');
		await page
			.locator('#file')
			.setInputFiles({ name: 'fremd.md', mimeType: 'text/markdown', buffer: Buffer.from('x') });
		await page.getByRole('status').getByRole('heading', { name: 'Diese Datei ist hier nicht bekannt' }).waitFor();
		expect(await findingsOn(page)).to.deep.equal([]);
	});
});
