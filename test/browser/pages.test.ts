import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import type { Project } from '@konzeptstand/contract/project.ts';
import { createApplication, type Application } from '../../backend/application.ts';
import { createLog } from '../../backend/foundation/log.ts';
import { loadPages } from '../../backend/pages.ts';
import { buildConfiguration } from '../helpers/accounts.ts';
import { useTestDatabase } from '../helpers/database.ts';
import { askApi, EDITION, findPageAddresses, OPEN_PAGES, REGION } from '../helpers/page-addresses.ts';
import { findingsOn } from '../helpers/page-findings.ts';
import { useServedProduct, whenAlive, type ExampleRole } from '../helpers/served-product.ts';

type Look = { theme: 'light' | 'dark'; width: 320 | 1280; language: 'de' | 'en' };

/** A sample in which each look, language and width meets each kind of page; `npm run test:deep` takes all of them. */
const SAMPLE: readonly [page: string, role: ExampleRole | null, look: Look][] = [
	['sign-in', null, { theme: 'dark', width: 320, language: 'en' }],
	['overview', 'planner', { theme: 'light', width: 320, language: 'de' }],
	['concept', 'planner', { theme: 'dark', width: 1280, language: 'de' }],
	['concept, filtered', 'council', { theme: 'light', width: 320, language: 'en' }],
	['projects', 'council', { theme: 'dark', width: 320, language: 'de' }],
	['measure', 'council', { theme: 'light', width: 1280, language: 'en' }],
	['project', 'planner', { theme: 'dark', width: 320, language: 'de' }],
	['edit project', 'planner', { theme: 'light', width: 320, language: 'en' }],
	['report project', 'contributor', { theme: 'dark', width: 320, language: 'de' }],
	['documents', 'planner', { theme: 'light', width: 320, language: 'en' }],
	['edition', 'planner', { theme: 'light', width: 320, language: 'de' }],
	['papers', 'council', { theme: 'dark', width: 320, language: 'en' }],
	['new papers', 'planner', { theme: 'light', width: 320, language: 'de' }],
	['comparison', 'council', { theme: 'dark', width: 320, language: 'en' }],
	['adopt newest edition', 'manager', { theme: 'dark', width: 1280, language: 'de' }],
	['meetings', 'planner', { theme: 'dark', width: 320, language: 'de' }],
	['year of meetings', 'planner', { theme: 'light', width: 320, language: 'en' }],
	['body', 'council', { theme: 'dark', width: 1280, language: 'en' }],
	['record', 'planner', { theme: 'dark', width: 1280, language: 'en' }],
	['page that does not exist', 'planner', { theme: 'light', width: 320, language: 'de' }]
];

/** @returns lets the scripts of the page arrive that were held back until then */
async function holdScript(page: Page): Promise<() => void> {
	const script = Promise.withResolvers<true>();
	await page.route('**/_app/**/*.js', async (route) => {
		await script.promise;
		await route.continue();
	});
	return () => script.resolve(true);
}

describe('Every page', function () {
	this.timeout(30_000);
	const { open } = useServedProduct();

	for (const [name, role, { theme, width, language }] of SAMPLE) {
		it(`is free of barriers and fits the screen: ${name}, ${role ?? 'nobody'}, ${theme}, ${width} px, ${language}`, async () => {
			const context = await open(role, {
				colorScheme: theme,
				viewport: { width, height: 900 },
				locale: language === 'de' ? 'de-DE' : 'en-GB'
			});
			const address = role === null ? OPEN_PAGES['sign-in'] : (await findPageAddresses(context))[name];
			const page = await context.newPage();
			const answer = await page.goto(address ?? '');
			expect(answer?.status()).to.equal(name === 'page that does not exist' ? 404 : 200);
			expect(await page.getAttribute('html', 'lang')).to.equal(language);
			expect(await findingsOn(page)).to.deep.equal([]);
		});
	}
});

