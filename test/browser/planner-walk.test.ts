import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import type { Hierarchy } from '@konzeptstand/contract/hierarchy.ts';
import type { Project } from '@konzeptstand/contract/project.ts';
import { askApi, EDITION, findPageAddresses, REGION, UNKNOWN } from '../helpers/page-addresses.ts';
import { useServedProduct, whenAlive, type ServedProduct } from '../helpers/served-product.ts';

/** The contributor of the example is responsible for this one, and for no other. */
const PROJECT = 'Gewerbe- und Industriegebiet "Geraer Bahnbogen" Saalfeld';
const MEASURE = /^W 2 /;
/** The same measure, as far as nobody is responsible for it by name. */
const OTHER_PROJECT = 'Vorbereitung der Vermarktung des Gewerbe- und Industriegebiets "Geraer Bahnbogen"';
const PROJECT_WITHOUT_SCRIPT = 'Entwicklung Bahnhofsareal Saalfeld (Bahnhofsbrache)';

/** Addresses of pages on which something is changed. */
const OF_THE_COUNCIL = /\/(?:tasks|calendars)\b/;
const CHANGING =
	/\/(edit|new|next|report|place|move|withdraw|restore|drop|merge|split|origins|former|settle|adopt)(\?|$)|\/documents\/templates/;

async function signIn(
	page: Page,
	{ email, password }: ServedProduct['people']['planner'],
	hasScript: boolean
): Promise<void> {
	await page.goto('/');
	if (hasScript) await whenAlive(page);
	await page.getByLabel('E-Mail-Adresse').fill(email);
	await page.getByLabel('Passwort').fill(password);
	await page.getByRole('button', { name: 'Anmelden' }).click();
	await page.getByRole('heading', { level: 1, name: 'Das Konzept auf einen Blick' }).waitFor();
}

const inNavigation = (page: Page, name: string): Locator =>
	page.getByRole('navigation', { name: 'Hauptnavigation' }).getByRole('link', { name, exact: true });

/** From the start page to the outline of the 2002 edition, Saalfeld only. */
async function openOutlineOfSaalfeld(page: Page, mustApply: boolean): Promise<void> {
	await inNavigation(page, 'Konzept').click();
	await page.getByRole('heading', { level: 1, name: 'Konzept', exact: true }).waitFor();
	await page.getByRole('navigation', { name: 'Konzeptfassung wählen' }).getByRole('link', { name: /^2002/ }).click();
	await page.waitForURL(`**${REGION}/concept?edition=${EDITION}`);
	// with JavaScript the choice itself applies: it must have arrived
	if (!mustApply) await whenAlive(page);
	await page.getByRole('combobox', { name: 'Stadt' }).selectOption({ label: 'Saalfeld/Saale' });
	if (mustApply) await page.getByRole('button', { name: 'Anwenden' }).click();
	await page.getByRole('link', { name: 'Filter entfernen: Stadt: Saalfeld/Saale' }).waitFor();
}

/** A figure of the start page: how many projects of the region are so. */
async function figureOf(page: Page, label: string): Promise<number> {
	const tile = page.getByRole('link', { name: new RegExp(`^\\d+ ${label}$`) });
	return Number(/\d+/.exec(await tile.innerText())?.[0]);
}

async function download(page: Page, format: string): Promise<string> {
	await page.getByLabel('Format').selectOption({ label: format });
	const [file] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: 'Herunterladen' }).click()
	]);
	return readFile(await file.path(), 'utf8');
}

async function findProject(context: BrowserContext, title: string): Promise<Project> {
	const { rows } = await askApi<{ rows: { id: string; title: string }[] }>(
		context,
		`/regions${REGION}/projects?limit=500`
	);
	const found = rows.find((row) => row.title === title);
	if (!found) throw new Error(`no project ${title}`);
	return askApi<Project>(context, `/regions${REGION}/projects/${found.id}`);
}

function report(
	context: BrowserContext,
	project: string
): Promise<{ status: () => number; text: () => Promise<string> }> {
	return context.request.post(`/api/v1/regions${REGION}/projects/${project}/reports`, {
		headers: { 'idempotency-key': crypto.randomUUID() },
		data: { status: 'running', progress: 70, asOf: '2026-11-20' }
	});
}

