import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import type { Edition } from '@konzeptstand/contract/concept.ts';
import { eventually } from '../helpers/eventually.ts';
import { askApi, EDITION, REGION } from '../helpers/page-addresses.ts';
import { findingsOn } from '../helpers/page-findings.ts';
import { useServedProduct, whenAlive } from '../helpers/served-product.ts';

const DRAFT = 'rek-2027';
const TITLE = 'Entwicklungskonzept 2027';
const GOAL = 'Lebensqualität verbessern';
const CHANGED_GOAL = 'Lebensqualität für alle Generationen verbessern';
const DROPPED = /^S 1 Schaffung zentralörtlicher Status/;
const REASON = 'Der Landesentwicklungsplan hat darüber entschieden.';
const ADDED = 'Radwege zwischen den drei Städten schließen';
const DECISION = 'Beschluss des Entwicklungskonzepts 2027';

/** One pixel. */
const PICTURE = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64'
);

async function editionBy(context: BrowserContext, key: string): Promise<Edition> {
	const { rows } = await askApi<{ rows: Edition[] }>(context, `/regions${REGION}/editions`);
	const found = rows.find((row) => row.key === key);
	if (!found) throw new Error(`no edition ${key}`);
	return found;
}

const inPages = (page: Page, name: string): Locator =>
	page.getByRole('navigation', { name: 'Seiten dieser Fassung' }).getByRole('link', { name, exact: true });

const heading = (page: Page, name: string | RegExp): Promise<void> =>
	page.getByRole('heading', { level: 1, name, exact: typeof name === 'string' }).waitFor();

/** How many points the checklist counts; none where it says that nothing is lacking. */
async function lackingOn(page: Page): Promise<number> {
	const text = await page.getByRole('region', { name: 'Was noch fehlt' }).innerText();
	return text.includes('Nichts fehlt') ? 0 : Number(/Offene Punkte: (\d+)/.exec(text)?.[1]);
}