describe('Signing in', function () {
	this.timeout(30_000);
	const served = useServedProduct();

	async function submit(page: Page, email: string, password: string): Promise<void> {
		await whenAlive(page);
		await page.getByLabel('E-Mail-Adresse').fill(email);
		await page.getByLabel('Passwort').fill(password);
		await page.getByRole('button', { name: 'Anmelden' }).click();
	}

	it('leads to the page that was asked for', async () => {
		const page = await (await served.open(null)).newPage();
		await page.goto(`${REGION}/concept?edition=${EDITION}`);
		const { email, password } = served.product.people.reader;
		await submit(page, email, password);
		await page.waitForURL(`**${REGION}/concept?edition=${EDITION}`);
		expect(await page.locator('h1').textContent()).to.equal('Konzept');
	});

	it('says that address or password is wrong, not which of both, and keeps the address only', async () => {
		const page = await (await served.open(null)).newPage();
		for (const email of [served.product.people.reader.email, 'niemand@example.org']) {
			await page.goto('/sign-in');
			await submit(page, email, 'ganz falsch geraten');
			await page.getByText('E-Mail-Adresse oder Passwort stimmt nicht.').waitFor();
			expect(await page.getByLabel('E-Mail-Adresse').inputValue()).to.equal(email);
			expect(await page.getByLabel('Passwort').inputValue()).to.equal('');
		}
	});

	it('keeps what was typed before its script arrived', async () => {
		const page = await (await served.open(null)).newPage();
		const releaseScript = await holdScript(page);
		await page.goto('/sign-in', { waitUntil: 'commit' });
		await page.getByLabel('E-Mail-Adresse').fill('frueh@example.org');
		releaseScript();
		await page.waitForLoadState('networkidle');
		expect(await page.getByLabel('E-Mail-Adresse').inputValue()).to.equal('frueh@example.org');
	});

	it('names each field that is empty', async () => {
		const page = await (await served.open(null)).newPage();
		await page.goto('/sign-in');
		await submit(page, '', '');
		await page.getByRole('link', { name: 'Geben Sie Ihre E-Mail-Adresse ein.' }).waitFor();
		await page.getByRole('link', { name: 'Geben Sie Ihr Passwort ein.' }).waitFor();
		expect(await page.getByLabel('E-Mail-Adresse').getAttribute('aria-invalid')).to.equal('true');
	});

	it('never leads to a foreign site', async () => {
		const page = await (await served.open(null)).newPage();
		await page.goto('/sign-in?next=//example.org/');
		const { email, password } = served.product.people.reader;
		await submit(page, email, password);
		await page.waitForURL(`${served.product.url}${REGION}`);
	});
});

