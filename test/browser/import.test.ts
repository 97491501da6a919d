import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import type { importRowList } from '@konzeptstand/contract/import.ts';
import type { z } from 'zod';
import { askApi, REGION } from '../helpers/page-addresses.ts';
import { findingsOn } from '../helpers/page-findings.ts';
import { useServedProduct, whenAlive } from '../helpers/served-product.ts';
import { xlsxOf } from '../helpers/spreadsheets.ts';
import type { TestRow } from '../helpers/spreadsheets.ts';

/**
 * A list as an office keeps it: titles above, bands, names nobody foresaw, totals, and faults.
 * @param mark stands in every title, so that no two tests meet in the region
 */
function listOf(mark: string, count: number): Buffer {
	const rows: TestRow[] = [
		['Maßnahmenkatalog, Fortschreibung'],
		['Stand: 30.06.2026'],
		[],
		['Lfd. Nr.', 'Vorhaben', 'Bemerkung', 'Zeitschiene', 'Aufwand in T€', 'Umsetzungsstand']
	];
	const merges: string[] = [];
	for (const [index, name] of ['Wohnen', 'Wege'].entries()) {
		rows.push([{ value: `${name} ${mark}`, isBold: true }]);
		merges.push(`A${rows.length}:F${rows.length}`);
		for (let number = 1; number <= count / 2; number += 1) {
			const isFaulty = number === 2 && index === 0;
			rows.push([
				`${mark}${index + 1}.${number}`,
				`${['Sanierung', 'Neubau', 'Konzept'][number % 3] ?? ''} ${mark} ${name} ${number}`,
				`Träger ${number}`,
				['2024', '2025-2027', 'ab 2026'][number % 3] ?? '',
				isFaulty ? '15/Jahr' : 100 + number,
				number === 1 ? 'im Zulauf' : (['fertig', 'läuft', 'geplant'][number % 3] ?? '')
			]);
		}
		rows.push([null, 'Zwischensumme', null, null, 4711, null]);
	}
	return xlsxOf([{ name: 'Katalog', rows, merges }]);
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

async function send(page: Page, name: string, buffer: Buffer, hasScript: boolean): Promise<void> {
	await page.goto(`${REGION}/imports`);
	if (hasScript) await whenAlive(page);
	await page.getByLabel('Datei hierher ziehen oder auswählen').setInputFiles({ name, mimeType: XLSX, buffer });
	if (!hasScript) await page.getByRole('button', { name: 'Liste lesen' }).click();
	await page.getByRole('heading', { level: 1, name }).waitFor();
	if (hasScript) await whenAlive(page);
}

const step = (page: Page, name: string): Locator =>
	page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name }) });

async function rowsOf(context: BrowserContext, page: Page): Promise<z.output<typeof importRowList>> {
	const id = /imports\/([0-9a-f-]+)/.exec(page.url())?.[1] ?? '';
	return askApi(context, `/regions${REGION}/imports/${id}/rows?limit=500`);
}

/** Chooses in a select; without a script its form's button applies it. */
async function choose(page: Page, label: string, option: string, hasScript: boolean): Promise<void> {
	const select = page.getByRole('combobox', { name: label, exact: true });
	await select.selectOption({ label: option });
	if (!hasScript) await page.locator('form', { has: select }).getByRole('button', { name: 'Anwenden' }).click();
}

