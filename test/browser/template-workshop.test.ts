import { expect } from 'chai';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import type { z } from 'zod';
import type { templateFile } from '@konzeptstand/contract/template-file.ts';
import { askApi, EDITION, REGION } from '../helpers/page-addresses.ts';
import { findingsOn } from '../helpers/page-findings.ts';
import { useServedProduct, whenAlive } from '../helpers/served-product.ts';

type TemplateFile = z.output<typeof templateFile>;

const WORKSHOP = `${REGION}/documents/templates`;
const FILES = `/regions${REGION}/template-files`;

const editorOf = (page: Page): Locator => page.getByRole('textbox', { name: /^Text der Vorlage\./ });
const previewOf = (page: Page): FrameLocator => page.frameLocator('iframe[title="Vorschau des Dokuments"]');
const reasonOf = (page: Page): Locator => page.getByLabel(/^Was wurde geändert, und warum\?/);
const save = (page: Page): Promise<void> => page.getByRole('button', { name: 'Speichern', exact: true }).last().click();

/** Opens the page of a text and waits until the editor is there and the first document beside it. */
async function edit(page: Page, name: string, query = ''): Promise<void> {
	await page.goto(`${WORKSHOP}/${name}${query}`);
	await editorOf(page).waitFor();
	await page.getByText('Zeigt den Text, wie er jetzt im Feld steht.').waitFor();
}

/** Types behind the text's last character. */
async function typeAtEnd(page: Page, text: string): Promise<void> {
	await editorOf(page).click();
	await page.keyboard.press('Control+End');
	await page.keyboard.type(text);
}

/** Takes the first suggestion, once it is this one. The editor heeds no key before its list has been seen for a moment. */
async function takeSuggestion(page: Page, name: string): Promise<void> {
	await page.getByRole('option', { name, selected: true }).waitFor();
	const seen = await page.evaluate(() => performance.now());
	await page.waitForFunction((since) => performance.now() - since > 100, seen);
	await page.keyboard.press('Enter');
}