describe('Language and colours', function () {
	this.timeout(30_000);
	const { open } = useServedProduct();

	for (const javaScriptEnabled of [true, false]) {
		it(`are chosen in the header and stay, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async () => {
			const page = await (await open('reader', { javaScriptEnabled, colorScheme: 'light' })).newPage();
			await page.goto(`${REGION}/concept?edition=${EDITION}`);
			await page.getByText('Beispiel Lesen').first().click();
			await page.getByRole('button', { name: 'English' }).click();
			await page.getByRole('heading', { level: 1, name: 'Concept' }).waitFor();
			expect(new URL(page.url()).search).to.equal(`?edition=${EDITION}`);
			await page.getByText('Beispiel Lesen').first().click();
			await page.getByRole('button', { name: 'Dark' }).click();
			await page.locator('html[data-kern-theme="dark"]').waitFor();
			await page.goto(REGION);
			expect(await page.getAttribute('html', 'lang')).to.equal('en');
			expect(await page.getAttribute('html', 'data-kern-theme')).to.equal('dark');
		});
	}
});

describe('A form that cannot be saved', function () {
	this.timeout(30_000);
	const { open } = useServedProduct();

	/** A project that no other test writes to. */
	async function openEdit(page: Page, text: string, waitUntil: 'load' | 'commit' = 'load'): Promise<string> {
		const { rows } = await askApi<{ rows: { id: string }[] }>(
			page.context(),
			`/regions${REGION}/projects?text=${encodeURIComponent(text)}&limit=1`
		);
		const id = rows[0]?.id ?? '';
		await page.goto(`${REGION}/projects/${id}/edit`, { waitUntil });
		return id;
	}

	for (const javaScriptEnabled of [true, false]) {
		it(`keeps what was typed and says what is wrong where, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async () => {
			const page = await (await open('planner', { javaScriptEnabled })).newPage();
			const id = await openEdit(page, 'Mittlerer Watzenbach');
			const before = await askApi<Project>(page.context(), `/regions${REGION}/projects/${id}`);
			await page.locator('[name="description"]').fill('Was ich **lange** geschrieben habe.');
			await page.locator('[name="title"]').fill('');
			await page.getByRole('button', { name: 'Speichern' }).first().click();
			await page.getByRole('alert').first().waitFor();
			expect(await page.locator('[name="description"]').inputValue()).to.equal('Was ich **lange** geschrieben habe.');
			expect(await page.locator('[name="title"]').getAttribute('aria-invalid')).to.equal('true');
			expect(await askApi<Project>(page.context(), `/regions${REGION}/projects/${id}`)).to.deep.equal(before);
		});
	}

	it('takes over what was typed before its script arrived', async () => {
		const page = await (await open('planner')).newPage();
		const releaseScript = await holdScript(page);
		await openEdit(page, 'Mittlerer Watzenbach', 'commit');
		await page.locator('[name="description"]').fill('Früh getippt.');
		releaseScript();
		await page.getByText('Noch nicht gespeichert').waitFor();
		expect(await page.locator('[name="description"]').inputValue()).to.equal('Früh getippt.');
	});

	it('leaves the caret where it is when its script arrives', async () => {
		const page = await (await open('planner')).newPage();
		const releaseScript = await holdScript(page);
		await openEdit(page, 'Mittlerer Watzenbach', 'commit');
		await page.locator('[name="title"]').fill('Früh getippt');
		const description = page.locator('[name="description"]');
		await description.evaluate((area: HTMLTextAreaElement) => {
			area.focus();
			area.setSelectionRange(3, 7);
		});
		releaseScript();
		await page.getByText('Noch nicht gespeichert').waitFor();
		expect(
			await description.evaluate((area: HTMLTextAreaElement) => [area.selectionStart, area.selectionEnd])
		).to.deep.equal([3, 7]);
	});

	it('shows both versions side by side when somebody else has saved meanwhile, and saves what is chosen', async () => {
		const context = await open('planner');
		const page = await context.newPage();
		const id = await openEdit(page, 'Alte Kaserne');
		await page.locator('[name="title"]').fill('Alte Kaserne, mein Titel');
		const { version } = await askApi<Project>(context, `/regions${REGION}/projects/${id}`);
		const manager = await open('manager');
		const theirs = await manager.request.patch(`/api/v1/regions${REGION}/projects/${id}`, {
			headers: { 'if-match': `"${version}"` },
			data: { title: 'Alte Kaserne, anderer Titel' }
		});
		expect(theirs.status(), await theirs.text()).to.equal(200);

		await page.getByRole('button', { name: 'Speichern' }).first().click();
		await page.getByText('Inzwischen hat jemand anderes gespeichert').waitFor();
		const conflict = page.getByRole('main');
		expect(await conflict.textContent())
			.to.include('Alte Kaserne, mein Titel')
			.and.include('Alte Kaserne, anderer Titel');
		const now = await askApi<Project>(context, `/regions${REGION}/projects/${id}`);
		expect(now.title).to.equal('Alte Kaserne, anderer Titel');
		await page.getByRole('radio', { name: 'Meine übernehmen' }).check();
		await page.getByRole('button', { name: 'Speichern' }).first().click();
		await page.waitForURL((url) => !url.pathname.endsWith('/edit'));
		const saved = await askApi<Project>(context, `/regions${REGION}/projects/${id}`);
		expect(saved.title).to.equal('Alte Kaserne, mein Titel');
	});
});

describe('What is not there', function () {
	this.timeout(30_000);
	const { open } = useServedProduct();

	it('is a page in the visitor’s language, with a way back', async () => {
		const page = await (await open('reader', { locale: 'en-GB' })).newPage();
		for (const address of [`${REGION}/nothing/here`, `${REGION}/projects/unsinn`, '/nothing']) {
			const answer = await page.goto(address);
			expect(answer?.status(), address).to.equal(404);
			await page.getByRole('heading', { level: 1, name: 'This page does not exist' }).waitFor();
			expect(await page.locator('main a').count()).to.be.greaterThan(0);
		}
	});
});

describe('While the database is away', function () {
	this.timeout(30_000);
	useTestDatabase();
	const { open } = useServedProduct();
	let application: Application;
	let server: Server;

	before(async () => {
		const configuration = buildConfiguration();
		const pages = await loadPages(configuration);
		const database = { isReady: () => false };
		application = createApplication({ configuration, database, log: createLog('silent'), pages });
		server = await new Promise((resolve) => {
			const listening = createServer(application.handler).listen(0, '127.0.0.1', () => resolve(listening));
		});
	});
	after(async () => {
		server.closeAllConnections();
		server.close();
		await application.close();
	});

	it('pages answer 503, say so inside their frame, and offer to try again', async () => {
		const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		const page = await (await open(null, { baseURL })).newPage();
		for (const address of [REGION, `${REGION}/concept`]) {
			const answer = await page.goto(address);
			expect(answer?.status(), address).to.equal(503);
			await page.getByRole('heading', { level: 1, name: 'Gerade nicht erreichbar' }).waitFor();
			await page.getByRole('link', { name: 'Noch einmal versuchen' }).waitFor();
			expect(await findingsOn(page)).to.deep.equal([]);
		}
	});
});