describe('The next edition, from the adopted one of 2002 to its own adoption', function () {
	this.timeout(180_000);
	// the edition in use is another one afterwards
	const served = useServedProduct({ isOwn: true });

	it('is begun, written, checked, compared and adopted; the former is superseded and cannot be changed', async () => {
		const context = await served.open('manager');
		const page = await context.newPage();
		const former = await editionBy(context, EDITION);
		const before = await askApi<object>(context, `/regions${REGION}/hierarchy?edition=${EDITION}`);

		await page.goto(`${REGION}/concept?edition=${EDITION}`);
		await page.getByRole('link', { name: 'Nächste Fassung beginnen' }).click();
		await heading(page, 'Nächste Fassung beginnen');
		await whenAlive(page);
		await page.getByLabel('Jahr').fill('2027');
		await page.getByLabel('Schlüssel für die Adresse').fill(DRAFT);
		await page.getByLabel(/^Bezeichnung \(/).fill(TITLE);
		await page.getByRole('button', { name: 'Entwurf anlegen' }).last().click();
		await page.getByText(`Der Entwurf „${TITLE}“ ist angelegt.`).waitFor();
		const draft = page.url();
		expect(await page.getByRole('region', { name: 'Was aus der Fassung 2002 wurde' }).innerText()).to.include(
			'übernommen'
		);
		const lacking = await lackingOn(page);
		expect(lacking).to.be.greaterThan(0);
		expect(await findingsOn(page)).to.deep.equal([]);

		// a goal is changed, by the kit's own form
		await inPages(page, 'Aus der früheren Fassung').click();
		await heading(page, 'Was aus der früheren Fassung wurde');
		const goalRow = page.getByRole('row').filter({ hasText: GOAL });
		await goalRow.getByRole('link', { name: GOAL, exact: true }).last().click();
		await heading(page, GOAL);
		await page.getByRole('link', { name: 'Bearbeiten', exact: true }).click();
		await page.getByLabel(/^Bezeichnung \(/).fill(CHANGED_GOAL);
		await page.getByRole('button', { name: 'Speichern' }).last().click();
		await heading(page, CHANGED_GOAL);

		// a measure is dropped with a reason, which is asked for first
		await page.goto(`${draft}/lineage`);
		const dropped = page.getByRole('row').filter({ has: page.getByRole('link', { name: DROPPED }) });
		const name = await dropped.getByRole('link', { name: DROPPED }).first().innerText();
		await dropped.getByRole('link', { name: `Entfällt: ${name}` }).click();
		await heading(page, 'Maßnahme entfällt?');
		await page.getByLabel(/^Grund/).fill(REASON);
		await page.getByRole('button', { name: 'Entfällt' }).last().click();
		await page.getByText(`Entfallen: ${name}`).waitFor();
		expect(await dropped.innerText())
			.to.include('entfallen')
			.and.include(REASON);
		expect(await dropped.getByRole('button', { name: `Wieder aufnehmen: ${name}` }).count()).to.equal(1);

		// one is added
		await page.goto(`${REGION}/measures/new?edition=${DRAFT}`);
		await page.getByLabel(/^Bezeichnung \(/).fill(ADDED);
		await page.getByRole('button', { name: 'Anlegen' }).last().click();
		await page.getByText(`Maßnahme angelegt: ${ADDED}`).waitFor();

		// a chapter with a picture: what it shows must be said
		await page.goto(draft);
		await inPages(page, 'Kapitel').click();
		await page.getByRole('link', { name: 'Neues Kapitel' }).click();
		await page.getByLabel(/^Bezeichnung \(/).fill('Ausgangslage');
		await page.getByLabel('Art des Kapitels').selectOption('situation');
		await page
			.getByRole('textbox', { name: 'Text', exact: true })
			.fill('Drei Städte an der Saale.\n\n![Lage im Tal der Saale](lageplan.png)');
		await page.getByRole('button', { name: 'Anlegen' }).last().click();
		await page.getByText('Kapitel angelegt: Ausgangslage').waitFor();
		await page.getByRole('main').getByRole('link', { name: 'Ausgangslage', exact: true }).click();
		await heading(page, 'Ausgangslage');
		await page.getByText('Datei hochladen').click();
		await page.getByLabel(/^Datei/).setInputFiles({ name: 'lageplan.png', mimeType: 'image/png', buffer: PICTURE });
		await page.getByRole('button', { name: 'Hochladen' }).click();
		await page.getByRole('alert').waitFor();
		await page.getByLabel(/^Datei/).setInputFiles({ name: 'lageplan.png', mimeType: 'image/png', buffer: PICTURE });
		await page.getByLabel('Was das Bild zeigt').fill('Lage der drei Städte im Tal der Saale');
		await page.getByRole('button', { name: 'Hochladen' }).click();
		await page.getByText('Hochgeladen: lageplan.png').waitFor();
		const picture = page.getByRole('region', { name: 'Text' }).getByRole('img', { name: /Tal der Saale/ });
		await picture.waitFor();
		expect(await picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).to.equal(1);
		expect(await findingsOn(page)).to.deep.equal([]);

		// what the list named is settled: the chapter there is, and its picture says what it shows
		await page.goto(draft);
		const list = page.getByRole('region', { name: 'Was noch fehlt' });
		expect(await list.innerText()).to.not.include('noch kein Kapitel');
		expect(await list.innerText()).to.not.include('Bilder ohne Beschreibung');
		expect(await list.innerText()).to.include('Ziele ohne Maßnahme');
		await list.getByText('Maßnahmen ohne Priorität').click();
		await list.getByRole('link', { name: `Priorität setzen: ${ADDED}` }).click();
		await page.getByRole('radio', { name: 'hoch' }).check();
		await page.getByRole('button', { name: 'Speichern' }).last().click();
		await page.getByText(`Maßnahme gespeichert: ${ADDED}`).waitFor();
		expect(page.url()).to.equal(draft);
		expect(await list.getByRole('link', { name: `Priorität setzen: ${ADDED}` }).count()).to.equal(0);

		// the comparison names all of it
		await page.getByRole('link', { name: 'Mit der Fassung 2002 vergleichen' }).click();
		await heading(page, 'Fassungen vergleichen');
		await page.getByRole('link', { name: 'Ein Text' }).click();
		await page.waitForURL(/view=text/);
		const added = page.getByRole('article').filter({ hasText: ADDED }).locator('ins');
		expect(await added.first().innerText()).to.include(ADDED);
		// the whole text: also what nobody has changed, which can be folded away
		const same = page.getByRole('article').locator('details');
		expect(await same.count()).to.be.greaterThan(0);
		expect(await same.first().getAttribute('open')).to.equal('');
		await page.getByRole('link', { name: 'Unverändertes zuklappen' }).click();
		await page.waitForURL(/same=hidden/);
		expect(await same.first().getAttribute('open')).to.equal(null);
		const goal = page.getByRole('article').filter({ hasText: 'Lebensqualität', has: page.locator('ins') });
		expect(await goal.locator('ins').innerText()).to.include('für alle Generationen');
		expect(await goal.locator('del').count()).to.equal(0);
		const gone = page.getByRole('article').filter({ hasText: REASON });
		expect(await gone.locator('del').first().innerText()).to.include('zentralörtlicher');
		expect(await findingsOn(page)).to.deep.equal([]);

		// adopted by the decision on a paper that is made from here
		await page.goto(draft);
		await page.getByRole('link', { name: 'Zum Beschluss' }).click();
		await heading(page, 'Fassung beschließen lassen');
		expect(await page.getByRole('main').innerText()).to.include('Das lässt sich nicht zurücknehmen.');
		expect(await page.getByText('Fassung der Vergangenheit eintragen').count()).to.equal(0);
		await page.getByRole('link', { name: 'Ein Gremium beschließt' }).click();
		await heading(page, 'Neue Vorlage');
		await page.getByLabel(/^Bezeichnung \(/).fill(DECISION);
		await page.getByRole('button', { name: 'Anlegen' }).last().click();
		await heading(page, 'Fassung beschließen lassen');
		await page
			.getByRole('region', { name: 'Die Vorlage ist unterwegs' })
			.getByRole('link', { name: 'Vorlage öffnen' })
			.click();
		await heading(page, DECISION);
		expect((await editionBy(context, DRAFT)).state).to.equal('draft');
		await page.getByRole('link', { name: 'Ergebnis eintragen: Rat der Bürgermeister' }).click();
		await heading(page, 'Ergebnis eintragen');
		await page.getByRole('radio', { name: 'zugestimmt' }).check();
		await page.getByLabel('Tag des Beschlusses').fill('2026-11-20');
		await page.getByRole('button', { name: 'Ergebnis eintragen' }).last().click();
		await page.getByText('Die Vorlage ist damit in Kraft.').first().waitFor();
		await page.goto(draft);
		const adoption = page.getByRole('region', { name: 'Beschluss', exact: true });
		expect(await adoption.innerText())
			.to.include(DECISION)
			.and.include('20. November 2026');

		// its documents are made beside everything else, attached by their hashes, and can be fetched
		const adopted = page.url();
		const documents = page.getByRole('region', { name: 'Beschlossene Dokumente' });
		await eventually(async () => {
			await page.goto(adopted);
			return (await documents.getByRole('link').count()) === 6;
		}, 60_000);
		const begins = { 'PDF (barrierefrei': '%PDF-', 'Word (DOCX)': 'PK', 'OpenDocument (ODT)': 'PK' };
		for (const [name, magic] of Object.entries(begins)) {
			const [file] = await Promise.all([page.waitForEvent('download'), documents.getByRole('link', { name }).click()]);
			expect((await readFile(await file.path())).subarray(0, magic.length).toString(), name).to.equal(magic);
		}
		expect(await findingsOn(page)).to.deep.equal([]);

		// the former edition says so, and neither page nor API lets it change
		await page.goto(`${REGION}/editions/${former.id}`);
		await heading(page, former.title);
		expect(await page.getByRole('main').innerText()).to.include('abgelöst');
		expect(await page.getByRole('link', { name: 'Bearbeiten', exact: true }).count()).to.equal(0);
		const superseded = await editionBy(context, EDITION);
		expect(superseded.state).to.equal('superseded');
		const refused = await context.request.patch(`/api/v1/regions${REGION}/editions/${former.id}`, {
			headers: { 'if-match': `"${superseded.version}"` },
			data: { title: 'Anders' }
		});
		expect(refused.status()).to.be.oneOf([409, 423]);
		const after = await askApi<object>(context, `/regions${REGION}/hierarchy?edition=${EDITION}`);
		expect(textsOf(after)).to.deep.equal(textsOf(before));
	});

	/** Titles and codes of everything in an outline, in its order. */
	function textsOf(outline: object): string[] {
		const found: string[] = [];
		JSON.stringify(outline, (key, value: unknown) => {
			if ((key === 'title' || key === 'code') && typeof value === 'string') found.push(value);
			return value;
		});
		return found;
	}
});