describe('Editing a template', function () {
	this.timeout(90_000);
	const { open } = useServedProduct({ isOwn: true });

	it('shows what it makes, takes a reason, makes the documents, tells its versions and goes back', async () => {
		const context = await open('planner');
		const page = await context.newPage();
		await page.goto(`${REGION}/documents`);
		await whenAlive(page);
		await page.getByRole('link', { name: 'Vorlage bearbeiten: Umsetzungsbericht' }).click();
		await page.getByRole('heading', { level: 1, name: 'Umsetzungsbericht' }).waitFor();
		await editorOf(page).click();
		await page.keyboard.press('Control+Home');
		await page.keyboard.press('End');
		await page.keyboard.type(' in der Ratsfassung');
		const heading = previewOf(page).getByRole('heading', { level: 1, name: /in der Ratsfassung$/ });
		await heading.waitFor();
		await reasonOf(page).fill('Der Rat soll sehen, dass es sein Bericht ist.');
		await save(page);
		await page.getByText('Gespeichert: Umsetzungsbericht, Version 1').waitFor();
		expect(await reasonOf(page).inputValue()).to.equal('');
		await page.getByText('Noch nicht gespeichert').waitFor({ state: 'detached' });

		const document = `/api/v1/regions${REGION}/documents/umsetzungsbericht?format=md&edition=${EDITION}`;
		expect(await (await context.request.get(document)).text()).to.match(/^# .* in der Ratsfassung$/m);

		await page.getByRole('link', { name: 'Versionen', exact: true }).click();
		const version = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: /^Version 1/ }) });
		expect(await version.innerText())
			.to.include('Beispiel Planung')
			.and.include('Der Rat soll sehen, dass es sein Bericht ist.');
		await version.getByRole('link', { name: /^Änderungen gegenüber der mitgelieferten Version/ }).click();
		await version.locator('ins').filter({ hasText: 'in der Ratsfassung' }).waitFor();

		await page.goto(`${WORKSHOP}/umsetzungsbericht`);
		await page.getByRole('link', { name: /^Zurück zur mitgelieferten Version/ }).click();
		await page.locator('del').filter({ hasText: 'in der Ratsfassung' }).waitFor();
		await page.getByLabel(/^Warum zurück\?/).fill('Der Rat wünscht es doch nicht.');
		await page.getByRole('button', { name: 'Mitgelieferte Version nehmen' }).last().click();
		await page.getByText('Es gilt wieder die mitgelieferte Version: Umsetzungsbericht').waitFor();
		expect(await (await context.request.get(document)).text()).to.not.include('in der Ratsfassung');

		await page.goto(`${WORKSHOP}/umsetzungsbericht/versions`);
		await page.getByRole('link', { name: 'Diesen Text wieder bearbeiten: Version 1' }).click();
		await page.getByText(/^Im Feld steht der Text der Version 1 vom/).waitFor();
		await heading.waitFor();
	});

	it('marks an unknown name on its line, and leads there', async () => {
		const page = await (await open('planner')).newPage();
		await edit(page, 'entwicklungskonzept', `?edition=${EDITION}`);
		await typeAtEnd(page, '\n{{ editoin.title }}');
		await page.getByText('Der Text hat Fehler. Gezeigt wird das letzte Dokument ohne Fehler.').waitFor();
		expect(await page.locator('.cm-lintRange-error').innerText()).to.include('editoin');
		await editorOf(page).press('Control+Home');
		await page.locator('.cm-lintRange-error').waitFor({ state: 'detached' });
		await page.getByRole('button', { name: /^Zeile \d+$/ }).click();
		await page.locator('.cm-activeLine').filter({ hasText: 'editoin' }).waitFor();
		expect(await findingsOn(page)).to.deep.equal([]);
		// the rest of the document is still there to look at
		await previewOf(page).getByRole('heading', { level: 1 }).waitFor();
	});

	it('completes a name of the data by keyboard, with what it means', async () => {
		const page = await (await open('planner')).newPage();
		await edit(page, 'entwicklungskonzept', `?edition=${EDITION}`);
		await typeAtEnd(page, '\n{% for chapter in chapters %}{{ chapter.tit');
		await page.getByRole('option', { name: 'title' }).waitFor();
		expect(await findingsOn(page)).to.deep.equal([]);
		await takeSuggestion(page, 'title');
		await page.keyboard.type(' }}{% e');
		await takeSuggestion(page, 'endfor');
		await page.keyboard.type(' %}');
		await page.locator('.cm-line').filter({ hasText: '{{ chapter.title }}{% endfor %}' }).waitFor();
	});

	it('lists what there is to look around in, and puts it into the text', async () => {
		const page = await (await open('planner')).newPage();
		await edit(page, 'entwicklungskonzept', `?edition=${EDITION}`);
		await editorOf(page).press('Control+End');
		await page.getByText('Was es gibt: Angaben, Filter, Anweisungen, Bausteine').click();
		expect(await findingsOn(page)).to.deep.equal([]);
		await page.getByLabel('Suchen', { exact: true }).fill('region.brand');
		await page.getByText('Treffer: 1').waitFor();
		await page.getByRole('button', { name: 'Einfügen: region.brand' }).click();
		await page.locator('.cm-activeLine').filter({ hasText: '{{ region.brand }}' }).waitFor();
	});

	it('is left with the Tab key, and not left unsaved without a question', async () => {
		const page = await (await open('planner')).newPage();
		await edit(page, 'projektsteckbrief');
		await typeAtEnd(page, '\nNoch ein Satz.');
		await page.getByText('Noch nicht gespeichert').waitFor();
		await page.keyboard.press('Tab');
		expect(await page.evaluate(() => document.activeElement?.tagName)).to.equal('SUMMARY');
		const asked = page.waitForEvent('dialog');
		const leaving = page.getByRole('link', { name: 'Abbrechen' }).click();
		await (await asked).dismiss();
		await leaving;
		expect(new URL(page.url()).pathname).to.equal(`${WORKSHOP}/projektsteckbrief`);
	});

	it('calls a preview off when the text is newer', async () => {
		const page = await (await open('planner')).newPage();
		await edit(page, 'projektsteckbrief');
		const held = Promise.withResolvers<true>();
		let asked = 0;
		await page.route('**/template-files/trial', async (route) => {
			asked += 1;
			if (asked === 1) held.resolve(true);
			else await route.continue();
		});
		const calledOff = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/trial'));
		await typeAtEnd(page, '\nErster Satz.');
		await held.promise;
		await page.keyboard.type(' Zweiter Satz.');
		await calledOff;
		await previewOf(page).getByText('Erster Satz. Zweiter Satz.').waitFor();
	});

	it('shows both texts when somebody else has saved meanwhile, and saves what is chosen', async () => {
		const context = await open('planner');
		const page = await context.newPage();
		const manager = await open('manager');
		await edit(page, 'jahresbilanz');
		const { text } = await askApi<TemplateFile>(context, `${FILES}/jahresbilanz`);
		const first = await manager.request.post(`/api/v1${FILES}`, {
			headers: { 'idempotency-key': crypto.randomUUID() },
			data: { name: 'jahresbilanz', text: `${text}\nSatz der Geschäftsstelle.\n`, reason: 'Schlusssatz' }
		});
		expect(first.status(), await first.text()).to.equal(201);
		await typeAtEnd(page, '\nSatz der Planung.');
		await reasonOf(page).fill('Auch ein Schlusssatz.');
		await save(page);
		const conflict = page.getByRole('region', { name: 'Inzwischen hat jemand anderes gespeichert' });
		await conflict.waitFor();
		expect(await conflict.textContent())
			.to.include('Satz der Planung.')
			.and.include('Satz der Geschäftsstelle.');
		expect(await findingsOn(page)).to.deep.equal([]);

		const second = await manager.request.patch(`/api/v1${FILES}/jahresbilanz`, {
			headers: { 'if-match': '"1"' },
			data: { text: `${text}\nAnderer Satz der Geschäftsstelle.\n`, reason: 'Noch anders' }
		});
		expect(second.status(), await second.text()).to.equal(200);
		await save(page);
		await conflict.getByText('Anderer Satz der Geschäftsstelle.').first().waitFor();
		await conflict.getByRole('radio', { name: 'Meine übernehmen' }).check();
		await save(page);
		await page.getByText('Gespeichert: Jahresbilanz, Version 3').waitFor();
		const now = await askApi<TemplateFile>(context, `${FILES}/jahresbilanz`);
		expect(now.text).to.match(/Satz der Planung\.\n$/);
	});

	it('needs no JavaScript: the text is looked at in the frame beside it and saved', async () => {
		const context = await open('planner', { javaScriptEnabled: false });
		const page = await context.newPage();
		await page.goto(`${WORKSHOP}/umsetzungsbilanz`);
		const field = page.getByLabel('Text der Vorlage');
		const text = await field.inputValue();
		// By keyboard: a mouse click in the very moment in which the page has scrolled is sometimes lost above a frame of
		// another process, and without scripts the browser's driver cannot see that.
		const press = (name: string) => page.getByRole('button', { name, exact: true }).last().press('Enter');
		await field.fill(`${text}\n{{ nirgends }}\n`);
		await press('Vorschau mit diesem Text');
		const frame = page.frameLocator('iframe[name="preview-frame"]');
		await frame.getByText(/nirgends/).waitFor();
		await field.fill(`${text}\nEin Satz am Ende.\n`);
		await press('Vorschau mit diesem Text');
		await frame.getByText('Ein Satz am Ende.').waitFor();

		await press('Speichern');
		await page.getByRole('alert').waitFor();
		expect(await field.inputValue()).to.include('Ein Satz am Ende.');
		await reasonOf(page).fill('Es fehlte ein Schluss.');
		await press('Speichern');
		await page.getByText('Gespeichert: Umsetzungsbilanz, Version 1').waitFor();
		expect((await askApi<TemplateFile>(context, `${FILES}/umsetzungsbilanz`)).text).to.equal(
			`${text}\nEin Satz am Ende.\n`
		);
	});

	it('loads the editor on this page and on no other', async () => {
		const page = await (await open('planner')).newPage();
		const scripts: Promise<string>[] = [];
		page.on('response', (response) => {
			if (response.url().endsWith('.js')) scripts.push(response.text());
		});
		const holdsEditor = async () => (await Promise.all(scripts)).some((text) => text.includes('cm-scroller'));
		for (const address of [WORKSHOP, `${WORKSHOP}/projektsteckbrief/versions`, `${REGION}/documents`]) {
			await page.goto(address, { waitUntil: 'networkidle' });
			expect(await holdsEditor(), address).to.equal(false);
		}
		await edit(page, 'projektsteckbrief');
		expect(await holdsEditor()).to.equal(true);
	});

	for (const [width, colorScheme, locale] of [
		[320, 'dark', 'de-DE'],
		[390, 'light', 'en-GB'],
		[1280, 'dark', 'en-GB']
	] as const) {
		it(`is free of barriers and fits the screen: ${width} px, ${colorScheme}, ${locale}`, async () => {
			const context = await open('planner', { locale, viewport: { width, height: 900 }, colorScheme });
			const page = await context.newPage();
			for (const address of ['', '/umsetzungsbericht/versions?show=1', '/jahresbilanz', '/jahresbilanz/shipped']) {
				await page.goto(WORKSHOP + address);
				if (address === '/jahresbilanz') await page.locator('.cm-content').waitFor();
				expect(await findingsOn(page), address).to.deep.equal([]);
			}
		});
	}
});
