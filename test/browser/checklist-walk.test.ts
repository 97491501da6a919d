import { expect } from 'chai';
import type { Locator, Page } from 'playwright-core';
import { JPEG } from '../helpers/pictures.ts';
import { askApi, REGION } from '../helpers/page-addresses.ts';
import { findingsOn } from '../helpers/page-findings.ts';
import { useServedProduct } from '../helpers/served-product.ts';

const FORMER = 'probe-2028';
const DRAFT = 'probe-2029';
const FIELD = 'Wärme und Klima';
const FIRST = 'Wärmeplanung aufstellen';
const GOAL = 'Weniger Energie verbrauchen';
const SECOND = 'Schulen dämmen';
const PROJECT = 'Dämmung der Grundschule';
const OLD = 'Was es schon gab';

describe('The list of what a new edition lacks', function () {
	this.timeout(240_000);
	const served = useServedProduct({ isOwn: true });

	it('is led to empty by a planner, each kind of point by its own link', async () => {
		const context = await served.open('planner');
		const page = await context.newPage();
		const api = `/api/v1/regions${REGION}`;
		const post = async (path: string, data: object): Promise<{ id: string }> => {
			const answer = await context.request.post(api + path, { data });
			expect(answer.ok(), await answer.text()).to.equal(true);
			return (await answer.json()) as { id: string };
		};
		const former = await post('/editions', { key: FORMER, year: 2028, title: 'Probe 2028' });
		await post('/measures', { edition: former.id, title: OLD });

		// begun empty, from the pages
		await page.goto(`${REGION}/editions/next?from=${FORMER}`);
		await page.getByLabel('Jahr').fill('2029');
		await page.getByLabel('Schlüssel für die Adresse').fill(DRAFT);
		await page.getByLabel(/^Bezeichnung \(/).fill('Probe 2029');
		await page.getByRole('radio', { name: 'leer' }).check();
		await page.getByRole('button', { name: 'Entwurf anlegen' }).last().click();
		await page.getByText('Der Entwurf „Probe 2029“ ist angelegt.').waitFor();
		const draft = page.url();
		const list = page.getByRole('region', { name: 'Was noch fehlt' });
		const settled = new Set<string>();
		/** Goes from the list to the place where one point is settled; the groups are opened first. */
		async function settle(mend: string, name: string): Promise<void> {
			await page.goto(draft);
			await openAll(list);
			await list.getByRole('link', { name: `${mend}: ${name}`, exact: true }).click();
			await page.waitForURL((url) => url.pathname !== new URL(draft).pathname);
			await page.getByRole('heading', { level: 1 }).waitFor();
			settled.add(mend);
		}

		await settle('Entscheiden', OLD);
		await page.getByRole('link', { name: `Entscheiden: ${OLD}` }).click();
		await page.getByLabel(/^Grund/).fill('Ist erledigt.');
		await page.getByRole('button', { name: 'Entfällt' }).last().click();
		await page.getByText(`Entfallen: ${OLD}`).waitFor();

		await settle('Kapitel schreiben', 'Probe 2029');
		await page.getByLabel(/^Bezeichnung \(/).fill('Ausgangslage');
		await page.getByRole('button', { name: 'Anlegen' }).last().click();
		await page.getByText('Kapitel angelegt: Ausgangslage').waitFor();
		await settle('Text schreiben', 'Ausgangslage');
		const text = page.getByRole('textbox', { name: 'Text', exact: true });
		await text.fill('Am Fluss.\n\n![](lage.jpg)');
		await page.getByRole('button', { name: 'Speichern' }).last().click();
		await page.getByText('Kapitel gespeichert: Ausgangslage').waitFor();
		const { rows } = await askApi<{ rows: { id: string }[] }>(context, `/regions${REGION}/chapters?edition=${DRAFT}`);
		const query = new URLSearchParams({ kind: 'chapter', id: rows[0]!.id, name: 'lage.jpg', alt: 'Die Saale' });
		const sent = await context.request.post(`${api}/attachments?${query}`, {
			data: JPEG,
			headers: { 'content-type': 'image/jpeg' }
		});
		expect(sent.status()).to.equal(201);
		await settle('Beschreiben', 'Ausgangslage');
		await text.fill('Am Fluss.\n\n![Das Tal der Saale](lage.jpg)');
		// the preview shows the picture itself
		await page.getByText('Vorschau').first().click();
		const picture = page.locator('details').getByRole('img', { name: 'Das Tal der Saale' });
		await picture.waitFor();
		await expectShown(picture);
		await page.getByRole('button', { name: 'Speichern' }).last().click();
		await page.getByText('Kapitel gespeichert: Ausgangslage').waitFor();

		await add(page, `${REGION}/fields/new?edition=${DRAFT}`, FIELD);
		await settle('Maßnahme anlegen', FIELD);
		await page.getByLabel(/^Bezeichnung \(/).fill(FIRST);
		await page.getByRole('button', { name: 'Anlegen' }).last().click();
		await page.getByText(`Maßnahme angelegt: ${FIRST}`).waitFor();
		await settle('Akteur nennen', FIRST);
		await fillRole(page);
		await save(page);
		await settle('Kosten angeben', FIRST);
		await fillCosts(page);
		await save(page);
		await settle('Zeitraum angeben', FIRST);
		await page.locator('[name="periods.planned"]').fill('2029/2031');
		await save(page);
		await settle('Priorität setzen', FIRST);
		await page.getByRole('radio', { name: 'hoch' }).check();
		await save(page);

		await add(page, `${REGION}/goals/new?edition=${DRAFT}`, GOAL);
		await settle('Indikator anlegen', GOAL);
		await page.getByLabel(/^Bezeichnung \(/).fill('Verbrauch');
		await page.locator('[name="unit"]').fill('MWh');
		await page.getByRole('button', { name: 'Anlegen' }).last().click();
		await page.getByText('Indikator angelegt: Verbrauch').waitFor();
		// one form is enough for all that a measure needs
		await settle('Maßnahme anlegen', GOAL);
		await page.getByLabel(/^Bezeichnung \(/).fill(SECOND);
		await page.getByRole('radio', { name: 'mittel' }).check();
		await page.locator('[name="periods.planned"]').fill('2030');
		await fillRole(page);
		await fillCosts(page);
		await page.getByRole('button', { name: 'Anlegen' }).last().click();
		await page.getByText(`Maßnahme angelegt: ${SECOND}`).waitFor();

		const { id } = await askApi<{ id: string }>(context, `/regions${REGION}/editions/${draft.split('/').at(-1)!}`);
		await post('/projects', { title: PROJECT, links: [{ edition: id, target: null }] });
		await settle('Schritt anlegen', PROJECT);
		await page.getByLabel(/^Bezeichnung \(/).fill('Ausschreibung');
		await page.getByRole('button', { name: 'Anlegen' }).last().click();
		await page.getByText('Projektschritt angelegt: Ausschreibung').waitFor();

		await page.goto(draft);
		expect(await list.innerText()).to.include('Nichts fehlt.');
		expect(await findingsOn(page)).to.deep.equal([]);
		expect(settled.size).to.equal(11);
	});
});

async function openAll(list: Locator): Promise<void> {
	for (const group of await list.locator('details:not([open]) > summary').all()) await group.click();
}

async function add(page: Page, address: string, title: string): Promise<void> {
	await page.goto(address);
	await page.getByLabel(/^Bezeichnung \(/).fill(title);
	await page.getByRole('button', { name: 'Anlegen' }).last().click();
	await page.getByText(`angelegt: ${title}`).waitFor();
}

async function save(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Speichern' }).last().click();
	await page.getByText(`Maßnahme gespeichert: ${FIRST}`).waitFor();
}

async function fillRole(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Beteiligung hinzufügen' }).click();
	await page.locator('[name="roles.0.role"]').selectOption('responsible');
	await page.locator('[name="roles.0.party"]').selectOption({ index: 1 });
}

async function fillCosts(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Betrag hinzufügen' }).click();
	await page.locator('[name="costs.0.cents"]').fill('250.000');
}

async function expectShown(picture: Locator): Promise<void> {
	expect(await picture.evaluate((image) => (image as HTMLImageElement).src)).to.include('/attachments/');
}