describe('Importing a list from a spreadsheet', function () {
	this.timeout(120_000);
	const { open } = useServedProduct();

	for (const hasScript of [true, false]) {
		it(`comes in with its faults, is corrected, taken and undone, ${hasScript ? 'with' : 'without'} JavaScript`, async () => {
			const mark = hasScript ? 'QX' : 'QY';
			const context = await open('planner', { javaScriptEnabled: hasScript });
			const page = await context.newPage();
			await page.goto(`${REGION}/projects`);
			await page.getByRole('link', { name: 'Liste einlesen' }).click();
			await page.getByRole('heading', { level: 1, name: 'Listen einlesen' }).waitFor();
			await send(page, `Katalog ${mark}.xlsx`, listOf(mark, 150), hasScript);

			await step(page, 'Gefunden').getByText('Spaltennamen in Zeile 4').waitFor();
			// a column that was taken for something else
			await choose(page, 'Spalte C: Bemerkung', 'Träger', hasScript);
			await page.getByText(/Akteure: 75 Wörter/).waitFor();

			// a word that nobody foresaw
			const doubts = step(page, 'Offene Fragen');
			await doubts.getByRole('link', { name: /^Unbekannter Status/ }).click();
			await doubts.getByRole('combobox', { name: 'Bedeutung von „im Zulauf“' }).selectOption({ label: 'in Planung' });
			await doubts.getByRole('button', { name: 'Eintragen' }).first().click();
			await doubts.getByRole('link', { name: /^Unbekannter Status/ }).waitFor({ state: 'detached' });

			// a proposal, with its place and its value
			await doubts.getByText('Zelle E7').waitFor();
			await doubts.getByText('„15/Jahr“ ist ein Betrag je Jahr').waitFor();
			await doubts.getByRole('button', { name: /^Vorschlag annehmen/ }).click();
			await doubts.getByText('Nichts offen.').waitFor();
			const { rows } = await rowsOf(context, page);
			expect(rows.filter(({ outcome, kind }) => outcome === 'new' && kind === 'project')).to.have.length(150);

			await step(page, 'Übernehmen').getByRole('link', { name: 'Übernehmen …' }).click();
			await page.getByRole('heading', { level: 1, name: 'Diese Liste übernehmen?' }).waitFor();
			await page.getByRole('row', { name: 'Projekt 150 0 0' }).waitFor();
			await page.getByRole('button', { name: 'Jetzt übernehmen' }).click();
			await page.getByRole('heading', { level: 2, name: 'Übernommen' }).waitFor({ timeout: 60_000 });

			const address = page.url();
			await page.goto(`${REGION}/projects?text=${mark}+Wohnen+4`);
			await page
				.getByRole('link', { name: new RegExp(`Neubau ${mark} Wohnen 4$`) })
				.first()
				.waitFor();

			await page.goto(address);
			await page.getByRole('link', { name: 'Zurücknehmen …' }).click();
			await page.getByLabel('Grund').fill('Falsche Liste');
			await page.getByRole('button', { name: 'Übernahme zurücknehmen' }).click();
			await page.getByText('Die Übernahme wurde zurückgenommen.').waitFor();
			const found = await askApi<{ total: number }>(context, `/regions${REGION}/projects?text=${mark}+Wohnen`);
			expect(found.total).to.equal(0);
		});
	}

	it('takes good rows and gives bad ones back with their reasons', async () => {
		const context = await open('planner');
		const page = await context.newPage();
		await send(page, 'Katalog QZ.xlsx', listOf('QZ', 12), true);
		await step(page, 'Übernehmen').getByRole('link', { name: 'Übernehmen …' }).click();
		await page.getByText('3 Zeilen mit offenen Fragen bleiben zurück').waitFor();
		await page.getByRole('button', { name: 'Ohne die offenen Zeilen übernehmen' }).click();
		await page.getByRole('heading', { level: 2, name: 'Übernommen' }).waitFor({ timeout: 60_000 });
		const [file] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('link', { name: 'Offene Zeilen herunterladen' }).click()
		]);
		const buffer = await readFile(await file.path());

		await send(page, 'Katalog QZ offen.xlsx', buffer, true);
		const { rows } = await rowsOf(context, page);
		expect(rows.filter(({ kind, outcome }) => kind === 'project' && outcome === 'doubtful')).to.have.length(3);
		await step(page, 'Offene Fragen').getByText('Unbekannter Status').first().waitFor();
	});

	it('says what keeps it from being undone', async () => {
		const context = await open('planner');
		const page = await context.newPage();
		await page.goto(`${REGION}/imports`);
		await whenAlive(page);
		await page.getByText('Oder Zeilen einfügen').click();
		await page
			.getByLabel('Zeilen, aus der Tabelle kopiert')
			.fill('Projekt\tStatus\nBrücke QW eins\tgeplant\nBrücke QW zwei\tgeplant');
		await page.getByRole('button', { name: 'Zeilen lesen' }).click();
		await step(page, 'Übernehmen').getByRole('link', { name: 'Übernehmen …' }).click();
		await page.getByRole('button', { name: 'Jetzt übernehmen' }).click();
		await page.getByRole('heading', { level: 2, name: 'Übernommen' }).waitFor({ timeout: 60_000 });

		const { rows } = await askApi<{ rows: { id: string }[] }>(
			context,
			`/regions${REGION}/projects?text=Br%C3%BCcke+QW+eins`
		);
		const reported = await context.request.post(`/api/v1/regions${REGION}/projects/${rows[0]?.id ?? ''}/reports`, {
			headers: { 'idempotency-key': crypto.randomUUID() },
			data: { status: 'running', progress: 10, asOf: '2026-11-20' }
		});
		expect(reported.ok(), await reported.text()).to.equal(true);
		await page.getByRole('link', { name: 'Zurücknehmen …' }).click();
		await page.getByRole('button', { name: 'Übernahme zurücknehmen' }).click();
		await page.getByRole('alert').getByText('„Brücke QW eins“ wurde seit der Übernahme geändert').waitFor();
	});

	it('keeps a mapping, reads the next list of its kind by it, and forgets it', async () => {
		const page = await (await open('planner')).newPage();
		const list = (mark: string) =>
			xlsxOf([
				{
					name: 'Liste',
					rows: [
						['Vorhaben', 'Merkposten'],
						[`Turm ${mark} A`, 'x'],
						[`Turm ${mark} B`, 'y']
					]
				}
			]);
		await send(page, 'Merken 1.xlsx', list('QV'), true);
		// the answer to the choice comes while the name is being typed
		const half = Promise.withResolvers<undefined>();
		await page.route(/\?\/sheet/, async (route) => {
			await half.promise;
			await route.continue();
		});
		await choose(page, 'Spalte B: Merkposten', 'Quelle', true);
		await page.getByText('Diese Zuordnung merken').click();
		await page.getByLabel('Name der Zuordnung').click();
		await page.keyboard.type('Merkposten');
		half.resolve(undefined);
		await page.getByRole('status').getByText('Neu gelesen:').waitFor();
		await page.keyboard.type('listen');
		await page.getByRole('button', { name: 'Merken', exact: true }).click();
		await page.getByText('Die Zuordnung „Merkpostenlisten“ ist gemerkt.').waitFor();

		await send(page, 'Merken 2.xlsx', list('QU'), true);
		await page.getByText('Gelesen wie gemerkt: „Merkpostenlisten“.').waitFor();
		expect(await page.getByRole('combobox', { name: 'Spalte B: Merkposten' }).inputValue()).to.equal('source');

		await page.goto(`${REGION}/imports`);
		await page.getByRole('link', { name: 'Merkpostenlisten löschen' }).click();
		await page.getByRole('button', { name: 'Zuordnung löschen' }).click();
		await page.getByText('Die Zuordnung „Merkpostenlisten“ ist gelöscht.').waitFor();
	});

	it('never offers to rename what is there with one click for all', async () => {
		const page = await (await open('planner')).newPage();
		const rows = [
			['Nr.', 'Projekt', 'Status'],
			['A2', 'Ganz anderes QS', 'geplant'],
			['A3', 'Noch etwas QS', 'geplant']
		];
		await send(page, 'Gleiche Nummern.xlsx', xlsxOf([{ name: 'Liste', rows }]), true);
		const doubts = step(page, 'Offene Fragen');
		await doubts.getByRole('heading', { name: 'Gleiche Nummer, anderer Name' }).waitFor();
		expect(await doubts.getByRole('button', { name: /Vorschläge/ }).count()).to.equal(0);
		await doubts.getByRole('button', { name: 'Alle sind etwas Neues' }).click();
		await doubts.getByText('Nichts offen.').waitFor();
		await step(page, 'Vorschau').getByRole('row', { name: 'Projekt 2 0 0' }).waitFor();
	});

	it('goes into the edition whose page led there, and a list of the product back into its own', async () => {
		const context = await open('planner');
		const page = await context.newPage();
		await page.goto(`${REGION}/concept?edition=rek-2002`);
		await whenAlive(page);
		await page.getByRole('link', { name: 'Liste einlesen' }).first().click();
		await page.getByRole('heading', { level: 1, name: 'Listen einlesen' }).waitFor();
		const chosen = page.getByRole('combobox', { name: 'Konzeptfassung' }).first().locator('option:checked');
		expect(await chosen.textContent()).to.match(/2002 \(beschlossen\)/);

		const { rows } = await askApi<{ rows: { id: string; key: string }[] }>(context, `/regions${REGION}/editions`);
		// the own page of one that is open leads there too
		await page.goto(`${REGION}/editions/${rows.find(({ key }) => key === 'rek-2022')?.id ?? ''}`);
		await page.getByRole('link', { name: 'Liste einlesen' }).click();
		await page.getByRole('heading', { level: 1, name: 'Listen einlesen' }).waitFor();
		expect(await chosen.textContent()).to.match(/2022/);

		const edition = rows.find(({ key }) => key === 'rek-2002')?.id ?? '';
		const file = await context.request.get(`/api/v1/regions${REGION}/measures?edition=${edition}&format=xlsx`);
		await send(page, 'Maßnahmen 2002.xlsx', await file.body(), true);
		expect(await chosen.textContent()).to.match(/2002 \(beschlossen\)/);
		await step(page, 'Übernehmen').getByText('Es gibt nichts zu übernehmen').waitFor();
	});

	it('shows every word of a cell that names several unknown towns', async () => {
		const page = await (await open('planner')).newPage();
		const rows = [
			['Projekt', 'Städte'],
			['Brücke QR', 'Neustadt, Altdorf']
		];
		await send(page, 'Zwei Städte.xlsx', xlsxOf([{ name: 'Liste', rows }]), true);
		await step(page, 'Vorschau').getByText('„Altdorf“').first().waitFor();
		await step(page, 'Offene Fragen').getByText('„Neustadt“').first().waitFor();
	});

	it('says what a file is that cannot be read, and what helps', async () => {
		const page = await (await open('planner')).newPage();
		await page.goto(`${REGION}/imports`);
		await whenAlive(page);
		await page
			.getByLabel('Datei hierher ziehen oder auswählen')
			.setInputFiles({ name: 'Foto.xlsx', mimeType: XLSX, buffer: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0]) });
		await page
			.getByRole('alert')
			.getByText('Das ist keine Tabelle. Möglich sind XLSX, ODS, CSV und hier heruntergeladene Listen als JSON.')
			.waitFor();
	});

	for (const width of [320, 1280]) {
		it(`is free of barriers and fits the screen: ${width} px, light and dark, in both languages`, async () => {
			const viewport = { width, height: 900 };
			const page = await (await open('planner', { viewport })).newPage();
			await send(page, `Ansehen ${width}.xlsx`, listOf(`QT${width}`, 12), true);
			const address = page.url();
			const english = await (await open('planner', { viewport, locale: 'en-GB' })).newPage();
			for (const look of [page, english]) {
				for (const colorScheme of ['light', 'dark'] as const) {
					await look.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
					for (const one of [address, `${address}/take`, `${address}/discard`, `${REGION}/imports`]) {
						await look.goto(one);
						await look.evaluate(() => {
							for (const details of document.querySelectorAll('main details')) details.setAttribute('open', '');
						});
						expect(await findingsOn(look), `${one} ${colorScheme}`).to.deep.equal([]);
					}
				}
			}
		});
	}

	it('is no business of those who may not import', async () => {
		const page = await (await open('reader')).newPage();
		await page.goto(`${REGION}/projects`);
		expect(await page.getByRole('link', { name: 'Liste einlesen' }).count()).to.equal(0);
		const answer = await page.goto(`${REGION}/imports`);
		expect(answer?.status()).to.equal(403);
	});
});
