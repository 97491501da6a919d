import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { useBrowser } from '../helpers/browser.ts';
import { findChromium } from '../helpers/chromium.ts';

describe('the browser of the tests', () => {
	const openWindow = useBrowser();

	it('shows a page', async () => {
		const page = await (await openWindow()).newPage();
		await page.setContent('<h1>Maßnahmen</h1>');
		expect(await page.getByRole('heading').textContent()).to.equal('Maßnahmen');
	});

	it('has a font for a page without fonts of its own', async () => {
		const window = await openWindow();
		const page = await window.newPage();
		await page.setContent('<p>Maßnahmen</p>');
		const devtools = await window.newCDPSession(page);
		await devtools.send('DOM.enable');
		await devtools.send('CSS.enable');
		const { root } = await devtools.send('DOM.getDocument');
		const { nodeId } = await devtools.send('DOM.querySelector', { nodeId: root.nodeId, selector: 'p' });
		const { fonts } = await devtools.send('CSS.getPlatformFontsForNode', { nodeId });
		expect(fonts.map(({ glyphCount }) => glyphCount)).to.deep.equal(['Maßnahmen'.length]);
	});

	it('is the one that CHROMIUM_PATH names', async () => {
		expect(await findChromium({ CHROMIUM_PATH: '/opt/own/chromium' })).to.deep.equal({
			executablePath: '/opt/own/chromium',
			env: {}
		});
	});

	it('is the one on the PATH where CHROMIUM_PATH names none', async () => {
		const folder = await mkdtemp(path.join(tmpdir(), 'konzeptstand-path-'));
		try {
			const file = path.join(folder, 'chromium');
			await writeFile(file, '#!/bin/sh\n');
			await chmod(file, 0o755);
			expect((await findChromium({ PATH: folder })).executablePath).to.equal(file);
		} finally {
			await rm(folder, { recursive: true });
		}
	});
});
