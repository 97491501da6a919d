import { chromium, type Browser, type BrowserContext, type BrowserContextOptions } from 'playwright-core';
import { findChromium } from './chromium.ts';

/**
 * For a suite that needs a browser.
 * @returns what opens a window with cookies of its own; all of them are closed after each test
 */
export function useBrowser(): (options?: BrowserContextOptions) => Promise<BrowserContext> {
	let browser: Browser | null = null;
	before(async function () {
		this.timeout(60_000);
		browser = await (running ??= launchBrowser());
	});
	afterEach(async () => {
		await Promise.all(browser?.contexts().map((context) => context.close()) ?? []);
	});
	return async (options = {}) => {
		if (browser === null) throw new Error('useBrowser() belongs into the suite, its result into the test.');
		return browser.newContext({ locale: 'de-DE', timezoneId: 'Europe/Berlin', ...options });
	};
}

/** One for the whole run: starting it costs seconds. This hook stands outside of any suite, so it runs last. */
let running: Promise<Browser> | null = null;
after(async () => (await running)?.close());

/** A browser that needs neither root nor anything installed on the machine. */
export async function launchBrowser(): Promise<Browser> {
	const { executablePath, env } = await findChromium();
	return chromium.launch({
		executablePath,
		args: ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none'],
		env: { ...process.env, ...env }
	});
}