describe('The main job, on the real region', function () {
	this.timeout(90_000);
	const served = useServedProduct();

	it('lets a planner report a status and see everything above it move, the document and the record', async () => {
		const page = await (await served.open(null)).newPage();
		await signIn(page, served.product.people.planner, true);
		const before = {
			running: await figureOf(page, 'in Umsetzung'),
			unknown: await figureOf(page, 'Stand nicht bekannt')
		};

		await openOutlineOfSaalfeld(page, false);
		expect(await page.getByRole('row', { name: /Watzenbach/ }).count(), 'in Saalfeld').to.equal(1);
		expect(await page.getByRole('row', { name: /Volkstedt/ }).count(), 'in Rudolstadt').to.equal(0);
		await page.getByRole('link', { name: MEASURE }).click();
		await page.getByRole('heading', { level: 1, name: MEASURE }).waitFor();
		const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: PROJECT, exact: true }) });
		await row.getByText('nicht bekannt').first().waitFor();
		const measure = page.url();
		expect(await page.getByRole('img', { name: MEASURE }).getAttribute('aria-label')).to.include('nicht bekannt 1');
		await row.getByRole('link', { name: PROJECT, exact: true }).click();
		await page.getByRole('heading', { level: 1, name: PROJECT, exact: true }).waitFor();

		await page.getByRole('link', { name: 'Status melden', exact: true }).click();
		await page.getByRole('radio', { name: 'in Umsetzung' }).check();
		await page.getByRole('textbox', { name: 'Fortschritt' }).fill('60');
		await page.getByRole('button', { name: 'Status melden' }).last().click();
		await page.getByText(`${PROJECT}: in Umsetzung gemeldet.`).waitFor();
		const state = page.getByRole('region', { name: 'Stand des Projekts' });
		expect(await state.innerText())
			.to.include('in Umsetzung')
			.and.match(/60\s%/);

		await page.goto(measure);
		await page.getByRole('heading', { level: 1, name: MEASURE }).waitFor();
		expect(await row.innerText())
			.to.include('in Umsetzung')
			.and.match(/60\s%/);
		const picture = await page.getByRole('img', { name: MEASURE }).getAttribute('aria-label');
		expect(picture).to.include('in Umsetzung').and.not.include('nicht bekannt');

		await page.getByRole('navigation', { name: 'Sie sind hier' }).getByRole('link', { name: 'W Wirtschaft' }).click();
		await page.getByRole('heading', { level: 1, name: /Wirtschaft/ }).waitFor();
		const field = await page
			.getByRole('img', { name: /Wirtschaft/ })
			.first()
			.getAttribute('aria-label');
		expect(field).to.include('in Umsetzung 2').and.not.include('nicht bekannt');
		// three completed ones and this one: (3 · 100 + 60) / 4
		expect(await page.getByRole('main').innerText()).to.match(/90\s%/);

		await inNavigation(page, 'Überblick').click();
		await page.getByRole('heading', { level: 1, name: 'Das Konzept auf einen Blick' }).waitFor();
		expect(await figureOf(page, 'in Umsetzung')).to.equal(before.running + 1);
		expect(await figureOf(page, 'Stand nicht bekannt')).to.equal(before.unknown - 1);
		const latest = page.getByRole('region', { name: 'Zuletzt gemeldet' }).getByRole('listitem').first();
		expect(await latest.innerText())
			.to.include(PROJECT)
			.and.match(/60\s%/)
			.and.include('Beispiel Planung');

		await inNavigation(page, 'Dokumente').click();
		const template = page
			.getByRole('listitem')
			.filter({ has: page.getByRole('heading', { name: 'Entwicklungskonzept' }) });
		await template.getByLabel('Konzeptfassung').selectOption(EDITION);
		await template.getByRole('button', { name: 'Dokument zeigen' }).click();
		await page.getByRole('heading', { level: 1, name: 'Entwicklungskonzept', exact: true }).waitFor();
		for (const format of ['Markdown', 'Webseite (HTML)']) {
			const text = await download(page, format);
			const from = text.indexOf('Geraer Bahnbogen&quot; Saalfeld') + text.indexOf('Geraer Bahnbogen" Saalfeld');
			expect(text.slice(from, from + 2_000), format)
				.to.include('in Umsetzung')
				.and.match(/60.%/);
		}

		await inNavigation(page, 'Protokoll').click();
		await page.getByRole('heading', { level: 1, name: 'Protokoll', exact: true }).waitFor();
		const entry = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Beispiel Planung' }).first();
		expect(await entry.innerText())
			.to.include('Status gemeldet')
			.and.include(PROJECT);
		await entry.getByRole('link', { name: 'Status gemeldet' }).click();
		await page.getByRole('heading', { name: 'Was sich geändert hat' }).waitFor();
		expect(await page.getByRole('main').innerText()).to.include('in Umsetzung');
	});

	it('needs no JavaScript: sign in, filter, report from the row', async () => {
		const page = await (await served.open(null, { javaScriptEnabled: false })).newPage();
		await signIn(page, served.product.people.planner, false);
		await openOutlineOfSaalfeld(page, true);
		const outline = page.url();
		await page.getByRole('link', { name: `Status melden: ${PROJECT_WITHOUT_SCRIPT}` }).click();
		await page.getByRole('radio', { name: 'ruht' }).check();
		await page.getByRole('textbox', { name: 'Fortschritt' }).fill('30');
		await page.getByRole('button', { name: 'Status melden' }).last().click();
		await page.getByText(`${PROJECT_WITHOUT_SCRIPT}: ruht gemeldet.`).waitFor();
		await page.goto(outline);
		const row = page
			.getByRole('row')
			.filter({ has: page.getByRole('link', { name: PROJECT_WITHOUT_SCRIPT, exact: true }) });
		expect(await row.innerText())
			.to.include('ruht')
			.and.match(/30\s%/);
	});

	it('offers the council no edit anywhere, and the API refuses each', async () => {
		const context = await served.open('council');
		const page = await context.newPage();
		const addresses = await findPageAddresses(context);
		for (const [name, address] of Object.entries(addresses)) {
			// what follows from its decisions, and its calendars, are the council's own
			if (OF_THE_COUNCIL.test(address)) continue;
			const answer = await page.goto(address);
			if (CHANGING.test(address)) {
				expect(answer?.status(), name).to.be.oneOf(address.includes(UNKNOWN) ? [403, 404] : [403]);
				continue;
			}
			const offered = await page
				.locator('a[href]')
				.evaluateAll((links) => links.map((link) => link.getAttribute('href')));
			expect(
				offered.filter((href) => CHANGING.test(href ?? '') && !OF_THE_COUNCIL.test(href ?? '')),
				name
			).to.deep.equal([]);
			// the file that is checked there is kept nowhere
			const forms = name === 'check of a document' ? 1 : 0;
			expect(await page.locator('main form[method="POST" i]:not([action="/preferences"])').count(), name).to.equal(
				forms
			);
		}
		const { id, version } = await findProject(context, PROJECT);
		const path = `/api/v1/regions${REGION}`;
		const refused = [
			await report(context, id),
			await context.request.patch(`${path}/projects/${id}`, {
				headers: { 'if-match': `"${version}"` },
				data: { kind: 'x' }
			}),
			await context.request.post(`${path}/projects/${id}/withdrawal`, {
				headers: { 'if-match': `"${version}"` },
				data: { reason: 'Der Rat will es nicht.' }
			}),
			await context.request.post(`${path}/projects`, {
				headers: { 'idempotency-key': crypto.randomUUID() },
				data: { title: 'Vom Rat' }
			})
		];
		expect(refused.map((response) => response.status())).to.deep.equal([403, 403, 403, 403]);
		expect((await findProject(context, PROJECT)).version).to.equal(version);
	});

	it('lets a contributor report on the own project only', async () => {
		const context = await served.open('contributor');
		const page = await context.newPage();
		const own = await findProject(context, PROJECT);
		const other = await findProject(context, OTHER_PROJECT);

		await page.goto(`${REGION}/mine`);
		expect(
			await page
				.getByRole('main')
				.getByRole('link', { name: /Status melden/ })
				.count()
		).to.equal(1);
		await page.goto(`${REGION}/concept?edition=${EDITION}`);
		await whenAlive(page);
		for (const button of await page.getByRole('button', { name: 'Alles öffnen' }).all()) await button.click();
		await page.getByRole('link', { name: OTHER_PROJECT }).waitFor();
		const offered = await page
			.locator('a[href]')
			.evaluateAll((links) => links.map((link) => link.getAttribute('href')));
		expect(offered.filter((href) => CHANGING.test(href ?? ''))).to.deep.equal([`${REGION}/projects/${own.id}/report`]);

		expect((await page.goto(`${REGION}/projects/${other.id}/report`))?.status()).to.equal(403);
		expect((await report(context, other.id)).status()).to.equal(403);
		expect((await page.goto(`${REGION}/projects/${own.id}/edit`))?.status()).to.equal(403);
		await page.goto(`${REGION}/projects/${own.id}/report`);
		await page.getByRole('radio', { name: 'in Umsetzung' }).check();
		await page.getByRole('textbox', { name: 'Fortschritt' }).fill('65');
		await page.getByRole('button', { name: 'Status melden' }).last().click();
		await page.getByText(`${PROJECT}: in Umsetzung gemeldet.`).waitFor();
		const { fields } = await askApi<Hierarchy>(context, `/regions${REGION}/hierarchy?edition=${EDITION}`);
		const listed = fields.flatMap((field) => field.measures).flatMap(({ projects }) => projects);
		expect(listed.find(({ id }) => id === own.id)?.current.progress).to.equal(65);
		expect((await findProject(context, OTHER_PROJECT)).version).to.equal(other.version);
	});
});
